"""What was given on the command line, as the rest of the tool takes it. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding
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


def wrong(flag: str, value: object, expected: str, advice: str | None = None) -> Finding:
    """That a flag cannot be what it is, said as `formalcase.settings` says it of the flags that it reads."""
    from formalcase.diagnostics.catalogue.limits import BAD_SETTING

    return BAD_SETTING.at(None, advice=advice, key=flag, value=f"`{str(value)[:80]}`", expected=expected)


def unknown_choice(flag: str, value: str | None, known: Sequence[str]) -> Iterator[Finding]:
    """That a flag, if it was given, is none of the words that it may be; nothing where it is one."""
    from formalcase.diagnostics.suggest import did_you_mean

    if value is not None and value not in known:
        yield wrong(flag, value, " or ".join(f"`{each}`" for each in known), did_you_mean(value, known))
