"""Parts of a family as diagrams of their own: by size, and by the leaves that the sets contain."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from formalcase.diagrams.diagram import Diagram, nothing, trimmed
from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.measures import extremes

_MOST_STATES = 1_500_000
"""So many nodes, each for each size that is wanted of it, are looked at to take sets of some sizes out: about
three hundred megabytes."""


def containing(diagram: Diagram, leaf: int) -> Diagram:
    """The sets that contain the leaf."""
    weight = bytearray(diagram.leaves)
    weight[leaf] = 1
    found, most = _heaviest(diagram, weight)
    return found if most == 1 else nothing(diagram.leaves)


def of_least_size(diagram: Diagram) -> Diagram:
    """The sets of the smallest size that occurs."""
    return _heaviest(diagram, array("b", b"\xff") * diagram.leaves)[0]


def _heaviest(diagram: Diagram, weight: Sequence[int]) -> tuple[Diagram, int]:
    """The sets of the greatest weight, and this weight. It is a sum over the members of a set: so at every
    node the heaviest sets are kept, and no node is needed twice."""
    leaves, roots = diagram.leaves, diagram.roots
    none = -2 * leaves - 1
    most = array("i", [none, 0])
    place = array("i", [0, 1])  # a node that has only the sets of low is that node
    new_low, new_high = array("i", [0, 1]), array("i", [0, 1])
    for node in range(2, len(diagram.low)):
        variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
        with_it = most[high] + (weight[variable] if variable < leaves else most[roots[variable - leaves]])
        without = most[low]
        most.append(max(with_it, without))
        place.append(node if with_it >= without else place[low])
        new_low.append(place[low] if with_it <= without else 0)
        new_high.append(place[high])
    new_roots = [place[root] for root in roots]
    found = trimmed(
        (leaves, diagram.variable, new_low, new_high, new_roots, diagram.starts), place[diagram.root]
    )
    return found, most[diagram.root]


def of_size(diagram: Diagram, size: int) -> Diagram:
    """The sets of exactly so many members. Raises OutOfSteps where that takes too much memory."""
    return _Sized(diagram, size, exact=True).found


def up_to(diagram: Diagram, size: int) -> Diagram:
    """The sets of at most so many members. Raises OutOfSteps where that takes too much memory."""
    return _Sized(diagram, size, exact=False).found


class _Sized:
    """Top-down, which sizes are wanted of which node; then bottom-up, the nodes for them.

    What is wanted is one number: twice the size, and one more where smaller sets are wanted as well.
    """

    __slots__ = ("_diagram", "_large", "_small", "_states", "_wanted", "found")

    def __init__(self, diagram: Diagram, size: int, *, exact: bool) -> None:
        self._diagram = diagram
        self._small, self._large = extremes(diagram)
        self._states = 0
        self._wanted: list[tuple[int, ...]] = [()] * len(diagram.low)
        whole = self._clipped(diagram.root, size, exact=exact)
        self.found = nothing(diagram.leaves)
        if whole >= 0:
            self._want(diagram.root, whole)
            for node in range(diagram.root, 1, -1):
                for wanted in self._wanted[node]:
                    for pair in self._parts(node, wanted):
                        for part, size in pair:
                            self._want(part, size)
            self.found = self._built(whole)

    def _want(self, node: int, wanted: int) -> None:
        if wanted not in self._wanted[node]:
            self._wanted[node] += (wanted,)
            self._states += 1
            if self._states > _MOST_STATES:
                raise OutOfSteps(self._states)

    def _clipped(self, node: int, size: int, *, exact: bool) -> int:
        """What is wanted, as far as the node has such sizes, so that equal families are wanted once; -1 if it
        has none."""
        small, large = self._small[node], self._large[node]
        if node == 0 or size < small or (exact and size > large):
            return -1
        size = min(size, large)
        return 2 * size + (not exact and size > small)

    def _parts(self, node: int, wanted: int) -> Iterator[list[tuple[int, int]]]:
        """What a node's sets of a size are made of: first of low, then each pair of module and high; the part
        of low is empty where it has none. For a leaf the pair is high alone."""
        diagram = self._diagram
        exact, size = not wanted & 1, wanted >> 1
        variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
        below = self._clipped(low, size, exact=exact)
        yield [(low, below)] if below >= 0 else []
        if variable < diagram.leaves:
            above = self._clipped(high, size - 1, exact=exact)
            if above >= 0:
                yield [(high, above)]
            return
        module = diagram.roots[variable - diagram.leaves]
        least, most = self._small[module], self._large[module]
        first = least
        if not exact and least + self._large[high] <= size:  # any of these with any of the sets of high
            first = min(most, size - self._large[high])
            every = self._clipped(high, size, exact=False)
            yield [(module, self._clipped(module, first, exact=False)), (high, every)]
            first += 1
        # Of other sizes only those that leave something for the sets of high: no walk over all there are.
        if exact:
            first = max(first, size - self._large[high])
        for inner in range(first, min(most, size - self._small[high]) + 1):
            above = self._clipped(high, size - inner, exact=exact)
            if above >= 0:
                yield [(module, 2 * inner), (high, above)]

    def _built(self, whole: int) -> Diagram:
        diagram = self._diagram
        width = 2 * (max(self._large) + 1)
        made = {width: 1}  # by node and what is wanted of it
        modules: dict[int, int] = {}
        variable, low, high = array("i", [-1, -1]), array("i", [0, 1]), array("i", [0, 1])
        roots, starts = array("i"), array("i", [2])
        ends = set(diagram.roots)
        for nodes in diagram.blocks():
            for node in nodes:
                for wanted in self._wanted[node]:
                    parts = self._parts(node, wanted)
                    found = sum([made[part * width + size] for part, size in next(parts)])
                    for pair in parts:
                        part, size = pair[-1]
                        above = made[part * width + size]
                        meant = diagram.variable[node]
                        if len(pair) > 1:
                            inner = pair[0][0] * width + pair[0][1]
                            meant = modules.get(inner, 0)
                            above = above if made[inner] else 0
                        if above:
                            variable.append(meant)
                            low.append(found)
                            high.append(above)
                            found = len(low) - 1
                    made[node * width + wanted] = found
            for node in nodes:
                if node in ends:
                    for wanted in self._wanted[node]:
                        root = made[node * width + wanted]
                        if root:
                            modules[node * width + wanted] = diagram.leaves + len(roots)
                            roots.append(root)
            if len(low) > starts[-1]:
                starts.append(len(low))
        told = (diagram.leaves, variable, low, high, roots, starts)
        return trimmed(told, made[diagram.root * width + whole])


def next_size(diagram: Diagram, size: int) -> int | None:
    """The least size above this one that occurs: of each node the sizes that occur are the bits of a mask,
    from its least one, and of these as many as may matter."""
    small, large = extremes(diagram)
    least = small[diagram.root]
    bits = max(64, 2 * (size + 2 - least))
    while True:
        rest = _occurring(diagram, small, (1 << bits) - 1) >> (size + 1 - least)
        if rest:
            return size + (rest & -rest).bit_length()
        if least + bits > large[diagram.root]:
            return None
        bits *= 4


def _occurring(diagram: Diagram, small: Sequence[int], mask: int) -> int:
    leaves = diagram.leaves
    found = [0, 1]
    for node in range(2, len(diagram.low)):
        variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
        above, least = found[high], small[high] + 1
        if variable >= leaves:
            module = diagram.roots[variable - leaves]
            above, least = _sums(found[module], above), small[high] + small[module]
        above <<= least - small[node]
        below = found[low] << (small[low] - small[node]) if low else 0
        found.append((above | below) & mask)
    return found[diagram.root]


def _sums(one: int, other: int) -> int:
    """The sums of a bit of one mask and a bit of the other: each run of bits at once."""
    found, start = 0, 0
    while one:
        gap = (one & -one).bit_length() - 1
        one >>= gap
        run = (~one & (one + 1)).bit_length() - 1
        start += gap
        spread, length = other, 1
        while length < run:
            step = min(length, run - length)
            spread |= spread << step
            length += step
        found |= spread << start
        one >>= run
        start += run
    return found
