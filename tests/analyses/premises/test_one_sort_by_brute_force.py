"""Steps over one sort with a few constants, where every set of two literals can be looked at in every world.

The premises are universal or speak of constants alone, so a countermodel, cut down to what the constants are,
is one still: worlds of three individuals are all that is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, product
from random import Random

import pytest
from missing_problems import step
from missing_search import search

from formalcase.case.verdicts import Verdict

World = tuple[dict[str, int], dict[str, tuple[bool, ...]]]
Test = Callable[[World], bool]
CONSTANTS = ("a", "b", "c")
PREDICATES = ("p", "q", "s")
WORDS = "\n".join(
    [
        'sort Thing "t"',
        *(f'const {name}: Thing "{name}"' for name in CONSTANTS),
        *(f'fn {name}(t: Thing): Bool "{{t}} is {name}"' for name in PREDICATES),
    ]
)


def worlds() -> Iterator[World]:
    for places in product(range(3), repeat=3):
        for values in product((False, True), repeat=9):
            tables = {name: values[3 * at : 3 * at + 3] for at, name in enumerate(PREDICATES)}
            yield dict(zip(CONSTANTS, places, strict=True)), tables


@cache
def all_worlds() -> list[World]:
    return list(worlds())


def true_in(test: Test) -> int:
    """The worlds in which something is true, as bits."""
    return sum(1 << at for at, world in enumerate(all_worlds()) if test(world))


def literal(predicate: str, constant: str) -> Test:
    return lambda world: world[1][predicate][world[0][constant]]


def same(one: str, other: str) -> Test:
    return lambda world: world[0][one] == world[0][other]


def everywhere() -> int:
    return (1 << len(all_worlds())) - 1


@cache
def literals() -> dict[str, int]:
    """All literals, with the worlds in which they are true."""
    found = {f"{name}({of})": true_in(literal(name, of)) for name, of in product(PREDICATES, CONSTANTS)}
    found |= {f"{one} = {other}": true_in(same(one, other)) for one, other in combinations(CONSTANTS, 2)}
    for text, bits in list(found.items()):
        found[text.replace(" = ", " != ") if " = " in text else f"not {text}"] = everywhere() & ~bits
    return found


def where(text: str) -> int:
    """The worlds in which a literal is true; an equation may be either way round."""
    sides = text.split(" ")
    return literals()[text] if text in literals() else literals()[" ".join(reversed(sides))]


def rule(left: str, right: str) -> tuple[str, int]:
    def holds(world: World) -> bool:
        return all(not one or other for one, other in zip(world[1][left], world[1][right], strict=True))

    return f"forall t in Thing: {left}(t) implies {right}(t)", true_in(holds)


FACTS = ["p(a)", "q(a)", "p(b)", "not q(b)", "not p(b)", "s(c)", "not s(c)"]


def problem(random: Random) -> tuple[list[tuple[str, int]], str]:
    """Premises and a conclusion. Those of `s` have nothing to do with it, nor `c` with the others."""
    conclusion = random.choice(["p(a)", "q(a)", "q(b)", "not p(b)"])
    facts = random.sample([each for each in FACTS if each != conclusion], random.randint(1, 3))
    return [
        *random.sample([rule("p", "q"), rule("q", "p")], random.randint(0, 2)),
        *((each, literals()[each]) for each in facts),
    ], conclusion


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(at, marks=pytest.mark.slow) for at in range(3, 60))]
)
def test_every_set_of_two_literals_that_does_has_one_that_is_offered_and_asks_for_no_more(seed: int) -> None:
    premises, conclusion = problem(Random(seed))
    found = search(step(WORDS, [text for text, _ in premises], conclusion))
    if found.verdict is not Verdict.INVALID or found.conflict:
        return
    given = everywhere()
    for _, bits in premises:
        given &= bits
    goal = literals()[conclusion]
    offered = []
    for each in found.candidates:
        if each.origin == "literals":
            members = [where(part) for part in each.text.split(" and ")]
            together = all_of(members)
            assert not given & together & ~goal, each.text
            assert given & together, each.text
            assert together & ~goal, each.text
            assert all(given & all_of(members[:at] + members[at + 1 :]) & ~goal for at in range(len(members)))
            offered.append(together)
    assert found.complete
    for size in (1, 2):
        for names in combinations(literals(), size):
            together = all_of([literals()[name] for name in names])
            if given & together and not given & together & ~goal and together & ~goal:
                assert any(not given & together & ~each for each in offered), names


def all_of(members: list[int]) -> int:
    together = everywhere()
    for each in members:
        together &= each
    return together
