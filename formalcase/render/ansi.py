"""Colour for terminals: a few styles, no library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from formalcase.frozen import dataclass

Style = Literal["error", "warning", "note", "help", "good", "gutter", "strong", "faint"]

_CODES: dict[Style, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "help": "36",
    "good": "1;32",
    "gutter": "1;34",
    "strong": "1",
    "faint": "2",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Puts a style round a text, or leaves it as it is. The text must be clean already."""

    on: bool = False

    def __call__(self, style: Style, text: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.on and text else text


def wants_colour(choice: str, terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether to colour. `choice` is `auto`, `always` or `never`; `terminal` says whether the output
    goes to one. `never` and
    `NO_COLOR` come first, then `always` and `FORCE_COLOR`; else the terminal decides."""
    if choice == "never" or environment.get("NO_COLOR"):
        return False
    if choice == "always" or environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"
