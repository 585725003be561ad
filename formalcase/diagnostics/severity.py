"""How grave a finding is; by itself, so that rules can be made without loading what findings are made of."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
