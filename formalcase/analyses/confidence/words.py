"""What is said of credences: numbers as they are, and what each interval means."""

from __future__ import annotations

from fractions import Fraction

from formalcase.analyses.confidence.judge import Confidence
from formalcase.analyses.legs.words import some
from formalcase.logic.number_text import exact_text

MEANING = (
    "these are bounds on how likely it is that the leaves of some support set are all true, so that the "
    "claim can be derived; nothing is said on how likely the claim is, nor on what the case leaves out"
)
"""What the intervals are about, wherever they are shown."""
BOUND = "with nothing assumed on dependence; this is a bound"
INDEPENDENT = "if all leaves were independent; this is no bound"


def range_text(low: Fraction, high: Fraction) -> str:
    """Two numbers as the language writes them."""
    return f"{exact_text(low)} .. {exact_text(high)}"


def uncorrelated_text(supposition: str) -> str:
    """What the second interval supposes."""
    return f"if `{supposition}`: legs that share nothing also fail independently; this is no bound"


def given_text(found: Confidence) -> str:
    """In what the leaves without credence count as true."""
    return f"given that {some(found.without)} hold{'s' if len(found.without) == 1 else ''}"


def anyhow_text(found: Confidence) -> str:
    """The other reading: nothing is said of them."""
    return f"with nothing said of {some(found.without)}, anything from 0 to 1"
