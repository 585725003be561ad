"""Small cases without quantifiers, where every set of literals can be looked at in every world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

import pytest
from missing_problems import bools, step
from missing_search import search
from sampling import first

from formalcase.case.verdicts import Verdict

World = Mapping[str, str]
NAMES = ("p", "q", "r", "s")
KINDS = ("low", "middle", "high")


@dataclass(frozen=True)
class Literal:
    """`word` is one of some values."""

    word: str
    values: frozenset[str]
    text: str

    def holds(self, world: World) -> bool:
        return world[self.word] in self.values


def literals() -> list[Literal]:
    found = []
    for name in NAMES:
        found.append(Literal(name, frozenset({"true"}), name))
        found.append(Literal(name, frozenset({"false"}), f"not {name}"))
    for kind in KINDS:
        found.append(Literal("kind", frozenset({kind}), f"kind = {kind}"))
        found.append(Literal("kind", frozenset(KINDS) - {kind}, f"kind != {kind}"))
    return found


LITERALS = literals()
WORLDS: list[World] = [
    dict(zip((*NAMES, "kind"), values, strict=True))
    for values in product(*[("true", "false")] * len(NAMES), KINDS)
]
Clause = tuple[Literal, ...]


def holds(clause: Clause, world: World) -> bool:
    return any(literal.holds(world) for literal in clause)


def random_clause(random: Random) -> Clause:
    return tuple(random.sample(LITERALS, random.choice((1, 2, 2, 3, 3))))


def shown(clause: Clause) -> str:
    return " or ".join(literal.text for literal in clause)


def offered(premises: list[Clause], goal: Literal) -> set[frozenset[str]]:
    """The conjunctions of literals that are to be offered, by the definition itself."""
    possible = [world for world in WORLDS if all(holds(clause, world) for clause in premises)]

    def true_in(parts: frozenset[Literal], worlds: list[World]) -> frozenset[int]:
        return frozenset(at for at, world in enumerate(worlds) if all(part.holds(world) for part in parts))

    good = frozenset(at for at, world in enumerate(possible) if goal.holds(world))
    anywhere = frozenset(at for at, world in enumerate(WORLDS) if goal.holds(world))
    enough = [
        parts
        for parts in subsets()
        if true_in(parts, possible) <= good
        and true_in(parts, possible)
        and not true_in(parts, WORLDS) <= anywhere
    ]
    every_enough = {parts for parts in subsets() if true_in(parts, possible) <= good}
    least = [
        parts
        for parts in enough
        if not any(smaller < parts for smaller in every_enough if len(smaller) < len(parts))
    ]

    def hidden(parts: frozenset[Literal]) -> bool:
        return any(
            symbols(other) == symbols(parts)
            and true_in(parts, possible) < true_in(other, possible)
            and not names_a_member(parts, other)
            for other in least
        )

    return {frozenset(part.text for part in parts) for parts in least if not hidden(parts)}


def subsets() -> Iterator[frozenset[Literal]]:
    for size in range(5):
        for chosen in combinations(LITERALS, size):
            yield frozenset(chosen)


def symbols(parts: frozenset[Literal]) -> set[str]:
    return {part.word for part in parts}


def names_a_member(parts: frozenset[Literal], weaker: frozenset[Literal]) -> bool:
    one = any(part.word == "kind" and len(part.values) == 1 for part in parts)
    return one and any(part.word == "kind" and len(part.values) > 1 for part in weaker)


@pytest.mark.parametrize("seed", first(12, range(40)))
def test_the_literals_offered_are_those_of_the_definition(seed: int) -> None:
    random = Random(seed)
    premises = [random_clause(random) for _ in range(random.randint(2, 5))]
    goal = random.choice(LITERALS[:8])
    # Every word stands in some premise, so that it is at hand.
    everything = " or ".join((*NAMES, *(f"not {name}" for name in NAMES), "kind = low", "kind != low"))
    words = f'enum Kind "k" {{ {", ".join(KINDS)} }}\nconst kind: Kind "kind"\n' + bools(*NAMES)
    found = search(step(words, [*map(shown, premises), everything], goal.text))
    if found.verdict is not Verdict.INVALID or found.conflict:
        assert found.candidates == ()
        return
    got = {frozenset(each.text.split(" and ")) for each in found.candidates if each.origin == "literals"}
    assert got == offered(premises, goal)
    assert found.complete
