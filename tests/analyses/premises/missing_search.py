"""One solver for all searches of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from asking import ask_of

import formalcase
from formalcase.analyses.groundwork import groundwork
from formalcase.analyses.premises import Limits, Missing, missing_premises
from formalcase.case.model import Case
from formalcase.encode.question import Question
from formalcase.logic.depth import deep_recursion
from formalcase.solve.question import Answer
from formalcase.solve.session import Session


@cache
def _session() -> Session:
    """Its workers end with the tests."""
    return Session()


def forget() -> None:
    """Ends the solver; the next one remembers no question."""
    _session().close()
    _session.cache_clear()


def ask(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
    return ask_of(_session())(questions, allowance=allowance)


def search(case: Case | str, step: str = "S", limits: Limits | None = None) -> Missing:
    """What is missing for a step of a case, or of its text."""
    read = formalcase.loads(case) if isinstance(case, str) else case
    with deep_recursion():
        return missing_premises(groundwork(read, ask, read.as_of), step, ask, limits)
