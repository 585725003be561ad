"""The definition of a forced part, written down over truth tables, against what the tool finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, product
from random import Random

import pytest
from asking import ask_of, ground_of

from formalcase.analyses.legs.forced import Pressed, forced_parts
from formalcase.analyses.legs.pieces import Pieces, Pool
from formalcase.analyses.legs.shape import asked, legs_of
from formalcase.case.formulas import formula_of
from formalcase.case.model import Claim
from formalcase.encode.question import Sat
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Session

WORDS = ("a", "b", "c", "d")
Truth = frozenset[tuple[bool, ...]]
"""A sentence as the set of rows in which it holds."""
ROWS = frozenset(product((False, True), repeat=len(WORDS)))
Sentence = tuple[str, Truth]


def literal(random: Random) -> Sentence:
    place = random.randrange(len(WORDS))
    positive = random.random() < 0.7
    rows = frozenset(row for row in ROWS if row[place] is positive)
    return (WORDS[place] if positive else f"not {WORDS[place]}"), rows


def clause(random: Random) -> Sentence:
    """A sentence that is one part: a literal, a disjunction or a rule to a literal."""
    one, two, three = (literal(random) for _ in range(3))
    match random.randrange(4):
        case 0:
            return one
        case 1:
            return f"({one[0]}) or ({two[0]})", one[1] | two[1]
        case 2:
            return f"({one[0]}) implies ({two[0]})", (ROWS - one[1]) | two[1]
        case _:
            return f"({one[0]}) and ({two[0]}) implies ({three[0]})", (ROWS - (one[1] & two[1])) | three[1]


def all_of(parts: Sequence[Truth]) -> Truth:
    return frozenset(ROWS).intersection(*parts)


def forced(part: Truth, pool: Sequence[Truth], claim: Sequence[Truth]) -> bool:
    """Semantics, to the letter, over every minimal M."""
    if part == ROWS:
        return False
    minimal: list[tuple[int, ...]] = []
    for size in range(1, len(pool) + 1):
        for chosen in combinations(range(len(pool)), size):
            if any(set(each) <= set(chosen) for each in minimal):
                continue
            said = all_of([pool[place] for place in chosen])
            if said <= part:
                minimal.append(chosen)
                if not any(said <= one for one in claim):
                    return True
                if size == 1 and any(part <= one for one in claim):
                    return True
    return False


def legs_with(random: Random, enough: Callable[[Truth], bool]) -> list[Sentence] | None:
    """A few consistent clauses that are enough for a claim, and fewer are not."""
    for _ in range(200):
        found = [clause(random) for _ in range(random.randint(1, 4))]
        said = all_of([rows for _, rows in found])
        if said and enough(said):
            return found
    return None


def compared(random: Random, session: Session) -> None:
    claim = [literal(random)]
    if random.random() < 0.3:
        claim.append(literal(random))
    goal = all_of([rows for _, rows in claim])
    if not goal:
        return
    legs = [legs_with(random, lambda said: said <= goal) for _ in range(2)]
    if legs[0] is None or legs[1] is None:
        return
    lines = ['case c "C" { top C }', *(f'const {word}: Bool "{word}"' for word in WORDS)]
    lines.append(f'claim C "C" {{ holds {" and ".join(f"({said})" for said, _ in claim)} }}')
    for number, leg in enumerate(legs):
        assert leg is not None
        names = []
        for place, (said, _) in enumerate(leg):
            names.append(f"A{number}_{place}")
            lines.append(f'assumption {names[-1]} "A" {{ holds {said} }}')
        lines.append(f'argument L{number} "L" {{ for C from {", ".join(names)} }}')
    text = "\n".join([*lines, "independent L0, L1"])
    ground = ground_of(text, session)
    with deep_recursion():
        (question,) = asked(ground)
        _, made = legs_of(ground, question)
        assert all(leg.suffices for leg in made), text
        pieces = Pieces(ground.vocabulary, {n: leaf for leg in made for n, leaf in leg.leaves.items()})
        node = ground.case.nodes["C"]
        assert isinstance(node, Claim)
        for one, other in ((0, 1), (1, 0)):
            own, pool = (pieces.of(made[place].leaves) for place in (one, other))
            pressed = Pressed(f"L{one}", own, Pool(pool), False, lambda names: Sat.SAT)
            (outcome,) = forced_parts([pressed], formula_of(node), pieces, ground.vocabulary, ask_of(session))
            assert not outcome.undecided
            found = {each.part.leaf for each in outcome.forced}
            first, second = legs[one], legs[other]
            assert first is not None
            assert second is not None
            rows = [rows for _, rows in second]
            parts = [rows for _, rows in claim]
            expected = {
                f"A{one}_{place}" for place, (_, said) in enumerate(first) if forced(said, rows, parts)
            }
            assert found == expected, (text, one, found, expected)


def test_what_is_forced_is_what_the_definition_says(asking: Session) -> None:
    random = Random("forced")
    for _ in range(12):
        compared(random, asking)


@pytest.mark.slow
def test_what_is_forced_is_what_the_definition_says_many_times(asking: Session) -> None:
    random = Random("forced many times")
    for _ in range(250):
        compared(random, asking)
