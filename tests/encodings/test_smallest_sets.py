"""Smallest sets first: as the diagrams have them, within a number of sets and a budget."""

from __future__ import annotations

from itertools import islice

import pytest
from faulttrees import fault_tree, known
from randomgraphs import GOAL, random_graph
from stockclingo import leaves_of

from formalcase.case.support import all_of, any_of
from formalcase.diagrams import minimal_defeaters, minimal_supports
from formalcase.solve.smallest_sets import smallest_sets

PLENTY = 1_000_000


@pytest.mark.parametrize("supports", [False, True])
def test_all_sets_in_the_order_of_the_diagrams(supports: bool) -> None:
    for seed in range(30_000, 30_150):
        graph, leaves = random_graph(seed)
        kept = leaves[seed % 2 :: 3] if seed % 3 == 0 else []
        losable = [leaf for leaf in leaves if leaf not in kept]
        family = (minimal_supports if supports else minimal_defeaters)(graph, GOAL, kept=kept, order=leaves)
        found = smallest_sets(graph, GOAL, losable, supports=supports, most=PLENTY, conflicts=PLENTY)
        assert list(found) == list(family.in_order())
        assert found.exhausted
        assert found.reason == ""


@pytest.mark.parametrize("supports", [False, True])
def test_what_is_cut_off_is_said_and_never_wrong(supports: bool) -> None:
    for seed in range(31_000, 31_050):
        graph, leaves = random_graph(seed)
        family = (minimal_supports if supports else minimal_defeaters)(graph, GOAL, order=leaves)
        every = list(family.in_order())
        for most, conflicts in ((0, PLENTY), (1, PLENTY), (3, PLENTY), (PLENTY, 0), (PLENTY, 2), (2, 1)):
            found = smallest_sets(graph, GOAL, leaves, supports=supports, most=most, conflicts=conflicts)
            listed = list(found)
            assert len(set(listed)) == len(listed) <= most
            assert set(listed) <= set(every)
            assert [*map(len, listed)] == [*map(len, every)][: len(listed)]
            assert found.exhausted == (found.reason == "")
            assert not found.exhausted or listed == every
            if conflicts == PLENTY:
                assert len(listed) == min(most, len(every))
                assert found.exhausted == (most >= len(every))


def test_leaves_that_are_not_given_are_never_lost() -> None:
    graph = {"top": any_of(["left", "right"]), "left": all_of(["a", "b"]), "right": all_of(["c", "d"])}
    found = smallest_sets(graph, "top", ["d", "a", "d", "c"], most=10, conflicts=PLENTY)
    assert list(found) == [("d", "a"), ("a", "c")]
    found = smallest_sets(graph, "top", ["d", "a", "c"], supports=True, most=10, conflicts=PLENTY)
    assert list(found) == [("a",), ("d", "c")]


def test_goals_at_the_ends() -> None:
    for graph, defeaters, supports in (
        ({}, [("a",)], [("a",)]),
        ({"a": any_of([])}, [()], []),
        ({"a": all_of([])}, [], [()]),
    ):
        assert list(smallest_sets(graph, "a", ["a"], most=9, conflicts=9)) == defeaters
        assert list(smallest_sets(graph, "a", ["a"], supports=True, most=9, conflicts=9)) == supports


def test_small_sizes_come_before_large_ones_are_looked_for() -> None:
    graph, top = fault_tree("edfpa14b")
    found = smallest_sets(graph, top, leaves_of(graph), most=PLENTY, conflicts=2_000)
    assert [len(members) for members in islice(found, 20)] == [1] * 19 + [2]
    assert not found.exhausted


@pytest.mark.parametrize("name", ["chinese", "baobab1", "das9209", "edfpa14p", "jbd9601"])
def test_the_smallest_sets_of_fault_trees(name: str) -> None:
    graph, top = fault_tree(name)
    sizes = [int(size) for size, count in known()[name]["by_size"].items() for _ in range(min(count, 200))]
    found = smallest_sets(graph, top, leaves_of(graph), most=200, conflicts=100_000)
    assert [len(members) for members in found] == sizes[:200]
    assert not found.exhausted
    assert "more than 200" in found.reason


def test_equal_input_gives_equal_sets_within_a_budget() -> None:
    graph, top = fault_tree("baobab1")
    leaves = leaves_of(graph)
    first, second = (smallest_sets(graph, top, leaves, most=PLENTY, conflicts=700) for _ in range(2))
    assert list(first) == list(second)
    assert first.reason == second.reason != ""
