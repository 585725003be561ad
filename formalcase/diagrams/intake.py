"""From a support graph of names to a circuit of numbers: what is below the goal, its circles undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from formalcase.case.support import Graph
from formalcase.diagrams.circuit import FALSE, FIRST_LEAF, TRUE, Builder, Circuit
from formalcase.diagrams.errors import TooCircular

COPIES = 2_000_000
"""How many members of copied gates the undoing of circles may make."""


@dataclass(frozen=True, slots=True)
class Intake:
    """When the goal is supported, as a circuit; leaf number i of the circuit is `leaves[i]`."""

    circuit: Circuit
    leaves: tuple[str, ...]
    nodes: Mapping[str, int]


def intake(
    graph: Graph,
    goals: Sequence[str],
    kept: Collection[str],
    order: Sequence[str] | None = None,
    copies: int = COPIES,
) -> Intake:
    """The circuit that is true on the sets of leaves that, with all of `kept`, support the last goal.

    A circle supports nothing (least fixpoint): each strongly connected part is evaluated in as many
    rounds as it has nodes that close a circle, and one more, beginning with none of them supported.
    Raises `TooCircular` when that takes more than `copies` members.
    """
    below = _Below(graph, goals, frozenset(kept))
    leaves = tuple(name for name in below.order if name not in graph)
    if order is not None:
        place = {name: position for position, name in enumerate(order)}
        leaves = tuple(sorted(leaves, key=lambda name: place.get(name, len(place))))
    builder = Builder(len(leaves))
    value = dict.fromkeys(below.kept, TRUE)
    value.update((name, FIRST_LEAF + position) for position, name in enumerate(leaves))
    spent = 0
    for part in below.parts:
        if len(part) == 1 and part[0] not in graph[part[0]].members:
            gate = graph[part[0]]
            value[part[0]] = builder.gate(gate.least, [value[member] for member in gate.members])
            continue
        spent += _rounds(graph, part) * sum(len(graph[name].members) for name in part)
        if spent > copies:
            raise TooCircular(spent, copies)
        _least_fixpoint(builder, graph, part, value)
    return Intake(builder.circuit(value[goals[-1]]), leaves, value)


def _closing(graph: Graph, part: list[str]) -> int:
    """How many nodes of a part, in order of completion, are used before they are complete."""
    place = {name: position for position, name in enumerate(part)}
    return len(
        {
            member
            for position, name in enumerate(part)
            for member in graph[name].members
            if place.get(member, -1) >= position
        }
    )


def _rounds(graph: Graph, part: list[str]) -> int:
    return _closing(graph, part) + 1


def _least_fixpoint(builder: Builder, graph: Graph, part: list[str], value: dict[str, int]) -> None:
    """Gives each node of a strongly connected part its value.

    Members that come later in the part count with their value of the round before. Only these can change
    from one round to the next, each at most once for any set of leaves, so the rounds are enough.
    """
    rounds = _rounds(graph, part)
    value.update((name, FALSE) for name in part)
    for _ in range(rounds):
        changed = False
        for name in part:
            gate = graph[name]
            now = builder.gate(gate.least, [value[member] for member in gate.members])
            changed = changed or now != value[name]
            value[name] = now
        if not changed:
            return


class _Below:
    """Depth-first below the goals (Tarjan): nodes in order of mention, parts in order of completion."""

    __slots__ = ("_done", "_graph", "_index", "_low", "_waiting", "kept", "order", "parts")

    def __init__(self, graph: Graph, goals: Sequence[str], kept: frozenset[str]) -> None:
        self.kept = kept
        self.order: list[str] = []
        self.parts: list[list[str]] = []
        self._graph = graph
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._done: list[str] = []  # complete, not yet in a part
        self._waiting: set[str] = set()  # in no part yet
        for goal in goals:
            if goal not in kept and goal not in self._index:
                self._walk(goal)

    def _walk(self, goal: str) -> None:
        graph, kept, index, low = self._graph, self.kept, self._index, self._low
        if not self._meet(goal):
            return
        work = [(goal, iter(graph[goal].members))]
        while work:
            name, rest = work[-1]
            for member in rest:
                if member in kept:
                    continue
                if member not in index:
                    if self._meet(member):
                        work.append((member, iter(graph[member].members)))
                        break
                elif member in self._waiting and index[member] < low[name]:
                    low[name] = index[member]
            else:
                work.pop()
                if work and low[name] < low[work[-1][0]]:
                    low[work[-1][0]] = low[name]
                self._done.append(name)
                if low[name] == index[name]:
                    self._close(index[name])

    def _meet(self, name: str) -> bool:
        """Notes a new node; says whether it is a gate."""
        self._index[name] = self._low[name] = len(self._index)
        self.order.append(name)
        if name not in self._graph:
            return False
        self._waiting.add(name)
        return True

    def _close(self, first: int) -> None:
        part: list[str] = []
        while self._done and self._index[self._done[-1]] >= first:
            part.append(self._done.pop())
            self._waiting.discard(part[-1])
        part.reverse()
        self.parts.append(part)
