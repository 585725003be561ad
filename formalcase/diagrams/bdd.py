"""Monotone functions as binary decision diagrams, and their minimal sets (Rauzy's minimal solutions)."""

from __future__ import annotations

from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.store import SHIFT, Store
from formalcase.diagrams.zdd import Zdd


class Bdd(Store):
    """A store of reduced ordered diagrams of monotone functions; node 0 is false and node 1 true."""

    __slots__ = ("_both", "_either", "_minimal", "_without", "sets")

    def __init__(self) -> None:
        super().__init__()
        self.sets = Zdd()
        self._either: dict[int, int] = {}
        self._both: dict[int, int] = {}
        self._minimal: dict[int, int] = {0: 0, 1: 1}
        self._without: dict[int, int] = {}

    def either(self, one: int, other: int) -> int:
        return self._joined(one, other, 1, self._either)

    def both(self, one: int, other: int) -> int:
        return self._joined(one, other, 0, self._both)

    def _joined(self, one: int, other: int, strong: int, known: dict[int, int]) -> int:
        """Or and and, which differ in the constant that decides them alone: true or false."""
        if one == other:
            return one
        if one > other:
            one, other = other, one
        if one < 2:
            return one if one == strong else other
        key = one << SHIFT | other
        found = known.get(key)
        if found is not None:
            return found
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
        level, next_level = self.level[one], self.level[other]
        if level < next_level:
            low = self._joined(self.low[one], other, strong, known)
            high = self._joined(self.high[one], other, strong, known)
        elif level > next_level:
            level = next_level
            low = self._joined(one, self.low[other], strong, known)
            high = self._joined(one, self.high[other], strong, known)
        else:
            low = self._joined(self.low[one], self.low[other], strong, known)
            high = self._joined(self.high[one], self.high[other], strong, known)
        found = known[key] = self.node(level, low, high)
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
        low_family, high_family = sets.low[family], sets.high[family]
        if level < next_level:
            low = self.without(low_family, function)
            high = self.without(high_family, function)
        else:
            low = self.without(low_family, self.low[function])
            high = self.without(high_family, self.high[function])
        same = low == low_family and high == high_family
        found = self._without[key] = family if same else sets.node(level, low, high)
        return found
