"""Legs judged with a solver that is warm, for tests that look at many cases."""

from __future__ import annotations

from asking import ask_of, ground_of

from formalcase.analyses.legs.judge import LegsJudged, judge_legs
from formalcase.analyses.legs.shape import asked
from formalcase.analyses.legs.study import Studied, study
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Session


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
