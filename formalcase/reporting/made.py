"""The report as a model, made from what was found out about a case."""

from __future__ import annotations

from typing import Literal

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.examine import Examined
from formalcase.case.model import Case
from formalcase.case.verdicts import Judge, Verdict
from formalcase.frozen import dataclass
from formalcase.reporting.digest import case_digest
from formalcase.reporting.judgements import judgements
from formalcase.reporting.rows import Sayings, conditions, step_rows
from formalcase.reporting.supposing import Drawn
from formalcase.results.check import CaseResult
from formalcase.results.defeaters import DefeatersResult
from formalcase.results.legs import LegsResult
from formalcase.results.premises import PremisesResult
from formalcase.results.report import ReportResult, ReportSettings, Supposition
from formalcase.tool import solver_versions, this_tool

Audience = Literal["decision", "redteam", "writer"]
AUDIENCES: tuple[Audience, ...] = ("decision", "redteam", "writer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found out about a case, for its report. Without a top claim there is nothing to bring
    down: `argued`, `drawn` and `defeaters` are None then."""

    found: Examined
    checked: CaseResult
    argued: Argued | None
    drawn: Drawn | None
    defeaters: DefeatersResult | None
    supposed: Supposition | None
    legs: LegsResult
    premises: PremisesResult
    premises_left: tuple[str, ...]


def report_result(made: Findings, settings: ReportSettings) -> ReportResult:
    """To be called within `deep_recursion()`."""
    case, ground = made.found.case, made.found.ground
    said = Sayings(ground)
    graph = made.argued.graph if made.argued else made.found.judged.graph
    drawn = made.drawn.argued.graph if made.drawn else graph
    top = case.nodes[case.top] if case.top is not None else None
    known = {finding.fingerprint for finding in made.checked.findings}
    return ReportResult(
        tool=this_tool(),
        solvers=solver_versions(),
        files=(case.file,),
        case=case.id,
        title=case.title,
        digest=case_digest(case),
        settings=settings,
        claim=said(top.id) if top else None,
        owner=top.owner if top else None,
        conditions=tuple(conditions(case)),
        check=made.checked,
        steps=tuple(step_rows(case, said)),
        judgements=tuple(judgements(made.found, made.checked, graph, drawn)),
        defeaters=made.defeaters,
        supposed=made.supposed,
        legs=made.legs.claims,
        premises=made.premises.steps,
        premises_left=made.premises_left,
        not_checked=tuple(_not_checked(case, made.checked)),
        findings=tuple(each for each in made.legs.findings if each.fingerprint not in known),
    )


def _not_checked(case: Case, checked: CaseResult) -> list[str]:
    """What is left out of any check of this kind, the general first."""
    left = [
        "whether the leaves (evidence, assumptions, lists and ranges) are true",
        "whether each formula says what its sentence says, and whether the top claim is the right one",
        "whether the doubts that the case names are all there are",
        "how likely anything is: no numbers of credence were combined",
    ]
    steps = [each for each in checked.obligations if each.kind == "validity"]
    if any(each.verdict is Verdict.WARRANTED for each in steps):
        left.insert(1, "whether the steps that are closed by judgement hold: their warrants are for people")
    if any(each.by is Judge.SOLVER and each.verdict is Verdict.UNDECIDED for each in checked.obligations):
        left.insert(0, "what is marked undecided: the budget did not suffice, so nothing is known of it")
    if case.as_of is None:
        left.append("whether evidence has expired, unless a day was given with `--as-of`")
    return left
