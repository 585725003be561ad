"""Legs judged with a solver that is warm, for tests that look at many cases."""

from __future__ import annotations

from collections.abc import Sequence

import formalcase
from formalcase.analyses.examine import Groundwork, groundwork
from formalcase.analyses.legs.judge import LegsJudged, judge_legs
from formalcase.analyses.legs.shape import asked
from formalcase.analyses.legs.study import Studied, study
from formalcase.analyses.step import Ask
from formalcase.encode.question import Question
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Session
from formalcase.solve.question import Answer, Budget

BUDGET = Budget(1_000_000)


def ask_of(session: Session) -> Ask:
    def ask(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        return session.ask(questions, budget=Budget(BUDGET.steps * allowance))

    return ask


def ground_of(text: str, session: Session) -> Groundwork:
    case = formalcase.loads(text)
    with deep_recursion():
        return groundwork(case, ask_of(session), case.as_of)


def legs_of(text: str, session: Session) -> list[LegsJudged]:
    """The verdicts on all legs of a case, stated or not."""
    ground = ground_of(text, session)
    with deep_recursion():
        return [judge_legs(ground, question, ask_of(session)) for question in asked(ground)]


def studied(text: str, session: Session) -> list[Studied]:
    """All that is told of the legs of a case."""
    ground = ground_of(text, session)
    with deep_recursion():
        return [study(ground, question, ask_of(session)) for question in asked(ground)]


def one_verdict(text: str, session: Session) -> LegsJudged:
    """The verdict on the legs of a case of which something is stated or, if there are none, on the first."""
    ground = ground_of(text, session)
    with deep_recursion():
        return judge_legs(ground, next(iter(asked(ground))), ask_of(session))
