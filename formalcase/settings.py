"""Settings: what the command line and a `formalcase.toml` beside the case may choose.

The command line wins over the file, the file over the defaults. Both are checked by the same rules.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from formalcase.diagnostics.catalogue import CATALOGUE
from formalcase.diagnostics.catalogue.limits import (
    BAD_SETTING,
    RIVAL_SETTINGS,
    UNKNOWN_SETTING,
    UNREADABLE_SETTINGS,
)
from formalcase.diagnostics.errors import InputError
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.frozen import dataclass
from formalcase.source import Source, Span, file_span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

FILE_NAME = "formalcase.toml"
_NEVER_WRITTEN = (".fcase", FILE_NAME)
_MAX_BYTES = 1_000_000
_MAX_JOBS = 1024
_MAX_BUDGET = 1_000_000_000

CasePath = Path | Literal["-"]
"""What is to be checked: a file, a folder, or `-` for the standard input."""


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    CONCISE = "concise"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Colour(StrEnum):
    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to check and how to say it. `budget` is in thousands of solver steps a question.

    ValueError when `jobs` or `budget` is out of its range. No pydantic model, unlike what leaves the tool:
    settings are the first that a run needs, and pydantic takes longer to load than a small case to read.
    """

    format: Format = Format.TEXT
    output: Path | None = None
    as_of: date | None = None
    jobs: int = 1
    budget: int = 2000
    quiet: bool = False
    fail_on: FailOn = FailOn.ERROR
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    colour: Colour = Colour.AUTO

    def __post_init__(self) -> None:
        for name, value, most in (("jobs", self.jobs, _MAX_JOBS), ("budget", self.budget, _MAX_BUDGET)):
            if not 1 <= value <= most:
                raise ValueError(f"`{name}` is {value}, and must be from 1 to {most}")


class SettingsError(InputError):
    """Settings that cannot be used; `findings` say why and where."""


class _RefusedError(ValueError):
    """A value that a setting cannot take: what was expected, and perhaps advice."""

    def __init__(self, expected: str, advice: str | None = None) -> None:
        super().__init__(expected)
        self.expected = expected
        self.advice = advice


# ---- What each setting may be --------------------------------------------------------------------


def _one_of(words: type[StrEnum]) -> Callable[[object], StrEnum]:
    def read(value: object) -> StrEnum:
        known = [str(word) for word in words]
        if isinstance(value, str) and value in known:
            return words(value)
        advice = did_you_mean(value, known) if isinstance(value, str) else None
        raise _RefusedError(f"one of {_listed(known)}", advice)

    return read


