"""The bounds of random events over random blocks, against one linear program over every world."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from sampling import first
from worlds_by_hand import (
    GOAL,
    Asking,
    Credences,
    credences_around,
    extremes,
    holds_in,
    law_over,
    random_blocks,
    random_graph_over,
    worlds_of,
)

from formalcase.analyses.confidence import bounds as bounds_module
from formalcase.analyses.confidence.blocks import Block
from formalcase.analyses.confidence.bounds import Bounds, Interval
from formalcase.analyses.confidence.event import taken_apart
from formalcase.analyses.confidence.independent import Tied, if_independent
from formalcase.case.support import Gate, Graph
from formalcase.diagrams.intake import intake
from formalcase.logic.depth import deep_recursion
from formalcase.solve.session import Session

LEAVES = ["A", "B", "C", "D", "E", "F"]


def interval_of(graph: Graph, blocks: list[Block], credences: Credences, asking: Session) -> Interval:
    taken = intake(graph, [GOAL], (), LEAVES)
    block_of = {leaf: place for place, block in enumerate(blocks) for leaf in block.leaves}
    with deep_recursion():
        event = taken_apart(taken.circuit, taken.leaves, block_of, [len(b.leaves) for b in blocks])
        return Bounds(blocks, Asking(asking)).interval(event, credences)


@pytest.mark.parametrize("seed", first(8, range(24)))
def test_the_bounds_are_those_over_all_worlds_and_are_attained(seed: int, asking: Session) -> None:
    random = Random(seed)
    blocks = random_blocks(random.sample(LEAVES, 6), random)
    worlds = worlds_of(blocks)
    graph = random_graph_over(LEAVES, random)
    law = law_over(worlds, random)
    credences = credences_around(worlds, law, LEAVES, random)
    found = interval_of(graph, blocks, credences, asking)
    event = holds_in(graph, GOAL)
    chance = sum((q for q, world in zip(law, worlds, strict=True) if event(world)), Fraction(0))
    assert found.low <= chance <= found.high
    assert found.sharp
    assert (found.low, found.high) == extremes(worlds, credences, event)


@pytest.mark.parametrize("seed", first(3, range(6)))
def test_bounds_without_a_look_at_the_worlds_are_wider_and_say_so(
    seed: int, asking: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(1000 + seed)
    blocks = random_blocks(LEAVES, random)
    worlds = worlds_of(blocks)
    graph = random_graph_over(LEAVES, random)
    credences = credences_around(worlds, law_over(worlds, random), LEAVES, random)
    sharp = interval_of(graph, blocks, credences, asking)
    monkeypatch.setattr(bounds_module, "MOST_WORLDS", 1)
    found = interval_of(graph, blocks, credences, asking)
    assert found.low <= sharp.low <= sharp.high <= found.high
    assert not found.sharp or found == sharp


def test_many_worlds_are_gone_through_a_few_at_a_time(asking: Session) -> None:
    """Eight leaves in a ring of pairs: nothing can be taken apart, and there are 256 worlds."""
    leaves = [f"L{place}" for place in range(8)]
    graph = {f"p{place}": Gate(2, (leaves[place], leaves[(place + 1) % 8])) for place in range(8)}
    graph[GOAL] = Gate(1, tuple(graph))
    blocks = [Block((leaf,), ((True,), (False,))) for leaf in leaves]
    credences = {leaf: (Fraction(1, 2), Fraction(11, 20)) for leaf in leaves}
    found = interval_of(graph, blocks, credences, asking)
    # Every other leaf may be true without any pair; with all true half of the time every pair is.
    assert found == Interval(Fraction(0), Fraction(1))
    surer = {leaf: (Fraction(3, 5), Fraction(13, 20)) for leaf in leaves}
    # At most four of eight leaves are true where no pair is, so that 8 * 3/5 <= 4 + 4 * P.
    assert interval_of(graph, blocks, surer, asking) == Interval(Fraction(1, 5), Fraction(1))


@pytest.mark.parametrize("seed", range(20))
def test_if_all_leaves_are_independent_each_world_has_the_product(seed: int) -> None:
    random = Random(seed)
    graph = random_graph_over(LEAVES, random)
    blocks = [Block((leaf,), ((True,), (False,))) for leaf in LEAVES]
    lows = {leaf: Fraction(random.randint(0, 10), 20) for leaf in LEAVES}
    highs = {leaf: low + Fraction(random.randint(0, 10), 20) for leaf, low in lows.items()}
    taken = intake(graph, [GOAL], (), LEAVES)
    with deep_recursion():
        found = if_independent(
            taken.circuit, taken.leaves, blocks, {leaf: (lows[leaf], highs[leaf]) for leaf in LEAVES}
        )
    assert found == Interval(_product_sum(graph, lows), _product_sum(graph, highs))


def _product_sum(graph: Graph, chances: dict[str, Fraction]) -> Fraction:
    event = holds_in(graph, GOAL)
    total = Fraction(0)
    for number in range(1 << len(LEAVES)):
        world = frozenset(leaf for place, leaf in enumerate(LEAVES) if number >> place & 1)
        chance = Fraction(1)
        for leaf in LEAVES:
            chance *= chances[leaf] if leaf in world else 1 - chances[leaf]
        total += chance if event(world) else 0
    return total


def test_leaves_of_which_one_entails_the_other_are_not_independent() -> None:
    block = Block(("A", "B"), ((True, True), (False, True), (False, False)))
    taken = intake({GOAL: Gate(2, ("A", "B"))}, [GOAL], ())
    half, sure = (Fraction(1, 2), Fraction(1, 2)), (Fraction(1), Fraction(1))
    with deep_recursion():
        tied = if_independent(taken.circuit, taken.leaves, [block], {"A": half, "B": half})
        certain = if_independent(taken.circuit, taken.leaves, [block], {"A": half, "B": sure})
    assert tied == Tied(("A", "B"))
    assert certain == Interval(Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize("seed", first(6, range(12)))
def test_credences_that_nothing_fits_are_found_with_a_minimal_conflict(seed: int, asking: Session) -> None:
    random = Random(seed)
    blocks = random_blocks(LEAVES, random)
    worlds = worlds_of(blocks)
    credences = {}
    for leaf in LEAVES:
        low = Fraction(random.randint(0, 8), 10)
        credences[leaf] = (low, low + Fraction(random.randint(0, 2), 10))
    conflicts = Bounds(blocks, Asking(asking)).conflicts(credences)
    assert bool(conflicts) == (extremes(worlds, credences, lambda _: True) is None)
    for conflict in conflicts:
        own = {leaf: credences[leaf] for leaf in conflict}
        assert extremes(worlds, own, lambda _: True) is None
        for leaf in conflict:
            rest = {other: each for other, each in own.items() if other != leaf}
            assert extremes(worlds, rest, lambda _: True) is not None
