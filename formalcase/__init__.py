"""formalcase: a formal argument checker for safety cases.

    case = formalcase.load("case.fcase")     # raises formalcase.SpecError with .findings
    result = formalcase.check(case)          # a frozen model; the same shape as the JSON

Nothing here prints or exits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.api import (
        CaseBuilder,
        SpecError,
        check,
        defeaters,
        legs,
        load,
        loads,
        missing_premises,
        report,
        what_if,
    )
    from formalcase.case.model import Case
    from formalcase.results.check import CaseResult, CheckResult
    from formalcase.settings import Settings
    from formalcase.version import VERSION

    __version__ = VERSION

__all__ = [
    "Case",
    "CaseBuilder",
    "CaseResult",
    "CheckResult",
    "Settings",
    "SpecError",
    "__version__",
    "check",
    "defeaters",
    "legs",
    "load",
    "loads",
    "missing_premises",
    "report",
    "what_if",
]

# What is exported lives where it belongs and is imported when it is first used: the command line must
# start without loading what it does not need.
_WHERE = {
    "Case": ("formalcase.case.model", "Case"),
    "CaseBuilder": ("formalcase.api", "CaseBuilder"),
    "CaseResult": ("formalcase.results.check", "CaseResult"),
    "CheckResult": ("formalcase.results.check", "CheckResult"),
    "Settings": ("formalcase.settings", "Settings"),
    "SpecError": ("formalcase.api", "SpecError"),
    "__version__": ("formalcase.version", "VERSION"),
    "check": ("formalcase.api", "check"),
    "defeaters": ("formalcase.api", "defeaters"),
    "legs": ("formalcase.api", "legs"),
    "load": ("formalcase.api", "load"),
    "loads": ("formalcase.api", "loads"),
    "missing_premises": ("formalcase.api", "missing_premises"),
    "report": ("formalcase.api", "report"),
    "what_if": ("formalcase.api", "what_if"),
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'formalcase' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _WHERE[name]
    return getattr(import_module(module), attribute)
