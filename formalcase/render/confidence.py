"""What credences come to as a person reads it: three intervals side by side, of which one is a bound."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from formalcase.render.ansi import Paint
from formalcase.render.clean import clean
from formalcase.render.layout import COLUMNS, count, some, wrap
from formalcase.results.confidence import ConfidenceResult, IntervalResult, ReadingResult

_PLACES = 10**4
_MOST_DIGITS = 8
_MOST = 5


def confidence_lines(
    found: ConfidenceResult, *, paint: Paint | None = None, columns: int = COLUMNS, quiet: bool = False
) -> list[str]:
    """The lines on one claim. `quiet`: only the intervals."""
    paint = paint or Paint()
    lines = wrap(f"confidence in what {clean(found.claim)} rests on", columns, "", "  ")
    lines[0] = paint("strong", lines[0])
    readings = [found.given] if found.anyhow is None else [found.given, found.anyhow]
    for reading in readings:
        lines += _reading(reading, found, columns)
    if quiet:
        return lines
    lines += _gains(found, columns)
    if found.closed_form and len(found.slopes) > 1:
        steepest = max(found.slopes, key=lambda each: Fraction(each.slope)).leaf
        words = f"if all were independent it is {clean(found.closed_form)}; {clean(steepest)} moves it most"
        lines += wrap(words, columns - 2, "  ", "    ")
    if any(_is_rounded(text) for text in _numbers(found)):
        lines += wrap("ends are rounded outwards; `--format json` has them exactly", columns, "  ")
    return [*lines, *wrap(clean(found.text), columns, "  ")]


def short(text: str, *, up: bool) -> str:
    """An exact number, rounded to four places if it is long: `up`, or down."""
    if not _is_rounded(text):
        return text
    scaled = Fraction(text) * _PLACES
    whole = ceil(scaled) if up else floor(scaled)
    places = f"{whole:05d}"
    return f"{places[:-4]}.{places[-4:]}".rstrip("0").rstrip(".")


def _is_rounded(text: str) -> bool:
    return "/" in text or len(text) > _MOST_DIGITS


def _numbers(found: ConfidenceResult) -> Iterator[str]:
    for reading in (found.given, found.anyhow):
        for each in (reading.bound, reading.uncorrelated, reading.independent) if reading else ():
            if each is not None:
                yield from (each.low, each.high)


def _reading(reading: ReadingResult, found: ConfidenceResult, columns: int) -> list[str]:
    lead = f"{clean(reading.text)}: " if reading.text else ""
    if reading.bound is None:
        sets = "; ".join(some(each, _MOST) for each in reading.incoherent)
        words = f"{lead}no bound, as no probabilities fit the credences of {sets}"
        return wrap(words, columns - 2, "  ", "    ")
    lines = wrap(lead.rstrip(" "), columns - 2, "  ", "    ") if lead else []
    indent = "    - " if lead else "  - "
    for each in (reading.bound, reading.uncorrelated, reading.independent):
        if each is not None:
            lines += wrap(f"{interval_text(each)} {clean(each.text)}{_loose(each)}", columns, indent)
    if found.supposition is not None and reading.uncorrelated is None:
        lines += wrap(f"`{clean(found.supposition)}` cannot be: it contradicts the bound", columns, indent)
    if reading.tied:
        lines += wrap(
            f"the leaves cannot all be independent: {some(reading.tied, _MOST)} are tied by what they say",
            columns,
            indent,
        )
    elif reading.independent is None:
        lines += wrap("if all leaves were independent: not computed, they are too many", columns, indent)
    return lines


def interval_text(each: IntervalResult) -> str:
    """The interval, rounded outwards."""
    return f"{short(each.low, up=False)} .. {short(each.high, up=True)}"


def _loose(each: IntervalResult) -> str:
    return "" if each.sharp else " (it may be wider than it need be)"


def _gains(found: ConfidenceResult, columns: int) -> list[str]:
    if not found.gains:
        return []
    first, *others = found.gains
    head = f"the doubt about {clean(first.leaf)} costs most: were it certain, the lower bound would be "
    lines = wrap(f"{head}{short(first.low, up=False)}", columns - 2, "  ", "    ")
    for each in others[: _MOST - 1]:
        lines += wrap(f"{clean(each.leaf)}: {short(each.low, up=False)}", columns, "    - ")
    left = len(others) - (_MOST - 1)
    return [*lines, f"    - and {count(left, 'more leaf', 'more leaves')}"] if left > 0 else lines
