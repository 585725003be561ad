"""A support graph written as a case: each leaf an assumption, each gate a claim with one argument.

A leaf says that one thing is so, a claim that enough of what it rests on is; so every step is valid and
brings no warrant. The minimal defeater sets of the case are those of the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from formalcase.case.support import Gate, Graph

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = frozenset(
    (
        *("not", "and", "or", "implies", "iff", "forall", "exists", "count", "sum"),
        *("if", "then", "else", "in", "true", "false"),
    )
)


def case_text(name: str, top: str, graph: Graph) -> str:
    """The case as text; other names are made of those of the nodes, with `ok_` and `step_` before them."""
    return "\n".join(_lines(name, top, graph)) + "\n"


def leaves(graph: Graph) -> list[str]:
    """What the gates rest on and is no gate, in the order of first mention."""
    members = [member for gate in graph.values() for member in gate.members]
    return [name for name in dict.fromkeys(members) if name not in graph]


def _lines(name: str, top: str, graph: Graph) -> Iterator[str]:
    yield f'case {_name(name)} "{top} stands" {{ language 1 top {_name(top)} }}'
    for leaf in leaves(graph):
        fine = _name(f"ok_{leaf}")
        yield f'const {fine}: Bool "the component {leaf} works"'
        yield f'assumption {_name(leaf)} "The component {leaf} works" {{ holds {fine} }}'
    for node, gate in graph.items():
        fine = _name(f"ok_{node}")
        yield f'def {fine}: Bool "{node} stands" = {_formula(gate)}'
        yield f'claim {_name(node)} "{node} stands" {{ holds {fine} }}'
        step = _name(f"step_{node}")
        yield f'argument {step} "why {node} stands" {{ for {_name(node)} from {_premises(gate)} }}'


def _formula(gate: Gate) -> str:
    members = [_name(f"ok_{member}") for member in gate.members]
    if gate.least == len(members):
        return " and ".join(members)
    if gate.least == 1:
        return " or ".join(members)
    return f"(count each in {{{', '.join(members)}}}: each) >= {gate.least}"


def _premises(gate: Gate) -> str:
    members = ", ".join(map(_name, gate.members))
    return members if gate.least == len(gate.members) else f"{gate.least} of ({members})"


def _name(name: str) -> str:
    return name if _WORD.fullmatch(name) and name not in _RESERVED else f"`{name}`"
