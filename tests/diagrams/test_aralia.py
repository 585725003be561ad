"""The Aralia fault trees as support graphs: known counts and sizes."""

from __future__ import annotations

from itertools import islice

import pytest
from faulttrees import fault_tree, known

from formalcase.diagrams import any_minimal_defeater, bounded_defeaters, minimal_defeaters

pytestmark = pytest.mark.usefixtures("engine")
SLOW = {"edf9203", "edfpa14b", "edfpa14p"}
"""For the engine in Python."""

BOTH = [
    pytest.param(engine, name, marks=pytest.mark.slow if engine == "python" and name in SLOW else ())
    for engine in ("python", "native")
    for name in known()
]


@pytest.mark.parametrize(("engine", "name"), BOTH, indirect=["engine"])
def test_counts_and_sizes(name: str) -> None:
    (graph, top), expected = fault_tree(name), known()[name]
    family = minimal_defeaters(graph, top)
    assert family.count == expected["mcs"]
    sizes = {int(size): count for size, count in expected["by_size"].items()}
    assert family.by_size() == sizes
    first = family.smallest(100)
    assert first == sorted(first, key=len)
    assert len(set(first)) == min(100, family.count)
    assert all(family.contains(found) for found in first[:3])
    one = any_minimal_defeater(graph, top)
    assert one is not None
    assert family.contains(one)
    assert len({frozenset(found) for found in islice(family, 1_000)}) == min(1_000, family.count)
    few = bounded_defeaters(graph, top, 2)
    assert few.by_size() == {size: count for size, count in sizes.items() if size <= 2}
