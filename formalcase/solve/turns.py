"""Which of several ways of looking for sets is taken next: the one that has been the cheapest of late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Way = Literal["losses", "proofs", "map", "rest"]

# Another way is tried for so many rounds, when about as much work has been done as its last trial took; then
# twice as much each time, but no more than so many times that.
_TRIED = 2
_PATIENCE = 8
# So many rounds are what is meant by "of late"; the scale is for exact numbers.
_ROUNDS = 16
_SCALE = 1_000


class Turns:
    """The price of a way is the work it took of late for what it found of late.

    `first` tells after how much work each way is first tried.
    """

    def __init__(self, first: Mapping[Way, int]) -> None:
        self._open = list(first)
        self._work = dict.fromkeys(self._open, 0)
        self._found = dict.fromkeys(self._open, 0)
        self._done = 0
        # At how much work another trial is due, and how long to wait for the next one.
        self._due = dict(first)
        self._patience = dict.fromkeys(self._open, 1)
        # The way that is being tried, for how many rounds yet, and what that has cost.
        self._trying: Way | None = None
        self._left = 0
        self._cost = 0

    def paid(self, way: Way, work: int, found: int) -> None:
        self._done += work
        self._cost += work
        self._work[way] += work - self._work[way] // _ROUNDS
        self._found[way] += found * _SCALE - self._found[way] // _ROUNDS

    def close(self, way: Way) -> None:
        """This way has come to its end."""
        self._open.remove(way)
        if self._trying == way:
            self._trying = None

    def next(self) -> Way | None:
        """The way to take now; None when all are closed."""
        if not self._open:
            return None
        if self._trying is not None:
            self._left -= 1
            if self._left > 0:
                return self._trying
            self._wait(self._trying)
            self._trying = None
        tried = [way for way in self._open if self._work[way]] or self._open[:1]
        cheapest = min(tried, key=self._price)
        for way in self._open:
            if self._due[way] <= self._done and (way != cheapest or not self._work[way]):
                return self._try(way)
        return cheapest

    def _try(self, way: Way) -> Way:
        self._trying, self._left, self._cost = way, _TRIED, 0
        self._work[way] = self._found[way] = 0
        return way

    def _wait(self, way: Way) -> None:
        """A trial has ended: when is the next one due?"""
        self._due[way] = self._done + self._patience[way] * self._cost
        self._patience[way] = min(2 * self._patience[way], _PATIENCE)

    def _price(self, way: Way) -> tuple[int, int]:
        # Where next to nothing has been found, the least work without a find is the cheapest.
        return self._work[way] * _SCALE // max(self._found[way], _SCALE // 10), self._open.index(way)
