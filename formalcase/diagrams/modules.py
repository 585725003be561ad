"""Modules: gates below which nothing is used from elsewhere, so that each can be solved alone."""

from __future__ import annotations

from formalcase.diagrams.circuit import FIRST_LEAF, Builder, Circuit, reachable


def modules(circuit: Circuit) -> list[int]:
    """The gates whose nodes are reached only by way of them, the root last, members first.

    Two visits are dated for each node, the first and the last, along one depth-first walk; a gate is a module
    when all dates below it lie within its own (Dutuit and Rauzy). Linear.
    """
    first = circuit.leaves + FIRST_LEAF
    if circuit.root < first:
        return []
    members = circuit.members
    size = len(members)
    entered, left, last = [0] * size, [0] * size, [0] * size
    date = 1
    entered[circuit.root] = date
    work = [(circuit.root, iter(members[circuit.root]))]
    while work:
        node, rest = work[-1]
        for member in rest:
            date += 1
            last[member] = date
            if not entered[member]:
                entered[member] = date
                if member >= first:
                    work.append((member, iter(members[member])))
                    break
        else:
            work.pop()
            date += 1
            left[node] = date
            last[node] = max(last[node], date)
    found = []
    low, high = list(entered), list(last)
    for gate in reachable(circuit):
        below = members[gate]
        least = min([low[member] for member in below])
        most = max([high[member] for member in below])
        if least > entered[gate] and most < left[gate]:
            found.append(gate)
        low[gate] = min(entered[gate], least)
        high[gate] = max(last[gate], most)
    return found


def grouped(circuit: Circuit) -> Circuit:
    """More modules: members of and- and or-gates that belong together become gates of their own."""
    return _parted(_joined(circuit))


def _joined(circuit: Circuit) -> Circuit:
    """Leaves and modules with the same uses, all in or-gates or all in and-gates, become one member there."""
    gates = reachable(circuit)
    closed = set(modules(circuit))
    first = circuit.leaves + FIRST_LEAF
    uses: dict[int, list[int]] = {}
    for gate in gates:
        for member in circuit.members[gate]:
            if member < first or member in closed:
                uses.setdefault(member, []).append(gate)
    together: dict[tuple[int, ...], list[int]] = {}
    for member, using in uses.items():
        together.setdefault(tuple(using), []).append(member)
    group_of: dict[int, list[int]] = {}
    for using_all, group in together.items():
        if len(group) > 1 and {_kind(circuit, gate) for gate in using_all} in ({1}, {2}):
            group_of.update((member, group) for member in group)
    builder = Builder(circuit.leaves)
    new = list(range(len(circuit.members)))
    for gate in gates:
        kind = _kind(circuit, gate)
        parts: list[int] = []  # in a threshold a member that comes twice counts twice
        for member in circuit.members[gate]:
            together_with = group_of.get(member, [])
            if 1 < len(together_with) < len(circuit.members[gate]):
                if member == together_with[0]:  # the first stands for all
                    inside = [new[part] for part in together_with]
                    parts.append(builder.gate(1 if kind == 1 else len(inside), inside))
            else:
                parts.append(new[member])
        new[gate] = builder.gate({0: circuit.need[gate], 1: 1, 2: len(parts)}[kind], parts)
    return builder.circuit(new[circuit.root])


def _parted(circuit: Circuit) -> Circuit:
    """In a module, members that share something only among themselves become a gate of their own."""
    gates = reachable(circuit)
    closed = set(modules(circuit))
    builder = Builder(circuit.leaves)
    new = list(range(len(circuit.members)))
    for gate in gates:
        kind = _kind(circuit, gate)
        parts = [new[member] for member in circuit.members[gate]]
        if gate in closed and kind and len(parts) > 2:
            groups = _apart(circuit, gate, closed)
            if len(groups) > 1:
                parts = []
                for group in groups:
                    inside = [new[member] for member in group]
                    parts.append(builder.gate(1 if kind == 1 else len(inside), inside))
        new[gate] = builder.gate({0: circuit.need[gate], 1: 1, 2: len(parts)}[kind], parts)
    return builder.circuit(new[circuit.root])


def _kind(circuit: Circuit, gate: int) -> int:
    """1 for an or-gate, 2 for an and-gate, 0 for another threshold."""
    need = circuit.need[gate]
    return 1 if need == 1 else 2 if need == len(circuit.members[gate]) else 0


def _apart(circuit: Circuit, gate: int, closed: set[int]) -> list[list[int]]:
    """The members of a module in groups that share nothing; members that share nothing at all in one."""
    first = circuit.leaves + FIRST_LEAF
    owner: dict[int, int] = {}
    group = {member: member for member in circuit.members[gate]}

    def head(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for member in circuit.members[gate]:
        todo = [member]
        while todo:
            node = todo.pop()
            if node in owner:
                one, other = head(owner[node]), head(member)
                group[max(one, other)] = min(one, other)
                continue
            owner[node] = member
            if node >= first and node not in closed:
                todo.extend(circuit.members[node])
    found: dict[int, list[int]] = {}
    for member in circuit.members[gate]:
        found.setdefault(head(member), []).append(member)
    singles = [group[0] for group in found.values() if len(group) == 1]
    return [*(group for group in found.values() if len(group) > 1), *([singles] if singles else [])]
