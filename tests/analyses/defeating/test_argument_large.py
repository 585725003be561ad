"""Arguments with more sets than anybody could list: the first ones come before the last are known."""

from __future__ import annotations

from itertools import islice

import pytest
from argument_samples import argument_of
from faulttrees import fault_tree, known

from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.reading import Query
from formalcase.case.support import Gate

FAST = ("baobab1", "chinese", "das9209", "edf9201", "elf9601", "isp9603")


def reading_of(tree: str, budget: int | None = None) -> ArgumentReading:
    graph, top = fault_tree(tree)
    argued = argument_of(graph, top)
    return ArgumentReading(argued) if budget is None else ArgumentReading(argued, budget)


@pytest.mark.parametrize("tree", FAST)
def test_fault_trees(tree: str) -> None:
    found = reading_of(tree).defeaters()
    assert found.count == known()[tree]["mcs"]
    assert found.by_size == {int(size): count for size, count in known()[tree]["by_size"].items()}
    assert found.complete
    first = list(islice(found, 100))
    assert [len(each) for each in first] == sorted(len(each) for each in first)
    assert len(set(first)) == min(100, known()[tree]["mcs"])


def test_the_first_sets_come_before_all_are_known() -> None:
    reading = reading_of("edfpa14b")
    first = next(iter(reading.defeaters()))
    assert len(first) == min(map(int, known()["edfpa14b"]["by_size"]))
    assert reading._defeaters.whole is None


def test_counting_them_on_the_way_loses_none() -> None:
    tree = known()["edfpa15p"]
    reading = reading_of("edfpa15p", 2_000_000)
    found = reading.defeaters()
    listed = iter(found)
    first = next(listed)
    assert reading._defeaters.whole is None
    assert found.count == tree["mcs"]
    assert len({first, *listed}) == tree["mcs"]


def test_bounded_sets_are_counted_although_all_are_out_of_reach() -> None:
    tree = known()["edfpa14b"]["by_size"]
    reading = reading_of("edfpa14b", 60_000)
    found = reading.defeaters(Query(max_size=2))
    assert found.count == sum(count for size, count in tree.items() if int(size) <= 2)
    assert not found.complete
    everything = reading.defeaters()
    assert (everything.count, everything.complete) == (None, False)
    assert everything.by_size[2] == tree["2"]
    assert "2" in everything.reason or "3" in everything.reason


def test_the_same_sets_in_whatever_order_they_are_asked_for() -> None:
    queries = [Query(), Query(max_size=1), Query(max_size=3), Query(max_size=6)]
    outcomes = []
    for order in (queries, queries[::-1]):
        reading = reading_of("edfpa15p", 20_000)
        told = {
            query: (found.count, found.complete, found.reason, list(islice(found, 300)))
            for query in order
            for found in [reading.defeaters(query)]
        }
        outcomes.append([told[query] for query in queries])
    assert outcomes[0] == outcomes[1]


def test_a_huge_number_of_sets_is_counted_and_listed_from_the_front() -> None:
    graph = {f"s{number}": Gate(1, tuple(f"e{number}.{each}" for each in range(4))) for number in range(200)}
    top = {"top": Gate(1, tuple(f"s{number}" for number in range(200)))}
    reading = ArgumentReading(argument_of({**top, **graph}, "top"))
    assert reading.supports().count == 800
    assert reading.defeaters().count == 1
    graph = {name: Gate(4, gate.members) for name, gate in graph.items()}
    reading = ArgumentReading(argument_of({**top, **graph}, "top"))
    assert reading.defeaters().count == 4**200
    assert len(list(islice(reading.defeaters(), 1_000))) == 1_000


def test_where_the_smallest_sets_are_large_the_bound_need_not_get_there() -> None:
    ways = {f"way{n}": Gate(3, tuple(f"e{n * each % 47}" for each in (1, 3, 7))) for n in range(1, 47)}
    graph = {"top": Gate(1, tuple(ways)), **ways}
    whole = ArgumentReading(argument_of(graph, "top"))._defeaters.all_there_are()
    assert whole is not None
    (smallest,) = whole.smallest(1)
    reading = ArgumentReading(argument_of(graph, "top"), 10 * whole.steps)
    assert next(iter(reading.defeaters())) == smallest
    assert reading._defeaters._left > 5 * whole.steps  # what the bound may take in all
    assert reading.defeaters().count == whole.count
