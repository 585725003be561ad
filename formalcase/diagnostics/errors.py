"""The exceptions for input that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


class InputError(Exception):
    """Something that was given cannot be used; `findings` say why and where."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = tuple(findings)


class SpecError(InputError):
    """A case that cannot be read, typed or put together; `findings` say why and where, warnings and
    notes included."""
