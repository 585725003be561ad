"""Listing the sets of a diagram: fast in the diagram's own order, or by size and place of the leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from formalcase.diagrams import native
from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.measures import counts, extremes, occurrences
from formalcase.diagrams.restrict import sized, split

_KEPT = 100_000  # how many ends of sets are kept ready, over all nodes
_BATCH = 10_000  # at most so many sets are sorted at once

Name = TypeVar("Name", int, str)
_Rest: TypeAlias = "tuple[int, _Rest | None]"  # the nodes to go through after the current one


def listed(diagram: Diagram, names: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """All sets, the members by their name, in an order that only the diagram fixes.

    The ends of sets below the nodes that hold few are made once and put behind each beginning.
    """
    leaves = diagram.leaves
    ends = _ends(diagram, names)
    variable, low, high, roots = diagram.variable, diagram.low, diagram.high, diagram.roots
    stack: list[tuple[tuple[Name, ...], int, _Rest | None]] = [((), diagram.root, None)]
    begun: tuple[Name, ...]
    rest: _Rest | None
    while stack:
        begun, node, rest = stack.pop()
        ready = ends.get(node)
        if ready is not None:
            if rest is None:
                yield from [begun + end for end in ready]
            else:
                node, rest = rest
                stack.extend([(begun + end, node, rest) for end in reversed(ready)])
            continue
        if low[node]:
            stack.append((begun, low[node], rest))
        meant = variable[node]
        if meant < leaves:
            member = (names[meant],)
            stack.append((begun + member, high[node], rest))
        elif high[node] == 1:
            stack.append((begun, roots[meant - leaves], rest))
        else:
            stack.append((begun, roots[meant - leaves], (high[node], rest)))


def _ends(diagram: Diagram, names: Sequence[Name]) -> dict[int, list[tuple[Name, ...]]]:
    """The sets of each node that holds few, as many nodes as `_KEPT` allows."""
    count = counts(diagram)
    left, most = _KEPT, 1
    for size in sorted(count[2:]):
        left -= size
        if left < 0:
            break
        most = size
    found: dict[int, list[tuple[Name, ...]]] = {0: [], 1: [()]}
    for node in range(2, len(count)):
        if count[node] > most or (count[node] == most and left < 0 and most > 1):
            continue
        variable = diagram.variable[node]
        below = found[diagram.high[node]]
        if variable < diagram.leaves:
            member = (names[variable],)
            with_it = [member + end for end in below]
        else:
            inner = found[diagram.roots[variable - diagram.leaves]]
            with_it = [part + end for part in inner for end in below]
        found[node] = with_it + found[diagram.low[node]]
    return found


def in_order(diagram: Diagram, names: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """All sets, their members by rising leaf number and told by name: small sets first, those of one size in
    dictionary order of the numbers."""
    if not diagram.root:
        return
    small, large = extremes(diagram)
    for size in range(small[diagram.root], large[diagram.root] + 1):
        part = sized(diagram, size, size)
        if part.root:
            yield from _of_one_size(part, size, names)


def _of_one_size(diagram: Diagram, size: int, names: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """Sets that begin with the lowest leaves first, in batches that can be sorted.

    All sets of an entry on the stack contain the same leaves up to `last` and no others up to it.
    """
    stack = [(diagram, -1)]
    while stack:
        part, last = stack.pop()
        count = counts(part)
        if count[part.root] <= _BATCH:
            yield from _sorted(part, size, count[part.root], names)
            continue
        chosen: list[int] = []
        total = 0
        for leaf, times in sorted(occurrences(part, count).items()):
            if leaf <= last:
                continue
            if chosen and total + times > _BATCH:
                break
            chosen.append(leaf)
            total += times
        last_of_first = chosen[0] if len(chosen) == 1 else last
        with_any, without = split(part, chosen)
        if without.root:
            stack.append((without, chosen[-1]))
        stack.append((with_any, last_of_first))


def _sorted(diagram: Diagram, size: int, count: int, names: Sequence[Name]) -> Iterable[tuple[Name, ...]]:
    """All sets of a diagram whose sets are of one size."""
    compiled = native.core()
    found = compiled.listed(diagram, size, count) if compiled is not None and size else None
    if found is not None:
        members = map(names.__getitem__, found)
        return zip(*[members] * size, strict=True)
    numbers = range(diagram.leaves)
    return [
        tuple([names[member] for member in found])
        for found in sorted([tuple(sorted(found)) for found in listed(diagram, numbers)])
    ]
