"""Minimal sets by the ASP programs, by diagrams and by definition are the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from faulttrees import fault_tree, known
from randomgraphs import GOAL, defeaters_by_definition, random_graph, supports_by_definition
from sampling import first
from stockclingo import TREES, answers, as_sets, leaves_of

from formalcase.case.support import Gate, all_of, any_of
from formalcase.diagrams import minimal_defeaters, minimal_supports
from formalcase.encode.asp import MINIMAL_FLAGS, choice_facts, set_program
from formalcase.solve.asp import defeaters_by_asp, supports_by_asp


def some_kept(seed: int, leaves: Sequence[str]) -> list[str]:
    """In a third of the graphs some leaves are never lost."""
    return list(leaves[seed % 2 :: 3]) if seed % 3 == 0 else []


# ---- Random graphs -------------------------------------------------------------------------------


@pytest.mark.parametrize("block", first(3, range(10)))
def test_the_programs_the_diagrams_and_the_definition_agree(block: int) -> None:
    for seed in range(20_000 + block * 40, 20_040 + block * 40):
        graph, leaves = random_graph(seed)
        kept = some_kept(seed, leaves)
        losable = [leaf for leaf in leaves if leaf not in kept]
        lost = as_sets(list(defeaters_by_asp(graph, GOAL, losable)))
        assert lost == as_sets(list(minimal_defeaters(graph, GOAL, kept=kept)))
        assert lost == defeaters_by_definition(graph, GOAL, leaves, kept)
        enough = as_sets(list(supports_by_asp(graph, GOAL, losable)))
        assert enough == as_sets(list(minimal_supports(graph, GOAL, kept=kept)))
        assert enough == supports_by_definition(graph, GOAL, leaves, kept)


def test_without_the_flags_every_larger_set_is_an_answer_too() -> None:
    graph: dict[str, Gate] = {"top": any_of(["left", "right"]), "left": all_of(["a", "b"])}
    graph["right"] = all_of(["c"])
    facts, _ = choice_facts(graph, "top", leaves_of(graph))
    shown = "#show lost/1."
    assert len(answers(set_program("defeaters") + shown + facts)) == 3
    assert len(answers(set_program("defeaters") + shown + facts, *MINIMAL_FLAGS)) == 2
    shown = "#show kept/1."
    assert len(answers(set_program("supports") + shown + facts)) == 5
    assert len(answers(set_program("supports") + shown + facts, *MINIMAL_FLAGS)) == 2


# ---- Particular graphs ---------------------------------------------------------------------------


def test_a_goal_that_is_a_leaf() -> None:
    assert list(defeaters_by_asp({}, "a", ["a"])) == [frozenset("a")]
    assert list(supports_by_asp({}, "a", ["a"])) == [frozenset("a")]
    assert list(defeaters_by_asp({}, "a", [])) == []
    assert list(supports_by_asp({}, "a", [])) == [frozenset()]


def test_a_goal_without_support_has_the_empty_defeater_alone() -> None:
    graph = {"top": any_of([])}
    assert list(defeaters_by_asp(graph, "top", [])) == [frozenset()]
    assert list(supports_by_asp(graph, "top", [])) == []


def test_a_goal_from_nothing_has_the_empty_support_alone() -> None:
    graph = {"top": all_of([])}
    assert list(defeaters_by_asp(graph, "top", [])) == []
    assert list(supports_by_asp(graph, "top", [])) == [frozenset()]


def test_a_circle_supports_nothing() -> None:
    graph = {"a": any_of(["b", "x"]), "b": any_of(["a"])}
    assert list(defeaters_by_asp(graph, "a", ["x"])) == [frozenset("x")]
    assert list(supports_by_asp(graph, "b", ["x"])) == [frozenset("x")]


def test_a_member_that_occurs_again_counts_again() -> None:
    graph = {"top": Gate(3, ("a", "a", "a", "b", "b", "c"))}
    assert as_sets(list(supports_by_asp(graph, "top", "abc"))) == {frozenset("a"), frozenset("bc")}
    assert as_sets(list(defeaters_by_asp(graph, "top", "abc"))) == {frozenset("ab"), frozenset("ac")}


def test_only_leaves_below_the_goal_that_are_named_are_lost() -> None:
    graph = {"top": all_of(["inner", "b"]), "inner": all_of(["a"]), "other": all_of(["c"])}
    named = ["b", "c", "inner", "other", "unheard of"]
    assert as_sets(list(defeaters_by_asp(graph, "top", named))) == {frozenset("b")}
    assert as_sets(list(supports_by_asp(graph, "top", named))) == {frozenset("b")}


def test_the_first_set_comes_before_the_last_is_known() -> None:
    legs = range(40)
    graph = {"top": any_of([f"leg{leg}" for leg in legs])}
    graph |= {f"leg{leg}": all_of([f"{leg}.{leaf}" for leaf in range(5)]) for leg in legs}
    assert len(next(defeaters_by_asp(graph, "top", leaves_of(graph)))) == 40


# ---- Fault trees ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TREES)
def test_fault_trees_by_the_program_and_by_diagrams(name: str) -> None:
    graph, top = fault_tree(name)
    found = as_sets(list(defeaters_by_asp(graph, top, leaves_of(graph))))
    assert len(found) == known()[name]["mcs"]
    assert found == as_sets(list(minimal_defeaters(graph, top)))
