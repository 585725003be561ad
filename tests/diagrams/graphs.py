"""Random support graphs and the answers by definition, over all sets of leaves."""

from __future__ import annotations

from itertools import combinations
from random import Random

from formalcase.case.support import Gate, supported

Members = frozenset[str]


def random_graph(seed: int) -> tuple[dict[str, Gate], list[str]]:
    """A graph with the goal `n0` and its leaves (up to 10): legs, quorums, sharing; sometimes circles,
    repeated members, gates that need too much or nothing."""
    random = Random(seed)
    leaves = [f"l{number}" for number in range(random.randint(3, 10))]
    nodes = [f"n{number}" for number in range(random.randint(1, 14))]
    inner, quorums = random.choice([0.3, 0.5, 0.8]), random.choice([0.2, 0.6])
    circles, odd = random.random() < 0.3, random.random() < 0.3
    graph: dict[str, Gate] = {}
    for position, name in enumerate(nodes):
        later = nodes if circles else nodes[position + 1 :]
        members = [
            random.choice(later) if later and random.random() < inner else random.choice(leaves)
            for _ in range(random.randint(1 + (random.random() < 0.85), 5))
        ]
        if not odd:
            members = list(dict.fromkeys(members))
        kind = random.random()
        if kind < quorums:
            least = random.randint(0 if odd and random.random() < 0.2 else 1, len(members) + odd)
        else:
            least = random.choice([1, len(members)])
        graph[name] = Gate(least, tuple(members))
    return graph, leaves


def layered_graph(seed: int) -> tuple[dict[str, Gate], list[str]]:
    """A graph of three or four layers with many sets: each gate over two to four nodes of the layer below."""
    random = Random(seed)
    leaves = [f"l{number}" for number in range(random.randint(7, 10))]
    below, graph, number = leaves, {}, 0
    layers = random.randint(2, 3)
    for layer in range(layers, -1, -1):
        names = []
        for _ in range(random.randint(3, 6) if layer else 1):
            width = min(len(below), random.randint(2, 4))
            members = random.sample(below, width)
            if random.random() < 0.2:
                members[0] = random.choice(leaves)
            name = f"n{number}" if layer else "n"
            number += 1
            graph[name] = Gate(random.randint(1, width), tuple(dict.fromkeys(members)))
            names.append(name)
        below = names
    graph["n0"], graph["first"] = graph.pop("n"), graph["n0"]
    renamed = {
        name: Gate(gate.least, tuple("first" if member == "n0" else member for member in gate.members))
        for name, gate in graph.items()
    }
    return renamed, leaves


def defeaters_by_definition(
    graph: dict[str, Gate], goal: str, leaves: list[str], kept: tuple[str, ...] = ()
) -> set[Members]:
    losable = [leaf for leaf in leaves if leaf not in kept]
    return _minimal(losable, lambda lost: not holds(graph, goal, set(leaves) - lost))


def supports_by_definition(
    graph: dict[str, Gate], goal: str, leaves: list[str], kept: tuple[str, ...] = ()
) -> set[Members]:
    free = [leaf for leaf in leaves if leaf not in kept]
    return _minimal(free, lambda chosen: holds(graph, goal, chosen | set(kept)))


def holds(graph: dict[str, Gate], goal: str, standing: set[str] | Members) -> bool:
    mentioned = {member for gate in graph.values() for member in gate.members if member not in graph}
    if goal not in graph:
        return goal in standing
    return goal in supported(graph, mentioned - standing)


def _minimal(leaves: list[str], wanted) -> set[Members]:  # type: ignore[no-untyped-def]
    found: list[Members] = []
    for size in range(len(leaves) + 1):
        for some in combinations(leaves, size):
            chosen = frozenset(some)
            if not any(smaller <= chosen for smaller in found) and wanted(chosen):
                found.append(chosen)
    return set(found)
