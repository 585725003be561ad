"""Gathering all that is known of a case, for a reviewer."""

from __future__ import annotations

from contextlib import nullcontext

from formalcase.analyses.examine import examine
from formalcase.case.model import Case
from formalcase.documents import case_result
from formalcase.logic.depth import deep_recursion
from formalcase.pipeline.asking import Progress, asking
from formalcase.render.picture.svg import Notation
from formalcase.reporting.gathered import gathered
from formalcase.reporting.made import Audience, report_result
from formalcase.reporting.report import Report
from formalcase.results.listing import Search
from formalcase.results.report import ReportSettings
from formalcase.settings import Settings
from formalcase.solve.session import Session


def report_of(
    case: Case,
    settings: Settings,
    audience: Audience | None = None,
    notation: Notation = "gsn",
    progress: Progress | None = None,
) -> Report:
    """All that is known of a case: the check, what would bring the top claim down, its legs, and what
    people have to judge."""
    today = settings.as_of or case.as_of
    with deep_recursion(), Session(settings.jobs) as session:
        ask = asking(session, settings, case.id, progress)
        found = examine(case, ask, today)
        checked = case_result(found, case.remarks, settings.budget * 1000)
        made = gathered(found, checked, ask, session, settings.budget * 1000, Search(nullcontext))
        about = ReportSettings(
            budget=settings.budget * 1000,
            as_of=today.isoformat() if today else None,
            audience=audience,
            notation=notation,
        )
        return Report(case, report_result(made, about))
