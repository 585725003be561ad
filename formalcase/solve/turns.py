"""Which of two ways of looking for sets is taken next: the one that has been the cheaper of late."""

from __future__ import annotations

from typing import Literal

Way = Literal["map", "rest"]

# The other way is tried for so many rounds, first after so many, and then after twice as many each time
# that it has not been worth the while.
_TRIED = 4
_FIRST_TURN = 8
# The newest price counts for one part in so many.
_PARTS = 4


class Turns:
    """Prices are in units of work, and equal work gives equal turns."""

    def __init__(self) -> None:
        self._prices: dict[Way, int] = {}
        self._way: Way = "map"
        self._left = _FIRST_TURN
        self._turn = _FIRST_TURN
        self._trying = False

    def paid(self, way: Way, price: int) -> None:
        before = self._prices.get(way, price)
        self._prices[way] = before + (price - before) // _PARTS

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
        if self._prices.get(self._way, 0) < self._prices.get(other, 0):
            self._turn = _FIRST_TURN
        else:
            self._way = other
            self._turn *= 2
        self._left = self._turn
