"""Rules: the stable identity of a kind of finding, and its wording.

A check supplies named facts; the words live here, with the rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import TYPE_CHECKING

from formalcase.diagnostics.severity import Severity
from formalcase.source import Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding, Fix


def _fields(template: str | None) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template or "") if name)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding.

    `message` and `help` are templates with named fields, `{name}`; backticks round user text stand in
    the template. `at` must be given exactly the fields that the two templates name.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str | None = None
    since: str = "0.1"
    fields: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", _fields(self.message) | _fields(self.help))

    def at(
        self,
        span: Span | None,
        *,
        subject: str = "",
        related: Sequence[tuple[str, Span | None]] = (),
        advice: str | None = None,
        fix: Fix | None = None,
        **facts: str,
    ) -> Finding:
        """The finding of this kind at a place; `advice` replaces the rule's own help.

        Raises ValueError when a fact is missing or is not a field of the rule.
        """
        if facts.keys() != self.fields:
            raise ValueError(f"{self.code} wants the fields {sorted(self.fields)}, got {sorted(facts)}")
        # Only now, as many a case is read without a finding: loading these takes as long as reading it.
        from formalcase.diagnostics.finding import Finding, Related, locate

        message = self.message.format_map(facts)
        path = span.source.path if span else ""
        key = "\0".join((self.code, path, subject, message))
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=message,
            location=locate(span),
            related=tuple(Related(message=text, location=locate(where)) for text, where in related),
            help=advice if advice is not None else self.help and self.help.format_map(facts),
            fix=fix,
            fingerprint=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            subject=subject,
        )


def error(code: str, name: str, message: str, help: str | None = None) -> Rule:  # noqa: A002
    return Rule(code, name, Severity.ERROR, message, help)


def warning(code: str, name: str, message: str, help: str | None = None) -> Rule:  # noqa: A002
    return Rule(code, name, Severity.WARNING, message, help)


def note(code: str, name: str, message: str, help: str | None = None) -> Rule:  # noqa: A002
    return Rule(code, name, Severity.NOTE, message, help)
