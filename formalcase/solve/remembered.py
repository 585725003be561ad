"""In the worker: sets of labels that show, without a check, how some checks would end."""

from __future__ import annotations

from formalcase.solve.labels import bits

# The latest so many sets are remembered.
_MOST = 4_096


class Remembered:
    """Sets of labels, kept by label: for each, in which of the sets it is, as the bits of an int."""

    def __init__(self, labels: int) -> None:
        self._with = [0] * labels
        self._sets: list[int] = []
        self._next = 0

    def add(self, labels: int) -> None:
        """Remembers a set, and forgets the oldest when there are too many."""
        place = 1 << self._next
        if len(self._sets) < _MOST:
            self._sets.append(labels)
        else:
            for label in bits(self._sets[self._next]):
                self._with[label] ^= place
            self._sets[self._next] = labels
        for label in bits(labels):
            self._with[label] |= place
        self._next = (self._next + 1) % _MOST

    def alone(self, among: int) -> int:
        """Which of these labels is the only one of them in some remembered set."""
        members = bits(among)
        once = twice = 0
        for label in members:
            twice |= once & self._with[label]
            once |= self._with[label]
        once &= ~twice
        found = 0
        for label in members:
            if self._with[label] & once:
                found |= 1 << label
        return found
