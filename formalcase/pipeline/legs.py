"""Comparing the parallel legs of a claim."""

from __future__ import annotations

from formalcase.allowances import allowed_among
from formalcase.analyses.legs.remarks import statement_remarks
from formalcase.analyses.legs.study import check_claim, study_legs
from formalcase.case.model import Case
from formalcase.pipeline.asking import Progress, judged
from formalcase.results.compared import legs_result
from formalcase.results.legs import LegsResult
from formalcase.settings import Settings
from formalcase.tool import made_by


def legs_of(
    case: Case, claim: str | None, settings: Settings, progress: Progress | None = None
) -> LegsResult:
    """Whether the legs of a claim are independent; of each claim with several legs, if none is named.

    Raises SpecError when the case has no such claim.
    """
    if claim is not None:
        check_claim(case, claim)
    with judged(case, settings, progress) as (ground, ask, _):
        found = list(study_legs(ground, ask, claim))
        findings = allowed_among(case, statement_remarks(ground, [each.judged for each in found]))
        return legs_result(ground, found, made_by(), findings)
