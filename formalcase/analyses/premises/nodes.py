"""Nodes that the case has and the step does not cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import Choosable, Space
from formalcase.case.formulas import cited
from formalcase.case.mentions import mentions
from formalcase.case.model import (
    Argument,
    Assumption,
    Case,
    Claim,
    Defeater,
    Evidence,
    Independence,
    Provenance,
    Statement,
)


def node_space(gap: Gap, most: int) -> tuple[Space, bool]:
    """The nodes that the step could cite, and whether all of them are in the space: with a formula, not
    resting on the conclusion, not hit, expired or only there for the sake of a defeater."""
    ground = gap.ground
    case = ground.case
    taken = {reference.id for reference in cited(gap.form.step)}
    taken |= resting_on(case, gap.form.step.conclusion.id)
    taken |= ground.stood().statuses.hit | set(ground.stale) | _of_defeaters(case)
    found = [
        node
        for node in case.nodes.values()
        if isinstance(node, Statement) and node.holds is not None and node.id not in taken
    ]
    chosen = [
        # A leaf is as good as a claim; the order of the case decides.
        Choosable(node.holds, gap.asserted(node.holds), node=node.id)
        for node in found
        if node.holds is not None
    ]
    return Space(gap, chosen[:most]), len(chosen) <= most


def _premises_of(case: Case) -> dict[str, list[str]]:
    """What each node is argued from, whatever its steps are worth, by way of the steps."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for node in case.nodes.values():
        if isinstance(node, Argument):
            below[node.conclusion.id].append(node.id)
            below[node.id].extend(reference.id for reference in (*cited(node), *node.given))
    return below


def _closure(edges: Mapping[str, Iterable[str]], start: Iterable[str]) -> set[str]:
    found: set[str] = set()
    todo = list(start)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(edges.get(name, ()))
    return found


def resting_on(case: Case, conclusion: str) -> set[str]:
    """The node and everything for which it is argued, directly or by way of others."""
    above: defaultdict[str, list[str]] = defaultdict(list)
    for name, below in _premises_of(case).items():
        for other in below:
            above[other].append(name)
    return _closure(above, [conclusion])


def _of_defeaters(case: Case) -> set[str]:
    """What is there for the sake of a doubt and for nothing else. What an answer to a doubt rests on is on
    the side of the case."""
    below = _premises_of(case)
    answers, doubts = _sides(case)
    against = _closure(below, doubts)
    # A claim below a doubt is argued for its sake.
    tops = [node.id for node in case.nodes.values() if isinstance(node, Claim) and node.id not in against]
    return against - _closure(below, [*answers, *tops])


def _sides(case: Case) -> tuple[set[str], set[str]]:
    """The defeaters that attack doubts, and the doubts: all others, also those on an answer."""
    attacks = {
        node.id: {target.id for target in node.attacks}
        for node in case.nodes.values()
        if isinstance(node, Defeater)
    }
    doubts = {name for name, targets in attacks.items() if not targets <= attacks.keys()}
    answers: set[str] = set()
    todo = list(doubts)
    while todo:
        attacked = todo.pop()
        for name, targets in attacks.items():
            if attacked in targets and name not in doubts | answers:
                (answers if attacked in doubts else doubts).add(name)
                todo.append(name)
    return answers, doubts | (attacks.keys() - answers)


def broken(case: Case, step: str, nodes: Iterable[str]) -> tuple[str, ...]:
    """The declared independences that would no longer hold if the step cited the nodes: a leaf or a source
    would be shared between the leg that the step is part of and another one."""
    below = _premises_of(case)
    added = _with_sources(case, _closure(below, nodes))
    found = []
    for declared in case.nodes.values():
        if not isinstance(declared, Independence):
            continue
        legs = {leg.id: _closure(below, [leg.id]) for leg in declared.legs}
        accepted = {source.id for source in declared.accepting}
        ours = [name for name, inside in legs.items() if step in inside]
        others = [_with_sources(case, inside) for name, inside in legs.items() if name not in ours]
        shared = [(added - accepted) & _grounds(case, other) for other in others]
        if ours and any(shared):
            found.append(declared.id)
    return tuple(found)


def _grounds(case: Case, names: Iterable[str]) -> set[str]:
    """The leaves and sources among some nodes."""
    return {
        name for name in names if isinstance(case.nodes.get(name), Assumption | Evidence | Provenance | Claim)
    }


def _with_sources(case: Case, names: set[str]) -> set[str]:
    """The nodes with the sources of the leaves among them, wider sources included."""
    sources: dict[str, list[str]] = {}
    for name, node in case.nodes.items():
        if isinstance(node, Assumption | Evidence | Provenance):
            sources[name] = [reference.id for reference in mentions(node)]
    return _closure(sources, names)
