"""Circles in what should have none (definitions, units, sources, imports), and the order without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.case.support import cycles


def circles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """One shortest closed path (`a`, `b`, `a`) through the first name of each tangle of circles.

    Names that are no key of `edges` are passed over. Linear in the size of `edges`.
    """
    return [_closed_path(edges, tangle) for tangle in cycles(edges)]


def _closed_path(edges: Mapping[str, Sequence[str]], tangle: Sequence[str]) -> list[str]:
    start, inside = tangle[0], frozenset(tangle)
    came_from: dict[str, str] = {}
    level = [start]
    while start not in came_from:
        following = []
        for name in level:
            for child in edges[name]:
                if child in inside and child not in came_from:
                    came_from[child] = name
                    following.append(child)
        level = following
    path = [start, came_from[start]]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def inside_out(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """The keys of `edges`, each after what it leads to; within a circle in some fixed order.

    Iterative and linear, so that a chain may be as long as the case.
    """
    done: dict[str, None] = {}
    entered: set[str] = set()
    for start in edges:
        work = [start]
        while work:
            name = work[-1]
            if name in entered:
                work.pop()
                done.setdefault(name)
                continue
            entered.add(name)
            work.extend(child for child in reversed(edges[name]) if child in edges and child not in entered)
    return list(done)


def in_words(path: Sequence[str]) -> str:
    """A closed path as it stands in a message."""
    return " → ".join(f"`{name}`" for name in path)
