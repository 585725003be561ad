"""The ASP programs and the plain fixpoints say the same of random graphs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

import pytest

from formalcase.analyses.statuses import Standing, Status, statuses
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


def _dispute(chance: random.Random) -> tuple[dict[str, Gate], dict[str, tuple[str, ...]]]:
    """Defeaters that are argued for by a leaf or two, and attack each other and such leaves."""
    leaves = [f"leaf{n}" for n in range(chance.randint(2, 4))]
    defeaters = [f"defeater{n}" for n in range(chance.randint(3, 5))]
    graph: dict[str, Gate] = {}
    targets: dict[str, tuple[str, ...]] = {}
    for number, name in enumerate(defeaters):
        argued = chance.random() < 0.9
        graph[name] = Gate(1, (f"step{number}",) if argued else ())
        if argued:
            premises = chance.sample(leaves, chance.randint(1, 2))
            graph[f"step{number}"] = Gate(len(premises), tuple(premises))
        others = [each for each in defeaters if each != name]
        attacked = chance.sample(others, chance.randint(0, 2)) + chance.sample(leaves, chance.randint(0, 1))
        targets[name] = tuple(attacked)
    return graph, targets


def _standing(chance: random.Random) -> Standing:
    if chance.random() < 0.5:
        graph, targets = _dispute(chance)
    else:
        graph = _random_graph(chance)
        nodes = _nodes(graph)
        targets = {
            name: tuple(chance.sample(nodes, chance.randint(1, min(3, len(nodes)))))
            for name in graph
            if name.startswith("defeater")
        }
    steps = [name for name in graph if name.startswith("step")]
    return Standing(
        graph,
        defeaters=tuple(targets),
        argued=frozenset(name for name in targets if graph[name].members),
        residual=frozenset(name for name in targets if chance.random() < 0.1),
        targets=targets,
        spent=frozenset(name for name in _nodes(graph) if name.startswith("leaf") and chance.random() < 0.1),
        undecided=frozenset(name for name in steps if chance.random() < 0.1),
        # A rebuttal reaches claims and leaves by entailment, never another defeater.
        perhaps={
            name: frozenset(
                each for each in found if each.startswith(("leaf", "claim")) and chance.random() < 0.4
            )
            for name, found in targets.items()
        },
    )


def _nodes(graph: dict[str, Gate]) -> list[str]:
    return sorted({*graph, *(member for gate in graph.values() for member in gate.members)})


@pytest.mark.parametrize("seed", range(300))
def test_statuses_by_asp_and_by_plain_fixpoint(seed: int) -> None:
    standing = _standing(random.Random(seed))
    by_asp = statuses_by_asp(
        standing.graph,
        defeaters=tuple(standing.defeaters),
        targets=standing.targets,
        residual=frozenset(standing.residual),
        argued=frozenset(standing.argued),
        spent=frozenset(standing.spent),
        undecided=frozenset(standing.undecided),
        perhaps=standing.perhaps,
    )
    assert by_asp == {name: str(status) for name, status in statuses(standing).of.items()}


@pytest.mark.parametrize("seed", range(100, 200))
def test_what_is_sustained_or_refuted_is_so_however_undecided_questions_come_out(seed: int) -> None:
    standing = _standing(random.Random(seed))
    found = statuses(standing).of
    for outcome in _outcomes(standing):
        then = statuses(outcome).of
        for name, status in found.items():
            if status in (Status.SUSTAINED, Status.REFUTED):
                assert then[name] is status


def _outcomes(standing: Standing) -> Iterator[Standing]:
    """The case with each undecided step sound or not, and each possible attack one or not."""
    pairs = [(name, node) for name, nodes in standing.perhaps.items() for node in sorted(nodes)]
    steps = sorted(standing.undecided)
    for choice in islice(product((True, False), repeat=len(pairs) + len(steps)), 256):
        denied = {pair for pair, holds in zip(pairs, choice, strict=False) if not holds}
        unsound = {step for step, sound in zip(steps, choice[len(pairs) :], strict=True) if not sound}
        yield replace(
            standing,
            graph={
                name: Gate(gate.least, tuple(each for each in gate.members if each not in unsound))
                for name, gate in standing.graph.items()
                if name not in unsound
            },
            targets={
                name: tuple(each for each in nodes if (name, each) not in denied)
                for name, nodes in standing.targets.items()
            },
            undecided=frozenset(),
            perhaps={},
        )
