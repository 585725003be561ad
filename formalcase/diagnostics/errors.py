"""The exception for a case that is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


class SpecError(Exception):
    """A case that cannot be read, typed or put together; `findings` say why and where, warnings and
    notes included."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = tuple(findings)
