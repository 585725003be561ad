"""Families of minimal sets as zero-suppressed decision diagrams, with operators that keep them minimal.

A node says: the sets of `low`, and those of `high` with the leaf of this level added. Node 0 is the empty
family, node 1 holds the empty set alone. A family of minimal sets stands for the monotone function that is
true on what contains one of them, so `either` is its or and `both` its and.
"""

from __future__ import annotations

from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.store import SHIFT, Store


class Zdd(Store):
    """A store of families of minimal sets."""

    __slots__ = ("_both", "_either", "_without")

    def __init__(self) -> None:
        super().__init__()
        self._either: dict[int, int] = {}
        self._both: dict[int, int] = {}
        self._without: dict[int, int] = {}

    def either(self, one: int, other: int) -> int:
        """The minimal sets of two families together."""
        if one == other or not other:
            return one
        if one > other:
            one, other = other, one
        if one < 2:
            return 1 if one else other
        key = one << SHIFT | other
        found = self._either.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        level, next_level = self.level[one], self.level[other]
        if level < next_level:
            low = self.either(self.low[one], other)
            high = self.without(self.high[one], other)
        elif level > next_level:
            level = next_level
            low = self.either(one, self.low[other])
            high = self.without(self.high[other], one)
        else:
            low_one, low_other = self.low[one], self.low[other]
            low = self.either(low_one, low_other)
            high = self.either(
                self.without(self.high[one], low_other), self.without(self.high[other], low_one)
            )
        found = self._either[key] = self.node(level, low, high)
        return found

    def both(self, one: int, other: int) -> int:
        """The minimal unions of a set of each."""
        if one == other:
            return one
        if one > other:
            one, other = other, one
        if one < 2:
            return other if one else 0
        key = one << SHIFT | other
        found = self._both.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        level, next_level = self.level[one], self.level[other]
        if level < next_level:
            low_one = self.low[one]
            low = self.both(low_one, other)
            high = self.without(self.both(self.high[one], other), low_one)
        elif level > next_level:
            level = next_level
            low_other = self.low[other]
            low = self.both(one, low_other)
            high = self.without(self.both(one, self.high[other]), low_other)
        else:
            low_one, low_other = self.low[one], self.low[other]
            high_one, high_other = self.high[one], self.high[other]
            low = self.both(low_one, low_other)
            high = self.without(
                self.both(self.either(high_one, low_one), self.either(high_other, low_other)), low
            )
        found = self._both[key] = self.node(level, low, high)
        return found

    def without(self, one: int, other: int) -> int:
        """The sets of one family that contain no set of the other."""
        if one == other or other == 1:
            return 0
        if one < 2 or not other:
            return one
        level, next_level = self.level[one], self.level[other]
        while level > next_level:
            other = self.low[other]
            if other < 2:
                return 0 if other else one
            next_level = self.level[other]
        if one == other:
            return 0
        key = one << SHIFT | other
        found = self._without.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        low_one, high_one = self.low[one], self.high[one]
        if level < next_level:
            low = self.without(low_one, other)
            high = self.without(high_one, other)
        else:
            low_other = self.low[other]
            low = self.without(low_one, low_other)
            high = self.without(self.without(high_one, self.high[other]), low_other)
        same = low == low_one and high == high_one
        found = self._without[key] = one if same else self.node(level, low, high)
        return found
