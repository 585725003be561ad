"""What both kinds of diagrams are kept in: nodes in parallel lists, equal ones made once; work is counted."""

from __future__ import annotations

from formalcase.diagrams.errors import OutOfSteps

SHIFT = 25  # nodes are fewer than 2 ** 25: memory is spent long before
LAST = 1 << 60  # the level of the two end nodes, below all others


class Store:
    """Nodes 0 and 1 are the ends; a low or high always comes before what uses it.

    Work is counted: one step a pair of nodes that an operator looks into. When `steps` passes `limit`,
    `OutOfSteps` is raised; what has been computed stays in the tables, so that the same call with a higher
    limit goes on where it stopped. The busiest operators count by themselves, which saves a twentieth.
    """

    __slots__ = ("_made", "high", "level", "limit", "low", "steps")

    def __init__(self) -> None:
        self.level: list[int] = [LAST, LAST]
        self.low: list[int] = [0, 1]
        self.high: list[int] = [0, 1]
        self.steps = 0
        self.limit = 0
        self._made: dict[int, int] = {}

    def node(self, level: int, low: int, high: int) -> int:
        """The node for what holds without the variable of `level` (low) and for what it adds (high)."""
        # Nothing is added: in a family when high is empty, in a function when high is low. One rule serves
        # both: minimal sets are not there both with a variable and without it, and a monotone function
        # that is false with it is false without it.
        if not high or low == high:
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

    def step(self) -> None:
        """Counts one step."""
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps(self.steps)
