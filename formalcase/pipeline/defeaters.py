"""Finding what would bring a claim down."""

from __future__ import annotations

from formalcase.analyses.defeating.asked import Asked, asked, check_leaf
from formalcase.analyses.defeating.reading import Query, Semantics
from formalcase.analyses.groundwork import groundwork
from formalcase.case.model import Case
from formalcase.pipeline.asking import Progress, asking
from formalcase.results.listing import Search
from formalcase.results.losses import Losses
from formalcase.results.wanted import Wanted
from formalcase.settings import Settings
from formalcase.solve.session import Session
from formalcase.tool import made_by


def judged_for(
    case: Case,
    claim: str,
    semantics: Semantics,
    query: Query,
    settings: Settings,
    session: Session,
    progress: Progress | None = None,
) -> Asked:
    """The argument for a claim in one of its readings; the steps are judged for it.

    The logic reading asks the session when its sets are asked for. Raises SpecError when the query is about
    something that is no leaf of the case.
    """
    ask = asking(session, settings, case.id, progress)
    ground = groundwork(case, ask, settings.as_of or case.as_of)
    if query.containing is not None:
        check_leaf(ground, query.containing)

    def tell(found: int) -> None:
        if progress is not None:
            progress(f"sets found that would bring {claim} down, or support it", found, 0)

    return asked(ground, claim, semantics, session, settings.budget * 1000, tell)


def defeaters_of(
    case: Case,
    claim: str,
    wanted: Wanted,
    settings: Settings,
    session: Session,
    search: Search,
    progress: Progress | None = None,
) -> Losses:
    """What would bring a claim down. The sets are found when they are asked for; until then the session
    must stay open. Raises SpecError as `judged_for` does.
    """
    losses = Losses(case, claim, wanted, search, made_by())
    losses.begin(
        lambda: judged_for(case, claim, wanted.semantics, wanted.query, settings, session, progress),
        asking(session, settings, case.id),
        settings.budget * 1000,
    )
    return losses
