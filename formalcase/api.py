"""The library: the same as the command line, typed, without printing or exiting."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from formalcase.case.build import CaseBuilder
from formalcase.case.model import Case
from formalcase.diagnostics.errors import SpecError
from formalcase.elaborate import load_text
from formalcase.loading import load_one, the_case
from formalcase.logic.depth import deep_recursion
from formalcase.pipeline import check_case
from formalcase.results.check import CheckResult
from formalcase.settings import Settings

__all__ = ["CaseBuilder", "SpecError", "check", "load", "loads"]


def load(path: str | PathLike[str]) -> Case:
    """Reads a case with all that it imports. Raises SpecError."""
    return load_one(Path(path))


def loads(text: str, name: str = "<text>") -> Case:
    """Reads a case from a text; `name` is how findings call it. Raises SpecError."""
    with deep_recursion():
        return the_case(load_text(text, name), name)


def check(case: Case, settings: Settings | None = None) -> CheckResult:
    """All machine checks of a case; one result, the same shape as the JSON of `formalcase check`."""
    return check_case(case, settings or Settings())
