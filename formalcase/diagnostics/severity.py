"""How grave a finding is; by itself, so that rules can be made without loading what findings are made of."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Graded(Protocol):
    """A finding, as far as this module knows it."""

    @property
    def severity(self) -> Severity: ...


def has_errors(findings: Iterable[Graded]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
