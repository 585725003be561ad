"""The size of the smallest defeater set of every node at once, exact or between bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from formalcase.case.support import Graph
from formalcase.diagrams.circuit import FALSE, FIRST_LEAF, TRUE, Circuit, dual
from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.intake import intake
from formalcase.diagrams.measures import profile
from formalcase.diagrams.single import at_most
from formalcase.diagrams.solve import solved

_CHUNK = 4096  # how many leaves are followed in one pass


@dataclass(frozen=True, slots=True)
class Smallest:
    """The size of a smallest defeater set lies between the two; `at_most` None: no loss touches the node."""

    at_least: int
    at_most: int | None

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most or self.at_most is None


def smallest_defeaters(
    graph: Graph, nodes: Iterable[str], *, kept: Collection[str] = (), budget: int = 0
) -> dict[str, Smallest]:
    """How few leaves must be lost for each node to lose its support; 0 where nothing supports it now.

    Whether one leaf is enough is always exact, in linear time for each few thousand leaves. So is the rest
    where the members of gates share nothing; elsewhere a diagram of the sets below the bound decides, as long
    as `budget` steps (for all nodes together) last, and the bounds are left open after that.
    """
    names = list(dict.fromkeys(nodes))
    if not names:
        return {}
    taken = intake(graph, names, kept)
    circuit = dual(taken.circuit)
    roots = {name: _turned(taken.nodes[name]) for name in names}
    least, most = _bounds(circuit)
    found: dict[int, Smallest] = {FALSE: Smallest(0, None), TRUE: Smallest(0, 0)}
    for root in sorted(set(roots.values())):
        if root > TRUE:
            below = Circuit(circuit.leaves, circuit.need, circuit.members, root)
            found[root], spent = _settled(below, least[root], most[root], budget)
            budget -= spent
    return {name: found[root] for name, root in roots.items()}


def _turned(node: int) -> int:
    return node if node > TRUE else TRUE - node


def _settled(circuit: Circuit, least: int, most: int, budget: int) -> tuple[Smallest, int]:
    """The bounds made equal where the budget allows it, and the steps that took."""
    spent = 0
    for size in range(least, most):
        if budget <= spent:
            return Smallest(size, most), spent
        try:
            answer = solved(circuit, budget - spent, size)
        except OutOfSteps as stopped:
            return Smallest(size, most), spent + stopped.steps
        spent += answer.steps + len(circuit.members) // 4  # reading the circuit is work as well
        if any(profile(answer.diagram)[: size + 1]):
            return Smallest(size, size), spent
    return Smallest(most, most), spent


def _bounds(circuit: Circuit) -> tuple[list[int], list[int]]:
    """For each node the least and the most that its smallest set can have."""
    gates = range(circuit.leaves + FIRST_LEAF, len(circuit.members))
    most = at_most(circuit, gates)
    single, apart = _leaves_below(circuit, gates)
    least = [1] * len(circuit.members)
    for gate in gates:
        each = sorted([least[member] for member in circuit.members[gate]])[: circuit.need[gate]]
        if single[gate]:
            least[gate] = most[gate] = 1
        else:  # members that share leaves need at least what the dearest of the cheapest needs
            least[gate] = max(2, sum(each) if apart[gate] else each[-1])
    return least, most


def _leaves_below(circuit: Circuit, gates: Sequence[int]) -> tuple[bytearray, bytearray]:
    """Which nodes a single leaf makes true, and which gates have members without a common leaf.

    The leaves of each node are one mask, some thousand at a time.
    """
    size = len(circuit.members)
    single, apart = bytearray(size), bytearray(b"\1") * size
    for start in range(FIRST_LEAF, circuit.leaves + FIRST_LEAF, _CHUNK):
        enough, below = [0] * size, [0] * size
        for leaf in range(start, min(start + _CHUNK, circuit.leaves + FIRST_LEAF)):
            enough[leaf] = below[leaf] = 1 << (leaf - start)
            single[leaf] = 1
        for gate in gates:
            members = circuit.members[gate]
            masks = [below[member] for member in members if below[member]]
            if not masks:
                continue
            below[gate] = found = _mask(1, masks)
            if apart[gate] and sum([mask.bit_count() for mask in masks]) > found.bit_count():
                apart[gate] = 0
            enough[gate] = _mask(circuit.need[gate], [enough[member] for member in members])
            if enough[gate]:
                single[gate] = 1
    return single, apart


def _mask(need: int, masks: list[int]) -> int:
    """The bits that at least `need` of the masks have."""
    if need == 1:
        found = 0
        for mask in masks:
            found |= mask
        return found
    if need == len(masks):
        found = masks[0]
        for mask in masks:
            found &= mask
            if not found:
                break
        return found
    row = [-1] + [0] * need
    for mask in masks:
        if mask:
            for k in range(need, 0, -1):
                row[k] |= row[k - 1] & mask
    return row[need]
