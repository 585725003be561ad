"""Smaller circuits with the same value: gates merged, shared leaves used once where once is enough."""

from __future__ import annotations

from formalcase.diagrams.circuit import (
    FALSE,
    FIRST_LEAF,
    TRUE,
    Builder,
    Circuit,
    parents,
    reachable,
)

_ROUNDS = 6
_AT_ONCE = 3_008  # so many shared leaves go into one mask a gate; more take several walks


def simplified(circuit: Circuit) -> Circuit:
    """The circuit with fewer gates and fewer repeated leaves, after a bounded number of rounds."""
    size = _weight(circuit)
    for _ in range(_ROUNDS):
        circuit = _forced(_merged(circuit))
        before, size = size, _weight(circuit)
        if size == before:
            break
    return circuit


def _weight(circuit: Circuit) -> int:
    return sum(len(circuit.members[gate]) for gate in reachable(circuit))


def is_or(circuit: Circuit | Builder, node: int) -> bool:
    return circuit.need[node] == 1


def is_and(circuit: Circuit | Builder, node: int) -> bool:
    return circuit.need[node] == len(circuit.members[node]) > 0


def _merged(circuit: Circuit) -> Circuit:
    """A gate that one gate of its kind alone uses becomes part of that; common members are factored out."""
    gates = reachable(circuit)
    used = parents(circuit, gates)
    inner = _inner(circuit, gates, used)
    builder = Builder(circuit.leaves)
    new = list(range(len(circuit.members)))
    alone: set[int] = set()  # gates of the new circuit that stand for a gate with one use
    for gate in gates:
        if gate in inner:
            continue
        members = circuit.members[gate]
        parts: list[int] = []
        todo = list(reversed(members))
        while todo:
            member = todo.pop()
            if member in inner:
                todo.extend(reversed(circuit.members[member]))
            else:
                parts.append(new[member])
        kind = circuit.need[gate]
        if kind == 1:
            made = _factored(builder, parts, alone, some=True)
        elif kind == len(members):
            made = _factored(builder, parts, alone, some=False)
        else:
            made = builder.gate(kind, parts)
        new[gate] = made
        if used[gate] == 1 and made not in alone and made >= circuit.leaves + FIRST_LEAF:
            alone.add(made)
        else:
            alone.discard(made)
    return builder.circuit(new[circuit.root])


def _inner(circuit: Circuit, gates: list[int], used: list[int]) -> set[int]:
    """The and-gates that one and-gate alone uses, and the same for or."""
    found: set[int] = set()
    for gate in gates:
        if is_or(circuit, gate):
            found.update(m for m in circuit.members[gate] if used[m] == 1 and is_or(circuit, m))
        elif is_and(circuit, gate):
            found.update(m for m in circuit.members[gate] if used[m] == 1 and is_and(circuit, m))
    return found


def _factored(builder: Builder, parts: list[int], alone: set[int], *, some: bool) -> int:
    """(a and b) or (a and c) is a and (b or c), for gates with no other use; and the other way round.

    What most have in common comes first; each pass goes once through all that several have.
    """
    while True:
        inner = [
            part
            for part in set(parts)
            if part in alone
            and builder.members[part]
            and builder.need[part] == (len(builder.members[part]) if some else 1)
        ]
        holders: dict[int, list[int]] = {}
        for part in sorted(inner):
            for member in builder.members[part]:
                holders.setdefault(member, []).append(part)
        several = [member for member, holding in holders.items() if len(holding) > 1]
        if not several:
            break
        gone: set[int] = set()
        made = []
        for common in sorted(several, key=lambda member: (-len(holders[member]), member)):
            holding = [part for part in holders[common] if part not in gone]
            if len(holding) > 1:
                gone.update(holding)
                made.append(_factored_out(builder, common, holding, alone, some=some))
        parts = [*(part for part in parts if part not in gone), *made]
    return builder.gate(1 if some else len(parts), parts)


def _factored_out(builder: Builder, common: int, holding: list[int], alone: set[int], *, some: bool) -> int:
    """One gate for gates that all have a member in common."""
    rests = []
    for part in holding:
        rest = [member for member in builder.members[part] if member != common]
        made = builder.gate(len(rest) if some else 1, rest)
        if len(rest) > 1:
            alone.add(made)
        rests.append(made)
    inside = builder.gate(1, rests) if some else builder.gate(len(rests), rests)
    alone.add(inside)
    outside = builder.gate(2, (common, inside)) if some else builder.gate(1, (common, inside))
    alone.add(outside)
    return outside


def _forced(circuit: Circuit) -> Circuit:
    """Takes a leaf for a constant where its own value decides everything above.

    In `a or G`, G matters only while a is false, so inside G the leaf a may be taken for false (in `a and G`
    for true). A gate with several uses takes only what all of its uses allow. The outermost uses stay as
    they are: on every path from a changed use to the root there is a gate that one of them decides.
    """
    gates = reachable(circuit)
    if not gates:
        return circuit
    used = parents(circuit, gates)
    shared = [leaf for leaf in range(FIRST_LEAF, circuit.leaves + FIRST_LEAF) if used[leaf] > 1]
    constant: dict[tuple[int, int], int] = {}
    for start in range(0, len(shared), _AT_ONCE):
        constant |= _decided(circuit, gates, shared[start : start + _AT_ONCE])
    if not constant:
        return circuit
    builder = Builder(circuit.leaves)
    new = list(range(len(circuit.members)))
    for gate in gates:
        parts = [constant.get((gate, member), new[member]) for member in circuit.members[gate]]
        new[gate] = builder.gate(circuit.need[gate], parts)
    return builder.circuit(new[circuit.root])


def _decided(circuit: Circuit, gates: list[int], shared: list[int]) -> dict[tuple[int, int], int]:
    """By gate and member: which uses of some shared leaves may be taken for which constant."""
    first = circuit.leaves + FIRST_LEAF
    bit = {leaf: 1 << position for position, leaf in enumerate(shared)}
    false: dict[int, int] = {circuit.root: 0}
    true: dict[int, int] = {circuit.root: 0}
    found: dict[tuple[int, int], int] = {}
    for gate in reversed(gates):
        members = circuit.members[gate]
        off, on = false[gate], true[gate]
        if off or on:
            for member in members:
                place = bit.get(member, 0)
                if place & off:
                    found[gate, member] = FALSE
                elif place & on:
                    found[gate, member] = TRUE
        if circuit.need[gate] == 1:
            for member in members:
                off |= bit.get(member, 0)
        elif circuit.need[gate] == len(members):
            for member in members:
                on |= bit.get(member, 0)
        for member in members:
            if member >= first:
                false[member] = false.get(member, off) & off
                true[member] = true.get(member, on) & on
    return found
