"""The Aralia fault trees as support graphs: known counts and sizes."""

from __future__ import annotations

import json
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from formalcase.case.support import Gate
from formalcase.diagrams import any_minimal_defeater, bounded_defeaters, minimal_defeaters

DATA = Path(__file__).parent.parent / "data" / "aralia"
SLOW = {"edf9203"}


@cache
def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def support_graph(tree: Any) -> dict[str, Gate]:
    """What fails the tree defeats the goal: an or-gate needs all its members to stand, an and-gate one."""
    graph = {}
    for name, (kind, k, members) in tree["gates"].items():
        lost = {"or": 1, "and": len(members), "atleast": k}[kind]
        graph[name] = Gate(len(members) - lost + 1, tuple(members))
    return graph


NAMES = [
    pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in read("expected.json")
]


@pytest.mark.parametrize("name", NAMES)
def test_counts_and_sizes(name: str) -> None:
    tree, expected = read("trees.json")["trees"][name], read("expected.json")[name]
    graph = support_graph(tree)
    family = minimal_defeaters(graph, tree["top"])
    assert family.count == expected["mcs"]
    sizes = {int(size): count for size, count in expected["by_size"].items()}
    assert family.by_size() == sizes
    first = family.smallest(100)
    assert first == sorted(first, key=len)
    assert len(set(first)) == min(100, family.count)
    assert all(family.contains(found) for found in first[:3])
    one = any_minimal_defeater(graph, tree["top"])
    assert one is not None
    assert family.contains(one)
    assert len({frozenset(found) for found in islice(family, 1_000)}) == min(1_000, family.count)
    few = bounded_defeaters(graph, tree["top"], 2)
    assert few.by_size() == {size: count for size, count in sizes.items() if size <= 2}
