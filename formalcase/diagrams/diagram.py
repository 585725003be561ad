"""The diagram of a whole family: one store of nodes for all modules, a module standing as one variable."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes 0 (no set) and 1 (the empty set alone), then decisions, each after what it refers to.

    Node n holds the sets of `low[n]`, and those of `high[n]` with what `variable[n]` stands for added:
    variable v < `leaves` is that leaf, variable `leaves` + m any one set of module m, with root `roots[m]`.
    No leaf and no module occurs twice on the way to a set. The nodes come in blocks, each from one of
    `starts` to the next; low and high lie in the block of their node, modules in an earlier one.
    """

    leaves: int
    variable: Sequence[int]
    low: Sequence[int]
    high: Sequence[int]
    roots: Sequence[int]
    starts: Sequence[int]
    root: int

    def blocks(self) -> list[range]:
        return [range(start, end) for start, end in pairwise([*self.starts, len(self.low)])]


class Assembly:
    """Builds a diagram block by block."""

    __slots__ = ("_made", "high", "leaves", "low", "roots", "starts", "variable")

    def __init__(self, leaves: int) -> None:
        self.leaves = leaves
        self.variable: list[int] = [-1, -1]
        self.low: list[int] = [0, 1]
        self.high: list[int] = [0, 1]
        self.roots: list[int] = []
        self.starts: list[int] = [2]
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

    def module(self, root: int) -> int:
        """The variable that stands for the family of a node of the current block."""
        self.roots.append(root)
        return self.leaves + len(self.roots) - 1

    def end_block(self) -> None:
        if len(self.low) > self.starts[-1]:
            self.starts.append(len(self.low))
        self._made = {}

    def threshold(self, need: int, variables: Sequence[int]) -> int:
        """The sets of `need` of the variables.

        With each variable only the numbers are made that can still be reached and are still of use.
        """
        row = [1] + [0] * need
        for place in range(len(variables) - 1, -1, -1):
            first, last = max(1, need - place), min(need, len(variables) - place)
            row[first : last + 1] = [
                self.node(variables[place], row[k], row[k - 1]) for k in range(first, last + 1)
            ]
        return row[need]

    def copied(
        self,
        root: int,
        level: Sequence[int],
        low: Sequence[int],
        high: Sequence[int],
        variables: Sequence[int],
    ) -> int:
        """Copies what is below a root of an engine's store; `variables` says what each level stands for."""
        wanted = {root}
        todo = [root]
        while todo:
            node = todo.pop()
            for below in (low[node], high[node]):
                if below > 1 and below not in wanted:
                    wanted.add(below)
                    todo.append(below)
        place = {0: 0, 1: 1}
        for node in sorted(wanted):
            if node > 1:
                place[node] = self.node(variables[level[node]], place[low[node]], place[high[node]])
        return place[root]

    def diagram(self, root: int) -> Diagram:
        """What is reachable from a root, and nothing else."""
        return trimmed((self.leaves, self.variable, self.low, self.high, self.roots, self.starts), root)


def nothing(leaves: int) -> Diagram:
    """The family without sets."""
    ends = array("i", [0, 1])
    return Diagram(leaves, array("i", [-1, -1]), ends, ends, array("i"), array("i"), 0)


Lists: TypeAlias = tuple[int, Sequence[int], Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""Leaves, variables, lows, highs, roots and starts, as a diagram has them."""


def trimmed(told: Lists, root: int) -> Diagram:
    """What is reachable from a root, and nothing else, in the same order."""
    leaves, variable, low, high, roots, starts = told
    wanted = bytearray(len(low))
    wanted[root] = wanted[0] = wanted[1] = 1
    for node in range(root, 1, -1):
        if wanted[node]:
            wanted[low[node]] = wanted[high[node]] = 1
            if variable[node] >= leaves:
                wanted[roots[variable[node] - leaves]] = 1
    place = array("i", [0, 1] + [0] * (len(low) - 2))
    new_variable, new_low, new_high = array("i", [-1, -1]), array("i", [0, 1]), array("i", [0, 1])
    new_roots, new_starts = array("i"), array("i")
    number: dict[int, int] = {}
    for start, end in pairwise([*starts, len(low)]):
        begin = len(new_low)
        for node in range(start, end):
            if not wanted[node]:
                continue
            meant = variable[node]
            if meant >= leaves:
                meant = number.get(meant, -1)
                if meant < 0:
                    meant = number[variable[node]] = leaves + len(new_roots)
                    new_roots.append(place[roots[variable[node] - leaves]])
            place[node] = len(new_low)
            new_variable.append(meant)
            new_low.append(place[low[node]])
            new_high.append(place[high[node]])
        if len(new_low) > begin:
            new_starts.append(begin)
    return Diagram(leaves, new_variable, new_low, new_high, new_roots, new_starts, place[root])
