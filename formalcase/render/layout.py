"""Paragraphs, counts and lists for text that people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from formalcase.render.clean import clean, clean_lines, width

COLUMNS = 100
"""How wide prose is set when nothing better is known."""


def wrap(text: str, columns: int, first: str = "", rest: str | None = None) -> list[str]:
    """A cleaned text in lines of at most `columns`, the first after `first`, the others after `rest`
    (blanks as wide as `first` if not given). A word that is too long stands on a line of its own."""
    rest = " " * width(first) if rest is None else rest
    lines: list[str] = []
    words: list[str] = []
    used = lead = width(first)
    for word in text.split(" "):
        wide = width(word)
        if words and used + 1 + wide > columns:
            lines.append((rest if lines else first) + " ".join(words))
            words, used = [], lead
        used += wide + (1 if words else 0)
        words.append(word)
    lines.append((rest if lines else first) + " ".join(words))
    return [line.rstrip() for line in lines]


def paragraphs(text: str, columns: int, indent: str) -> list[str]:
    """User text of several lines, cleaned and wrapped, every line indented; its own indentation stays."""
    lines: list[str] = []
    for line in clean_lines(text):
        inner = line.lstrip(" ")
        lines += wrap(inner, columns, indent + " " * (len(line) - len(inner))) if inner else [""]
    return lines


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`, `2 leaves`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def names(ids: Iterable[str]) -> str:
    """Identifiers, cleaned, one after the other."""
    return ", ".join(map(clean, ids))


def some(ids: Sequence[str], most: int) -> str:
    """The first `most` identifiers, and how many more there are."""
    more = len(ids) - most
    return names(ids[:most]) + (f" and {more} more" if more > 0 else "")
