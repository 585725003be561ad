"""Internal errors of the solving room, none the fault of a case; and why something stays undecided."""

from __future__ import annotations

from collections.abc import Iterable

_REASONS = ("memory", "budget", "incomplete")


class SolverError(Exception):
    """The solver refused the text of a question, or a worker could not be started."""


class ReplayError(Exception):
    """A minimal core turned out satisfiable when it was asked again alone."""


def gravest(reasons: Iterable[str]) -> str:
    """The one reason that is given when there are several."""
    return min(reasons, key=_REASONS.index)


def out_of_memory(failure: Exception) -> bool:
    """Did the solver, or the process, fail for want of memory?"""
    return isinstance(failure, MemoryError) or "memory" in str(failure)


def why(told: str) -> str:
    """The reason that a solver tells, in one word."""
    if "memory" in told:
        return "memory"
    return "budget" if "cancel" in told or "resource" in told or "limit" in told else "incomplete"
