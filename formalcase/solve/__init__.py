"""The only room with effects: questions go out to a solver, answers come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from formalcase.solve.errors import ReplayError, SolverError
from formalcase.solve.session import Session, ask, session

if TYPE_CHECKING:
    from formalcase.solve.question import Answer, Budget, Check, Outcome, Question, Sat

__all__ = [
    "Answer",
    "Budget",
    "Check",
    "Outcome",
    "Question",
    "ReplayError",
    "Sat",
    "Session",
    "SolverError",
    "ask",
    "session",
]


# A worker has no need of these, and starts without them.
_LATER = ("Answer", "Budget", "Check", "Outcome", "Question", "Sat")


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'formalcase.solve' has no attribute {name!r}")
    from formalcase.solve import question

    return getattr(question, name)
