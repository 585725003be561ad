"""The Aralia fault trees as support graphs, and what is known of their minimal cut sets."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from formalcase.case.support import Gate

_DATA = Path(__file__).parent / "data" / "aralia"


@cache
def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


def known() -> dict[str, Any]:
    """By tree: `mcs`, the number of minimal cut sets, and `by_size`, how many of each size."""
    found: dict[str, Any] = _read("expected.json")
    return found


def fault_tree(name: str) -> tuple[dict[str, Gate], str]:
    """What fails the tree defeats the goal: an or-gate needs all its members to stand, an and-gate one."""
    tree = _read("trees.json")["trees"][name]
    graph = {}
    for gate, (kind, k, members) in tree["gates"].items():
        lost = {"or": 1, "and": len(members), "atleast": k}[kind]
        graph[gate] = Gate(len(members) - lost + 1, tuple(members))
    return graph, tree["top"]
