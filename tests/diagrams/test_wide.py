"""Families with very many sets, and with very large ones: in order, within memory, told where that ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice, product
from random import Random

import pytest

from formalcase.case.support import Gate, Graph, all_of, any_of
from formalcase.diagrams import (
    OutOfSteps,
    measures,
    minimal_defeaters,
    minimal_supports,
    ordered,
    part,
    restrict,
)
from formalcase.logic.number_text import in_short

pytestmark = pytest.mark.usefixtures("engine")


def legs(number: int) -> tuple[Graph, list[str]]:
    """Legs of two leaves each: 2 to that power minimal defeater sets, a leaf of each."""
    graph = {"top": any_of([f"leg{n}" for n in range(number)])}
    graph |= {f"leg{n}": all_of([f"a{n}", f"b{n}"]) for n in range(number)}
    return graph, [f"{side}{n}" for n in range(number) for side in "ab"]


def test_the_first_of_more_sets_than_anybody_could_count() -> None:
    graph, order = legs(500)
    family = minimal_defeaters(graph, "top", order=order)
    assert family.count == 2**500
    assert family.by_size() == {500: 2**500}
    first = tuple(order[::2])
    assert family.smallest(3) == [first, (*first[:-1], "b499"), (*first[:-2], "b498", "a499")]
    importance, occurrences = family.importance(), family.occurrences()
    assert importance is not None
    assert occurrences is not None
    assert (importance["b7"], occurrences["b7"]) == ({500: 2**499}, 2**499)
    assert minimal_supports(graph, "top", order=order).smallest(1) == [("a0", "b0")]


def by_places(found: Sequence[tuple[str, ...]], order: Sequence[str]) -> list[tuple[str, ...]]:
    place = {leaf: position for position, leaf in enumerate(order)}
    inner = [tuple(sorted(each, key=place.__getitem__)) for each in found]
    return sorted(inner, key=lambda each: (len(each), [place[leaf] for leaf in each]))


def test_parts_of_parts_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small batches, so that beginnings are long, nested, and left and taken up again."""
    graph, order = legs(9)
    every = list(product(*[(f"a{n}", f"b{n}") for n in range(9)]))
    monkeypatch.setattr(part, "_DIGITS", 3)
    for batch, seed in ((1, 0), (3, 1), (50, 2)):
        monkeypatch.setattr(ordered, "_BATCH", batch)
        shuffled = Random(seed).sample(order, len(order)) if seed else order
        family = minimal_defeaters(graph, "top", order=shuffled)
        assert list(family.in_order()) == by_places(every, shuffled)
    monkeypatch.setattr(ordered, "_MEMBERS", 0)  # a set at a time
    assert list(islice(minimal_defeaters(graph, "top", order=order).in_order(), 40)) == every[:40]


def test_sizes_that_do_not_occur_are_passed_over_at_once() -> None:
    many = [f"l{number}" for number in range(3_000)]
    family = minimal_defeaters({"top": all_of(["x", "some"]), "some": any_of(many)}, "top")
    assert [len(found) for found in family.in_order()] == [1, 3_000]


def test_where_sizes_would_take_too_much_memory_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = {"top": any_of([f"leg{n}" for n in range(6)])}
    graph |= {f"leg{n}": all_of([f"a{n}", f"pair{n}"]) for n in range(6)}
    graph |= {f"pair{n}": any_of([f"b{n}", f"c{n}"]) for n in range(6)}
    family = minimal_defeaters(graph, "top")
    monkeypatch.setattr(restrict, "_MOST_STATES", 8)
    sets = family.in_order()
    assert next(sets) == tuple(f"a{n}" for n in range(6))
    with pytest.raises(OutOfSteps):
        next(sets)
    with pytest.raises(OutOfSteps):
        family.up_to(7)


def test_numbers_that_are_held_no_longer_than_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, _ = legs(30)
    monkeypatch.setattr(measures, "_MOST_HELD", 0)
    assert minimal_defeaters(graph, "top").count == 2**30


def test_of_a_large_family_each_leaf_has_its_smallest_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    graph: dict[str, Gate] = {"top": any_of([f"leg{n}" for n in range(4)])}
    graph |= {f"leg{n}": all_of([f"a{n}", f"pair{n}"]) for n in range(4)}
    graph |= {f"pair{n}": any_of([f"b{n}", f"c{n}"]) for n in range(4)}
    family = minimal_defeaters(graph, "top")
    sets = list(family)
    monkeypatch.setattr(measures, "_MOST_ROWS", 24)
    importance, occurrences = family.importance(), family.occurrences()
    assert importance is not None
    assert occurrences == Counter(leaf for found in sets for leaf in found)
    for leaf in family.leaves:
        sizes = Counter(len(found) for found in sets if leaf in found and len(found) < 6)
        assert importance[leaf] == sizes
    monkeypatch.setattr(measures, "_MOST_BITS", 8)
    assert minimal_defeaters(graph, "top").importance() is None


def test_long_numbers_in_short() -> None:
    assert in_short(10**40 - 1) == "9" * 40
    assert in_short(10**40) == "about 1.00e40"
    assert in_short(2**15_000) == "about 2.81e4515"
    for exponent in (41, 99, 1_000, 5_000):
        assert in_short(10**exponent - 1) == f"about 9.99e{exponent - 1}"
        assert in_short(10**exponent) == f"about 1.00e{exponent}"
