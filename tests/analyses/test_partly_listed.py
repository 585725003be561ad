"""A step of which not all ways are known carries what is known, and what is not known is never a no."""

from __future__ import annotations

import pytest

import formalcase
from formalcase.analyses import closings
from formalcase.case.verdicts import CaseVerdict

TWO_WAYS = """
case two_ways "Either range is enough" {{ top C }}

const x: Real in 0 .. 1 "the first reading"
const y: Real in 0 .. 1 "the second reading"

evidence E "the readings are alike" {{ holds x = y }}
claim C "the second does not exceed one" {{ holds y <= 1 }}
argument S "by either range" {{ for C from E }}
{doubt}
"""
DOUBT = 'defeater D "the instrument reads low" {{ attacks {leaf} }}'


def verdict(leaf: str | None) -> CaseVerdict:
    doubt = DOUBT.format(leaf=leaf) if leaf else ""
    return formalcase.check(formalcase.loads(TWO_WAYS.format(doubt=doubt))).cases[0].verdict


@pytest.mark.parametrize("leaf", ["x.range", "y.range", None])
def test_with_all_ways_known_one_doubt_is_not_enough(leaf: str | None) -> None:
    assert verdict(leaf) is CaseVerdict.ESTABLISHED


def test_with_one_way_known_a_doubt_on_it_leaves_the_case_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closings, "_MOST_PROBES", 1)
    assert verdict(None) is CaseVerdict.ESTABLISHED
    found = {verdict("x.range"), verdict("y.range")}
    assert found == {CaseVerdict.ESTABLISHED, CaseVerdict.UNDECIDED}
