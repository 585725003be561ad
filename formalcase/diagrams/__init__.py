"""Minimal defeater sets and minimal support sets of a support graph, by decision diagrams."""

from __future__ import annotations

from formalcase.diagrams.errors import OutOfSteps, TooCircular
from formalcase.diagrams.family import Family
from formalcase.diagrams.minimal import (
    STEPS,
    bounded_defeaters,
    bounded_supports,
    minimal_defeaters,
    minimal_supports,
)

__all__ = [
    "STEPS",
    "Family",
    "OutOfSteps",
    "TooCircular",
    "bounded_defeaters",
    "bounded_supports",
    "minimal_defeaters",
    "minimal_supports",
]
