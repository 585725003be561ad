"""What was given on the command line, as the rest of the tool takes it. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.settings import CasePath, Settings


def case_path(text: str) -> CasePath:
    return "-" if text == "-" else Path(text)


def settings_for(paths: Sequence[CasePath], **flags: object) -> Settings:
    """The settings of a run, from the file beside the paths and the flags that were given (not None).

    Raises SettingsError.
    """
    from formalcase.settings import load_settings

    given = {name.replace("_", "-"): value for name, value in flags.items() if value not in (None, [])}
    for name in ("select", "ignore"):
        codes = given.get(name)
        if isinstance(codes, list):
            given[name] = [code.strip() for text in codes for code in text.split(",")]
    return load_settings(paths, given)
