"""The shape of the argument: circles, claims that nobody argues for, and nodes that play no part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formalcase.analyses.entailments import Rebuttals
from formalcase.case.circles import circles, in_words
from formalcase.case.formulas import cited
from formalcase.case.model import (
    Argument,
    Assumption,
    Case,
    Claim,
    Context,
    Defeater,
    Evidence,
    Independence,
    Node,
    Provenance,
)
from formalcase.diagnostics.catalogue import validity as rules

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def grounding_remarks(case: Case, reached: Rebuttals) -> Iterator[Finding]:
    """Findings on the shape of the argument; `reached` says what rebuttals have to do with."""
    yield from _circles(case)
    yield from _unargued(case)
    yield from _unreachable(case, reached)


def _needs(step: Argument) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reference.id for reference in (*cited(step), *step.given)))


def _steps(case: Case) -> Iterator[Argument]:
    return (node for node in case.nodes.values() if isinstance(node, Argument))


def _circles(case: Case) -> Iterator[Finding]:
    edges: dict[str, list[str]] = {
        node.id: [] for node in case.nodes.values() if isinstance(node, Claim | Defeater)
    }
    for step in _steps(case):
        edges[step.conclusion.id].extend(name for name in _needs(step) if name in edges)
    for path in circles(edges):
        node = case.nodes[path[0]]
        yield rules.CYCLE.at(
            node.span,
            subject=path[0],
            related=[(f"`{name}`", case.nodes[name].span) for name in path[1:-1]],
            path=in_words(path),
        )


def _unargued(case: Case) -> Iterator[Finding]:
    argued = {step.conclusion.id for step in _steps(case)}
    users: dict[str, Argument] = {}
    for step in _steps(case):
        for name in _needs(step):
            users.setdefault(name, step)
    for node in case.nodes.values():
        if not isinstance(node, Claim) or node.id in argued:
            continue
        is_top = node.id == case.top
        if is_top or node.id in users:
            yield rules.UNARGUED_CLAIM.at(
                node.span,
                subject=node.id,
                kind="top claim" if is_top else "claim",
                claim=node.id,
                use=f", and `{users[node.id].id}` cites it" if node.id in users else "",
            )


def _unreachable(case: Case, rebutted: Rebuttals) -> Iterator[Finding]:
    if case.top is None:
        return
    reached = _part_of(case, rebutted)
    # Modules are made to be used in part; what a case leaves unused of one is no finding. A case is not:
    # where the top claim of an imported one has its part here, the rest of it should have one, too.
    apart = set(case.sources[1:]) - {each.source for each in case.imported if each.top in reached}
    for node in case.nodes.values():
        own = node.span is None or node.span.source not in apart
        if own and node.id not in reached and not isinstance(node, Independence):
            yield rules.UNREACHABLE.at(node.span, subject=node.id, node=node.id, top=case.top)


def _part_of(case: Case, rebutted: Rebuttals) -> set[str]:
    """What has a part in the argument for the top claim, or in a doubt about any of that."""
    links = _links(case, rebutted)
    reached: set[str] = set()
    todo = [case.top] if case.top is not None else []
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo.extend(links.get(name, ()))
    return reached


def _links(case: Case, rebutted: Rebuttals) -> dict[str, list[str]]:
    links: dict[str, list[str]] = {}
    for claim, entailing in rebutted.reached.items():
        for other in entailing:  # a rebuttal of the claim reaches what entails it
            links.setdefault(other, []).append(claim)
    for node in case.nodes.values():
        for start, end in _node_links(node):
            links.setdefault(start, []).append(end)
            if case.top is not None and start.endswith((".closed", ".range")):
                links.setdefault(case.top, []).append(end)  # the vocabulary is everybody's
            if start.endswith(".warrant"):  # whatever attacks a warrant has to do with its step
                links.setdefault(start.removesuffix(".warrant"), []).append(end)
    return links


def _node_links(node: Node) -> Iterator[tuple[str, str]]:
    match node:
        case Argument():
            yield node.conclusion.id, node.id
            for name in _needs(node):
                yield node.id, name
        case Assumption() | Evidence():
            for source in node.sources:
                yield node.id, source.id
        case Provenance():
            for wider in node.within:
                yield node.id, wider.id
        case Defeater():
            for target in node.attacks:
                yield target.id, node.id
        case Context():
            for subject in node.about:
                yield subject.id, node.id
        case Independence():
            for leg in node.legs:
                yield leg.id, node.id
                for source in node.accepting:
                    yield node.id, source.id
        case Claim():
            pass
