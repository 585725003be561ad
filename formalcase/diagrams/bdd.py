"""Monotone functions as binary decision diagrams, and their minimal sets (Rauzy's minimal solutions)."""

from __future__ import annotations

from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.zdd import LAST, SHIFT, Zdd


class Bdd:
    """A store of reduced ordered diagrams of monotone functions; node 0 is false and node 1 true."""

    __slots__ = (
        "_and",
        "_made",
        "_minimal",
        "_or",
        "_without",
        "high",
        "level",
        "limit",
        "low",
        "sets",
        "steps",
    )

    def __init__(self) -> None:
        self.level: list[int] = [LAST, LAST]
        self.low: list[int] = [0, 1]
        self.high: list[int] = [0, 1]
        self.steps = 0
        self.limit = 0
        self.sets = Zdd()
        self._made: dict[int, int] = {}
        self._and: dict[int, int] = {}
        self._or: dict[int, int] = {}
        self._minimal: dict[int, int] = {0: 0, 1: 1}
        self._without: dict[int, int] = {}

    def node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level << SHIFT | low) << SHIFT | high
        found = self._made.get(key)
        if found is None:
            found = len(self.level)
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
            self._made[key] = found
        return found

    def either(self, one: int, other: int) -> int:
        if one == other or not other:
            return one
        if one > other:
            one, other = other, one
        if one < 2:
            return 1 if one else other
        if other == 1:
            return 1
        key = one << SHIFT | other
        found = self._or.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        level, next_level = self.level[one], self.level[other]
        if level < next_level:
            found = self.node(level, self.either(self.low[one], other), self.either(self.high[one], other))
        elif level > next_level:
            found = self.node(
                next_level, self.either(one, self.low[other]), self.either(one, self.high[other])
            )
        else:
            found = self.node(
                level,
                self.either(self.low[one], self.low[other]),
                self.either(self.high[one], self.high[other]),
            )
        self._or[key] = found
        return found

    def both(self, one: int, other: int) -> int:
        if one == other:
            return one
        if one > other:
            one, other = other, one
        if one < 2:
            return other if one else 0
        key = one << SHIFT | other
        found = self._and.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        level, next_level = self.level[one], self.level[other]
        if level < next_level:
            found = self.node(level, self.both(self.low[one], other), self.both(self.high[one], other))
        elif level > next_level:
            found = self.node(next_level, self.both(one, self.low[other]), self.both(one, self.high[other]))
        else:
            found = self.node(
                level,
                self.both(self.low[one], self.low[other]),
                self.both(self.high[one], self.high[other]),
            )
        self._and[key] = found
        return found

    def minimal(self, one: int) -> int:
        """The minimal sets of the function, in the store `sets`."""
        found = self._minimal.get(one)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        low = self.low[one]
        found = self.sets.node(
            self.level[one], self.minimal(low), self.without(self.minimal(self.high[one]), low)
        )
        self._minimal[one] = found
        return found

    def without(self, family: int, function: int) -> int:
        """The sets of the family on which the function is false."""
        if function < 2:
            return 0 if function else family
        if family < 2:
            return family
        sets = self.sets
        level, next_level = sets.level[family], self.level[function]
        while level > next_level:
            function = self.low[function]
            if function < 2:
                return 0 if function else family
            next_level = self.level[function]
        key = family << SHIFT | function
        found = self._without.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        if level < next_level:
            low = self.without(sets.low[family], function)
            high = self.without(sets.high[family], function)
        else:
            low = self.without(sets.low[family], self.low[function])
            high = self.without(sets.high[family], self.high[function])
        found = self._without[key] = sets.node(level, low, high)
        return found
