"""Random support graphs, and the answers by definition: over all sets of leaves, by the least fixpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from random import Random

from formalcase.case.support import Gate, supported

GOAL = "n0"
Graph = dict[str, Gate]
Leaves = frozenset[str]


def random_graph(seed: int) -> tuple[Graph, list[str]]:
    """A graph and its leaves (up to 10), of one of two kinds."""
    return layered_graph(seed) if seed % 2 else tangled_graph(seed)


def tangled_graph(seed: int) -> tuple[Graph, list[str]]:
    """Legs, quorums, sharing at any depth; at times circles, repeated members, odd thresholds."""
    random = Random(seed)
    leaves = [f"l{number}" for number in range(random.randint(3, 10))]
    nodes = [f"n{number}" for number in range(random.randint(1, 14))]
    inner, quorums = random.choice([0.3, 0.5, 0.8]), random.choice([0.2, 0.6])
    circles, odd = random.random() < 0.3, random.random() < 0.3
    graph: Graph = {}
    for position, name in enumerate(nodes):
        later = nodes if circles else nodes[position + 1 :]
        members = [
            random.choice(later) if later and random.random() < inner else random.choice(leaves)
            for _ in range(random.randint(1 + (random.random() < 0.85), 5))
        ]
        if not odd:
            members = list(dict.fromkeys(members))
        if random.random() < quorums:
            least = random.randint(0 if odd and random.random() < 0.2 else 1, len(members) + odd)
        else:
            least = random.choice([1, len(members)])
        graph[name] = Gate(least, tuple(members))
    return graph, leaves


def layered_graph(seed: int) -> tuple[Graph, list[str]]:
    """Three or four layers with many sets: each gate over two to four nodes of the layer below."""
    random = Random(seed)
    leaves = [f"l{number}" for number in range(random.randint(7, 10))]
    graph: Graph = {}
    below = leaves
    for layer in range(random.randint(2, 3), -1, -1):
        names = [f"n{layer}.{number}" for number in range(random.randint(3, 6))] if layer else [GOAL]
        for name in names:
            members = random.sample(below, min(len(below), random.randint(2, 4)))
            if random.random() < 0.2:
                members[0] = random.choice(leaves)
            graph[name] = Gate(random.randint(1, len(members)), tuple(members))
        below = names
    return graph, leaves


def defeaters_by_definition(
    graph: Mapping[str, Gate], goal: str, leaves: Sequence[str], kept: Sequence[str] = ()
) -> set[Leaves]:
    """The minimal sets of leaves without which the goal is not supported."""
    everything = frozenset(leaves)
    losable = [leaf for leaf in leaves if leaf not in kept]
    return _minimal(losable, lambda lost: not holds(graph, goal, everything - lost))


def supports_by_definition(
    graph: Mapping[str, Gate], goal: str, leaves: Sequence[str], kept: Sequence[str] = ()
) -> set[Leaves]:
    """The minimal sets of leaves that support the goal together with the kept ones."""
    free = [leaf for leaf in leaves if leaf not in kept]
    return _minimal(free, lambda chosen: holds(graph, goal, chosen | set(kept)))


def holds(graph: Mapping[str, Gate], goal: str, standing: Leaves) -> bool:
    if goal not in graph:
        return goal in standing
    mentioned = {member for gate in graph.values() for member in gate.members if member not in graph}
    return goal in supported(graph, mentioned - standing)


def _minimal(leaves: Sequence[str], wanted: Callable[[Leaves], bool]) -> set[Leaves]:
    found: list[Leaves] = []
    for size in range(len(leaves) + 1):
        for some in combinations(leaves, size):
            chosen = frozenset(some)
            if not any(smaller <= chosen for smaller in found) and wanted(chosen):
                found.append(chosen)
    return set(found)
