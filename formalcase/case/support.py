"""The support graph: one monotone graph from the case and the verdicts on its steps.

Each node that can be supported by others is a gate: at least `least` of its members. A claim is a gate
over its steps, a step over its premises, its `given` nodes, its warrant and its closings and ranges.
What has no gate is a leaf. `check`, the defeater sets, what-if and the legs all read this one graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from formalcase.case.formulas import warrant_of
from formalcase.case.model import Argument, Case, Claim, Defeater
from formalcase.frozen import dataclass

_INNER = "\0"  # no name may contain it, so inner gates never clash with nodes


@dataclass(frozen=True, slots=True)
class Gate:
    """At least `least` of the members; a gate of none of none is always supported."""

    least: int
    members: tuple[str, ...]


Graph = Mapping[str, Gate]


@dataclass(frozen=True, slots=True)
class Route:
    """One way in which a sound step carries its conclusion.

    All `premises`, at least k of each quorum's members, and one of `alternatives`: each a subset-minimal
    set of closings and ranges that entails the conclusion with them.
    """

    premises: tuple[str, ...] = ()
    quorums: tuple[tuple[int, tuple[str, ...]], ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ((),)


@dataclass(frozen=True, slots=True)
class Sound:
    """How a sound step supports: by any of its routes; a warranted one also needs its warrant.

    `maybe` is a route of which it is not known whether there is one; `maybe_of` names its gate.
    """

    routes: tuple[Route, ...]
    warranted: bool = False
    maybe: Route | None = None


def maybe_of(step: str) -> str:
    """The gate of a step's uncertain route, for taking it away."""
    return f"{step}{_INNER}maybe"


def all_of(members: Iterable[str]) -> Gate:
    listed = tuple(dict.fromkeys(members))
    return Gate(len(listed), listed)


def any_of(members: Iterable[str]) -> Gate:
    return Gate(1, tuple(dict.fromkeys(members)))


def support_graph(case: Case, sound: Mapping[str, Sound]) -> Graph:
    """The graph over the claims, the defeaters and the given sound steps of a case."""
    gates: dict[str, Gate] = {}
    steps_for: defaultdict[str, list[str]] = defaultdict(list)
    for node in case.nodes.values():
        if isinstance(node, Argument) and node.id in sound:
            steps_for[node.conclusion.id].append(node.id)
            gates.update(_step_gates(node, sound[node.id]))
    for node in case.nodes.values():
        if isinstance(node, Claim | Defeater):
            gates[node.id] = any_of(steps_for[node.id])
    return gates


def _step_gates(step: Argument, sound: Sound) -> dict[str, Gate]:
    gates: dict[str, Gate] = {}
    named = {f"{step.id}{_INNER}{number}": route for number, route in enumerate(sound.routes)}
    if sound.maybe is not None:
        named[maybe_of(step.id)] = sound.maybe
    for name, route in named.items():
        gates.update(_route_gates(name, route))
    always = [reference.id for reference in step.given]
    if sound.warranted:
        always.append(warrant_of(step.id))
    if len(named) == 1 and sound.maybe is None:
        (name,) = named
        gates[step.id] = all_of([*gates.pop(name).members, *always])
    else:
        gates[f"{step.id}{_INNER}routes"] = any_of(named)
        gates[step.id] = all_of([f"{step.id}{_INNER}routes", *always])
    return gates


def _route_gates(name: str, route: Route) -> dict[str, Gate]:
    """The gate of one route, under the name given, and those that it needs."""
    gates: dict[str, Gate] = {}
    needs = list(route.premises)
    for position, (least, members) in enumerate(route.quorums):
        quorum = f"{name}{_INNER}quorum{position}"
        gates[quorum] = Gate(least, members)
        needs.append(quorum)
    if len(route.alternatives) == 1:
        needs.extend(route.alternatives[0])
    else:
        options = []
        for position, leaves in enumerate(route.alternatives):
            option = f"{name}{_INNER}option{position}"
            gates[option] = all_of(leaves)
            options.append(option)
        gates[f"{name}{_INNER}options"] = any_of(options)
        needs.append(f"{name}{_INNER}options")
    gates[name] = all_of(needs)
    return gates


def supported(graph: Graph, removed: Collection[str] = ()) -> set[str]:
    """The least fixpoint: every node that the leaves and gates outside `removed` support.

    Linear in the size of the graph. Leaves count as supported when something mentions them.
    """
    missing: dict[str, int] = {}
    above: defaultdict[str, list[str]] = defaultdict(list)
    ready: list[str] = []
    reached: set[str] = set()

    def reach(node: str) -> None:
        if node not in reached and node not in removed:
            reached.add(node)
            ready.append(node)

    for name, gate in graph.items():
        missing[name] = gate.least
        if gate.least <= 0:
            reach(name)
        for member in gate.members:
            above[member].append(name)
            if member not in graph:
                reach(member)
    while ready:
        for name in above[ready.pop()]:
            missing[name] -= 1
            if missing[name] == 0:
                reach(name)
    return reached


def below(graph: Graph, node: str) -> Graph:
    """The part of the graph that the support of a node depends on."""
    found: dict[str, Gate] = {}
    todo = [node]
    while todo:
        name = todo.pop()
        if name in graph and name not in found:
            found[name] = graph[name]
            todo.extend(graph[name].members)
    return found


def rests_on(graph: Graph, nodes: Iterable[str], standing: Collection[str]) -> set[str]:
    """Everything below `nodes` by way of standing members: what their support may draw upon."""
    found: set[str] = set()
    todo = [node for node in nodes if node in standing]
    while todo:
        node = todo.pop()
        if node in found:
            continue
        found.add(node)
        if node in graph:
            todo.extend(member for member in graph[node].members if member in standing)
    return found


def is_inner(node: str) -> bool:
    """Whether a name of the graph is an inner gate and no node or leaf of the case."""
    return _INNER in node


def cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The strongly connected components with a cycle, each in the order of `edges`, first things first.

    Iterative (Tarjan), so that a chain may be as long as the case.
    """
    order = {name: position for position, name in enumerate(edges)}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found: list[list[str]] = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for child in rest:
                if child not in edges:
                    continue
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    on_stack.add(child)
                    work.append((child, iter(edges[child])))
                    break
                if child in on_stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    if len(component) > 1 or node in edges[node]:
                        found.append(sorted(component, key=order.__getitem__))
    return sorted(found, key=lambda component: order[component[0]])
