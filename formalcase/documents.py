"""The documents of a run, made from what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.allowances import with_allowances
from formalcase.analyses.examine import Examined
from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.finding import Finding, Frozen
from formalcase.ledger.entries import ledger
from formalcase.ledger.obligations import obligations, story
from formalcase.ledger.standing import claim_statuses, defeater_statuses, formal_share, summary, support
from formalcase.results.check import CaseResult, CheckResult
from formalcase.tool import solver_versions, this_tool


def prepare() -> None:
    """Does ahead what every document needs, which costs nothing while the solver is busy elsewhere."""
    for model in Frozen.__subclasses__():
        model.model_rebuild()
    solver_versions()


def case_result(found: Examined, remarks: Sequence[Finding], budget: int) -> CaseResult:
    """The result of a case that was examined; `budget` is in solver steps a question."""
    case = found.case
    return CaseResult(
        file=case.file,
        id=case.id,
        title=case.title,
        top=case.top,
        verdict=found.judged.verdict,
        summary=summary(found),
        formal_share=formal_share(case, found.steps),
        witness=story(found.witness),
        support=support(found),
        claims=claim_statuses(found),
        defeaters=defeater_statuses(found),
        obligations=tuple(obligations(found, budget)),
        findings=in_order(tuple(with_allowances(case, (*remarks, *found.findings)))),
        ledger=tuple(ledger(found)),
    )


def malformed(file: str, id_: str | None, title: str | None, findings: Sequence[Finding]) -> CaseResult:
    """The result of a case that could not be read."""
    return CaseResult(
        file=file,
        id=id_,
        title=title or "",
        top=None,
        verdict=CaseVerdict.MALFORMED,
        summary="the case could not be read",
        formal_share=0.0,
        findings=in_order(findings),
    )


def check_result(
    files: tuple[str, ...], results: Sequence[CaseResult], findings: tuple[Finding, ...]
) -> CheckResult:
    """The document of a run: the cases that were checked, and findings that belong to none of them."""
    return CheckResult(
        tool=this_tool(),
        solvers=solver_versions(),
        files=files,
        cases=tuple(results),
        findings=findings,
    )


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """By file, place and code, so that the order does not depend on how they were found."""

    def key(finding: Finding) -> tuple[str, int, int, str, str]:
        where = finding.location
        place = (where.file, where.line, where.column) if where else ("", 0, 0)
        return (*place, finding.code, finding.message)

    return tuple(sorted(findings, key=key))
