"""The library: the same as the command line, typed, without printing or exiting."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

from formalcase.case.build import CaseBuilder
from formalcase.case.model import Case
from formalcase.diagnostics.catalogue.limits import A_MODULE
from formalcase.diagnostics.errors import SpecError
from formalcase.elaborate import Loaded, load_case, load_text
from formalcase.elaborate.inputs import file_span
from formalcase.logic.depth import deep_recursion
from formalcase.pipeline import check_case, has_errors
from formalcase.results import CheckResult
from formalcase.settings import Settings

__all__ = ["CaseBuilder", "SpecError", "check", "load", "loads"]


def load(path: str | PathLike[str]) -> Case:
    """Reads a case with all that it imports. Raises SpecError."""
    where = Path(path)
    with deep_recursion():
        return _case(load_case(where, where.as_posix()), where.as_posix())


def loads(text: str, name: str = "<text>") -> Case:
    """Reads a case from a text; `name` is how findings call it. Raises SpecError."""
    with deep_recursion():
        return _case(load_text(text, name), name)


def _case(loaded: Loaded, shown: str) -> Case:
    if has_errors(loaded.findings):
        raise SpecError(loaded.findings)
    if loaded.case is None:
        raise SpecError([A_MODULE.at(file_span(shown), path=shown)])
    return replace(loaded.case, remarks=loaded.findings)


def check(case: Case, settings: Settings | None = None) -> CheckResult:
    """All machine checks of a case; one result, the same shape as the JSON of `formalcase check`."""
    return check_case(case, settings or Settings())
