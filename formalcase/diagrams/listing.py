"""Listing the sets of a diagram: fast in the diagram's own order, or by size and place of the leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias, TypeVar

from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.measures import counts, extremes
from formalcase.diagrams.ordered import ordered
from formalcase.diagrams.restrict import next_size, of_least_size, of_size

_KEPT = 100_000  # how many ends of sets are kept ready, over all nodes

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
    count = counts(diagram, _KEPT + 1)
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
    dictionary order of the numbers. Raises OutOfSteps where the sets of the next size cannot be taken out."""
    if not diagram.root:
        return
    small, _ = extremes(diagram)
    size: int | None = small[diagram.root]
    part = of_least_size(diagram)
    while size is not None:
        if part.root:
            yield from ordered(part, size, names)
            size += 1
        else:
            size = next_size(diagram, size - 1)
        if size is not None:
            part = of_size(diagram, size)
