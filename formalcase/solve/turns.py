"""Which of two ways of looking for sets is taken next: the one that has been the cheaper of late."""

from __future__ import annotations

from typing import Literal

Way = Literal["map", "rest"]

# The other way is tried for so many rounds, first after so many, and then after twice as many each time
# that it has not been worth the while.
_TRIED = 4
_FIRST_TURN = 8
# So many rounds are what is meant by "of late"; the scale is for exact numbers.
_ROUNDS = 8
_SCALE = 1_000


class Turns:
    """The price of a way is the work it took of late for what it found of late."""

    def __init__(self) -> None:
        self._work: dict[Way, int] = {"map": 0, "rest": 0}
        self._found: dict[Way, int] = {"map": 0, "rest": 0}
        self._way: Way = "map"
        self._left = _FIRST_TURN
        self._turn = _FIRST_TURN
        self._trying = False

    def paid(self, way: Way, work: int, found: int) -> None:
        self._work[way] += work - self._work[way] // _ROUNDS
        self._found[way] += found * _SCALE - self._found[way] // _ROUNDS

    def next(self) -> Way:
        if self._left == 0:
            self._change()
        self._left -= 1
        return self._way

    def _change(self) -> None:
        other: Way = "rest" if self._way == "map" else "map"
        self._trying = not self._trying
        if self._trying:
            self._way, self._left = other, _TRIED
            return
        # What has just been tried stays when it was the cheaper.
        if self._work[self._way] * self._found[other] < self._work[other] * self._found[self._way]:
            self._turn = _FIRST_TURN
        else:
            self._way = other
            self._turn *= 2
        self._left = self._turn
