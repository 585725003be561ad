"""What the credences of whole cases come to, against worlds that are written out by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor
from random import Random

import pytest
from sampling import first
from worlds_by_hand import Asking, Credences, credences_around, extremes, law_over

import formalcase
from formalcase.analyses.confidence import judge
from formalcase.analyses.confidence.bounds import Interval
from formalcase.analyses.confidence.independent import Tied
from formalcase.analyses.confidence.judge import Confidence, Sensitivity, confidence
from formalcase.analyses.confidence.words import range_text
from formalcase.analyses.defeating.argued import argued
from formalcase.analyses.groundwork import groundwork
from formalcase.analyses.legs.judge import judge_legs
from formalcase.analyses.legs.shape import asked
from formalcase.logic.depth import deep_recursion
from formalcase.solve.session import Session


def confidence_of(text: str, asking: Session, claim: str = "C") -> Confidence | None:
    ask = Asking(asking)
    with deep_recursion():
        case = formalcase.loads(text)
        ground = groundwork(case, ask, case.as_of)
        question = next((each for each in asked(ground) if each.claim == claim), None)
        judged = None if question is None else judge_legs(ground, question, ask)
        return confidence(ground, argued(ground, claim), judged, ask)


def found(text: str, asking: Session) -> Confidence:
    result = confidence_of(text, asking)
    assert result is not None
    return result


def interval(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


# ---- The counterexamples from which the definitions were made ----

THRESHOLDS = """
case load "d" { top C }
const x: Real "x"
const y: Real "y"
"""


def test_where_one_leaf_entails_the_other_both_hold_as_often_as_the_stronger(asking: Session) -> None:
    text = (
        THRESHOLDS
        + """
    assumption A "a" { holds x <= 3 credence 0.6 .. 0.6 }
    assumption B "b" { holds y <= 5 implies x <= 5 credence 0.7 .. 0.7 }
    claim C "c" { holds x <= 3 and (y <= 5 implies x <= 5) }
    argument S "s" { for C from A, B }
    """
    )
    result = found(text, asking)
    assert result.given.bound == interval("0.6", "0.6")
    assert result.given.independent == Tied(("A", "B"))


def test_alternatives_of_which_one_must_hold_are_certain_together(asking: Session) -> None:
    text = (
        THRESHOLDS
        + """
    assumption A "a" { holds x <= 3 credence 0.5 .. 0.5 }
    assumption B "b" { holds x >= 3 credence 0.5 .. 0.5 }
    assumption K "k" { holds y <= 1 credence 1 .. 1 }
    claim C "c" { holds (x <= 3 and y <= 1) or (x >= 3 and y <= 1) }
    argument S "s" { for C from A, K }
    argument T "t" { for C from B, K }
    """
    )
    assert found(text, asking).given.bound == interval("1", "1")


def test_a_stronger_leaf_that_is_likelier_fits_no_distribution(asking: Session) -> None:
    text = (
        THRESHOLDS
        + """
    assumption A "a" { holds x <= 3 credence 0.9 .. 0.9 }
    assumption B "b" { holds x <= 5 credence 0.5 .. 0.5 }
    assumption K "k" { holds y <= 1 credence 0.3 .. 0.4 }
    claim C "c" { holds x <= 5 and y <= 1 }
    argument S "s" { for C from A, K }
    argument T "t" { for C from B, K }
    """
    )
    result = found(text, asking)
    assert result.given.bound is None
    assert result.given.incoherent == (("A", "B"),)
    codes = [f.code for case in formalcase.check(formalcase.loads(text)).cases for f in case.findings]
    assert codes.count("FC730") == 1


def test_leaves_that_exclude_each_other_cannot_both_be_likely(asking: Session) -> None:
    text = (
        THRESHOLDS
        + """
    evidence A "a" { holds x <= 3 credence 0.7 .. 1 }
    evidence B "b" { holds x >= 4 credence 0.7 .. 1 }
    assumption K "k" { holds y <= 1 }
    claim C "c" { holds y <= 1 and (x <= 3 or x >= 4) }
    argument S "s" { for C from A, K }
    argument T "t" { for C from B, K }
    """
    )
    result = found(text, asking)
    assert result.anyhow.incoherent == (("A", "B"),)
    findings = [f for case in formalcase.check(formalcase.loads(text)).cases for f in case.findings]
    incoherent = [f for f in findings if f.code == "FC730"]
    assert [(f.subject, len(f.related)) for f in incoherent] == [("A", 1)]


INDEPENDENT = """
case c "d" { top C }
const a: Bool "a"
const b: Bool "b"
source one "1"
source two "2"
evidence A "a" { holds a source one credence 0.9 .. 0.95 }
evidence B "b" { holds b source two credence 0.8 .. 0.9 }
claim C "c" { holds a or b }
argument S "s" { for C from A }
argument T "t" { for C from B }
"""


def test_the_three_intervals_stand_side_by_side(asking: Session) -> None:
    result = found(INDEPENDENT, asking)
    assert result.supposition == "S.T.uncorrelated"
    assert result.given.bound == interval("0.9", "1")
    assert result.given.uncorrelated == interval("0.98", "0.995")
    assert result.given.independent == interval("0.98", "0.995")
    assert result.anyhow == result.given
    assert result.sensitivities == (
        Sensitivity("A", Fraction(1, 10), Fraction(1)),
        Sensitivity("B", Fraction(1, 10), Fraction(1)),
    )


def test_nothing_is_supposed_of_legs_that_were_not_found_independent(asking: Session) -> None:
    shared = INDEPENDENT.replace("source two credence", "source one credence")
    result = found(shared, asking)
    assert result.supposition == ""
    assert result.given.uncorrelated is None
    assert result.given.bound == interval("0.9", "1")


def test_leaves_without_credence_count_as_true_and_as_anything(asking: Session) -> None:
    text = INDEPENDENT.replace("credence 0.8 .. 0.9", "")
    result = found(text, asking)
    assert result.without == ("B",)
    assert result.given.bound == interval("1", "1")
    assert result.anyhow.bound == interval("0.9", "1")


def test_a_case_without_credences_has_no_confidence(asking: Session) -> None:
    bare = INDEPENDENT.replace("credence 0.8 .. 0.9", "").replace("credence 0.9 .. 0.95", "")
    assert confidence_of(bare, asking) is None


def test_a_claim_that_is_not_established_has_no_confidence(asking: Session) -> None:
    broken = INDEPENDENT.replace("for C from A", "for C from B").replace("holds a or b", "holds a")
    assert confidence_of(broken, asking) is None


def test_a_leaf_under_an_open_doubt_counts_for_nothing(asking: Session) -> None:
    result = found(INDEPENDENT + 'defeater D "d" { attacks A }', asking)
    assert result.given.bound == interval("0.8", "0.9")


def test_a_leaf_stands_only_with_the_answer_to_its_doubt(asking: Session) -> None:
    text = (
        INDEPENDENT
        + """
    defeater D "d" { attacks A }
    defeater R "r" { attacks D }
    evidence F "f" { credence 0.5 .. 0.6 }
    argument U "u" { for R from F }
    """
    )
    result = found(text, asking)
    assert result.without == ("U.warrant",)
    # A needs F, so the leg has at least 0.9 + 0.5 - 1 and at most 0.6; B has 0.8.
    assert result.given.bound == interval("0.8", "1")


def test_a_leg_of_which_nothing_is_stated_widens_what_is_supposed(asking: Session) -> None:
    """Whatever the third leg has to do with the others, it takes nothing from them."""
    stated = INDEPENDENT + "independent S, T"
    third = (
        stated
        + """
    evidence E "e" { holds a and b source one credence 0.7 .. 0.8 }
    argument U "u" { for C from E }
    """
    )
    alone, more = found(stated, asking).given, found(third, asking).given
    assert alone.uncorrelated == interval("0.98", "0.995")
    assert more.bound == interval("0.9", "1")
    assert more.uncorrelated == Interval(Fraction("0.98"), Fraction(1), sharp=False)


def test_where_the_claim_needs_an_answer_as_well_the_legs_alone_are_no_lower_end(asking: Session) -> None:
    text = """
    case c "d" { top C }
    const a: Bool "a"
    const b: Bool "b"
    const e: Bool "e"
    const f: Bool "f"
    source one "1"
    assumption A "a" { holds a credence 0.9 .. 0.95 }
    assumption A2 "a" { holds a implies e credence 1 .. 1 }
    assumption B "b" { holds b credence 0.8 .. 0.9 }
    assumption B2 "b" { holds b implies e credence 1 .. 1 }
    claim C "c" { holds e }
    argument S "s" { for C from A, A2 }
    argument T "t" { for C from B, B2 }
    defeater D "d" { attacks C }
    defeater R "r" { attacks D holds f }
    evidence F "f" { holds f source one credence 0.5 .. 0.6 }
    argument U "u" { for R from F }
    """
    result = found(text, asking)
    assert result.supposition == "S.T.uncorrelated"
    assert result.given.bound == interval("0.4", "0.6")
    assert result.given.uncorrelated == Interval(Fraction("0.4"), Fraction("0.6"), sharp=False)


def test_the_legs_command_tells_it_with_exact_numbers() -> None:
    (claim,) = formalcase.legs(formalcase.loads(INDEPENDENT)).claims
    told = claim.confidence
    assert told is not None
    assert told.given.bound is not None
    assert (told.given.bound.low, told.given.bound.high) == ("0.9", "1")
    assert told.anyhow is None
    assert told.closed_form == "A + B - A*B"
    assert [(each.leaf, each.slope) for each in told.slopes] == [("A", "0.2"), ("B", "0.1")]
    assert "this is a bound" in told.given.bound.text


# ---- Random cases ----

_FORMULAS = (
    "x <= 1", "x <= 3", "x >= 2", "x >= 4", "p", "not p", "p or q", "p implies x <= 2", "q and x >= 1",
    "q", "r",
)  # fmt: skip


def _true(formula: str, world: Mapping[str, int]) -> bool:
    x, p, q, r = (world[name] for name in "xpqr")
    table = {
        "x <= 1": x <= 1, "x <= 3": x <= 3, "x >= 2": x >= 2, "x >= 4": x >= 4, "p": p, "not p": not p,
        "p or q": p or q, "p implies x <= 2": not p or x <= 2, "q and x >= 1": q and x >= 1, "q": q, "r": r,
    }  # fmt: skip
    return bool(table[formula])


NAMES = ("A", "B", "D", "E", "F", "H")


@pytest.mark.parametrize("seed", first(3, range(6)))
def test_what_happens_in_a_random_joint_distribution_lies_within_the_bounds(
    seed: int, asking: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaves that entail or exclude one another; the worlds are all values of the constants."""
    monkeypatch.setattr(judge, "_MOST_SENSITIVITIES", 0)  # they take most of the time
    random = Random(seed)
    formulas = dict(zip(NAMES, random.sample(_FORMULAS, len(NAMES)), strict=True))
    points = [dict(zip("xpqr", values, strict=True)) for values in product(range(6), (0, 1), (0, 1), (0, 1))]
    worlds = [
        frozenset(name for name, formula in formulas.items() if _true(formula, point)) for point in points
    ]
    legs: list[list[str]] = []
    while not legs:
        drawn = [random.sample(NAMES, random.randint(1, 3)) for _ in range(random.randint(2, 3))]
        legs = [leg for leg in drawn if any(world.issuperset(leg) for world in worlds)]
    legs = [leg for leg in legs if not any(set(other) < set(leg) for other in legs)]
    used = sorted({name for leg in legs for name in leg})
    law = law_over(worlds, random)
    credences = _rounded(credences_around(worlds, law, used, random))
    bound = found(_case(formulas, legs, credences, used), asking).given.bound

    def happens(world: frozenset[str]) -> bool:
        return any(world.issuperset(leg) for leg in legs)

    chance = sum((q for q, world in zip(law, worlds, strict=True) if happens(world)), Fraction(0))
    assert bound is not None
    assert bound.sharp
    assert bound.low <= chance <= bound.high
    assert (bound.low, bound.high) == extremes(sorted(set(worlds), key=sorted), credences, happens)
    moved = _case(formulas, legs[::-1], credences, random.sample(used, len(used)))
    assert found(_renamed(moved), asking).given.bound == bound


