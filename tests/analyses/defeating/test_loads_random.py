"""Single points, dead weight and steps that never matter equal those by definition on random graphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_samples import argument_of, by_definition, random_argument, table
from faulttrees import fault_tree
from randomgraphs import GOAL

from formalcase.analyses.defeating import singles
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.loads import unneeded_steps
from formalcase.analyses.defeating.mattering import below, surely_matter, unneeded
from formalcase.case.support import Gate, Graph, supported
from formalcase.diagrams import STEPS


def single_points(graph: Graph, goal: str) -> set[str]:
    found = singles.single_points(graph, goal)
    assert found is not None
    return set(found)


def agree(argued: Argued) -> tuple[int, int]:
    """How many leaves matter, and for how many that is seen at once."""
    graph, claim = argued.graph, argued.claim
    ids = {leaf.id: node for node, leaf in argued.leaves.items()}
    defeaters, supports = by_definition(argued)
    assert single_points(graph, claim) == {ids[each[0]] for each in defeaters if len(each) == 1}
    needed = {ids[leaf] for each in supports for leaf in each}
    found = unneeded(graph, [claim], argued.leaves, STEPS)
    assert found.leaves == set(argued.leaves) - needed
    assert not found.unknown
    if not supports:
        return 0, 0
    at_once = surely_matter(below(graph, claim, supported(graph)), claim)
    assert at_once & argued.leaves.keys() <= needed
    steps_agree(argued, at_once)
    return len(needed), len(at_once & needed)


def steps_agree(argued: Argued, at_once: set[str]) -> None:
    """Every gate but the goal is taken for a step."""
    graph, claim = argued.graph, argued.claim
    steps = [name for name in below(graph, claim, supported(graph)).gates if name != claim]
    whole = table(argued)
    same = [name for name in steps if table(replace(argued, graph={**graph, name: Gate(1, ())})) == whole]
    assert not at_once.intersection(same)
    assert unneeded_steps(graph, claim, steps, STEPS) == (tuple(same), ())


def test_all_equal_those_by_definition() -> None:
    both = [agree(random_argument(seed)) for seed in range(0, 1_000, 31)]
    assert sum(at_once for _, at_once in both) > sum(needed for needed, _ in both) / 8


@pytest.mark.slow
def test_all_equal_those_by_definition_on_many_more() -> None:
    for seed in range(2_000):
        agree(random_argument(seed))


def test_several_goals_at_once() -> None:
    for seed in range(0, 200, 3):
        argued = random_argument(seed)
        goals = [GOAL, *[name for name in argued.graph if name[0] == "n" and name != GOAL][:2]]
        needed: set[str] = set()
        leaves = {member for gate in argued.graph.values() for member in gate.members} - argued.graph.keys()
        for goal in goals:
            of_goal = argument_of(argued.graph, goal)
            ids = {leaf.id: node for node, leaf in of_goal.leaves.items()}
            needed |= {ids[leaf] for each in by_definition(of_goal)[1] for leaf in each}
        assert unneeded(argued.graph, goals, leaves, STEPS).leaves == leaves - needed


def test_single_points_a_few_leaves_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(singles, "_BITS_AT_ONCE", 40)
    for seed in range(0, 400, 7):
        argued = random_argument(seed)
        ids = {leaf.id: node for node, leaf in argued.leaves.items()}
        alone = {ids[each[0]] for each in by_definition(argued)[0] if len(each) == 1}
        assert single_points(argued.graph, argued.claim) == alone


def test_a_quorum_with_one_leaf_behind_most_of_its_members() -> None:
    for least in range(2, 40):
        members = {f"c{number}": Gate(2, ("shared", f"e{number}")) for number in range(30)}
        more = tuple(f"o{number}" for number in range(10))
        graph = {GOAL: Gate(least, (*members, *more)), **members}
        assert single_points(graph, GOAL) == ({"shared"} if least > 10 else set())


def test_a_leg_that_needs_more_than_another() -> None:
    graph = {GOAL: Gate(1, ("S1", "S2")), "S1": Gate(1, ("E1",)), "S2": Gate(2, ("E1", "E2"))}
    assert unneeded(graph, [GOAL], ["E1", "E2"], STEPS).leaves == {"E2"}
    assert unneeded_steps(graph, GOAL, ["S1", "S2"], STEPS) == (("S2",), ())


def test_what_the_budget_does_not_tell_is_unknown() -> None:
    graph, top = fault_tree("baobab1")
    leaves = {member for gate in graph.values() for member in gate.members} - graph.keys()
    found = unneeded(graph, [top], leaves, 500)
    assert not found.leaves
    assert found.unknown
    assert unneeded(graph, [top], leaves, STEPS).leaves == set()
    steps = [name for name in graph if name != top]
    none, unknown = unneeded_steps(graph, top, steps, 500)
    assert (none, bool(unknown)) == ((), True)


def test_one_walk_over_a_large_argument_is_enough() -> None:
    graph = {f"C{number}": Gate(2, (f"C{number + 1}", f"E{number}")) for number in range(20_000)}
    leaves = [f"E{number}" for number in range(20_000)]
    points = single_points(graph, "C0")
    assert points == {*leaves, "C20000"}
    assert not unneeded(graph, ["C0"], leaves, 50_000).leaves
    legs = {"top": Gate(1, ("left", "right")), "left": Gate(1, ("C0",)), "right": Gate(2, ("C0", "X"))}
    assert single_points({**graph, **legs}, "top") == points
