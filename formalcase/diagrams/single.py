"""One minimal set without any diagram: go down where it is cheapest, then give back what is not needed."""

from __future__ import annotations

from collections.abc import Iterable

from formalcase.diagrams.circuit import FALSE, FIRST_LEAF, TRUE, Circuit, reachable

_MOST = 1 << 40  # shared members count again and again: enough is enough


def one_minimal(circuit: Circuit) -> list[int] | None:
    """A minimal set of leaves (from 0, rising) that makes the circuit true; None if none does."""
    if circuit.root == FALSE:
        return None
    if circuit.root == TRUE:
        return []
    if not circuit.is_gate(circuit.root):
        return [circuit.root - FIRST_LEAF]
    gates = reachable(circuit)
    chosen = _cheapest(circuit, gates)
    return [leaf - FIRST_LEAF for leaf in _reduced(circuit, gates, chosen)]


def at_most(circuit: Circuit, gates: Iterable[int]) -> list[int]:
    """For each node a number of leaves that surely suffice: as if its members shared nothing."""
    most = [1] * len(circuit.members)
    for gate in gates:
        need, members = circuit.need[gate], circuit.members[gate]
        each = [most[member] for member in members]
        if need == 1:
            most[gate] = min(each)
        elif need == len(members):
            most[gate] = min(sum(each), _MOST)
        else:
            most[gate] = min(sum(sorted(each)[:need]), _MOST)
    return most


def _cheapest(circuit: Circuit, gates: list[int]) -> list[int]:
    """Leaves that make the root true: in each gate that is needed, the members that need fewest."""
    most = at_most(circuit, gates)
    first = circuit.leaves + FIRST_LEAF
    wanted = bytearray(len(circuit.members))
    wanted[circuit.root] = 1
    for gate in reversed(gates):
        if wanted[gate]:
            members = sorted(circuit.members[gate], key=lambda member: (most[member], member))
            for member in members[: circuit.need[gate]]:
                wanted[member] = 1
    return [leaf for leaf in range(FIRST_LEAF, first) if wanted[leaf]]


def _reduced(circuit: Circuit, gates: list[int], chosen: list[int]) -> list[int]:
    """Gives back each leaf, the last one first, without which the root stays true.

    Each gate counts its true members, so a try costs no more than the gates that it turns.
    """
    uses: dict[int, list[int]] = {}
    true = bytearray(len(circuit.members))
    for leaf in chosen:
        true[leaf] = 1
    spare: dict[int, int] = {}  # true members beyond those that are needed
    for gate in gates:
        spare[gate] = sum([true[member] for member in circuit.members[gate]]) - circuit.need[gate]
        true[gate] = spare[gate] >= 0
        for member in circuit.members[gate]:
            uses.setdefault(member, []).append(gate)
    left = []
    for leaf in reversed(chosen):
        todo, changed, holds = [leaf], [], True
        while todo and holds:
            for gate in uses.get(todo.pop(), ()):
                spare[gate] -= 1
                changed.append(gate)
                if spare[gate] == -1:
                    holds = gate != circuit.root
                    todo.append(gate)
                if not holds:
                    break
        if not holds:
            for gate in changed:
                spare[gate] += 1
            left.append(leaf)
    return left[::-1]
