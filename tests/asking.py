"""How analyses ask, for tests that call them one by one."""

from __future__ import annotations

from collections.abc import Sequence

import formalcase
from formalcase.analyses.groundwork import Groundwork, groundwork
from formalcase.analyses.step import Ask
from formalcase.encode.question import Question
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Session
from formalcase.solve.question import Answer, Budget

STEPS = 1_000_000


def ask_of(session: Session, steps: int = STEPS) -> Ask:
    """Asks a session, with so many steps for each check."""

    def ask(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        return session.ask(questions, budget=Budget(steps * allowance))

    return ask


def ground_of(text: str, session: Session) -> Groundwork:
    """A case from its text, with its steps judged."""
    with deep_recursion():
        case = formalcase.loads(text)
        return groundwork(case, ask_of(session), case.as_of)
