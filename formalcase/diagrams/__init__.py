"""Minimal defeater sets and minimal support sets of a support graph, by decision diagrams."""

from __future__ import annotations

from formalcase.diagrams.errors import OutOfSteps, TooCircular
from formalcase.diagrams.family import Family
from formalcase.diagrams.minimal import (
    STEPS,
    any_minimal_defeater,
    any_minimal_support,
    bounded_defeaters,
    bounded_supports,
    minimal_defeaters,
    minimal_supports,
)
from formalcase.diagrams.smallest import Smallest, smallest_defeaters

__all__ = [
    "STEPS",
    "Family",
    "OutOfSteps",
    "Smallest",
    "TooCircular",
    "any_minimal_defeater",
    "any_minimal_support",
    "bounded_defeaters",
    "bounded_supports",
    "minimal_defeaters",
    "minimal_supports",
    "smallest_defeaters",
]
