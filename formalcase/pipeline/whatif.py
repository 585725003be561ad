"""Asking what stands and what falls when something is supposed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from formalcase.analyses.defeating.asked import claim_of
from formalcase.analyses.defeating.suppositions import suppositions
from formalcase.analyses.defeating.whatif import what_if
from formalcase.case.model import Case
from formalcase.pipeline.asking import Progress, judged
from formalcase.results.supposed import whatif_result
from formalcase.results.whatif import WhatIfResult
from formalcase.settings import Settings
from formalcase.solve.question import Budget
from formalcase.tool import made_by


def what_if_case(
    case: Case,
    fail: Sequence[str],
    false: Sequence[str],
    assume: Sequence[str],
    settings: Settings,
    progress: Progress | None = None,
) -> WhatIfResult:
    """What stands and what falls when some nodes are withdrawn, false, or taken as given.

    Raises SpecError when the case has no such nodes, or what is supposed cannot be.
    """
    claim = claim_of(case, None)
    with judged(case, settings, progress) as (ground, ask, session):
        sets = partial(session.minimal_sets, budget=Budget(settings.budget * 1000), defeaters_first=False)
        found = what_if(ground, claim, suppositions(ground, fail, false, assume), ask, sets)
        return whatif_result(found, made_by())
