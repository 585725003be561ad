"""What is said of doubts and answers, of definitions to read, and of why a case is not established."""

from __future__ import annotations

import pytest

import formalcase
from formalcase.case.verdicts import Verdict
from formalcase.render.terminal import terminal_text
from formalcase.results.check import CaseResult, CheckResult

ANSWERED = """
case pump "The pump is sound" { top C1 }
import std.evaluation
claim C1 "The pump is sound"
evidence E1 "It was inspected"
evidence E2 "The log"
argument S1 "By inspection" { for C1 from E1 }
argument S2 "By the log" { for A1 from E2 }
defeater D1 "The inspector was in a hurry" { attacks E1 }
"""


def checked(text: str) -> CheckResult:
    return formalcase.check(formalcase.loads(text))


def verdict_on(case: CaseResult, defeater: str) -> Verdict:
    (found,) = [each.verdict for each in case.obligations if each.id == f"{defeater}/defeater"]
    return found


def test_an_answer_that_is_sustained_does_its_job() -> None:
    result = checked(ANSWERED + 'defeater A1 "There were two" { attacks D1 }')
    (case,) = result.cases
    assert verdict_on(case, "A1") is Verdict.HOLDS
    assert verdict_on(case, "D1") is Verdict.HOLDS
    text = terminal_text(result)
    assert "A1: There were two (answers D1)" in text
    assert "defeater sustained" not in text


@pytest.mark.parametrize("targets", ["D1, E1", "E1"])
def test_a_sustained_defeater_that_attacks_the_case_stays_a_worry(targets: str) -> None:
    result = checked(ANSWERED + f'defeater A1 "There were two" {{ attacks {targets} }}')
    (case,) = result.cases
    assert verdict_on(case, "A1") is Verdict.FAILS
    assert "1 defeater sustained" in terminal_text(result)


def test_an_answer_that_nobody_argues_for_fails() -> None:
    (case,) = checked(ANSWERED.replace("S2", "S3").replace("for A1", "for C1") + BARE).cases
    assert verdict_on(case, "A1") is Verdict.FAILS


BARE = 'defeater A1 "There were two" { attacks D1 }'


def test_definitions_that_the_case_never_uses_are_not_to_be_read() -> None:
    result = checked(ANSWERED + BARE)
    assert any(entry.kind == "definition" and not entry.used for entry in result.cases[0].ledger)
    assert "to read" not in terminal_text(result)


REASONS = """
case pump "The pump is sound" { top C1 as_of 2026-01-01 }
const p: Bool "p"
const q: Bool "q"
claim C1 "The pump is sound"
claim C2 "It was maintained"
claim C3 "p" { holds p }
evidence E1 "It was inspected"
evidence E2 "q" { holds q expires 2025-01-01 }
evidence E3 "It ran"
evidence E4 "It was painted"
argument S1 "So" { for C1 from C2, C3, E1, E3 }
argument S2 "So" { for C3 from E2 }
defeater D1 "In a hurry" { attacks E1 }
defeater D2 "Idle"       { attacks E3 }
defeater D3 "Far away"   { attacks E4 }
"""


def why(text: str) -> str:
    (found,) = [each.message for each in checked(text).cases[0].findings if each.code == "FC430"]
    return found.partition("not established: ")[2]


def test_all_kinds_of_reasons_are_given_the_most_basic_first() -> None:
    assert why(REASONS) == (
        "`S2` is invalid; nothing argues for `C2`; "
        "the defeaters `D1` and `D2` are open and take away `E1` and `E3`; `E2` is out of date"
    )


def test_doubts_in_the_way_of_a_claim_that_is_carried() -> None:
    text = REASONS.replace("C2, C3, E1, E3", "E1, E3").replace("for C3 from E2", "for C2 from E2")
    assert why(text) == "the defeaters `D1` and `D2` are open and take away `E1` and `E3`"


def test_many_reasons_are_shortened() -> None:
    claims = "\n".join(f'claim Q{n} "q"' for n in range(9))
    cited = ", ".join(f"Q{n}" for n in range(9))
    text = f'case c "c" {{ top C }}\nclaim C "c"\n{claims}\nargument S "s" {{ for C from {cited} }}'
    assert why(text) == "nothing argues for `Q0`, `Q1`, `Q2`, `Q3` and 5 more"
