"""Asks all that a report tells, once: the analyses share the steps that were judged for the check."""

from __future__ import annotations

from formalcase.analyses.defeating.asked import asked
from formalcase.analyses.examine import Examined
from formalcase.analyses.legs.study import study_legs
from formalcase.analyses.premises import Limits, missing_premises
from formalcase.analyses.premises.wanted import steps_wanting
from formalcase.analyses.step import Ask
from formalcase.reporting.made import Findings
from formalcase.reporting.supposing import drawn, supposition
from formalcase.results.check import CaseResult
from formalcase.results.compared import legs_result
from formalcase.results.defeaters import DefeatersResult, LeafSet
from formalcase.results.lacking import premises_result
from formalcase.results.listing import Search
from formalcase.results.losses import Losses
from formalcase.results.wanted import Wanted
from formalcase.solve.session import Session
from formalcase.tool import made_by

SETS = 40
"""So many defeater sets are listed, the smallest; the rest is counted."""
LACKING = 20
"""For so many steps and claims the missing premises are looked for; the others are named."""


def gathered(
    found: Examined, checked: CaseResult, ask: Ask, session: Session, budget: int, search: Search
) -> Findings:
    """To be called within `deep_recursion()`; `budget` is in solver steps a question."""
    ground, case = found.ground, found.case
    argued, defeaters, shown = None, None, None
    if case.top is not None:
        claim = asked(ground, case.top, "argument", session, budget)
        # `check` has told of routes that nobody argued; to compare each set with them takes most of the time.
        wanted = Wanted(limit=SETS, importance=True, load_map=True, compared=False)
        losses = Losses(case, case.top, wanted, search, made_by())
        losses.begin(lambda: claim, ask, budget)
        argued, defeaters = claim.argued, _listed(losses)
        shown = drawn(found, argued)
    wanting = steps_wanting(ground)
    limits = Limits.within(budget)
    missing = [missing_premises(ground, name, ask, limits) for name in wanting[:LACKING]]
    about = made_by()
    return Findings(
        found=found,
        checked=checked,
        argued=argued,
        drawn=shown,
        defeaters=defeaters,
        supposed=supposition(found, shown, budget, SETS) if shown else None,
        legs=legs_result(ground, list(study_legs(ground, ask)), about),
        premises=premises_result(ground, missing, about),
        premises_left=wanting[LACKING:],
    )


def _listed(losses: Losses) -> DefeatersResult:
    losses.counted()
    members = losses.members()
    sets = tuple(
        LeafSet(members=tuple(members[name] for name in each)) for batch in losses.sets() for each in batch
    )
    losses.conclude()
    return losses.result().model_copy(update={"sets": sets})