def _rounded(credences: Credences) -> dict[str, tuple[Fraction, Fraction]]:
    """Outwards, to numbers that the language can write."""
    return {
        name: (Fraction(floor(low * 1000), 1000), Fraction(ceil(high * 1000), 1000))
        for name, (low, high) in credences.items()
    }


def _case(
    formulas: Mapping[str, str], legs: Sequence[Sequence[str]], credences: Credences, order: Sequence[str]
) -> str:
    """A case in which each leg rests on some of the leaves, and on one more that is certain."""
    lines = ['case k "d" { top C }', 'const x: Int "x"', *(f'const {each}: Bool "{each}"' for each in "pqrg")]
    goal = " or ".join(
        "(" + " and ".join(f"({formulas[name]})" for name in sorted(leg)) + ")" for leg in legs
    )
    lines.append(f'claim C "c" {{ holds g and ({goal}) }}')
    for name in order:
        low, high = credences[name]
        lines.append(
            f'assumption {name} "{name}" {{ holds {formulas[name]} credence {range_text(low, high)} }}'
        )
    lines.append('assumption G "g" { holds g credence 1 .. 1 }')
    lines += [f'argument S{place} "s" {{ for C from {", ".join(leg)}, G }}' for place, leg in enumerate(legs)]
    return "\n".join(lines)


def _renamed(text: str) -> str:
    """The same case with other names for its leaves, steps and constants."""
    return re.sub(r"\b([ABDEFGHS]|S[0-9]|[xpqrg])\b", lambda match: f"z{match[0]}z", text)
