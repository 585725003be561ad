"""Plain worlds of large groups of leaves: found only where the evaluator finds every leaf true."""

from __future__ import annotations

import pytest

import formalcase
from formalcase.analyses import consistency
from formalcase.analyses.plain import plain_world
from formalcase.case.model import Assumption

CASE = """
case c "c" {{ top C }}
sort Model {{ m1, ... }}
enum Tier {{ low < high }}
const x: Real "x"
const n: Int "n"
const p: Bool "p"
fn tier(m: Model): Tier "the tier of {{m}}"
def twice: Real "twice x" = 2 * x
assumption A "a" {{ holds {formula} }}
claim C "c" {{ holds p }}
argument S "s" {{ for C from A }}
"""


def holds_plainly(formula: str) -> bool:
    case = formalcase.loads(CASE.format(formula=formula))
    node = case.nodes["A"]
    assert isinstance(node, Assumption)
    assert node.holds is not None
    return plain_world([node.holds], case.vocabulary) is not None


@pytest.mark.parametrize(
    "formula",
    ["p", "not p", "twice <= 1 and p", "n = 0", "forall m in Model: tier(m) = low", "x <= 0 implies p"],
)
def test_a_plain_world_is_found(formula: str) -> None:
    assert holds_plainly(formula)


@pytest.mark.parametrize("formula", ["p and not p", "x > 1", "tier(m1) = high", "1 / x > 0"])
def test_where_none_is_found_nothing_is_said(formula: str) -> None:
    assert not holds_plainly(formula)


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [("p", "established"), ("p and x > 1", "established"), ("p and not p", "not_established")],
)
def test_verdicts_are_the_same_when_every_group_counts_as_large(
    formula: str, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consistency, "_MANY", 0)
    (result,) = formalcase.check(formalcase.loads(CASE.format(formula=formula))).cases
    assert result.verdict == verdict
