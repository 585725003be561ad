"""The event "some support set is all true" taken apart into pieces that have no block of leaves in common.

What has no block in common is free of each other: any probabilities that are possible for the pieces are
possible together, and in every dependence. So a gate over such pieces has bounds in closed form, and only
pieces that cannot be taken apart need their worlds gone through.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from formalcase.diagrams.circuit import FIRST_LEAF, TRUE, Builder, Circuit, reachable
from formalcase.diagrams.simplify import simplified
from formalcase.frozen import dataclass

_MOST_GATES = 150
"""In a piece with more gates than this no smaller pieces are looked for."""


@dataclass(frozen=True, slots=True)
class Always:
    """An event that is certain, or impossible."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Atom:
    """A leaf that is free of all others."""

    leaf: str


@dataclass(frozen=True, slots=True)
class Free:
    """At least `need` of `parts`, which have no block in common."""

    need: int
    parts: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Knot:
    """A piece that cannot be taken apart.

    `circuit` has for leaves the `inputs`: leaves of the case by name, and smaller pieces that are free of all
    else. `blocks` are the numbers of the blocks with the leaves among them.
    """

    circuit: Circuit
    inputs: tuple[str | Event, ...]
    blocks: tuple[int, ...]


Event: TypeAlias = Always | Atom | Free | Knot


def taken_apart(
    circuit: Circuit, leaves: Sequence[str], block_of: Mapping[str, int], sizes: Sequence[int]
) -> Event:
    """The pieces of a circuit. `leaves` are the names of its leaves, `block_of` gives the block of each by
    number, `sizes` how many leaves there are in each block. To be called within `deep_recursion()`."""
    return _Work(simplified(circuit), leaves, block_of, sizes).event()


class _Work:
    def __init__(
        self, circuit: Circuit, leaves: Sequence[str], block_of: Mapping[str, int], sizes: Sequence[int]
    ) -> None:
        self.circuit = circuit
        self.leaves = leaves
        self.block_of = block_of
        self.sizes = sizes
        self.gates = reachable(circuit)
        self.blocks: dict[int, int] = {}  # of each node, the blocks below it as bits
        for gate in self.gates:
            found = 0
            for member in circuit.members[gate]:
                found |= self._below(member)
            self.blocks[gate] = found

    def event(self) -> Event:
        root = self.circuit.root
        return Always(root == TRUE) if root < FIRST_LEAF else self._of(root)

    def _below(self, node: int) -> int:
        if node not in self.blocks:
            self.blocks[node] = 1 << self.block_of[self._name(node)]
        return self.blocks[node]

    def _name(self, node: int) -> str:
        return self.leaves[node - FIRST_LEAF]

    def _of(self, node: int) -> Event:
        if not self.circuit.is_gate(node):
            name = self._name(node)
            alone = self.sizes[self.block_of[name]] == 1
            return Atom(name) if alone else self._knot([node], 1)
        members, need = self.circuit.members[node], self.circuit.need[node]
        groups = self._groups(members)
        if len(groups) == len(members):
            return Free(need, tuple(self._of(member) for member in members))
        some, every = need == 1, need == len(members)
        if not (some or every) or len(groups) == 1:
            return self._knot(members, need)
        parts = [
            self._of(group[0]) if len(group) == 1 else self._knot(group, 1 if some else len(group))
            for group in groups
        ]
        return Free(1 if some else len(parts), tuple(parts))

    def _groups(self, members: Sequence[int]) -> list[list[int]]:
        """The members, those together that have to do with a common block."""
        total = 0
        for member in members:
            if total & self._below(member):
                break
            total |= self._below(member)
        else:
            return [[member] for member in members]
        group = {member: member for member in members}

        def head(member: int) -> int:
            while group[member] != member:
                group[member] = group[group[member]]
                member = group[member]
            return member

        owner: dict[int, int] = {}
        for member in members:
            for block in bits(self._below(member)):
                group[head(member)] = head(owner.setdefault(block, member))
        found: dict[int, list[int]] = {}
        for member in members:
            found.setdefault(head(member), []).append(member)
        return list(found.values())

    # ---- Knots ----

    def _knot(self, members: Sequence[int], need: int) -> Knot:
        """At least `need` of the members, as a circuit of its own with smaller pieces among its inputs."""
        pieces = self._pieces(members)
        nodes = self._reached(members, pieces)
        ends = [node for node in nodes if node in pieces or not self.circuit.is_gate(node)]
        inputs = tuple(self._of(node) if node in pieces else self._name(node) for node in ends)
        new = {node: FIRST_LEAF + place for place, node in enumerate(ends)}
        builder = Builder(len(inputs))
        for node in nodes:
            if node not in new:
                below = [new[member] for member in self.circuit.members[node]]
                new[node] = builder.gate(self.circuit.need[node], below)
        root = builder.gate(need, [new[member] for member in members])
        own = sorted({self.block_of[each] for each in inputs if isinstance(each, str)})
        return Knot(builder.circuit(root), inputs, tuple(own))

    def _pieces(self, members: Sequence[int]) -> frozenset[int]:
        """The largest gates below which there is no block that the rest has to do with."""
        gates = [node for node in self._reached(members, ()) if self.circuit.is_gate(node)]
        if len(gates) > _MOST_GATES:
            return frozenset()
        found: set[int] = set()
        for gate in reversed(gates):  # those above first
            rest = 0
            for node in self._reached(members, {*found, gate}):
                if node != gate and (node in found or not self.circuit.is_gate(node)):
                    rest |= self._below(node)
            if gate in self._reached(members, found) and not rest & self._below(gate):
                found.add(gate)
        return frozenset(found)

    def _reached(self, members: Sequence[int], ends: Collection[int]) -> list[int]:
        """The nodes below the members, these included, without what is below `ends`; members first."""
        seen: set[int] = set()
        todo = list(members)
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                if node not in ends:
                    todo.extend(self.circuit.members[node])
        return sorted(seen)


def true_in(circuit: Circuit, inputs: Sequence[int], every: int) -> int:
    """The worlds in which the root holds, as bits; so are the worlds of each input. `every` has them all."""
    value = {FIRST_LEAF + place: worlds for place, worlds in enumerate(inputs)}
    for gate in reachable(circuit):
        value[gate] = _at_least(circuit.need[gate], [value[m] for m in circuit.members[gate]], every)
    return value[circuit.root]


def _at_least(need: int, members: Sequence[int], every: int) -> int:
    """The worlds that at least `need` of the members have."""
    having = [every, *([0] * need)]  # by how many, so far
    for worlds in members:
        for number in range(need, 0, -1):
            having[number] |= having[number - 1] & worlds
    return having[need]


def bits(number: int) -> list[int]:
    """The places of the bits that are set."""
    found = []
    while number:
        lowest = number & -number
        found.append(lowest.bit_length() - 1)
        number ^= lowest
    return found
