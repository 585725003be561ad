"""The ASP programs and the plain fixpoints say the same of random graphs."""

from __future__ import annotations

import random

import pytest

from formalcase.analyses.statuses import Standing, statuses
from formalcase.case.support import Gate, supported
from formalcase.solve.asp import statuses_by_asp, supported_by_asp


def _random_graph(chance: random.Random) -> dict[str, Gate]:
    """Claims over steps over claims, leaves and quorums; circles allowed."""
    leaves = [f"leaf{n}" for n in range(chance.randint(1, 5))]
    claims = [f"claim{n}" for n in range(chance.randint(1, 5))]
    defeaters = [f"defeater{n}" for n in range(chance.randint(0, 4))]
    graph: dict[str, Gate] = {}
    steps: dict[str, list[str]] = {name: [] for name in (*claims, *defeaters)}
    for number in range(chance.randint(1, 9)):
        members = chance.sample(leaves + claims, chance.randint(0, min(4, len(leaves + claims))))
        graph[f"step{number}"] = Gate(chance.randint(min(1, len(members)), len(members)), tuple(members))
        steps[chance.choice(claims + defeaters)].append(f"step{number}")
    for name, arguments in steps.items():
        graph[name] = Gate(1, tuple(arguments))
    return graph


@pytest.mark.parametrize("seed", range(150))
def test_support_by_asp_and_by_plain_fixpoint(seed: int) -> None:
    chance = random.Random(seed)
    graph = _random_graph(chance)
    nodes = sorted({*graph, *(member for gate in graph.values() for member in gate.members)})
    removed = frozenset(chance.sample(nodes, chance.randint(0, 3) if len(nodes) > 3 else 0))
    assert supported_by_asp(graph, removed) == supported(graph, removed)


@pytest.mark.parametrize("seed", range(300))
def test_statuses_by_asp_and_by_plain_fixpoint(seed: int) -> None:
    chance = random.Random(seed)
    graph = _random_graph(chance)
    nodes = sorted({*graph, *(member for gate in graph.values() for member in gate.members)})
    defeaters = tuple(name for name in graph if name.startswith("defeater"))
    targets = {name: tuple(chance.sample(nodes, chance.randint(1, min(3, len(nodes))))) for name in defeaters}
    steps = [name for name in graph if name.startswith("step")]
    leaves = [name for name in nodes if name.startswith("leaf")]
    standing = Standing(
        graph,
        defeaters=defeaters,
        argued=frozenset(name for name in defeaters if graph[name].members),
        residual=frozenset(name for name in defeaters if chance.random() < 0.15),
        targets=targets,
        spent=frozenset(name for name in leaves if chance.random() < 0.1),
        undecided=frozenset(name for name in steps if chance.random() < 0.1),
    )
    by_asp = statuses_by_asp(
        graph,
        defeaters=defeaters,
        targets=targets,
        residual=frozenset(standing.residual),
        argued=frozenset(standing.argued),
        spent=frozenset(standing.spent),
        undecided=frozenset(standing.undecided),
    )
    assert by_asp == {name: str(status) for name, status in statuses(standing).of.items()}
