"""The best candidate for each step that does not follow, as a fix that `check` can offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises.missing import missing_premises
from formalcase.analyses.premises.pasting import fix_of
from formalcase.analyses.premises.result import Limits
from formalcase.analyses.step import Ask
from formalcase.case.verdicts import Verdict

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Fix

# A check offers what is near at hand; `formalcase premises` looks further.
_MOST_STEPS = 5
_MOST_WORK = 10_000  # a step that was dear to judge is dear to ask about again and again
_LIMITS = Limits(steps=30_000, proposals=40, answers=6, space=200, nodes=2)


def best_fixes(ground: Groundwork, ask: Ask) -> Mapping[str, Fix]:
    """For the first few invalid steps, the edits that the best candidate asks for; by step id."""
    invalid = [
        name
        for name, judged in ground.steps.items()
        if judged.verdict is Verdict.INVALID and not judged.refuted and judged.work <= _MOST_WORK
    ]
    found: dict[str, Fix] = {}
    for name in invalid[:_MOST_STEPS]:
        for candidate in missing_premises(ground, name, ask, _LIMITS).candidates:
            fix = fix_of(ground.case, name, candidate) if candidate.origin != "conditional" else None
            if fix is not None:
                found[name] = fix
                break
    return found
