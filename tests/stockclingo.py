"""Sets of leaves as stock clingo gives them, from the text of a program alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import clingo
import pytest
from faulttrees import known

from formalcase.case.support import Graph

SMALL = [name for name, tree in known().items() if tree["mcs"] < 20_000]
TREES = [pytest.param(name, marks=() if name == "chinese" else pytest.mark.slow) for name in SMALL]
"""The trees whose sets any solver can list."""


def leaves_of(graph: Graph) -> list[str]:
    members = (member for gate in graph.values() for member in gate.members)
    return [member for member in dict.fromkeys(members) if member not in graph]


def as_sets(found: Sequence[Collection[str]]) -> set[frozenset[str]]:
    """The sets, after a look that each comes once."""
    sets = {frozenset(members) for members in found}
    assert len(sets) == len(found)
    return sets


def answers(text: str, *flags: str) -> list[frozenset[str]]:
    """What stock clingo makes of a program: the strings in `lost` and `kept` atoms of each answer."""
    control = clingo.Control(["--models=0", *flags], logger=lambda _code, _message: None)
    control.add("base", [], text)
    control.ground([("base", [])])
    found: list[frozenset[str]] = []
    control.solve(
        on_model=lambda model: found.append(
            frozenset(_text(atom.arguments[0]) for atom in model.symbols(shown=True))
        )
    )
    return found


def _text(symbol: clingo.Symbol) -> str:
    return symbol.string if symbol.type is clingo.SymbolType.String else str(symbol)
