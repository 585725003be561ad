"""Families of the minimal sets up to a size: every operator drops the larger ones at once."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.diagrams.store import SHIFT
from formalcase.diagrams.zdd import Zdd


class BoundedZdd(Zdd):
    """A store in which no set weighs more than `size`; the variable of level i weighs `weights[i]`.

    A set that is too heavy is in no lighter one: what is kept is exactly the light part of the full family.
    """

    __slots__ = ("_cut", "_within", "heaviest", "lightest", "size", "weights")

    def __init__(self, weights: Sequence[int], size: int) -> None:
        super().__init__()
        self.weights = weights
        self.size = size
        self.lightest: list[int] = [size + 1, 0]
        self.heaviest: list[int] = [0, 0]
        self._cut: dict[int, int] = {}
        self._within: dict[int, int] = {}

    def node(self, level: int, low: int, high: int) -> int:
        count = len(self.level)
        found = super().node(level, low, high)
        if found == count:
            weight = self.weights[level]
            self.lightest.append(min(self.lightest[low], self.lightest[high] + weight))
            self.heaviest.append(max(self.heaviest[low], self.heaviest[high] + weight))
        return found

    def both(self, one: int, other: int) -> int:
        return self.within(one, other, self.size)

    def cut(self, one: int, size: int) -> int:
        """The sets of at most this weight."""
        if self.heaviest[one] <= size:
            return one
        if self.lightest[one] > size:
            return 0
        key = one << SHIFT | size
        found = self._cut.get(key)
        if found is None:
            self.step()
            level = self.level[one]
            high = self.cut(self.high[one], size - self.weights[level])
            found = self._cut[key] = self.node(level, self.cut(self.low[one], size), high)
        return found

    def within(self, one: int, other: int, size: int) -> int:
        """The minimal unions of a set of each, of at most this weight."""
        if self.lightest[one] > size or self.lightest[other] > size:
            return 0
        if one == other:
            return self.cut(one, size)
        if one > other:
            one, other = other, one
        if one < 2:
            return self.cut(other, size) if one else 0
        size = min(size, self.heaviest[one] + self.heaviest[other])
        key = (one << SHIFT | other) << SHIFT | size
        found = self._within.get(key)
        if found is not None:
            return found
        self.step()
        level = min(self.level[one], self.level[other])
        low_one, high_one = self._parts(one, level)
        low_other, high_other = self._parts(other, level)
        low = self.within(low_one, low_other, size)
        rest = size - self.weights[level]
        if rest < 0:
            high = 0
        elif not high_other:
            high = self.without(self.within(high_one, other, rest), low_one)
        elif not high_one:
            high = self.without(self.within(one, high_other, rest), low_other)
        else:
            high = self.within(self.either(high_one, low_one), self.either(high_other, low_other), rest)
            high = self.without(high, low)
        found = self._within[key] = self.node(level, low, high)
        return found

    def _parts(self, one: int, level: int) -> tuple[int, int]:
        return (self.low[one], self.high[one]) if self.level[one] == level else (one, 0)
