"""The findings of one elaboration, as they are gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from formalcase.case.refusals import finding_of
from formalcase.diagnostics.severity import has_errors
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.logic.refused import Refused
from formalcase.source import Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

# How many candidates all guesses of one elaboration may look at together. A guess compares a name with
# each candidate, so a file full of unknown names would take quadratic time without a limit.
_COMPARISONS = 30_000
# Of more candidates than these, only those are looked at that are one slip of the keyboard away.
_MANY = 300
_LONGEST = 40
_KEYS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"


class Log:
    """Gathers findings, says each thing once, and keeps guesses within bounds."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._said: set[tuple[object, ...]] = set()
        self._comparisons = _COMPARISONS
        self._gave_up = False

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

    def guess(self, name: str, known: Set[str], more: Iterable[str] = ()) -> str | None:
        """Advice that names the nearest of the known names, as long as guesses have not cost too much."""
        self._comparisons -= min(len(known), _MANY)
        if self._comparisons < 0:
            return None
        candidates = known if len(known) <= _MANY else {each for each in _slips(name) if each in known}
        return did_you_mean(name, [*candidates, *more])

    def give_up(self) -> None:
        """Notes that a part of the case could not be made because of something that is reported."""
        self._gave_up = True

    def make_sure(self) -> None:
        """Raises RuntimeError if a part of the case was left out although nothing is wrong: a formula
        that is dropped in silence could turn a wrong case into a right one."""
        if self._gave_up and not self.failed:
            raise RuntimeError("a part of the case was left out without a finding")

    @property
    def failed(self) -> bool:
        return has_errors(self.findings)


def _slips(name: str) -> Iterator[str]:
    """The names of which `name` is a slip: a letter too much, too few, wrong, or two changed round."""
    if len(name) > _LONGEST:
        return
    for at in range(len(name) + 1):
        head, tail = name[:at], name[at:]
        yield from (f"{head}{key}{tail}" for key in _KEYS)
        if tail:
            yield f"{head}{tail[1:]}"
            yield from (f"{head}{key}{tail[1:]}" for key in _KEYS)
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"
