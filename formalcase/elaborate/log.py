"""The findings of one elaboration, as they are gathered."""

from __future__ import annotations

from collections.abc import Iterable

from formalcase.case.refusals import finding_of
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.logic.refused import Refused
from formalcase.source import Span

# How many candidates all guesses of one elaboration may look at together. A guess compares a name with
# each candidate, so a large file full of unknown names would take quadratic time without a limit.
_COMPARISONS = 100_000


class Log:
    """Gathers findings, says each thing once, and keeps guesses within bounds."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._said: set[tuple[object, ...]] = set()
        self._comparisons = _COMPARISONS

    def add(self, finding: Finding) -> None:
        self.findings.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        self.findings.extend(findings)

    def refuse(self, refused: Refused, span: Span, subject: str) -> None:
        """What the type rules refuse, at the place of the part at fault."""
        self.add(finding_of(refused, span, subject))

    def first_time(self, *key: object) -> bool:
        """Whether this has not been asked before; a name is reported once, however often it is used."""
        if key in self._said:
            return False
        self._said.add(key)
        return True

    def guess(self, name: str, candidates: Iterable[str]) -> str | None:
        """Advice that names the nearest candidate, as long as guesses have not cost too much."""
        listed = list(candidates)
        if len(listed) > self._comparisons:
            return None
        self._comparisons -= len(listed)
        return did_you_mean(name, listed)

    @property
    def failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)
