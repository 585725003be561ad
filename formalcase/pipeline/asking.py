"""What the phases ask the solver through: the session, with the budget and the progress of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from formalcase.analyses.groundwork import Groundwork, groundwork
from formalcase.analyses.step import Ask
from formalcase.case.model import Case
from formalcase.encode.question import Question
from formalcase.logic.depth import deep_recursion
from formalcase.settings import Settings
from formalcase.solve.question import Answer, Budget
from formalcase.solve.session import Session

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def asking(session: Session, settings: Settings, name: str, progress: Progress | None = None) -> Ask:
    """Asks in a session, with the budget of the settings; `name` is what the progress is about."""

    def tell(done: int, of: int) -> None:
        if progress is not None:
            progress(f"examining {name}", done, of)

    def ask(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        return session.ask(questions, budget=Budget(settings.budget * 1000 * allowance), progress=tell)

    return ask


@contextmanager
def judged(
    case: Case, settings: Settings, progress: Progress | None = None
) -> Iterator[tuple[Groundwork, Ask, Session]]:
    """A case whose steps are judged, and what more can be asked of it, in a session of its own."""
    with deep_recursion(), Session(settings.jobs) as session:
        ask = asking(session, settings, case.id, progress)
        yield groundwork(case, ask, settings.as_of or case.as_of), ask, session
