"""What the type rules refuse, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from formalcase.logic.refused import Refused
from formalcase.source import Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def finding_of(refused: Refused, span: Span | None, subject: str) -> Finding:
    """The finding for a refusal, at the place of the part at fault."""
    facts: dict[str, Any] = dict(refused.facts)
    return refused.rule.at(span, subject=subject, advice=refused.advice, **facts)
