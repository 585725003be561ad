"""Bounds by the definition: every world written out, one linear program over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import z3

from formalcase.analyses.confidence.blocks import Block
from formalcase.case.support import Gate, Graph, all_of, any_of, supported
from formalcase.encode.question import Question
from formalcase.solve.question import Answer, Budget
from formalcase.solve.session import Session

Credences = Mapping[str, tuple[Fraction, Fraction]]
World = frozenset[str]
"""The leaves that are true in it."""
GOAL = "goal"


class Asking:
    """How the analyses ask, over a session that is warm."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __call__(self, questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        return self.session.ask(questions, budget=Budget(1_000_000 * allowance))


def worlds_of(blocks: Sequence[Block]) -> list[World]:
    """Every combination of an assignment of each block."""
    found = []
    for chosen in product(*(block.assignments for block in blocks)):
        found.append(
            frozenset(
                leaf
                for block, assignment in zip(blocks, chosen, strict=True)
                for leaf, true in zip(block.leaves, assignment, strict=True)
                if true
            )
        )
    return found


def extremes(
    worlds: Sequence[World], credences: Credences, event: Callable[[World], bool]
) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest probability of the event; None when no distribution fits. Each is shown to
    be attained: the distribution that the solver gives for it is gone through in exact arithmetic."""
    ends = []
    for sign in (1, -1):
        chances = [z3.Real(f"q{place}") for place in range(len(worlds))]
        optimiser = z3.Optimize()
        optimiser.add([chance >= 0 for chance in chances])
        optimiser.add(z3.Sum(chances) == 1)
        for leaf, (low, high) in credences.items():
            having = [q for q, world in zip(chances, worlds, strict=True) if leaf in world]
            total = z3.Sum([z3.RealVal(0), *having])
            optimiser.add(total >= z3.Q(low.numerator, low.denominator))
            optimiser.add(total <= z3.Q(high.numerator, high.denominator))
        inside = [q for q, world in zip(chances, worlds, strict=True) if event(world)]
        optimiser.minimize(sign * z3.Sum([z3.RealVal(0), *inside]))
        if optimiser.check() != z3.sat:
            return None
        model = optimiser.model()
        law = [_fraction(model.eval(chance, model_completion=True)) for chance in chances]
        assert fits(worlds, law, credences)
        ends.append(sum((q for q, w in zip(law, worlds, strict=True) if event(w)), Fraction(0)))
    return ends[0], ends[1]


def fits(worlds: Sequence[World], law: Sequence[Fraction], credences: Credences) -> bool:
    """Whether these are probabilities of worlds that lie within the credences."""
    return (
        sum(law) == 1
        and min(law) >= 0
        and all(
            low <= sum(q for q, world in zip(law, worlds, strict=True) if leaf in world) <= high
            for leaf, (low, high) in credences.items()
        )
    )


def _fraction(value: z3.RatNumRef) -> Fraction:
    return Fraction(value.numerator_as_long(), value.denominator_as_long())


def holds_in(graph: Graph, goal: str) -> Callable[[World], bool]:
    """The event, by the definition of support."""
    leaves = {member for gate in graph.values() for member in gate.members if member not in graph}
    return lambda world: goal in supported(graph, leaves - world)


def random_graph_over(leaves: Sequence[str], random: Random) -> Graph:
    """A goal over some layers of gates of all kinds, which may have members in common."""
    graph: dict[str, Gate] = {}
    below = list(leaves)
    for number in range(random.randint(1, 4)):
        members = random.sample(below, random.randint(1, min(4, len(below))))
        kind = random.random()
        if kind < 0.4:
            gate = all_of(members)
        elif kind < 0.8:
            gate = any_of(members)
        else:
            gate = Gate(random.randint(1, len(members)), tuple(members))
        graph[f"g{number}"] = gate
        below.append(f"g{number}")
    top = random.sample(below, min(len(below), random.randint(2, 4)))
    graph[GOAL] = any_of(top) if random.random() < 0.5 else all_of(top)
    return graph


def random_blocks(leaves: Sequence[str], random: Random) -> list[Block]:
    """The leaves in blocks, in some of which not everything is possible."""
    blocks = []
    rest = list(leaves)
    while rest:
        size = min(len(rest), random.choice((1, 1, 1, 2, 3)))
        own, rest = rest[:size], rest[size:]
        every = list(product((True, False), repeat=size))
        kept = (
            every
            if size == 1 or random.random() < 0.2
            else random.sample(every, random.randint(2, len(every)))
        )
        blocks.append(Block(tuple(own), tuple(kept)))
    return blocks


def law_over(worlds: Sequence[World], random: Random) -> list[Fraction]:
    """A distribution, in which many worlds have no chance."""
    weights = [random.choice((0, 0, 1, 2, 5, 20)) for _ in worlds]
    weights[random.randrange(len(weights))] += 1
    return [Fraction(weight, sum(weights)) for weight in weights]


def credences_around(
    worlds: Sequence[World], law: Sequence[Fraction], leaves: Sequence[str], random: Random
) -> dict[str, tuple[Fraction, Fraction]]:
    """Bounds between which the distribution has each leaf; some of them wide, some just the value."""
    found = {}
    for leaf in leaves:
        chance = sum((q for q, world in zip(law, worlds, strict=True) if leaf in world), Fraction(0))
        wide = random.choice((Fraction(0), Fraction(1, 20), Fraction(1, 5)))
        found[leaf] = (max(Fraction(0), chance - wide), min(Fraction(1), chance + wide))
    return found
