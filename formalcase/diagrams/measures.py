"""Counting in a diagram: how many sets, of which sizes, with which leaves. Exact whole numbers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from formalcase.diagrams import native
from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.profiles import Profile, Profiles

_MOST_BITS = 1 << 30
_FIRST_SIZES = 24
"""Where the counts of all sizes of all nodes may take more bits than that, only so many sizes are told, the
smallest, or fewer: the work for all of them, and the memory, would grow with the square of the argument."""
_MOST_ROWS = 1 << 18
"""So many numbers of sets with one leaf and of one size are told at the most."""
_MOST_HELD = 1 << 28  # bits of counts; where there may be more, none is held longer than it is needed


def counts(diagram: Diagram, most: int | None = None) -> list[int]:
    """How many sets each node holds; numbers above `most` are told as that."""
    leaves, roots = diagram.leaves, diagram.roots
    found = [0, 1]
    for variable, low, high in zip(diagram.variable[2:], diagram.low[2:], diagram.high[2:], strict=True):
        count = found[low] + (
            found[high] if variable < leaves else found[high] * found[roots[variable - leaves]]
        )
        found.append(count if most is None or count <= most else most)
    return found


def count_of(diagram: Diagram) -> int:
    """How many sets the diagram holds."""
    if len(diagram.low) * diagram.leaves <= _MOST_HELD:  # a count has no more bits than there are leaves
        return counts(diagram)[diagram.root]
    leaves, roots = diagram.leaves, diagram.roots
    nodes = range(2, len(diagram.low))
    uses = array("i", bytes(4 * len(diagram.low)))
    for node in nodes:
        for below in _below(diagram, node):
            uses[below] += 1
    found = [0, 1] + [0] * len(nodes)
    for node in nodes:
        variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
        with_it = found[high] if variable < leaves else found[high] * found[roots[variable - leaves]]
        found[node] = found[low] + with_it
        for below in _below(diagram, node):
            uses[below] -= 1
            if not uses[below] and below > 1:
                found[below] = 0
    return found[diagram.root]


def _below(diagram: Diagram, node: int) -> tuple[int, ...]:
    variable = diagram.variable[node]
    if variable < diagram.leaves:
        return diagram.low[node], diagram.high[node]
    return diagram.low[node], diagram.high[node], diagram.roots[variable - diagram.leaves]


def occurrences(diagram: Diagram, count: Sequence[int]) -> dict[int, int]:
    """In how many sets each leaf occurs, by leaf. `count` is `counts(diagram)`."""
    leaves, roots = diagram.leaves, diagram.roots
    above = [0] * len(diagram.low)
    above[diagram.root] = 1
    found: dict[int, int] = {}
    for node in range(len(diagram.low) - 1, 1, -1):
        ways = above[node]
        variable, high = diagram.variable[node], diagram.high[node]
        above[node] = 0
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
    number = sizes_told(diagram)
    compiled = native.core() if number is None else None
    found = None if compiled is None else compiled.sizes(diagram)
    return found if found is not None else profile_in_python(diagram, number)


def profile_in_python(diagram: Diagram, number: int | None = None) -> Profile:
    """The same without the compiled engine, whose numbers have an end; of so many sizes from the least."""
    return _profiles(diagram, number).whole()


def sizes_told(diagram: Diagram) -> int | None:
    """How many sizes of a family are told, the smallest; None: all."""
    if len(diagram.low) * (diagram.leaves + 1) ** 2 <= _MOST_BITS:  # there is no need to look
        return None
    small, large = extremes(diagram)
    cells = sum(large) - sum(small) + len(small)
    bits = count_of(diagram).bit_length()
    return None if cells * bits <= _MOST_BITS else _affordable(len(diagram.low) * bits)


def _affordable(bits: int) -> int:
    """How many sizes, where each takes so many bits."""
    return max(1, min(_FIRST_SIZES, _MOST_BITS // bits))


def importance(diagram: Diagram) -> dict[int, tuple[int, dict[int, int]]] | None:
    """For each leaf that occurs: how many sets contain it, and how many of these there are of each size; of a
    large family of the smallest sizes only. None where the numbers alone are too long."""
    if diagram.root < 2:
        return {}
    bits = len(diagram.low) * count_of(diagram).bit_length()
    if bits > _MOST_BITS:
        return None
    with_leaf = occurrences(diagram, counts(diagram))
    number = max(1, min(_MOST_ROWS // len(with_leaf), _MOST_BITS // bits))
    by_size = _profiles(diagram, number).by_leaf()
    return {leaf: (with_leaf[leaf], by_size[leaf]) for leaf in by_size}


def _profiles(diagram: Diagram, number: int | None) -> Profiles:
    small, large = extremes(diagram)
    sizes = large[diagram.root] - small[diagram.root] + 1
    return Profiles(diagram, small, counts(diagram), sizes if number is None else min(number, sizes))


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
