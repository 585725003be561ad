"""How small a number can be: the kind of check that finds the weakest bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from missing_search import ask

import formalcase
from formalcase.case.model import Claim
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.solve.question import Least, Outcome

CASE = """
case c "c" {{ top C }}
const x: Real "x"
const n: Int "n"
const p: Bool "p"
claim C "c" {{ holds {formula} }}
"""


def outcome(formula: str, number: str) -> Outcome:
    case = formalcase.loads(CASE.format(formula=formula))
    node = case.nodes["C"]
    assert isinstance(node, Claim)
    assert node.holds is not None
    term = build.apply(case.vocabulary.symbols[number], ())
    labelled = {"given": node.holds, "number": build.at_most(term, term, case.vocabulary)}
    question = make_question(case.vocabulary, labelled, [Check("least", ("given",), least="number")])
    return ask([question])[0]["least"]


@pytest.mark.parametrize(
    ("formula", "number", "least"),
    [
        ("x >= 1.5", "x", Least(Fraction(3, 2), reached=True, exact=True)),
        ("x > 1 / 3", "x", Least(Fraction(1, 3), reached=False, exact=True)),
        ("2 * n > 5", "n", Least(Fraction(3), reached=True, exact=True)),
        ("(p implies x >= 7) and (not p implies x > 4)", "x", Least(Fraction(4), reached=False, exact=True)),
        ("x < 1", "x", None),
    ],
)
def test_the_greatest_lower_bound(formula: str, number: str, least: Least | None) -> None:
    found = outcome(formula, number)
    assert (found.sat, found.least) == (Sat.SAT, least)


def test_a_bound_that_is_not_rational_is_near() -> None:
    least = outcome("x >= 0 and x * x > 2", "x").least
    assert least is not None
    assert not least.exact
    assert abs(least.value**2 - 2) < Fraction(1, 10**18)


def test_a_contradiction_has_no_values() -> None:
    found = outcome("x > 1 and x < 1", "x")
    assert (found.sat, found.least) == (Sat.UNSAT, None)


def test_a_label_that_is_not_there_is_refused() -> None:
    case = formalcase.loads(CASE.format(formula="p"))
    labelled = {"given": build.truth(True)}
    with pytest.raises(ValueError, match="does not fit"):
        make_question(case.vocabulary, labelled, [Check("least", ("given",), least="number")])
