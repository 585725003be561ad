"""Results made by hand, to see how they look. `mark` goes into every text that a case may choose."""

from __future__ import annotations

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.diagnostics.finding import Edit, Finding, Fix, Location, Related, Severity, locate
from formalcase.results.check import (
    CaseResult,
    CheckResult,
    DefeaterStatus,
    LedgerEntry,
    Obligation,
    Spent,
    Support,
)
from formalcase.results.common import Assignment, Story, Tool
from formalcase.source import Source, Span

TEXT = """\
case stairs "Nobody falls" {
    top C1
}
claim C1 "Nobody falls" { holds falls = 0 }
evidence E1 "Two slipped" { holds slips <= 2 }
argument S1 "Slips are no falls" { for C1 from E1 }
argument S2 "By hand" { for C1 from E1, E2 }
"""
SOURCE = Source("stairs.fcase", TEXT)


def at(text: str, source: Source = SOURCE) -> Location:
    """Where a piece of the source stands, its first occurrence."""
    start = source.text.index(text)
    location = locate(Span(source, start, start + len(text)))
    assert location is not None
    return location


def finding(
    severity: Severity = Severity.ERROR,
    *,
    code: str = "FC401",
    location: Location | None = None,
    allowed: str | None = None,
    subject: str = "S1",
    mark: str = "",
) -> Finding:
    return Finding(
        code=code,
        name="does-not-follow",
        severity=severity,
        message=f"`S1{mark}` does not follow",
        location=location,
        related=(Related(message=f"it is for this{mark}", location=location and at("claim C1")),),
        help=f"add a premise{mark}",
        fix=Fix(title=f"add E2{mark}", edits=(Edit(location=location, text=f", E2{mark}"),))
        if location
        else None,
        fingerprint="0",
        allowed=allowed,
        subject=subject,
    )


def story(mark: str = "") -> Story:
    return Story(
        text=f"Two people slip{mark}.\nOne of them falls.",
        assignments=(
            Assignment(term=f"slips{mark}", value=f"2{mark}", text=f"slips in a year{mark}"),
            Assignment(term="falls", value="1"),
        ),
    )


def step(verdict: Verdict, subject: str = "S1", mark: str = "") -> Obligation:
    return Obligation(
        id=f"{subject}.validity",
        kind="validity",
        subject=f"{subject}{mark}",
        verdict=verdict,
        by=Judge.SOLVER,
        text=f"does C1 follow from E1?{mark}",
        location=at("argument S1"),
        counterexample=story(mark) if verdict is Verdict.INVALID else None,
        spent=Spent(budget=2_000_000, work=2_000_000, reason="budget")
        if verdict is Verdict.UNDECIDED
        else None,
        premises_used=(f"E1{mark}",),
        idle=(f"E2{mark}",),
        not_checked=f"whether slips are counted{mark}" if mark else "",
    )


def human(verdict: Verdict, subject: str = "E1", mark: str = "") -> Obligation:
    return Obligation(
        id=f"{subject}.evidence",
        kind="evidence",
        subject=subject,
        verdict=verdict,
        by=Judge.PERSON,
        text=f"is it so?{mark}",
    )


def case(
    verdict: CaseVerdict = CaseVerdict.ESTABLISHED,
    *,
    obligations: tuple[Obligation, ...] = (),
    findings: tuple[Finding, ...] = (),
    mark: str = "",
) -> CaseResult:
    return CaseResult(
        file=f"stairs{mark}.fcase",
        id=f"stairs{mark}",
        title=f"Nobody falls{mark}",
        top=f"C1{mark}",
        verdict=verdict,
        summary=f"follows from 1 leaf, 1 of them open; 1 of 2 steps by judgement, not by logic{mark}",
        formal_share=0.5,
        witness=story(mark) if verdict is CaseVerdict.ESTABLISHED else None,
        support=Support(leaves=("E1",), steps=2, by_judgement=1),
        defeaters=(
            DefeaterStatus(id=f"D1{mark}", status="open", attacks=(f"E1{mark}",), text=f"Miscounted{mark}"),
            DefeaterStatus(id="D2", status="residual", attacks=("S1",), text="Ice"),
        ),
        obligations=obligations,
        findings=findings,
        ledger=(
            LedgerEntry(id="E1", kind="evidence", text=f"Two slipped{mark}", used=True, status="standing"),
            LedgerEntry(id=f"falls{mark}", kind="definition", text="how many fall", used=True),
        ),
    )


def result(*cases: CaseResult, findings: tuple[Finding, ...] = ()) -> CheckResult:
    return CheckResult(
        tool=Tool(name="formalcase", version="0.1.0"),
        solvers={"z3": "5", "clingo": "5.8"},
        files=tuple(each.file for each in cases),
        cases=cases,
        findings=findings,
    )


FAILING = result(
    case(
        CaseVerdict.NOT_ESTABLISHED,
        obligations=(
            step(Verdict.INVALID),
            step(Verdict.WARRANTED, "S2"),
            step(Verdict.VALID, "S3"),
            human(Verdict.OPEN),
        ),
        findings=(
            finding(location=at("argument S1")),
            finding(Severity.WARNING, code="FC405", location=at("E2"), allowed="it is counted next year"),
        ),
    )
)
"""A case that fails, with a bit of everything."""
