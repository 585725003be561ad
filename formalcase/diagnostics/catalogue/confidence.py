"""FC73x: the credences of leaves."""

from __future__ import annotations

from formalcase.diagnostics.rule import warning

INCOHERENT = warning(
    "FC730",
    "incoherent",
    "no probabilities fit the credence of {leaves}: {bounds}",
    "widen a credence, or see whether a formula says more than its sentence; until then no bound follows",
)
