"""Modules: gates below which nothing is used from elsewhere, so that each can be solved alone."""

from __future__ import annotations

from formalcase.diagrams.circuit import FIRST_LEAF, Builder, Circuit, parents, reachable


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
    """Members of an and- or or-gate that share nothing with the others become a gate of their own.

    So they make a module. Under any such gate: the members that nothing else uses and that have no part in
    the rest. Under a module also each set of members that share only among themselves.
    """
    gates = reachable(circuit)
    closed = set(modules(circuit))
    used = parents(circuit, gates)
    first = circuit.leaves + FIRST_LEAF
    builder = Builder(circuit.leaves)
    new = list(range(len(circuit.members)))
    for gate in gates:
        members, need = circuit.members[gate], circuit.need[gate]
        parts = [new[member] for member in members]
        if need in (1, len(members)) and len(members) > 2:
            groups = _apart(circuit, gate, closed) if gate in closed else []
            if len(groups) < 2:
                groups = [[m for m in members if used[m] == 1 and (m < first or m in closed)]]
            for group in groups:
                if 1 < len(group) < len(members):
                    inside = [new[member] for member in group]
                    made = builder.gate(1 if need == 1 else len(inside), inside)
                    taken = set(inside)
                    parts = [made, *(part for part in parts if part not in taken)]
            if need > 1:
                need = len(parts)
        new[gate] = builder.gate(need, parts)
    return builder.circuit(new[circuit.root])


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
    return [*(group for group in found.values() if len(group) > 1), singles]
