"""What matters to a goal: that with some leaves it has support, and without this one node no more.

A leaf matters exactly when it is in a minimal support set. In general that is hard to find out. But where the
parts of an argument share little it can be seen at once, for all nodes in one walk; only what is left after
that needs the sets themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field

from formalcase.case.support import Gate, Graph, cycles, rests_on, supported
from formalcase.frozen import dataclass

_LOOKS_A_STEP = 20  # so many nodes are looked at in the time of a step


@dataclass(frozen=True, slots=True)
class Below:
    """The part of a graph that stands below a goal, the goal first."""

    gates: Mapping[str, Gate]
    leaves: tuple[str, ...]
    circular: bool
    used: Counter[str] = field(default_factory=Counter)
    """How often each node is mentioned."""


def below(graph: Graph, goal: str, standing: Collection[str]) -> Below:
    found = rests_on(graph, [goal], standing)
    gates = {name: graph[name] for name in found if name in graph}
    leaves = tuple(name for name in found if name not in graph)
    used = Counter(member for gate in gates.values() for member in gate.members if member in standing)
    edges = {name: [member for member in gate.members if member in gates] for name, gate in gates.items()}
    return Below(gates, leaves, bool(cycles(edges)), used)


def surely_matter(part: Below, goal: str) -> set[str]:
    """Nodes that matter to the goal, and for which that is easy to see.

    A node is *loose* when losing leaves of its own makes it fall and nothing else that it is not part of: it
    is mentioned once, and is a leaf or has so many loose members that it falls with them. A node matters
    when some way down to it from the goal passes only gates for which it is decisive: with so many other
    members fallen, all of them loose, that those which are left are just enough.

    Why: let these loose members fall, and nothing else. Each is mentioned once, so nothing falls but what is
    in them; every gate on the way stands, with just enough members. Without the node at its end each of
    them falls, one after the other, and so does the goal. Where there are circles this reasoning fails.
    """
    if part.circular:
        return set()
    loose = _loose(part)
    found = {goal}
    todo = [goal]
    while todo:
        gate = part.gates.get(todo.pop())
        if gate is None or gate.least <= 0:
            continue
        here = [member for member in gate.members if member in part.used]
        to_fall = len(here) - gate.least
        able = sum(member in loose for member in here)
        for member in here:
            if member not in found and able - (member in loose) >= to_fall:
                found.add(member)
                todo.append(member)
    return found


def _loose(part: Below) -> set[str]:
    found: set[str] = {leaf for leaf in part.leaves if part.used[leaf] == 1}
    short = {
        name: sum(member in part.used for member in gate.members) - gate.least + 1
        for name, gate in part.gates.items()
        if part.used[name] == 1 and gate.least > 0
    }
    user = {member: name for name, gate in part.gates.items() for member in gate.members}
    todo = list(found)
    while todo:
        above = user[todo.pop()]
        if above in short:
            short[above] -= 1
            if short[above] == 0:
                found.add(above)
                todo.append(above)
    return found


@dataclass(frozen=True, slots=True)
class Unneeded:
    """Leaves that matter to none of some goals, and those of which it could not be found out."""

    leaves: frozenset[str]
    unknown: frozenset[str]


def unneeded(graph: Graph, goals: Iterable[str], leaves: Collection[str], budget: int) -> Unneeded:
    """Which of the leaves are in no minimal support set of any of the goals; a goal without support has none.

    `budget` is in steps of `diagrams`; what can be seen at once costs next to nothing.
    """
    standing = supported(graph)
    rest, unknown = set(leaves), set[str]()
    looks = _LOOKS_A_STEP * budget
    for goal in goals:
        if goal not in standing or not rest:
            continue
        part = below(graph, goal, standing)
        looks -= len(part.used)
        if looks < 0:
            return Unneeded(frozenset(), frozenset(rest))
        rest -= surely_matter(part, goal)
        open_ = rest.intersection(part.leaves)
        if open_:
            found, steps = _in_sets(graph, goal, budget)
            budget -= steps
            if found is None:
                unknown |= open_
            else:
                rest -= found
    return Unneeded(frozenset(rest - unknown), frozenset(rest & unknown))


def _in_sets(graph: Graph, goal: str, budget: int) -> tuple[set[str] | None, int]:
    """The leaves that are in some minimal support set of the goal, or None when the budget is spent first;
    and the steps that this took.

    A leaf is in one exactly when it is in a minimal defeater set, for both say that it matters; either family
    may be much the smaller one.
    """
    # Only where something is in doubt are the diagrams needed; they are not loaded before.
    from formalcase.diagrams.circuit import dual
    from formalcase.diagrams.errors import OutOfSteps, TooCircular
    from formalcase.diagrams.intake import intake
    from formalcase.diagrams.solve import solved

    try:
        taken = intake(graph, [goal], ())
    except TooCircular:
        return None, 0
    spent = 0
    for circuit in (taken.circuit, dual(taken.circuit)):
        try:
            answer = solved(circuit, (budget - spent) // 2)
        except OutOfSteps as stopped:
            spent += stopped.steps
            continue
        diagram = answer.diagram
        # From every node of a diagram a set is reached, so every leaf in it is in a set.
        in_sets = {taken.leaves[leaf] for leaf in diagram.variable if 0 <= leaf < diagram.leaves}
        return in_sets, spent + answer.steps
    return None, spent
