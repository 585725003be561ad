"""Minimal cores: labels are dropped one by one, in a given order, as long as the rest contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formalcase.solve.decision import Decision
from formalcase.solve.errors import ReplayError
from formalcase.solve.ladder import Ladder

# A deletion may take this many times the work of the first answer; all of them together may take this
# many budgets. When one budget has gone into deletions that stayed undecided, only the warm solver is
# asked about the others.
_FACTOR = 4
_BUDGETS = 10
# Universes up to this size are tried for a world without the label.
_INDIVIDUALS = 3


@dataclass(slots=True)
class Core:
    """`replayed` is false when the core could not be confirmed alone."""

    labels: tuple[str, ...]
    minimal: bool
    replayed: bool


def shrink(ladder: Ladder, labels: Sequence[str], order: Sequence[str], first: Decision) -> Core:
    """The core that deletion in this order leaves; `first` is the answer for all labels. The result is
    the same as if each deletion had been asked of the solver: a set that holds a known core needs no
    asking."""
    deletions = _Deletions(ladder, first)
    kept = list(labels)
    for label in order:
        rest = [other for other in kept if other != label]
        if deletions.contradictory(rest):
            kept = rest
    core = tuple(kept)
    if first.alone and len(core) == len(labels):
        return Core(core, deletions.complete, replayed=True)
    sat = ladder.again(core)
    if sat == "sat":
        raise ReplayError(f"a core of {len(core)} assertions is satisfiable when it is asked again alone")
    if sat == "unsat":
        return Core(core, deletions.complete, replayed=True)
    # Too hard to confirm: all labels stay, if a fresh solver had been asked about them.
    return Core(tuple(labels), minimal=False, replayed=first.alone)


class _Deletions:
    def __init__(self, ladder: Ladder, first: Decision) -> None:
        self.ladder = ladder
        self.known = [frozenset(first.core)]
        self.steps = min(ladder.steps, max(ladder.warm_steps, _FACTOR * first.work))
        self.stop = ladder.work() + _BUDGETS * ladder.steps
        self.patience = ladder.steps
        self.complete = True
        self.small_first = False

    def contradictory(self, labels: list[str]) -> bool:
        """Is it known, or found within the limits, that these labels contradict each other?"""
        among = frozenset(labels)
        if any(core <= among for core in self.known):
            return True
        before = self.ladder.work()
        decision = Decision("unknown") if before > self.stop else self._decide(labels)
        if decision.sat == "unsat":
            self.known.append(frozenset(decision.core))
        if decision.sat == "unknown":
            self.complete = False
            self.patience -= self.ladder.work() - before
        return decision.sat == "unsat"

    def _decide(self, labels: list[str]) -> Decision:
        if self.small_first and self.patience > 0:
            found = self._small(labels)
            if found is not None:
                return found
        decision = self.ladder.warm.ask(labels, self.ladder.warm_steps)
        if decision.sat != "unknown" or self.patience <= 0:
            return decision
        if self.ladder.finite and not self.small_first:
            # Where the warm solver cannot find a world, it will not find the next one either.
            self.small_first = True
            found = self._small(labels)
            if found is not None:
                return found
        return self.ladder.alone(labels, min(self.steps, self.patience))

    def _small(self, labels: list[str]) -> Decision | None:
        return self.ladder.small_world(labels, self.ladder.steps, _INDIVIDUALS)
