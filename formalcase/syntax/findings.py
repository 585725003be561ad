"""The findings of one file while it is read, no more of them than anybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from formalcase.diagnostics.catalogue import text as rules
from formalcase.diagnostics.rule import Rule
from formalcase.source import Source, Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

MOST_FINDINGS = 100
"""After so many findings in one file the rest is not shown."""

LONGEST_QUOTE = 40


def quote(text: str) -> str:
    """A piece of a file as findings cite it: on one line, and not at any length."""
    text = text.split("\n", 1)[0].rstrip("\r")
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


class Findings:
    """Findings of one source, each with its offset, of which only the first are kept."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._kept: list[tuple[int, Finding]] = []
        self._overflow = False

    def add(
        self,
        rule: Rule,
        start: int,
        end: int,
        *,
        advice: str | None = None,
        related: tuple[tuple[str, Span], ...] = (),
        **facts: str,
    ) -> None:
        """One more finding, unless there are enough; findings come in the order of the text."""
        if len(self._kept) >= MOST_FINDINGS:
            self._overflow = True
            return
        span = Span(self.source, start, end)
        self._kept.append(
            (start, rule.at(span, subject="", related=related, advice=advice, fix=None, **facts))
        )

    @property
    def full(self) -> bool:
        """Whether something has been left out already."""
        return self._overflow

    def merged(self, other: Findings) -> tuple[Finding, ...]:
        """The findings of both in the order of the text, with a closing note if some are left out."""
        both = sorted((*self._kept, *other._kept), key=lambda pair: pair[0])
        kept = [finding for _, finding in both[:MOST_FINDINGS]]
        if self._overflow or other._overflow or len(both) > MOST_FINDINGS:
            end = Span(self.source, len(self.source.text), len(self.source.text))
            kept.append(rules.MORE_FINDINGS.at(end, shown=str(MOST_FINDINGS)))
        return tuple(kept)
