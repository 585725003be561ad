"""How many sets of each size, of a family and of each leaf in it, in Python: exact numbers of any length.

Each node's sizes count from its own least, and only so many are kept as are wanted; then the others are not
worked out. A node's numbers are packed into one whole number, wide enough that none runs into the next: so
adding and multiplying profiles is adding and multiplying numbers. One block has one width, that of its
largest number, so that small modules stay small.
"""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.diagrams.diagram import Diagram

Profile = tuple[int, ...]
"""How many sets there are of size 0, 1, 2, …"""
_Step = tuple[int, int, int, int, int]


class Profiles:
    """`small` and `count` have the least size and the number of sets of each node (see `measures`), `number`
    how many sizes are wanted, from the least."""

    __slots__ = ("_blocks", "_diagram", "_entries", "_number", "_roots", "_small", "_widths")

    def __init__(self, diagram: Diagram, small: Sequence[int], count: Sequence[int], number: int) -> None:
        self._diagram = diagram
        self._small = small
        self._number = number
        self._blocks = diagram.blocks()
        entries = self._entries = [list[int]() for _ in self._blocks]
        starts = [nodes.start for nodes in self._blocks]
        at = 0
        for root in sorted({*diagram.roots, diagram.root}):
            while at + 1 < len(starts) and starts[at + 1] <= root:
                at += 1
            entries[at].append(root)
        self._widths = [
            8 * (max([count[root] for root in some]).bit_length() // 8 + 1) if some else 8 for some in entries
        ]
        self._roots: dict[int, Profile] = {}
        for nodes, some, width in zip(self._blocks, entries, self._widths, strict=True):
            packed = self._packed(self._steps(nodes, width), width)
            for root in some:
                self._roots[root] = _unpack(packed[root - nodes.start + 2], width)

    def whole(self) -> Profile:
        root = self._diagram.root
        return (0,) * self._small[root] + self._roots[root]

    def _steps(self, nodes: range, width: int) -> list[_Step]:
        """For each node of a block: low and high by their place in it, behind the two end nodes; how far the
        profile of low, and that of high with the variable, are to be shifted; and the packed profile of the
        variable, from its own least."""
        diagram, leaves, small = self._diagram, self._diagram.leaves, self._small
        offset = nodes.start - 2
        modules: dict[int, int] = {}
        found = []
        for node in nodes:
            variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
            least, inside = 1, 1
            if variable >= leaves:
                root = diagram.roots[variable - leaves]
                least = small[root]
                if variable not in modules:
                    modules[variable] = _pack(self._roots[root], width)
                inside = modules[variable]
            down = (small[low] - small[node]) * width if low else 0
            up = (small[high] + least - small[node]) * width
            low, high = (below - offset if below > 1 else below for below in (low, high))
            found.append((low, high, down, up, inside))
        return found

    def _packed(self, steps: Sequence[_Step], width: int) -> list[int]:
        """The profiles of the end nodes and those of a block."""
        most = self._number * width
        mask = (1 << most) - 1
        found = [0, 1]
        for low, high, down, up, inside in steps:
            with_it = found[high] * inside if inside != 1 else found[high]
            packed = 0
            if up < most:
                packed = with_it << up
            if low and down < most:
                packed += found[low] << down
            found.append(packed & mask if packed.bit_length() > most else packed)
        return found

    def by_leaf(self) -> dict[int, dict[int, int]]:
        """For each leaf, of the sizes that are wanted of the whole: how many of the sets with it there are.
        From the last block to the first: what is above each module, then what is above each node."""
        diagram, leaves, small = self._diagram, self._diagram.leaves, self._small
        total = self._widths[-1]  # no profile of the answer holds a number above that of the whole
        mask = (1 << self._number * total) - 1
        least = small[diagram.root]
        # Of each root of a module, the sizes of what it can come with, from the least that occurs.
        outside: dict[int, tuple[int, int]] = {diagram.root: (0, 1)}
        found: dict[int, int] = {}
        for number in range(len(self._blocks) - 1, -1, -1):
            nodes, width = self._blocks[number], self._widths[number]
            steps = self._steps(nodes, width)
            below = self._packed(steps, width)
            for root in self._entries[number]:
                first, others = outside.pop(root)
                for variable, (start, here) in self._inside(root, nodes, steps, below, width).items():
                    ways = (_widened(here, width, total) * others) & mask
                    start += first
                    if variable < leaves:
                        shift = (start + 1 - least) * total
                        found[variable] = found.get(variable, 0) + (ways << shift & mask)
                    else:
                        module = diagram.roots[variable - leaves]
                        outside[module] = _joined(outside.get(module), (start, ways), total, mask)
        return {
            leaf: {size: count for size, count in enumerate(_unpack(packed, total), least) if count}
            for leaf, packed in sorted(found.items())
        }

    def _inside(
        self,
        root: int,
        nodes: range,
        steps: list[_Step],
        below: list[int],
        width: int,
    ) -> dict[int, tuple[int, int]]:
        """For each variable below a root of this block: the sets with it, itself not counted, by size: the
        least size, and the numbers packed from it."""
        diagram, leaves, small = self._diagram, self._diagram.leaves, self._small
        offset, mask = nodes.start - 2, (1 << self._number * width) - 1
        above: list[tuple[int, int] | None] = [None] * (len(nodes) + 2)
        above[root - offset] = (0, 1)
        found: dict[int, tuple[int, int]] = {}
        for node in range(root, nodes.start - 1, -1):
            here = above[node - offset]
            if here is None:
                continue
            above[node - offset] = None
            first, ways = here
            variable, high = diagram.variable[node], diagram.high[node]
            low_at, high_at, _, _, inside = steps[node - nodes.start]
            with_it = first + small[high], (ways * below[high_at]) & mask
            found[variable] = _joined(found.get(variable), with_it, width, mask)
            if low_at > 1:
                above[low_at] = _joined(above[low_at], here, width, mask)
            if high_at > 1:
                least = 1 if variable < leaves else small[diagram.roots[variable - leaves]]
                ways = ways if inside == 1 else (ways * inside) & mask
                above[high_at] = _joined(above[high_at], (first + least, ways), width, mask)
        return found


def _joined(one: tuple[int, int] | None, other: tuple[int, int], width: int, mask: int) -> tuple[int, int]:
    """Two packed profiles, each with its least size, as one."""
    if one is None:
        return other
    if one[0] > other[0]:
        one, other = other, one
    return one[0], (one[1] + (other[1] << (other[0] - one[0]) * width)) & mask


def _widened(packed: int, width: int, wider: int) -> int:
    return packed if width == wider else _pack(_unpack(packed, width), wider)


def _pack(counted: Profile, width: int) -> int:
    return int.from_bytes(b"".join(count.to_bytes(width // 8, "little") for count in counted), "little")


def _unpack(packed: int, width: int) -> Profile:
    length = (packed.bit_length() + width - 1) // width
    text = packed.to_bytes(length * width // 8, "little")
    return tuple(
        [int.from_bytes(text[i : i + width // 8], "little") for i in range(0, len(text), width // 8)]
    )
