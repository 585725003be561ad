"""The support graph and the attacks as facts for the programs in `encodings/asp`.

Nodes are numbered in the order of the graph, so that no name, however hostile, is ever part of a program.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from formalcase.case.support import Gate, Graph, rests_on
from formalcase.frozen import dataclass
from formalcase.resources import encodings

Kind = Literal["defeaters", "supports"]
"""Which sets of leaves: those whose loss leaves a goal without support, or those that are enough for it."""

CHOSEN: Mapping[Kind, str] = {"defeaters": "lost", "supports": "kept"}
"""The predicate of the leaves that make up a set."""

MINIMAL_FLAGS: tuple[str, ...] = ("--heuristic=Domain", "--enum-mode=domRec")
"""With these clingo gives the subset-minimal sets alone: it chooses a leaf only when the others force it to,
and after each set it leaves out all that contain it."""

_AGAIN = "\0again"  # no name may contain it


def program(*parts: str) -> str:
    """The text of parts of `encodings/asp`, such as `support/support`, one after the other."""
    return "\n".join((encodings() / "asp" / f"{part}.lp").read_text(encoding="utf-8") for part in parts)


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


def set_program(kind: Kind) -> str:
    """The rules whose answer sets are all sets of leaves of this kind, minimal or not."""
    return program("support/support", f"{kind}/{kind}")


def choice_facts(graph: Graph, goal: str, leaves: Collection[str]) -> tuple[str, Numbering]:
    """The input of the stages `defeaters` and `supports`: what is below the goal, and what may be lost."""
    mentioned = {member for gate in graph.values() for member in gate.members}
    below = rests_on(graph, [goal], {goal, *graph, *mentioned})
    inside = _counted_once({name: gate for name, gate in graph.items() if name in below})
    names = number(inside, [goal])
    losable = {leaf for leaf in leaves if leaf in below and leaf not in graph}
    facts = graph_facts(inside, names) + set_facts("goal", [goal], names)
    return facts + set_facts("losable", losable, names), names


def _counted_once(graph: Graph) -> Graph:
    """The same support with no member twice in a gate: in the facts, the members of a gate are a set.

    Every further mention of a member goes by way of a gate that has nothing but this member.
    """
    gates = dict(graph)
    for name, gate in graph.items():
        if len(set(gate.members)) == len(gate.members):
            continue
        members: dict[str, None] = {}
        for member in gate.members:
            mention = member
            while mention in members:
                mention += _AGAIN
            if mention != member:
                gates[mention] = Gate(1, (member,))
            members[mention] = None
        gates[name] = Gate(gate.least, tuple(members))
    return gates


def quoted(text: str) -> str:
    """A string of a program that shows the text on one line and that no text gets out of.

    What does not show as itself is written by its number; a backslash twice, so that no two texts look alike.
    """
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def one_line(text: str) -> str:
    """A text as a part of a comment, which ends with its line."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\\":
        return "\\\\"
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


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
