"""Countermodels have ordinary numbers where they can; where they cannot, a range is missing."""

from __future__ import annotations

import pytest

import formalcase
from formalcase.diagnostics.finding import Finding
from formalcase.results.check import Obligation

CASE = """
case c "c" {{ top C }}
sort T {{ a, b, ... }}
const missed: Real[percent] "the share missed"
const old: Real[percent] in -50[percent] .. 50[percent] "the old share"
const loads: Int "how many loads there are"
fn cost(t: T): Real "the cost of {{t}}"
fn at(n: Int): Real "what is measured at {{n}}"
assumption A "so much is so" {{ holds {premise} }}
claim C "the claim" {{ holds {claim} }}
argument S "so" {{ for C from A }}
"""


def judged(premise: str, claim: str) -> tuple[Obligation, Finding]:
    result = formalcase.check(formalcase.loads(CASE.format(premise=premise, claim=claim)))
    (validity,) = [each for each in result.cases[0].obligations if each.kind == "validity"]
    (finding,) = [each for each in result.cases[0].findings if each.code == "FC401"]
    return validity, finding


def value(validity: Obligation, term: str) -> str:
    assert validity.counterexample is not None
    assert validity.counterexample.replayed
    return next(each.value for each in validity.counterexample.assignments if each.term == term)


@pytest.mark.parametrize(
    ("premise", "claim", "term"),
    [
        ("missed != 0", "missed > 200[percent]", "missed"),
        ("missed != 0", "missed < 0", "missed"),
        ("loads != 0", "loads < 0", "loads"),
        ("exists t in T: cost(t) != 3", "cost(a) < 0", "cost(a)"),
    ],
)
def test_numbers_are_ordinary_where_they_can_be(premise: str, claim: str, term: str) -> None:
    validity, finding = judged(premise, claim)
    number = float(value(validity, term).split("[")[0])
    assert number >= 0
    assert "[percent]" not in value(validity, term) or number <= 100
    assert "below 0" not in (finding.help or "")


@pytest.mark.parametrize(
    ("premise", "claim"),
    [
        ("missed <= 5[percent]", "missed * missed <= 0.0025"),
        ("loads < 5", "loads in 0 .. 4"),
        ("forall t in T: cost(t) <= 2", "forall t in T: cost(t) * cost(t) <= 4"),
        ("missed >= 50[percent]", "missed <= 100[percent]"),
    ],
)
def test_a_step_that_fails_with_other_numbers_only_lacks_a_range(premise: str, claim: str) -> None:
    validity, finding = judged(premise, claim)
    assert validity.counterexample is not None
    assert validity.counterexample.replayed
    assert "give the constant its range" in (finding.help or "")


@pytest.mark.parametrize(
    ("premise", "claim"),
    [
        ("old != 0", "old >= 0"),  # its range says what is meant
        ("at(1) > 0", "at(2) > 0"),  # there are too many numbers to speak of each
        ("cost(a) < 0 or cost(b) > 0", "cost(b) > 0 and cost(a) > 0"),  # one of the two is ordinary
    ],
)
def test_nothing_is_said_of_a_range_where_none_is_missing(premise: str, claim: str) -> None:
    _, finding = judged(premise, claim)
    assert "range" not in (finding.help or "")
