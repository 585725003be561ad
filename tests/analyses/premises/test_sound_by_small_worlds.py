"""What is offered for steps of predicate logic, held against every small world."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from missing_problems import step
from missing_search import search

import formalcase
from formalcase.case.model import Assumption, Claim
from formalcase.logic.depth import deep_recursion
from formalcase.logic.evaluate import evaluate
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import Individual, Table, World

CONSTANTS = ("ann", "bob", "tool")
UNARY = ("able", "busy", "calm", "done")
WORDS = "\n".join(
    [
        'sort Thing "t"',
        *(f'const {name}: Thing "{name}"' for name in CONSTANTS),
        *(f'fn {name}(t: Thing): Bool "{{t}} is {name}"' for name in UNARY),
        'fn uses(t: Thing, u: Thing): Bool "{t} uses {u}"',
    ]
)


def open_literal(random: Random) -> str:
    atom = random.choice([*(f"{name}(t)" for name in UNARY), "uses(t, tool)"])
    return random.choice([atom, atom, f"not {atom}"])


def ground_literal(random: Random) -> str:
    return open_literal(random).replace("(t", f"({random.choice(CONSTANTS[:2])}")


def premise(random: Random) -> str:
    kind = random.randrange(6)
    if kind < 3:
        guard = " and ".join(open_literal(random) for _ in range(random.randint(1, 2)))
        return f"forall t in Thing: {guard} implies {open_literal(random)}"
    if kind == 3:
        return f"not ({ground_literal(random)} iff {ground_literal(random)})"
    if kind == 4:
        return f"{ground_literal(random)} or {ground_literal(random)}"
    return ground_literal(random)


def conclusion(random: Random) -> str:
    kind = random.randrange(4)
    if kind == 0:
        return f"forall t in Thing: {open_literal(random)} implies {open_literal(random)}"
    if kind == 1:
        return f"{ground_literal(random)} implies {ground_literal(random)}"
    return ground_literal(random)


def small_worlds(most: int) -> Iterator[World]:
    for size in range(1, most + 1):
        things = [Individual("Thing", f"#{at + 1}") for at in range(size)]
        for places in product(things, repeat=len(CONSTANTS)):
            # Nothing but `uses(…, tool)` is spoken of, so the rest of that table may be empty.
            used = [(one, places[2]) for one in things]
            for values in product((False, True), repeat=(len(UNARY) + 1) * size):
                tables = {name: Table({(): thing}) for name, thing in zip(CONSTANTS, places, strict=True)}
                for at, name in enumerate(UNARY):
                    own = values[at * size : (at + 1) * size]
                    tables[name] = Table({(one,): value for one, value in zip(things, own, strict=True)})
                last = values[len(UNARY) * size :]
                tables["uses"] = Table(dict(zip(used, last, strict=True)), False)
                yield World({"Thing": tuple(things)}, tables)


def holds(formula: Term, world: World, vocabulary: Vocabulary) -> bool:
    return evaluate(formula, world, vocabulary) is True


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(at, marks=pytest.mark.slow) for at in range(3, 40))]
)
def test_no_small_world_refutes_a_candidate(seed: int) -> None:
    random = Random(seed)
    text = step(WORDS, [premise(random) for _ in range(random.randint(2, 5))], conclusion(random))
    found = search(text)
    case = formalcase.loads(text)
    given = [
        node.holds for node in case.nodes.values() if isinstance(node, Assumption) and node.holds is not None
    ]
    claim = case.nodes["G"]
    assert isinstance(claim, Claim)
    assert claim.holds is not None
    met = [False] * len(found.candidates)
    with deep_recursion():
        for world in small_worlds(2):
            if all(holds(each, world, case.vocabulary) for each in given):
                true = [holds(each.formula, world, case.vocabulary) for each in found.candidates]
                met = [one or other for one, other in zip(met, true, strict=True)]
                if any(true):
                    assert holds(claim.holds, world, case.vocabulary), text
    # None of these asks for more than two individuals, unless it says that constants differ.
    assert all(one or "!=" in each.text for one, each in zip(met, found.candidates, strict=True)), text
