"""From a support graph of names to a circuit of numbers: what is below the goal, its circles undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


def intake(
    graph: Graph,
    goal: str,
    kept: Collection[str],
    order: Sequence[str] | None = None,
    copies: int = COPIES,
) -> Intake:
    """The circuit that is true on the sets of leaves that, with all of `kept`, support the goal.

    A circle supports nothing (least fixpoint): each strongly connected part is evaluated in as many
    rounds as it has nodes that close a circle, and one more, beginning with none of them supported.
    Raises `TooCircular` when that takes more than `copies` members.
    """
    below = _Below(graph, goal, frozenset(kept))
    leaves = tuple(name for name in below.order if name not in graph)
    if order is not None:
        place = {name: position for position, name in enumerate(order)}
        leaves = tuple(sorted(leaves, key=lambda name: place.get(name, len(place))))
    builder = Builder(len(leaves))
    value = {name: TRUE for name in below.kept}
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
    return Intake(builder.circuit(value[goal]), leaves)


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
    """Depth-first (Tarjan) below the goal: leaves in order of mention, parts in order of completion."""

    __slots__ = ("kept", "order", "parts")

    def __init__(self, graph: Graph, goal: str, kept: frozenset[str]) -> None:
        self.kept = kept
        self.order: list[str] = []
        self.parts: list[list[str]] = []
        index: dict[str, int] = {}
        low: dict[str, int] = {}
        done: list[str] = []  # complete, not yet in a part
        waiting: set[str] = set()
        if goal in kept:
            return
        index[goal] = low[goal] = 0
        waiting.add(goal)
        self.order.append(goal)
        work = [(goal, iter(graph[goal].members if goal in graph else ()))]
        while work:
            name, rest = work[-1]
            for member in rest:
                if member in kept:
                    continue
                if member not in index:
                    index[member] = low[member] = len(index)
                    self.order.append(member)
                    if member in graph:
                        waiting.add(member)
                        work.append((member, iter(graph[member].members)))
                        break
                elif member in waiting and index[member] < low[name]:
                    low[name] = index[member]
            else:
                work.pop()
                if work and low[name] < low[work[-1][0]]:
                    low[work[-1][0]] = low[name]
                if name not in graph:
                    continue
                done.append(name)
                if low[name] == index[name]:
                    self._close(done, waiting, index, index[name])

    def _close(self, done: list[str], waiting: set[str], index: dict[str, int], first: int) -> None:
        part: list[str] = []
        while done and index[done[-1]] >= first:
            part.append(done.pop())
            waiting.discard(part[-1])
        part.reverse()
        self.parts.append(part)
