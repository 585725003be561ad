"""Missing premises: what would have to be true, or be cited, for a step to hold."""

from __future__ import annotations

from formalcase.analyses.premises.missing import missing_premises
from formalcase.analyses.premises.result import Candidate, Limits, Missing, Origin

__all__ = ["Candidate", "Limits", "Missing", "Origin", "missing_premises"]
