"""The support graph and the attacks as facts for the programs in `encodings/asp`.

Nodes are numbered in the order of the graph, so that no name, however hostile, is ever part of a program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from formalcase.case.support import Gate
from formalcase.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Numbering:
    """Nodes by number and numbers by node."""

    nodes: tuple[str, ...]
    numbers: Mapping[str, int]


def number(graph: Mapping[str, Gate], more: Iterable[str] = ()) -> Numbering:
    """Every gate, then every member and every further node that is not a gate."""
    members = (member for gate in graph.values() for member in gate.members)
    nodes = tuple(dict.fromkeys([*graph, *members, *more]))
    return Numbering(nodes, {name: position for position, name in enumerate(nodes)})


def graph_facts(graph: Mapping[str, Gate], names: Numbering) -> str:
    """`gate(G, K).` and `member(G, M).`, a line for each gate."""
    lines = []
    for name, gate in graph.items():
        own = names.numbers[name]
        members = "".join(f" member({own}, {names.numbers[member]})." for member in gate.members)
        lines.append(f"gate({own}, {gate.least}).{members}\n")
    return "".join(lines)


def set_facts(predicate: str, nodes: Collection[str], names: Numbering) -> str:
    """A unary fact for each node."""
    return "".join(
        f"{predicate}({position}).\n" for position in sorted(names.numbers[node] for node in nodes)
    )


def pair_facts(predicate: str, pairs: Mapping[str, Iterable[str]], names: Numbering) -> str:
    """A binary fact for each pair of a key and one of its values."""
    return "".join(
        f"{predicate}({names.numbers[key]}, {names.numbers[value]}).\n"
        for key, values in pairs.items()
        for value in values
    )
