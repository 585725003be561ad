"""The intervals of a claim as bars, one below the other, each with words that say what it supposes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from formalcase.render.confidence import interval_text
from formalcase.render.picture.bars import Interval, bars_svg
from formalcase.results.confidence import ConfidenceResult, ReadingResult


def confidence_svg(found: ConfidenceResult, *, name: str = "confidence") -> str | None:
    """The picture as a document of its own; None when no distribution fits. `name` makes the ids in it
    different from those of other pictures on the same page."""
    bars = [*_bars(found.given, "")]
    if found.anyhow is not None:
        bars = [*_bars(found.given, "given, "), *_bars(found.anyhow, "0 to 1, ")]
    title = f"Bounds on what {found.claim} rests on being true: its derivability, not its truth"
    return bars_svg(bars, title, name=name) if bars else None


def _bars(reading: ReadingResult, before: str) -> Iterator[Interval]:
    for each, label, words in (
        (reading.bound, "nothing assumed", "bound"),
        (reading.uncorrelated, "if legs uncorrelated", "an if, no bound"),
        (reading.independent, "if all independent", "an if, no bound"),
    ):
        if each is not None:
            told = f"{interval_text(each)} ({words})"
            yield Interval(f"{before}{label}", Fraction(each.low), Fraction(each.high), told)
