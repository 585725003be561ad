"""User text made harmless before it is shown.

A case may come from a stranger. Escape sequences would drive the terminal; bidirectional, zero-width
and other invisible characters would make a reviewer read something else than what the solver was
given. Such characters are shown by their number, `\\u{202e}`.
"""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"  # joiners, fillers, blanks
    + "".join(map(chr, range(0xFE00, 0xFE10)))  # variation selectors
    + "".join(map(chr, range(0xE0100, 0xE01F0)))  # and their supplement
)
"""Characters that Unicode counts as letters, marks or signs, but that show as nothing."""


def is_harmless(character: str) -> bool:
    """Whether a character shows as itself: it is visible, or it is a blank of some width."""
    if character in _INVISIBLE:
        return False
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _all_harmless(text: str) -> bool:
    if text.isascii():
        return text.isprintable()
    return text.isprintable() and _INVISIBLE.isdisjoint(text)


def _shown(character: str) -> str:
    if is_harmless(character):
        return character
    return f"\\u{{{ord(character):x}}}"


def clean(text: str) -> str:
    """The text on one line, safe to print: line breaks and tabs become blanks, whatever else does not
    show as itself becomes its number."""
    if _all_harmless(text):
        return text
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return "".join(map(_shown, flat))


def clean_lines(text: str) -> list[str]:
    """The lines of the text, each safe to print; indentation by blanks is kept."""
    return [clean(line) for line in text.replace("\r\n", "\n").split("\n")]


def width(text: str) -> int:
    """How many columns of a terminal a cleaned text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def show_character(character: str) -> str:
    """One character of a source line as it is shown above the carets; a tab is four blanks."""
    return "    " if character == "\t" else _shown(character)
