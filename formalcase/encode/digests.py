"""Digests of definitions, each made of its own text and of the digests of what it uses: linear in the
vocabulary, however deep its definitions go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from graphlib import TopologicalSorter

from formalcase.encode.formula import formula_text
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import symbols_in


def combined(parts: Iterable[str]) -> str:
    """One digest of several texts, in the order given."""
    total = hashlib.sha256()
    for part in parts:
        total.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def digests(vocabulary: Vocabulary) -> dict[str, str]:
    """The digest of each definition, by name."""
    bodies = {name: symbol for name, symbol in vocabulary.symbols.items() if symbol.body is not None}
    uses = {name: _used(symbol, bodies) for name, symbol in bodies.items()}
    found: dict[str, str] = {}
    for name in TopologicalSorter(uses).static_order():
        symbol = bodies[name]
        assert symbol.body is not None
        parameters = [f"{parameter.name}:{parameter.type}" for parameter in symbol.parameters]
        text = formula_text(symbol.body, vocabulary)
        found[name] = combined(
            [name, *parameters, str(symbol.result), text, *(found[each] for each in uses[name])]
        )
    return found


def _used(symbol: Symbol, bodies: dict[str, Symbol]) -> list[str]:
    assert symbol.body is not None
    return sorted(name for name in symbols_in(symbol.body) if name in bodies)
