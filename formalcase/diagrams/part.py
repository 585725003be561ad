"""A part of a diagram as `ordered` goes through it: the sets with all leaves of a beginning, and no others up
to some place. Only marks on the diagram; each walk visits a node once. `core/part.h` does the same."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from formalcase.diagrams.diagram import Diagram

_FREE, _WANTED, _FORBIDDEN, _ASKED = range(4)
_LOW, _HIGH = 1, 2
_NO_SETS = -1
_MANY = 1 << 31  # more sets than this are not told apart
_DIGITS = 2_000  # so many leaves are looked at in one walk for the first set


class PythonPart:
    """Each question is explained in `ordered.Part`."""

    def __init__(self, diagram: Diagram, size: int) -> None:
        nodes = len(diagram.low)
        self._diagram = diagram
        self._size = size
        self._inner = [0, 0]
        self._inner += [
            0 if variable < diagram.leaves else diagram.roots[variable - diagram.leaves]
            for variable in diagram.variable[2:]
        ]
        self._mark = bytearray(diagram.leaves)
        self._ways = bytearray(nodes)
        # The most leaves of the beginning that a set of a node has, and how many sets have so many.
        self._most = array("i", [_NO_SETS, 0] + [0] * (nodes - 2))
        self._count = [0, 1] + [0] * (nodes - 2)
        self._times: list[int] = []
        self._alive: list[int] = []
        self._last = -1

    def weigh(self, beginning: array[int], length: int, last: int) -> int:
        # A node keeps those of its sets that have the most leaves of the beginning: no set with all of them
        # has any other below it.
        self._mark_leaves(beginning, length, last)
        diagram, mark, most, count, ways = self._walk()
        inside = self._inner
        for node in range(2, len(most)):
            low, high, inner = diagram.low[node], diagram.high[node], inside[node]
            without, with_it = most[low], most[high]
            if with_it >= 0:
                if inner:
                    with_it = most[inner] + with_it if most[inner] >= 0 else _NO_SETS
                else:
                    state = mark[diagram.variable[node]]
                    with_it = _NO_SETS if state == _FORBIDDEN else with_it + (state == _WANTED)
            most[node] = max(with_it, without)
            ways[node] = (_HIGH if with_it >= max(0, without) else 0) | (
                _LOW if without >= max(0, with_it) else 0
            )
            found = count[low] if ways[node] & _LOW else 0
            if ways[node] & _HIGH:
                found += count[high] * count[inner] if inner else count[high]
            count[node] = min(found, _MANY)
        return count[diagram.root] if most[diagram.root] == length else 0

    def go_to(self, beginning: array[int], length: int, last: int) -> int:
        found = self.weigh(beginning, length, last)
        self._alive = list(range(2, len(self._most)))
        if found:
            self._reach()
        return found

    def narrow(self, last: int) -> int:
        for leaf in range(self._last + 1, last + 1):
            self._mark[leaf] = _FORBIDDEN
        self._last = last
        diagram, mark, _, count, ways = self._walk()
        for node in self._alive:
            inner = self._inner[node]
            without = count[diagram.low[node]] if ways[node] & _LOW else 0
            with_it = count[diagram.high[node]] if ways[node] & _HIGH else 0
            if inner:
                with_it *= count[inner]
            elif mark[diagram.variable[node]] == _FORBIDDEN:
                with_it = 0
            ways[node] = (_HIGH if with_it else 0) | (_LOW if without else 0)
            count[node] = min(without + with_it, _MANY)
        if count[diagram.root]:
            self._reach()
        return count[diagram.root]

    def group(self, batch: int) -> int:
        end, sets = -1, 0
        for leaf in range(self._last + 1, self._diagram.leaves):
            sets += self._times[leaf]
            if sets > batch:
                break
            if self._times[leaf]:
                end = leaf
        return end

    def first(self) -> array[int]:
        # Of two sets the one with the least leaf that is not in both comes first: the larger one, where a
        # leaf is a binary digit.
        diagram, ways, leaves = self._diagram, self._ways, self._diagram.leaves
        following = self._last + 1
        best = [0] * len(diagram.low)
        while True:
            digits = [leaf for leaf in range(following, leaves) if self._times[leaf]][:_DIGITS]
            if not digits:
                return array("i", [leaf for leaf in range(leaves) if self._times[leaf]])
            following = digits[-1] + 1
            bit = {leaf: 1 << _DIGITS - place for place, leaf in enumerate(digits)}
            for node in self._alive:
                inner, high = self._inner[node], diagram.high[node]
                without = best[diagram.low[node]] if ways[node] & _LOW else -1
                with_it = -1
                if ways[node] & _HIGH:
                    with_it = best[high] + (best[inner] if inner else bit.get(diagram.variable[node], 0))
                if with_it != without:
                    ways[node] = _HIGH if with_it > without else _LOW
                best[node] = max(with_it, without)
            self._reach()

    def lacks(self, leaves: array[int], length: int, end: int, last: int) -> bool:
        self._mark_leaves(leaves, length, last)
        for leaf in leaves[length:end]:
            self._mark[leaf] = _ASKED
        diagram, mark, most, _, _ = self._walk()
        fewest = array("i", bytes(4 * len(most)))  # of the leaves that are asked about
        for node in range(2, len(most)):
            low, high, inner = diagram.low[node], diagram.high[node], self._inner[node]
            without, with_it, few = most[low], most[high], fewest[high]
            if with_it >= 0:
                if inner:
                    with_it = most[inner] + with_it if most[inner] >= 0 else _NO_SETS
                    few += fewest[inner]
                else:
                    state = mark[diagram.variable[node]]
                    with_it = _NO_SETS if state == _FORBIDDEN else with_it + (state == _WANTED)
                    few += state == _ASKED
            if without > with_it or (without == with_it and fewest[low] < few):
                few = fewest[low]
            most[node], fewest[node] = max(with_it, without), few
        return most[diagram.root] == length and fewest[diagram.root] < end - length

    def listed(self, end: int, most: int) -> array[int]:
        sets = sorted(map(sorted, self._sets(end)))
        assert len(sets) <= most
        return array("i", [leaf for found in sets for leaf in found])

    # ---- The walks ----

    def _walk(self) -> tuple[Diagram, bytearray, array[int], list[int], bytearray]:
        return self._diagram, self._mark, self._most, self._count, self._ways

    def _mark_leaves(self, beginning: array[int], length: int, last: int) -> None:
        self._mark[:] = bytes([_FORBIDDEN]) * (last + 1) + bytes(self._diagram.leaves - last - 1)
        for leaf in beginning[:length]:
            self._mark[leaf] = _WANTED
        self._last = last

    def _reach(self) -> None:
        """Leaves in `_alive` only what can be reached; finds in how many sets each leaf is."""
        diagram, _, _, count, ways = self._walk()
        above = [0] * len(diagram.low)
        above[diagram.root] = 1
        times = [0] * diagram.leaves
        alive = []
        for node in reversed(self._alive):
            here, high, inner = above[node], diagram.high[node], self._inner[node]
            if not here:
                continue
            alive.append(node)
            if ways[node] & _LOW:
                above[diagram.low[node]] += here
            if ways[node] & _HIGH:
                if inner:
                    above[inner] = min(above[inner] + here * count[high], _MANY)
                    here = min(here * count[inner], _MANY)
                else:
                    times[diagram.variable[node]] += here * count[high]
                above[high] = min(above[high] + here, _MANY)
        self._times = times
        self._alive = alive[::-1]

    def _sets(self, end: int) -> Iterator[list[int]]:
        """The sets with a leaf of the group up to `end`, or all of them, in any order."""
        diagram, ways = self._diagram, self._ways
        some = self._with_some(end)
        # What is chosen, whether with a leaf of the group; the node; what is gone through after it, and
        # whether that may have such a leaf.
        stack: list[tuple[list[int], bool, int, _Rest | None]] = [([], end <= self._last, diagram.root, None)]
        while stack:
            chosen, has, node, rest = stack.pop()
            if not (has or some[node] or (rest is not None and rest[2])):
                continue
            if node == 1:
                if rest is None:
                    yield chosen
                else:
                    stack.append((chosen, has, rest[0], rest[1]))
                continue
            high, inner = diagram.high[node], self._inner[node]
            if ways[node] & _LOW:
                stack.append((chosen, has, diagram.low[node], rest))
            if ways[node] & _HIGH:
                if inner:
                    may = bool(some[high]) or (rest is not None and rest[2])
                    stack.append((chosen, has, inner, (high, rest, may)))
                else:
                    leaf = diagram.variable[node]
                    stack.append(([*chosen, leaf], has or self._last < leaf <= end, high, rest))

    def _with_some(self, end: int) -> bytearray:
        """Which nodes have a set with a leaf of the group."""
        diagram, ways = self._diagram, self._ways
        some = bytearray(len(diagram.low))
        for node in self._alive:
            inner = self._inner[node]
            leaf_is = not inner and self._last < diagram.variable[node] <= end
            some[node] = (ways[node] & _LOW and some[diagram.low[node]]) or bool(
                ways[node] & _HIGH and (leaf_is or some[inner] or some[diagram.high[node]])
            )
        return some


_Rest = tuple[int, "_Rest | None", bool]
