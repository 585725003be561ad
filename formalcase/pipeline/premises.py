"""Finding what a step lacks."""

from __future__ import annotations

from formalcase.analyses.premises import Limits, missing_premises
from formalcase.analyses.premises.wanted import check_wanted, steps_wanting
from formalcase.case.model import Case
from formalcase.pipeline.asking import Progress, judged
from formalcase.results.lacking import premises_result
from formalcase.results.premises import PremisesResult
from formalcase.settings import Settings
from formalcase.tool import made_by


def premises_of(
    case: Case, name: str | None, settings: Settings, progress: Progress | None = None
) -> PremisesResult:
    """What would have to be true for a step to hold, or for a claim that nobody argues for; of everything
    that lacks something, if none is named. Raises SpecError when the case has no such step or claim."""
    if name is not None:
        check_wanted(case, name)
    with judged(case, settings, progress) as (ground, ask, _):
        limits = Limits.within(settings.budget * 1000)
        names = steps_wanting(ground) if name is None else (name,)
        found = [missing_premises(ground, each, ask, limits) for each in names]
        return premises_result(ground, found, made_by())
