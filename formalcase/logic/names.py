"""How a name is written so that it reads back as the same name."""

from __future__ import annotations

import re

RESERVED = frozenset(
    "not and or implies iff forall exists count sum if then else in true false".split(" ")  # noqa: SIM905
)
"""The words that are names only in backticks."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


def print_name(name: str) -> str:
    """The name as it stands in a text, in backticks where it must be.

    A name of words joined by dots (`other.X`, `S2.warrant`) is taken to be qualified, word by word.
    """
    words = name.split(".")
    if all(_WORD.match(word) for word in words):
        return ".".join(f"`{word}`" if word in RESERVED else word for word in words)
    return f"`{name}`"
