"""What a claim that does not stand would rest on, and what would bring it down, if its gaps were closed."""

from __future__ import annotations

from datetime import date

import pytest

import formalcase
from formalcase.results.defeaters import DefeatersResult
from formalcase.results.report import Supposition

GAPS = """
case gaps "A case with gaps" { top C0 }
const level: Real "the level"
claim      C0 "It is under 60" { holds level < 60 }
claim      C1 "It is under 50" { holds level < 50 }
claim      C2 "It is under 100" { holds level < 100 }
evidence   E1 "It was measured under 70" { holds level < 70 }
assumption A1 "The gauge is right"
assumption A2 "The gauge was read" { expires 2020-01-01 }
argument   S1 "So" { for C0 from C1, E1 given A1 }
argument   S2 "So" { for C1 from E1, C2 given A2 }
defeater   D1 "The gauge is old" { attacks A1 }
"""


def supposed_of(text: str) -> Supposition:
    settings = formalcase.Settings(as_of=date(2021, 1, 1))
    found = formalcase.report(formalcase.loads(text), settings=settings).result.supposed
    assert found is not None
    return found


def sets_of(found: DefeatersResult | Supposition) -> set[frozenset[str]]:
    return {frozenset(member.id for member in each.members) for each in found.sets}


def test_what_stands_in_the_way_is_supposed_away_and_nothing_else() -> None:
    found = supposed_of(GAPS)
    assert found.steps == ("S2",)
    assert found.claims == ("C2",)
    assert found.doubts == ("D1",)
    assert found.stale == ("A2",)
    assert set(found.leaves) == {"E1", "C2", "A1", "A2"}
    assert set(found.single_points or ()) == set(found.leaves)
    kinds = {member.id: member.kind for each in found.sets for member in each.members}
    assert kinds["C2"] == "claim"


def test_the_supposition_is_what_the_mended_case_comes_to() -> None:
    """An argument without the gaps has the very sets that were foretold."""
    mended = GAPS.replace("level < 70", "level < 40").replace("claim      C2", "assumption C2")
    mended = mended.replace(" { expires 2020-01-01 }", "").replace(
        "attacks A1", 'attacks A1 residual "old, and right"'
    )
    result = formalcase.report(formalcase.loads(mended)).result
    assert result.check.verdict == "established"
    assert result.supposed is None
    assert result.defeaters is not None
    assert sets_of(result.defeaters) == sets_of(supposed_of(GAPS))


def test_two_legs_of_which_one_fails_are_supposed_to_stay_as_they_are() -> None:
    """What carries the claim today but for a doubt needs no mending beside it."""
    text = GAPS.replace("for C1 from E1, C2", "for C0 from E1, C2").replace("C1, E1 given A1", "A3 given A1")
    text = text.replace("claim      C1", 'assumption A3 "It is low" { holds level < 20 }\nclaim      C1')
    found = supposed_of(text)
    assert (found.steps, found.claims, found.doubts) == ((), (), ("D1",))
    assert sets_of(found) == {frozenset({"A1"}), frozenset({"A3"})}


def test_a_judgement_says_what_would_fall_where_nothing_stands() -> None:
    result = formalcase.report(formalcase.loads(GAPS)).result
    (found,) = [each for each in result.judgements if each.subject == "E1"]
    assert (found.falls, found.would_fall, found.top_would_fall) == ((), ("C0", "C1"), True)


def test_an_argument_in_a_circle_is_not_supposed_to_carry() -> None:
    text = """
    case c "A case" { top C }
    claim C "It is wet"
    claim B "It rains"
    argument S "So" { for C from B because "b" }
    argument T "So" { for B from C because "c" }
    """
    result = formalcase.report(formalcase.loads(text)).result
    assert result.supposed is None
    assert "does not carry its top claim" in formalcase.report(formalcase.loads(text)).markdown()


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_counterexample_is_said_to_be_invented_wherever_it_is_told(form: str) -> None:
    text = getattr(formalcase.report(formalcase.loads(GAPS)), form)()
    assert text.lower().count("invented situation") >= 2
    assert "Suppose" in text
