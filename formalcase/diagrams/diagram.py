"""The diagram of a whole family: one store of nodes for all modules, a module standing as one variable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes 0 (no set) and 1 (the empty set alone), then decisions, each after what it refers to.

    Node n holds the sets of `low[n]`, and those of `high[n]` with what `variable[n]` stands for added:
    variable v < `leaves` is that leaf, variable `leaves` + m any one set of module m, whose root is `roots[m]`.
    The nodes of module m come right before those of module m + 1. No leaf occurs in two modules, and no
    variable twice on a path.
    """

    leaves: int
    variable: Sequence[int]
    low: Sequence[int]
    high: Sequence[int]
    roots: Sequence[int]
    root: int


class Assembly:
    """Builds a diagram module by module."""

    __slots__ = ("_made", "high", "leaves", "low", "roots", "variable")

    def __init__(self, leaves: int) -> None:
        self.leaves = leaves
        self.variable: list[int] = [-1, -1]
        self.low: list[int] = [0, 1]
        self.high: list[int] = [0, 1]
        self.roots: list[int] = []
        self._made: dict[tuple[int, int, int], int] = {}

    def node(self, variable: int, low: int, high: int) -> int:
        if not high:
            return low
        key = (variable, low, high)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = len(self.low)
            self.variable.append(variable)
            self.low.append(low)
            self.high.append(high)
        return found

    def close(self, root: int) -> int:
        """Ends a module with this root; gives the variable that stands for it."""
        self._made = {}
        self.roots.append(root)
        return self.leaves + len(self.roots) - 1

    def threshold(self, need: int, variables: Sequence[int]) -> int:
        """The sets of `need` of the variables."""
        row = [1] + [0] * need
        for variable in reversed(variables):
            row[1:] = [self.node(variable, row[k], row[k - 1]) for k in range(1, need + 1)]
        return row[need]

    def copied(self, root: int, level: Sequence[int], low: Sequence[int], high: Sequence[int],
               variables: Sequence[int]) -> int:
        """Copies what is below a root of an engine's store; `variables` says what each level stands for."""
        wanted = {root}
        for node in range(root, 1, -1):
            if node in wanted:
                wanted.add(low[node])
                wanted.add(high[node])
        place = {0: 0, 1: 1}
        for node in sorted(wanted):
            if node > 1:
                place[node] = self.node(variables[level[node]], place[low[node]], place[high[node]])
        return place[root]

    def diagram(self, root: int) -> Diagram:
        return Diagram(self.leaves, self.variable, self.low, self.high, self.roots, root)
