"""Glosses: the slots `{m}` in them, which name parameters."""

from __future__ import annotations

from collections.abc import Collection

from formalcase.case.glosses import slots
from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.log import Log
from formalcase.source import Span
from formalcase.syntax.tree import Text


def check_gloss(gloss: Text, name: str, parameters: Collection[str], log: Log) -> None:
    """Reports each slot that names no parameter, and a brace that is no slot."""
    found, matched = slots(gloss.value)
    if not matched:
        log.add(names.UNMATCHED_BRACE.at(gloss.span, subject=name, name=name))
    for slot in found:
        if slot not in parameters:
            advice = log.guess(slot, set(parameters))
            at = _place(gloss, slot)
            log.add(names.UNKNOWN_SLOT.at(at, subject=name, advice=advice, slot=slot, name=name))


def _place(gloss: Text, slot: str) -> Span:
    """Where the slot stands, unless escapes hide it; then the whole gloss."""
    span = gloss.span
    at = span.source.text.find(f"{{{slot}}}", span.start, span.end)
    return span if at < 0 else Span(span.source, at, at + len(slot) + 2)
