"""Glosses: the slots `{m}` in them name parameters; `{{` and `}}` are braces."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def slots(gloss: str) -> tuple[tuple[str, ...], bool]:
    """The names in the slots, each once, in order; and whether every brace is part of a slot or doubled."""
    found: dict[str, None] = {}
    matched = True
    for piece in _PIECE.finditer(gloss):
        if piece[1] is not None:
            found[piece[1]] = None
        elif len(piece[0]) == 1:
            matched = False
    return tuple(found), matched
