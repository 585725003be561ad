"""Counting in a diagram: how many sets, of which sizes, with which leaves. Exact whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.diagrams import native
from formalcase.diagrams.diagram import Diagram

Profile = tuple[int, ...]
"""How many sets there are of size 0, 1, 2, …"""

_MOST_BITS = 1 << 30
_FIRST_SIZES = 24
"""Where the counts of all sizes of all nodes may take more bits than that, only so many sizes are told, the
smallest: the work for all of them, and the memory, would grow with the square of the argument."""


def counts(diagram: Diagram) -> list[int]:
    """How many sets each node holds."""
    leaves, roots = diagram.leaves, diagram.roots
    found = [0, 1]
    for variable, low, high in zip(diagram.variable[2:], diagram.low[2:], diagram.high[2:], strict=True):
        if variable < leaves:
            found.append(found[low] + found[high])
        else:
            found.append(found[low] + found[high] * found[roots[variable - leaves]])
    return found


def occurrences(diagram: Diagram, count: Sequence[int]) -> dict[int, int]:
    """In how many sets each leaf occurs, by leaf. `count` is `counts(diagram)`."""
    leaves, roots = diagram.leaves, diagram.roots
    above = [0] * len(diagram.low)
    above[diagram.root] = 1
    found: dict[int, int] = {}
    for node in range(len(diagram.low) - 1, 1, -1):
        ways = above[node]
        variable, high = diagram.variable[node], diagram.high[node]
        above[diagram.low[node]] += ways
        if variable < leaves:
            found[variable] = found.get(variable, 0) + ways * count[high]
        else:
            module = roots[variable - leaves]
            above[module] += ways * count[high]
            ways *= count[module]
        above[high] += ways
    return found


def profile(diagram: Diagram) -> Profile:
    """How many sets of each size; of a very large family only those of the smallest sizes."""
    if diagram.root < 2:
        return (1,) * diagram.root
    if len(diagram.low) * (diagram.leaves + 1) ** 2 > _MOST_BITS:  # else there is no need to look
        small, large = extremes(diagram)
        cells = sum(large) - sum(small) + len(small)
        if cells * counts(diagram)[diagram.root].bit_length() > _MOST_BITS:
            return _beginning(diagram, small, _FIRST_SIZES)
    compiled = native.core()
    found = None if compiled is None else compiled.sizes(diagram)
    return found if found is not None else profile_in_python(diagram)


def extremes(diagram: Diagram) -> tuple[list[int], list[int]]:
    """The sizes of the smallest and the largest set of each node; the empty family has none."""
    leaves = diagram.leaves
    small, large = [0, 0], [0, 0]
    for variable, low, high in zip(diagram.variable[2:], diagram.low[2:], diagram.high[2:], strict=True):
        module = diagram.roots[variable - leaves] if variable >= leaves else 0
        least = small[high] + (small[module] if module else 1)
        most = large[high] + (large[module] if module else 1)
        small.append(min(small[low], least) if low else least)
        large.append(max(large[low], most) if low else most)
    return small, large


def _beginning(diagram: Diagram, small: list[int], number: int) -> Profile:
    """How many sets there are of the `number` smallest sizes from the least that occurs, and of those below.

    Each node's sizes count from its own least.
    """
    leaves, kept = diagram.leaves, set(diagram.roots)
    roots: dict[int, list[int]] = {}
    for nodes in diagram.blocks():
        found: dict[int, list[int]] = {0: [], 1: [1]}
        for node in nodes:
            variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
            if variable < leaves:
                least, with_it = small[high] + 1, found[high]
            else:
                module = diagram.roots[variable - leaves]
                least = small[high] + small[module]
                with_it = _multiplied(found[high], roots[module], number)
            found[node] = _added((found[low], small[low]), (with_it, least), small[node], number)
        roots.update({node: found[node] for node in nodes if node in kept or node == diagram.root})
    return (0,) * small[diagram.root] + tuple(roots[diagram.root])


def _multiplied(one: list[int], other: list[int], number: int) -> list[int]:
    if len(other) > len(one):
        one, other = other, one
    found = [0] * min(number, len(one) + len(other) - 1)
    for place, factor in enumerate(other):
        if factor:
            for more, count in zip(range(place, len(found)), one, strict=False):
                found[more] += factor * count
    return found


def _added(one: tuple[list[int], int], other: tuple[list[int], int], least: int, number: int) -> list[int]:
    """Two beginnings, each with its least size, as one that begins at `least`."""
    length = max([len(counted) + first - least for counted, first in (one, other) if counted])
    found = [0] * min(number, length)
    for counted, first in (one, other):
        for place, count in zip(range(first - least, len(found)), counted, strict=False):
            found[place] += count
    return found


def profile_in_python(diagram: Diagram) -> Profile:
    """The same without the compiled engine, whose numbers have an end."""
    return _Profiles(diagram).of(diagram.root)


def importance(diagram: Diagram) -> dict[int, Profile]:
    """For each leaf that occurs: how many of the sets that contain it there are of each size."""
    return _Profiles(diagram).by_leaf() if diagram.root > 1 else {}


class _Profiles:
    """Profiles packed into one whole number each, wide enough that no count runs into the next.

    One block has one width, that of its largest count; so adding and multiplying profiles is adding and
    multiplying numbers, and small modules stay small.
    """

    __slots__ = ("_blocks", "_bytes", "_diagram", "_roots")

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._blocks = diagram.blocks()
        count = counts(diagram)
        entries: dict[int, list[int]] = {}
        for root in {*diagram.roots, diagram.root}:
            entries.setdefault(self._block(root), []).append(root)
        self._bytes = [
            max(count[root] for root in entries[number]).bit_length() // 8 + 1
            for number in range(len(self._blocks))
        ]
        self._roots: dict[int, Profile] = {}
        for number, nodes in enumerate(self._blocks):
            packed = self._packed(nodes, self._bytes[number])
            for root in entries[number]:
                self._roots[root] = _unpack(packed[root - nodes.start + 2], self._bytes[number])

    def of(self, root: int) -> Profile:
        return self._roots[root]

    def _block(self, node: int) -> int:
        first, last = 0, len(self._blocks) - 1
        while first < last:
            middle = (first + last + 1) // 2
            if self._blocks[middle].start <= node:
                first = middle
            else:
                last = middle - 1
        return first

    def _packed(self, nodes: range, width: int) -> list[int]:
        diagram, leaves = self._diagram, self._diagram.leaves
        shift, offset = width * 8, nodes.start - 2
        modules: dict[int, int] = {}
        found = [0, 1]
        for node in nodes:
            variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
            with_it = found[high - offset if high > 1 else high]
            if variable < leaves:
                with_it <<= shift
            else:
                if variable not in modules:
                    modules[variable] = _pack(self._roots[diagram.roots[variable - leaves]], width)
                with_it *= modules[variable]
            found.append(found[low - offset if low > 1 else low] + with_it)
        return found

    def by_leaf(self) -> dict[int, Profile]:
        """From the last block to the first: what is above each module, then what is above each node."""
        diagram, leaves = self._diagram, self._diagram.leaves
        total = self._bytes[-1]  # no profile of the answer holds a count above that of the whole
        outside: dict[int, int] = {diagram.root: 1}
        found: dict[int, int] = {}
        for number in range(len(self._blocks) - 1, -1, -1):
            nodes = self._blocks[number]
            below = self._packed(nodes, self._bytes[number])
            for root in [node for node in outside if node in nodes]:
                for variable, here in self._inside(root, nodes, below, self._bytes[number]).items():
                    ways = _pack(_unpack(here, self._bytes[number]), total) * outside[root]
                    if variable < leaves:
                        found[variable] = found.get(variable, 0) + ways
                    else:
                        module = diagram.roots[variable - leaves]
                        outside[module] = outside.get(module, 0) + ways
        return {leaf: _unpack(packed << total * 8, total) for leaf, packed in sorted(found.items())}

    def _inside(self, root: int, nodes: range, below: list[int], width: int) -> dict[int, int]:
        """For each variable below a root of this block: the sets with it, itself not counted, by size."""
        diagram, leaves = self._diagram, self._diagram.leaves
        offset, shift = nodes.start - 2, width * 8
        above = [0] * (len(nodes) + 2)
        above[root - offset] = 1
        found: dict[int, int] = {}
        modules: dict[int, int] = {}
        for node in range(root, nodes.start - 1, -1):
            ways = above[node - offset]
            if not ways:
                continue
            variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
            to_high = high - offset if high > 1 else high
            found[variable] = found.get(variable, 0) + ways * below[to_high]
            above[low - offset if low > 1 else low] += ways
            if variable < leaves:
                ways <<= shift
            else:
                if variable not in modules:
                    modules[variable] = _pack(self._roots[diagram.roots[variable - leaves]], width)
                ways *= modules[variable]
            above[to_high] += ways
        return found


def _pack(counted: Profile, width: int) -> int:
    return int.from_bytes(b"".join(count.to_bytes(width, "little") for count in counted), "little")


def _unpack(packed: int, width: int) -> Profile:
    length = (packed.bit_length() + width * 8 - 1) // (width * 8)
    text = packed.to_bytes(length * width, "little")
    return tuple(int.from_bytes(text[i : i + width], "little") for i in range(0, len(text), width))
