"""Monotone circuits in numbers: threshold gates over leaves, built bottom-up, equal gates made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FALSE = 0
TRUE = 1
FIRST_LEAF = 2
_WIDE = 64  # absorption looks into members of at most this many members of their own


@dataclass(frozen=True, slots=True)
class Circuit:
    """Nodes 0 and 1 are the constants, then the leaves, then the gates, each after its members.

    A gate is true when at least `need` of its `members` are, which are two or more different nodes, no
    constants. So an and-gate needs all of its members and an or-gate one.
    """

    leaves: int
    need: Sequence[int]
    members: Sequence[tuple[int, ...]]
    root: int

    def is_gate(self, node: int) -> bool:
        return node >= self.leaves + FIRST_LEAF


class Builder:
    """Makes gates bottom-up; never one that a constant, a duplicate or an equal gate could stand for."""

    __slots__ = ("_made", "leaves", "members", "need")

    def __init__(self, leaves: int) -> None:
        self.leaves = leaves
        self.need: list[int] = [0] * (leaves + FIRST_LEAF)
        self.members: list[tuple[int, ...]] = [()] * (leaves + FIRST_LEAF)
        self._made: dict[tuple[int, tuple[int, ...]], int] = {}

    def gate(self, need: int, members: Iterable[int]) -> int:
        """The node for at least `need` of the members; members that occur twice count twice."""
        listed = [member for member in members if member != FALSE]
        kept = [member for member in listed if member != TRUE]
        need -= len(listed) - len(kept)
        if need <= 0:
            return TRUE
        if need > len(kept):
            return FALSE
        distinct = set(kept)
        if len(distinct) < len(kept):
            if need not in (1, len(kept)):
                return self._weighted(need, Counter(kept))
            need = 1 if need == 1 else len(distinct)
        if len(distinct) > 1 and need in (1, len(distinct)):
            self._absorb(need, distinct)
            need = 1 if need == 1 else len(distinct)
        if len(distinct) == 1:
            return distinct.pop()
        return self._make(need, tuple(sorted(distinct)))

    def _make(self, need: int, members: tuple[int, ...]) -> int:
        found = self._made.get((need, members))
        if found is None:
            found = len(self.need)
            self.need.append(need)
            self.members.append(members)
            self._made[need, members] = found
        return found

    def _absorb(self, need: int, distinct: set[int]) -> None:
        """Drops the and-members of an or-gate that contain another member, and the other way round."""
        some = need == 1
        needs, members = self.need, self.members
        dropped = []
        for member in distinct:
            below = members[member]
            if (
                below
                and len(below) <= _WIDE
                and needs[member] == (len(below) if some else 1)
                and not distinct.isdisjoint(below)
            ):
                dropped.append(member)
        distinct.difference_update(dropped)

    def _weighted(self, need: int, times: Counter[int]) -> int:
        """A threshold in which a member counts as often as it occurs, one repeated member at a time."""
        single = [member for member, weight in times.items() if weight == 1]
        heavy = sorted((member, weight) for member, weight in times.items() if weight > 1)
        made: dict[tuple[int, int], int] = {}
        for position in range(len(heavy) + 1):
            for left in range(need + 1):
                if position == 0:
                    made[0, left] = self.gate(left, single)
                    continue
                member, weight = heavy[position - 1]
                with_it = made[position - 1, max(0, left - weight)]
                made[position, left] = self.gate(
                    1, (made[position - 1, left], self.gate(2, (member, with_it)))
                )
        return made[len(heavy), need]

    def circuit(self, root: int) -> Circuit:
        return Circuit(self.leaves, self.need, self.members, root)


def dual(circuit: Circuit) -> Circuit:
    """The circuit that is true when the other, with each leaf turned round, is false."""
    need = [
        len(members) - need + 1 if members else 0
        for need, members in zip(circuit.need, circuit.members, strict=True)
    ]
    root = circuit.root if circuit.root > TRUE else TRUE - circuit.root
    return Circuit(circuit.leaves, need, circuit.members, root)


def reachable(circuit: Circuit) -> list[int]:
    """The gates below the root, the root included, members first."""
    members = circuit.members
    first = circuit.leaves + FIRST_LEAF
    if circuit.root < first:
        return []
    seen = bytearray(len(members))
    seen[circuit.root] = 1
    for node in range(circuit.root, first - 1, -1):
        if seen[node]:
            for member in members[node]:
                seen[member] = 1
    return [node for node in range(first, circuit.root + 1) if seen[node]]


def parents(circuit: Circuit, gates: Iterable[int]) -> list[int]:
    """How many of the gates each node is a member of."""
    count = [0] * len(circuit.members)
    for gate in gates:
        for member in circuit.members[gate]:
            count[member] += 1
    return count
