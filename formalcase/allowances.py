"""Findings that the writer accepts, with a reason: they stay visible and are counted apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from formalcase.case.model import Allowance, Case
from formalcase.diagnostics.catalogue.limits import UNUSED_ALLOW
from formalcase.diagnostics.catalogue.validity import NOT_ESTABLISHED, UNDECIDED_CASE
from formalcase.diagnostics.finding import Finding

_NEVER = {NOT_ESTABLISHED.code, UNDECIDED_CASE.code}
"""The verdict itself cannot be waved through."""


def with_allowances(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that a node or the case allows marked so; then a finding for each allowance
    that allows nothing."""
    reasons = {(node, given.code): given for node, given in _given(case)}
    used: set[tuple[str, str]] = set()
    for finding in findings:
        keys = [(finding.subject, finding.code), ("", finding.code)]
        key = next((key for key in keys if key in reasons), None)
        if key is None or finding.code in _NEVER:
            yield finding
        else:
            used.add(key)
            yield finding.model_copy(update={"allowed": reasons[key].reason})
    for key, given in reasons.items():
        if key not in used:
            node = key[0] or case.id
            yield UNUSED_ALLOW.at(given.span, subject=key[0], node=node, code=given.code)


def allowed_among(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Some of the findings of a case, those that it allows marked so; what else it allows is left alone."""
    return (each for each in with_allowances(case, findings) if each.code != UNUSED_ALLOW.code)


def _given(case: Case) -> Iterator[tuple[str, Allowance]]:
    for given in case.allows:
        yield "", given
    for node in case.nodes.values():
        for given in node.allows:
            yield node.id, given
