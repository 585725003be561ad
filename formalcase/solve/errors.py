"""Internal errors of the solving room: none of them is the fault of a case."""

from __future__ import annotations


class SolverError(Exception):
    """The solver refused the text of a question, or a worker could not be started."""


class ReplayError(Exception):
    """A minimal core turned out satisfiable when it was asked again alone."""
