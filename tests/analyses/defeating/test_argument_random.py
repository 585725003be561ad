"""Every answer of the argument reading equals the one by definition, over all sets of leaves."""

from __future__ import annotations

import pytest
from argument_samples import Sets, argument_of, by_definition, random_argument, sizes
from randomgraphs import GOAL

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.reading import Found, Query
from formalcase.case.support import Gate


def same(found: Found, expected: Sets) -> None:
    assert list(found) == expected
    assert found.count == len(expected)
    assert found.by_size == sizes(expected)


def agree(argued: Argued) -> None:
    reading = ArgumentReading(argued)
    defeaters, supports = by_definition(argued)
    assert reading.supported == bool(supports)
    ids = [leaf.id for leaf in argued.leaves.values()]
    for ask, expected in ((reading.defeaters, defeaters), (reading.supports, supports)):
        found = ask(Query())
        same(found, expected)
        assert (found.complete, found.reason) == (True, "")
        importance = {leaf: sizes([each for each in expected if leaf in each]) for leaf in ids}
        assert found.importance == {leaf: counts for leaf, counts in importance.items() if counts}
        for leaf in [*ids[:3], "no leaf"]:
            part = ask(Query(containing=leaf))
            same(part, [each for each in expected if leaf in each])
            assert part.complete
        for most in (0, 1, 2, 3):
            bounded = ask(Query(max_size=most))
            small = [each for each in expected if len(each) <= most]
            same(bounded, small)
            assert bounded.complete == (small == expected) == (not bounded.reason)
        both = ask(Query(max_size=2, containing=ids[0] if ids else "no leaf"))
        inside = [each for each in expected if ids and ids[0] in each]
        same(both, [each for each in inside if len(each) <= 2])
        assert both.complete == all(len(each) <= 2 for each in inside)


def test_all_answers_equal_those_by_definition() -> None:
    for seed in range(120):
        agree(random_argument(seed))


@pytest.mark.slow
def test_all_answers_equal_those_by_definition_on_many_more() -> None:
    for seed in range(120, 4_000):
        agree(random_argument(seed))


def test_fourteen_leaves() -> None:
    leaves = [f"l{number}" for number in range(14)]
    legs = {f"s{number}": Gate(2, tuple(leaves[number : number + 4])) for number in range(0, 12, 3)}
    graph = {GOAL: Gate(2, tuple(legs)), **legs}
    agree(argument_of(graph, GOAL, leaves[::-1]))


@pytest.mark.parametrize("budget", [1, 60, 300])
def test_what_a_small_budget_gives_is_right_and_says_what_is_missing(budget: int) -> None:
    cut = 0
    for seed in range(12):
        argued = random_argument(seed)
        if argued.claim not in by_graph(argued):
            continue
        expected_by_kind = by_definition(argued)
        for kind, expected in enumerate(expected_by_kind):
            for query in (Query(), Query(max_size=2), Query(containing="l1")):
                wanted = [
                    each
                    for each in expected
                    if len(each) <= (query.max_size or 99)
                    and (query.containing is None or query.containing in each)
                ]
                reading = ArgumentReading(argued, budget)
                found = (reading.supports if kind else reading.defeaters)(query)
                listed = list(found)
                assert len(set(listed)) == len(listed)
                assert set(listed) <= set(wanted)
                assert [len(each) for each in listed] == sorted(len(each) for each in listed)
                assert found.by_size == sizes(listed)
                assert found.count in (None, len(wanted))
                if found.count is not None:
                    assert listed == wanted
                everything = [each for each in expected if query.containing in (None, *each)]
                assert not found.complete or listed == everything
                assert bool(found.reason) == (not found.complete)
                cut += not found.complete
                again = ArgumentReading(argued, budget)
                counted_first = (again.supports if kind else again.defeaters)(query)
                assert (counted_first.count, counted_first.complete) == (found.count, found.complete)
                assert list(counted_first) == listed
                if query == Query():
                    assert bool(listed) == bool(expected)
    assert cut


def by_graph(argued: Argued) -> set[str]:
    return {argued.claim} if argued.supported else set()


def test_a_claim_without_support_has_no_sets() -> None:
    reading = ArgumentReading(argument_of({GOAL: Gate(1, ("C",)), "C": Gate(1, ())}, GOAL))
    for found in (reading.defeaters(), reading.supports()):
        assert (list(found), found.count, found.complete, found.reason) == ([], 0, True, "")
    assert reading.supported is False


def test_a_claim_supported_by_no_leaf_has_one_empty_support_set() -> None:
    graph = {GOAL: Gate(1, ("S1", "S2")), "S1": Gate(0, ()), "S2": Gate(1, ("E",))}
    reading = ArgumentReading(argument_of(graph, GOAL))
    assert reading.supported
    assert (list(reading.defeaters()), reading.defeaters().count) == ([], 0)
    assert list(reading.supports()) == [()]
    none_larger = reading.supports(Query(max_size=0))
    assert (list(none_larger), none_larger.complete) == ([()], True)


def circles(number: int) -> dict[str, Gate]:
    """Each of so many claims follows from any other, or from evidence; the goal needs the first two."""
    names = [f"C{each}" for each in range(number)]
    graph = {name: Gate(1, (*names, f"E{place % 3}")) for place, name in enumerate(names)}
    return {GOAL: Gate(3, (names[0], names[1], "E9")), **graph}


def test_circles_too_many_for_the_diagrams() -> None:
    found = ArgumentReading(argument_of(circles(200), GOAL)).defeaters()
    assert list(found) == [("E9",), ("E0", "E1", "E2")]
    assert (found.count, found.complete) == (2, True)


def test_one_set_where_nothing_else_is_possible() -> None:
    reading = ArgumentReading(argument_of(circles(200), GOAL))
    for sets, true in (
        (reading._defeaters, [("E9",), ("E0", "E1", "E2")]),
        (reading._supports, [("E0", "E9"), ("E1", "E9"), ("E2", "E9")]),
    ):
        assert sets.one in true
