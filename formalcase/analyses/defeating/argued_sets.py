"""The minimal support sets of one argument, and its smallest defeater sets: listed where they are few.

A small argument is answered without the decision diagrams, as these take longer to load than to use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from formalcase.case.support import Gate, Graph

if TYPE_CHECKING:
    from formalcase.diagrams import Family

Sets = frozenset[frozenset[str]]

# More sets than this, at any node, are left to the diagrams.
_FEW = 64
# What the diagrams may take, in their own steps: far more than an argument of some hundred leaves needs.
_STEPS = 100_000
_NONE: Sets = frozenset()
_EMPTY: Sets = frozenset({frozenset()})


class ArguedSets:
    """The sets of one goal in a support graph, by nodes of the graph. Members stand in the order given."""

    def __init__(self, graph: Graph, goal: str, leaves: Iterable[str]) -> None:
        self._graph = graph
        self._goal = goal
        self._place = {leaf: place for place, leaf in enumerate(leaves)}

    @property
    def can_tell(self) -> bool:
        """Whether all support sets are known: there may be too many."""
        return self._few is not None or self._many is not None

    @property
    def few(self) -> list[tuple[str, ...]]:
        """The minimal support sets, small ones first; none where they are not few."""
        return self._few or []

    def support_with(self, nodes: Collection[str]) -> tuple[str, ...] | None:
        """The first of the smallest support sets that have all these leaves; None when none is known."""
        if self._few is not None:
            return next((found for found in self._few if set(nodes) <= set(found)), None)
        family = self._many
        if family is None:
            return None
        for node in nodes:
            family = family.containing(node)
        return next(iter(family.smallest(1)), None)

    def smallest_defeaters(self, most: int) -> list[tuple[str, ...]]:
        """So many of the minimal defeater sets, small ones first; none when they are not known."""
        if self._few is not None:
            hitting = _EMPTY
            for members in self._few:
                hitting = _both(hitting, frozenset(frozenset({member}) for member in members))
                if len(hitting) > _FEW:
                    break
            else:
                return self._in_order(hitting)[:most]
        from formalcase.diagrams import OutOfSteps, TooCircular, minimal_defeaters

        try:
            family = minimal_defeaters(self._graph, self._goal, order=list(self._place), budget=_STEPS)
        except (OutOfSteps, TooCircular):
            return []
        return list(islice(family.in_order(), most))

    @cached_property
    def _few(self) -> list[tuple[str, ...]] | None:
        found = _listed(self._graph, self._goal)
        return None if found is None else self._in_order(found)

    @cached_property
    def _many(self) -> Family | None:
        from formalcase.diagrams import OutOfSteps, TooCircular, minimal_supports

        try:
            return minimal_supports(self._graph, self._goal, order=list(self._place), budget=_STEPS)
        except (OutOfSteps, TooCircular):
            return None

    def _in_order(self, sets: Sets) -> list[tuple[str, ...]]:
        listed = [tuple(sorted(each, key=self._at)) for each in sets]
        return sorted(listed, key=lambda each: (len(each), [self._at(node) for node in each]))

    def _at(self, node: str) -> tuple[int, str]:
        """Leaves that were not given, such as a closing that only a minimal core has, come last, by name."""
        return self._place.get(node, len(self._place)), node


def _listed(graph: Graph, goal: str) -> Sets | None:
    """The minimal support sets of a goal, as the least fixpoint; None when some node has too many."""
    order = _below(graph, goal)
    found: dict[str, Sets] = {
        node: _NONE if node in graph else frozenset({frozenset({node})}) for node in order
    }
    changed = True
    while changed:
        changed = False
        for node in order:
            if node in graph:
                sets = _of_gate(graph[node], found)
                if sets is None:
                    return None
                changed = changed or sets != found[node]
                found[node] = sets
    return found[goal]


def _of_gate(gate: Gate, found: dict[str, Sets]) -> Sets | None:
    """The minimal sets that support enough members; `ways` has, by number, those that support so many."""
    ways: dict[int, Sets] = {0: _EMPTY}
    for left, member in zip(range(len(gate.members) - 1, -1, -1), gate.members, strict=True):
        more = {number + 1: _both(sets, found[member]) for number, sets in ways.items()}
        ways = {
            number: _minimal(ways.get(number, _NONE) | more.get(number, _NONE))
            for number in {*ways, *more}
            if number <= gate.least <= number + left
        }
        if any(len(sets) > _FEW for sets in ways.values()):
            return None
    return ways.get(max(gate.least, 0), _NONE)


def _both(one: Sets, other: Sets) -> Sets:
    return _minimal(frozenset(left | right for left in one for right in other))


def _minimal(sets: Iterable[frozenset[str]]) -> Sets:
    kept: list[frozenset[str]] = []
    for each in sorted(sets, key=len):
        if not any(other <= each for other in kept):
            kept.append(each)
    return frozenset(kept)


def _below(graph: Graph, goal: str) -> Sequence[str]:
    """What is below a goal, as a rule members first."""
    order: list[str] = []
    seen = {goal}
    todo = [(goal, iter(graph[goal].members if goal in graph else ()))]
    while todo:
        node, rest = todo[-1]
        for member in rest:
            if member not in seen:
                seen.add(member)
                todo.append((member, iter(graph[member].members if member in graph else ())))
                break
        else:
            order.append(node)
            todo.pop()
    return order
