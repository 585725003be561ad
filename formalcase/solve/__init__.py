"""The only room with effects: questions go out to a solver, answers come back."""

from formalcase.solve.errors import ReplayError, SolverError
from formalcase.solve.question import Answer, Budget, Check, Outcome, Question, Sat
from formalcase.solve.session import Session, ask, session

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
