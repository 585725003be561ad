"""What the type rules refuse, as findings."""

from __future__ import annotations

from typing import Any

from formalcase.diagnostics.finding import Finding
from formalcase.logic.refused import Refused
from formalcase.source import Span


def finding_of(refused: Refused, span: Span | None, subject: str) -> Finding:
    """The finding for a refusal, at the place of the part at fault."""
    facts: dict[str, Any] = dict(refused.facts)
    return refused.rule.at(span, subject=subject, advice=refused.advice, **facts)
