"""Symbols of other notations, what they are read as here, and what to write instead."""

from __future__ import annotations

_MEANT = {
    "and": ("&&", "&", "∧"),
    "or": ("||", "|", "∨"),
    "not": ("!", "¬", "~"),
    "implies": ("=>", "==>", "->", "→", "⇒"),
    "iff": ("<->", "<=>", "↔", "⇔"),
    "forall": ("∀",),
    "exists": ("∃",),
    "in": ("∈",),
    "=": ("==", ":="),
    "!=": ("<>", "≠"),
    "<=": ("≤",),
    ">=": ("≥",),
    "-": ("−", "–"),  # minus sign, dash
    "*": ("×", "·"),
    "/": ("÷",),
    "...": ("…",),
}

FOREIGN: dict[str, str] = {symbol: meant for meant, symbols in _MEANT.items() for symbol in symbols}
"""A symbol of another notation, and the token that it is read as once it has been reported."""

ADVICE: dict[str, str] = {
    "//": "a comment starts with `#`",
    "/*": "a comment starts with `#`",
    ";": "leave it out: declarations and fields need no separator",
    "'": 'strings stand in double quotes: `"…"`',
    "^": "write a product: `x * x`",
    "**": "write a product: `x * x`",
    "%": "write `5[percent]` or `0.05`",
}
"""A symbol of another notation that stands for nothing here, with what to do about it."""