def _number(most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        raise _RefusedError(f"a whole number from 1 to {most}")

    return read


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _RefusedError("`true` or `false`")


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _RefusedError("a day that is in the calendar, such as `2025-09-01`") from None
    raise _RefusedError("a day such as `2025-09-01`")


def _codes(value: object) -> tuple[str, ...]:
    expected = "codes such as `FC401`, or their beginnings such as `FC4`"
    if not isinstance(value, list | tuple):
        raise _RefusedError(f"a list of {expected}")
    for code in value:
        if not isinstance(code, str) or not re.fullmatch(r"FC[0-9]{0,3}", code):
            raise _RefusedError(expected)
        if not any(known.startswith(code) for known in CATALOGUE):
            raise _RefusedError(expected, did_you_mean(code, CATALOGUE) or f"no code begins with `{code}`")
    return tuple(dict.fromkeys(value))


def _file(value: object) -> Path:
    if isinstance(value, str) and value and "\0" not in value and not value.endswith(_NEVER_WRITTEN):
        return Path(value)
    raise _RefusedError("the name of a file that is neither a case nor settings")


_READERS: Mapping[str, Callable[[object], object]] = {
    "format": _one_of(Format),
    "output": _file,
    "as-of": _day,
    "jobs": _number(_MAX_JOBS),
    "budget": _number(_MAX_BUDGET),
    "quiet": _switch,
    "fail-on": _one_of(FailOn),
    "select": _codes,
    "ignore": _codes,
    "colour": _one_of(Colour),
}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _as_written(value: object) -> str:
    match value:
        case bool():
            shown = "true" if value else "false"
        case list() | tuple():
            shown = ", ".join(str(part) for part in value)
        case dict():
            return "a table"
        case _:
            shown = str(value)
    return f"`{shown[:80]}`"


# ---- The file ------------------------------------------------------------------------------------


def _place(source: Source, key: str) -> Span:
    """Where a key stands in the file; the file's start if it is written in some unusual way."""
    quoted = re.escape(key)
    found = re.search(
        rf"""^[ \t]*(?:\[+[ \t]*)?(?P<key>"{quoted}"|'{quoted}'|{quoted})[ \t]*[=.\]]""", source.text, re.M
    )
    return Span(source, *found.span("key")) if found else Span(source, 0, 0)


def _syntax_error(source: Source, problem: ValueError) -> Finding:
    found = re.search(r"\(at line (\d+), column (\d+)\)$", str(problem))
    offset = len(source.text)
    if found:
        offset = min(source.line_starts[int(found[1]) - 1] + int(found[2]) - 1, offset)
    return UNREADABLE_SETTINGS.at(
        Span(source, offset, offset),
        advice="a setting is written `name = value`; a text stands in double quotes",
        reason="this is not TOML",
    )


def _load_table(path: Path) -> tuple[Source, dict[str, object]]:
    nowhere = file_span(str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as problem:
        reason = (problem.strerror or "unreadable").lower()
        raise SettingsError([UNREADABLE_SETTINGS.at(nowhere, reason=reason)]) from None
    if len(raw) > _MAX_BYTES:
        raise SettingsError([UNREADABLE_SETTINGS.at(nowhere, reason="the file is over 1 MB")])
    try:
        source = Source(str(path), raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise SettingsError([UNREADABLE_SETTINGS.at(nowhere, reason="it is not UTF-8 text")]) from None
    import tomllib  # not needed by the many runs without such a file

    try:
        return source, tomllib.loads(source.text)
    except RecursionError:
        raise SettingsError([UNREADABLE_SETTINGS.at(nowhere, reason="it nests too deeply")]) from None
    except ValueError as problem:
        raise SettingsError([_syntax_error(source, problem)]) from None


def _inside(folder: Path, value: object) -> Path:
    """The output that a file may choose: a `.json` or `.txt` below its own folder, nothing hidden.
    A case comes with its settings, so a stranger's file must not choose what is overwritten."""
    expected = "the name of a `.json` or `.txt` file in the folder of the settings"
    try:
        inner = PurePosixPath(str(_file(value)))
    except _RefusedError:
        raise _RefusedError(expected) from None
    hidden = any(part.startswith(".") for part in inner.parts)
    if inner.is_absolute() or hidden or "\\" in str(inner) or inner.suffix not in (".json", ".txt"):
        raise _RefusedError(expected)
    path = folder / inner
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _RefusedError(expected)
    return path


def read_settings_file(path: Path) -> dict[str, object]:
    """The settings that a `formalcase.toml` chooses, by name as written there, each checked.

    Raises SettingsError with every mistake, each at its place.
    """
    source, table = _load_table(path)
    findings: list[Finding] = []
    chosen: dict[str, object] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            advice = did_you_mean(key, _READERS)
            findings.append(
                UNKNOWN_SETTING.at(_place(source, key), advice=advice, key=key, known=_listed(_READERS))
            )
            continue
        try:
            chosen[key] = _inside(path.parent, value) if key == "output" else reader(value)
        except _RefusedError as refused:
            findings.append(_bad(_place(source, key), key, value, refused))
    if findings:
        raise SettingsError(findings)
    return chosen


def _bad(place: Span | None, key: str, value: object, refused: _RefusedError) -> Finding:
    return BAD_SETTING.at(
        place, advice=refused.advice, key=key, value=_as_written(value), expected=refused.expected
    )


# ---- All together --------------------------------------------------------------------------------


def _folders_of(path: CasePath) -> Iterator[Path]:
    """The folders whose settings have a say on a path: that of the file; or a named folder, and each one
    below it that has settings of its own."""
    if path == "-":
        yield Path()
    elif not path.is_dir():
        yield path.parent
    else:
        yield path
        for folder, inner, names in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            if FILE_NAME in names:
                yield Path(folder)


def _settings_of(paths: Sequence[CasePath]) -> dict[str, object]:
    """What the files choose for a run over `paths`; all must choose the same, as a run has one set."""
    first: tuple[str, dict[str, object]] | None = None
    for folder in dict.fromkeys(folder for path in paths for folder in _folders_of(path)):
        file = folder / FILE_NAME
        there = file.is_file()
        chosen = read_settings_file(file) if there else {}
        name = f"`{file}`" if there else f"the folder `{folder}`, which has none"
        if first is None:
            first = name, chosen
        elif chosen != first[1]:
            place = file_span(str(file)) if there else None
            raise SettingsError([RIVAL_SETTINGS.at(place, one=first[0], other=name)])
    return dict(first[1]) if first else {}


def load_settings(paths: Sequence[CasePath], given: Mapping[str, object]) -> Settings:
    """The settings of a run over `paths`. `given` is what the command line says, by flag name without
    the dashes (`fail-on`); it wins.

    Raises SettingsError: a file or a flag is wrong, or two files disagree.
    """
    chosen = _settings_of(paths)
    findings = []
    for flag, value in given.items():
        try:
            chosen[flag] = _READERS[flag](value)
        except _RefusedError as refused:
            findings.append(_bad(None, f"--{flag}", value, refused))
    if findings:
        raise SettingsError(findings)
    return Settings(**{key.replace("-", "_"): value for key, value in chosen.items()})  # type: ignore[arg-type]
