"""The library: the same as the command line, typed, without printing or exiting."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from formalcase.case.build import CaseBuilder
from formalcase.case.model import Case
from formalcase.diagnostics.errors import SpecError
from formalcase.elaborate import load_text
from formalcase.loading import load_one, the_case
from formalcase.logic.depth import deep_recursion
from formalcase.pipeline.check import check_case
from formalcase.results.check import CheckResult
from formalcase.settings import Settings
from formalcase.solve.session import Session

if TYPE_CHECKING:
    from formalcase.render.picture.svg import Notation
    from formalcase.reporting.made import Audience
    from formalcase.reporting.report import Report
    from formalcase.results.lazy import Defeaters
    from formalcase.results.legs import LegsResult
    from formalcase.results.premises import PremisesResult
    from formalcase.results.whatif import WhatIfResult

__all__ = [
    "CaseBuilder",
    "SpecError",
    "check",
    "defeaters",
    "legs",
    "load",
    "loads",
    "missing_premises",
    "what_if",
]


def load(path: str | PathLike[str]) -> Case:
    """Reads a case with all that it imports. Raises SpecError."""
    return load_one(Path(path))


def loads(text: str, name: str = "<text>") -> Case:
    """Reads a case from a text; `name` is how findings call it. Raises SpecError."""
    with deep_recursion():
        return the_case(load_text(text, name), name)


def check(case: Case, settings: Settings | None = None) -> CheckResult:
    """All machine checks of a case; one result, the same shape as the JSON of `formalcase check`."""
    return check_case(case, settings or Settings())


def defeaters(
    case: Case,
    claim: str | None = None,
    *,
    semantics: Literal["argument", "logic"] = "argument",
    max_size: int | None = None,
    containing: str | None = None,
    settings: Settings | None = None,
) -> Defeaters:
    """The minimal sets of leaves whose loss brings a claim (the top claim, if none is named) down.

    The steps are judged at once, the sets are found while they are gone through: all of them, of at most
    `max_size` leaves, with the leaf `containing`. Raises SpecError when the case has no such claim or leaf,
    ValueError when `semantics` or `max_size` cannot be.
    """
    from formalcase.analyses.defeating.asked import claim_of
    from formalcase.analyses.defeating.reading import Query
    from formalcase.pipeline.defeaters import judged_for
    from formalcase.results.lazy import Defeaters, Lease

    if semantics not in ("argument", "logic") or (max_size is not None and max_size < 1):
        raise ValueError(f"`semantics` is {semantics!r} and `max_size` is {max_size!r}")
    settings = settings or Settings()
    query = Query(max_size=max_size, containing=containing)
    subject = claim_of(case, claim)
    lease = Lease(Session(settings.jobs))
    with deep_recursion(), lease as session:
        asked = judged_for(case, subject, semantics, query, settings, session)
        _ = asked.reading.supported  # asked while the solver is there
    return Defeaters(asked, query, lease)


def legs(case: Case, claim: str | None = None, settings: Settings | None = None) -> LegsResult:
    """Whether the parallel legs of a claim are independent; of each claim with several, if none is named. The
    same shape as the JSON of `formalcase legs`. Raises SpecError when the case has no such claim."""
    from formalcase.pipeline.legs import legs_of

    return legs_of(case, claim, settings or Settings())


def missing_premises(case: Case, step: str | None = None, settings: Settings | None = None) -> PremisesResult:
    """What would have to be true for a step to hold, or from what a claim without an argument could be
    argued; of everything that lacks something, if none is named. The same shape as the JSON of `formalcase
    premises`. Raises SpecError when the case has no such step or claim."""
    from formalcase.pipeline.premises import premises_of

    return premises_of(case, step, settings or Settings())


def what_if(
    case: Case,
    *,
    fail: Sequence[str] = (),
    false: Sequence[str] = (),
    assume: Sequence[str] = (),
    settings: Settings | None = None,
) -> WhatIfResult:
    """What stands and what falls when the nodes in `fail` are withdrawn, those in `false` are false, and
    those in `assume` are taken as given; the same shape as the JSON of `formalcase whatif`.

    Raises SpecError when the case has no such nodes, or when what is supposed cannot be.
    """
    from formalcase.pipeline.whatif import what_if_case

    return what_if_case(case, fail, false, assume, settings or Settings())


def report(
    case: Case,
    audience: Audience | None = None,
    notation: Notation = "gsn",
    settings: Settings | None = None,
) -> Report:
    """All that a reviewer needs to judge a case: `result` is the model, of the same shape as the JSON of
    `formalcase report`; `html()`, `markdown()` and `json()` write it.

    `audience` picks one of the readings `decision`, `redteam` and `writer`; all three if none is named.
    ValueError when `audience` or `notation` cannot be.
    """
    if audience not in (None, "decision", "redteam", "writer") or notation not in ("gsn", "cae"):
        raise ValueError(f"`audience` is {audience!r} and `notation` is {notation!r}")
    from formalcase.pipeline.report import report_of

    return report_of(case, settings or Settings(), audience, notation)
