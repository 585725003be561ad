"""Whether a case is put together properly: what each field refers to, bounds, and clashing labels.

Elaboration and the builder share these checks. A mention whose id is `UNRESOLVED` has been reported
where it stands and is passed over. Circles in the argument are left to the analyses, which name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from formalcase.case.model import (
    Allowance,
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
    Quorum,
    Reference,
)
from formalcase.case.nodes import UNRESOLVED, Kind, in_words, target_kinds, word_kinds
from formalcase.case.whole import check_whole
from formalcase.diagnostics.catalogue import CATALOGUE, names, structure
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.frozen import dataclass
from formalcase.logic.vocabulary import Vocabulary
from formalcase.source import Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_STATEMENTS: frozenset[Kind] = frozenset({"claim", "assumption", "evidence"})
_LEAVES: frozenset[Kind] = frozenset({"assumption", "evidence", "warrant", "closing", "range"})
_ATTACKABLE: frozenset[Kind] = _LEAVES | {"claim", "argument", "defeater"}
_ANYTHING: frozenset[Kind] = _ATTACKABLE | {"source", "context", "independence"}
_SOURCE: frozenset[Kind] = frozenset({"source"})

TARGETS: Mapping[str, tuple[frozenset[Kind], str]] = {
    "top": (frozenset({"claim"}), "a claim"),
    "for": (frozenset({"claim", "defeater"}), "a claim or a defeater"),
    "from": (_STATEMENTS, "claims, assumptions and evidence"),
    "given": (_STATEMENTS, "claims, assumptions and evidence"),
    "attacks": (_ATTACKABLE, "leaves, steps, claims and defeaters"),
    "source": (_SOURCE, "sources"),
    "within": (_SOURCE, "sources"),
    "about": (_ANYTHING, "nodes and leaves"),
    "independent": (frozenset({"argument"}), "arguments"),
    "accepting": (frozenset({"source", "closing", "range"}), "sources, closings and ranges"),
}
"""What each field may refer to, and that in words."""

_ADVICE: Mapping[tuple[str, Kind], str] = {
    ("top", "assumption"): "make it a `claim` and argue for it",
    ("top", "evidence"): "make it a `claim` and argue for it",
    ("from", "defeater"): "a defeater attacks; it is no premise",
    ("from", "source"): "name it in the field `source` of the evidence that comes from it",
    ("from", "context"): "a context has no logical force; make it an `assumption` to cite it",
    ("from", "argument"): "cite the claim that it argues for",
    ("from", "warrant"): "make its sentence an `assumption` to cite it",
    ("from", "closing"): "closings take part in every step without being cited",
    ("from", "range"): "ranges take part in every step without being cited",
    ("given", "closing"): "closings take part in every step without being cited",
    ("given", "range"): "ranges take part in every step without being cited",
    ("attacks", "source"): "attack the evidence that comes from it",
    ("attacks", "context"): "a context has no logical force; attack what rests on it",
}


@dataclass(frozen=True, slots=True)
class _Known:
    nodes: Mapping[str, Node]
    kinds: Mapping[str, Kind]
    words: Mapping[str, str]


def check_case(case: Case) -> list[Finding]:
    """Every finding on a whole case; `check_nodes` is part of it."""
    known = _known(case.nodes, case.vocabulary)
    findings = _check_nodes(known, case.vocabulary)
    if case.top is None:
        claims = [node.id for node in case.nodes.values() if isinstance(node, Claim)]
        advice = f"add `top {claims[0]}` to the `case` block" if len(claims) == 1 else None
        findings.append(structure.MISSING_TOP.at(case.span, subject=case.id, name=case.id, advice=advice))
    else:
        findings.extend(_references(known, "top", (Reference(case.top, case.top_span),), case.id))
    findings.extend(_allows(case.allows, case.id))
    return findings


def check_nodes(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> list[Finding]:
    """Every finding on nodes and vocabulary, apart from what a `case` block says."""
    return _check_nodes(_known(nodes, vocabulary), vocabulary)


def _known(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> _Known:
    return _Known(nodes, target_kinds(nodes, vocabulary), word_kinds(vocabulary))


def _check_nodes(known: _Known, vocabulary: Vocabulary) -> list[Finding]:
    findings = list(check_whole(known.nodes, vocabulary))
    for node in known.nodes.values():
        findings.extend(_allows(node.allows, node.id))
        findings.extend(_node(known, node))
    return findings


def _node(known: _Known, node: Node) -> Iterator[Finding]:
    match node:
        case Claim():
            pass
        case Assumption():
            yield from _references(known, "source", node.sources, node.id)
            yield from _credence(node.credence, node)
        case Evidence():
            yield from _references(known, "source", node.sources, node.id)
            yield from _credence(node.credence, node)
            yield from _dates(node)
        case Argument():
            yield from _argument(known, node)
        case Defeater():
            if not node.attacks:
                yield structure.MISSING_FIELD.at(
                    node.span, subject=node.id, name=node.id, field="attacks", kind="a defeater"
                )
            yield from _references(known, "attacks", node.attacks, node.id)
        case Provenance():
            yield from _references(known, "within", node.within, node.id)
        case Context():
            yield from _references(known, "about", node.about, node.id)
        case Independence():
            yield from _independence(known, node)
            yield from _references(known, "accepting", node.accepting, node.id)
        case _:
            assert_never(node)


# ---- References ----------------------------------------------------------------------------------


def _references(
    known: _Known, field: str, references: Iterable[Reference], subject: str, *, once: bool = True
) -> Iterator[Finding]:
    """Whether each mention in a field is of a kind that the field may name and, if `once`, new."""
    seen: dict[str, Span | None] = {}
    for reference in references:
        if reference.id == UNRESOLVED:
            continue
        if once and reference.id in seen:
            yield structure.REPEATED_MENTION.at(
                reference.span,
                subject=subject,
                related=[("first named here", seen[reference.id])],
                field=field,
                name=reference.id,
            )
            continue
        seen[reference.id] = reference.span
        yield from _reference(known, field, reference, subject)


def _reference(known: _Known, field: str, reference: Reference, subject: str) -> Iterator[Finding]:
    kind = known.kinds.get(reference.id)
    allowed, wanted = TARGETS[field]
    if kind in allowed:
        return
    if kind is None:
        what = known.words.get(reference.id)
        if what is None:
            yield names.UNDEFINED_NAME.at(reference.span, subject=subject, name=reference.id)
        else:
            yield names.NOT_A_NODE.at(
                reference.span, subject=subject, name=reference.id, what=what, field=field
            )
        return
    related = []
    if reference.id in known.nodes:
        related.append(("it is declared here", known.nodes[reference.id].span))
    if field == "for" and kind in _LEAVES:
        yield structure.ARGUED_LEAF.at(
            reference.span,
            subject=subject,
            related=related,
            advice=None if kind in _STATEMENTS else "only claims and defeaters are argued for",
            name=reference.id,
            found=in_words(kind),
        )
        return
    yield structure.WRONG_KIND.at(
        reference.span,
        subject=subject,
        related=related,
        advice=_ADVICE.get((field, kind)),
        name=reference.id,
        found=in_words(kind),
        field=field,
        wanted=wanted,
    )


# ---- Nodes ---------------------------------------------------------------------------------------


def _argument(known: _Known, node: Argument) -> Iterator[Finding]:
    yield from _references(known, "for", (node.conclusion,), node.id)
    seen: dict[str, Span | None] = {}
    for premise in node.premises:
        members = premise.members if isinstance(premise, Quorum) else (premise,)
        if isinstance(premise, Quorum) and not 1 <= premise.least <= len(members):
            yield structure.QUORUM_BOUNDS.at(
                premise.span, subject=node.id, least=str(premise.least), size=str(len(members))
            )
        for member in members:
            if member.id == UNRESOLVED:
                continue
            if member.id in seen:
                yield structure.REPEATED_PREMISE.at(
                    member.span,
                    subject=node.id,
                    related=[("first cited here", seen[member.id])],
                    name=member.id,
                    step=node.id,
                )
                continue
            seen[member.id] = member.span
            yield from _reference(known, "from", member, node.id)
    yield from _references(known, "given", node.given, node.id)


def _independence(known: _Known, node: Independence) -> Iterator[Finding]:
    if len(node.legs) < 2:
        yield structure.TOO_FEW_LEGS.at(node.span, subject=node.id)
    yield from _references(known, "independent", node.legs, node.id, once=False)
    seen: dict[str, Span | None] = {}
    first: tuple[str, str] | None = None
    for leg in node.legs:
        step = known.nodes.get(leg.id)
        if leg.id == UNRESOLVED or not isinstance(step, Argument):
            continue
        if leg.id in seen:
            related = [("first named here", seen[leg.id])]
            yield structure.REPEATED_LEG.at(leg.span, subject=node.id, related=related, name=leg.id)
            continue
        seen[leg.id] = leg.span
        goal = step.conclusion.id
        if goal == UNRESOLVED:
            continue
        if known.kinds.get(goal) == "defeater":
            yield structure.LEGS_FOR_NO_CLAIM.at(leg.span, subject=node.id, name=leg.id, goal=goal)
            return
        if first is None:
            first = (leg.id, goal)
        elif goal != first[1]:
            yield structure.LEGS_APART.at(
                leg.span, subject=node.id, first=first[0], one=first[1], second=leg.id, other=goal
            )


def _credence(credence: tuple[Fraction, Fraction] | None, node: Node) -> Iterator[Finding]:
    if credence is not None and not 0 <= credence[0] <= credence[1] <= 1:
        low, high = map(str, credence)
        yield structure.CREDENCE_RANGE.at(node.span, subject=node.id, low=low, high=high)


def _dates(node: Evidence) -> Iterator[Finding]:
    if node.collected is not None and node.expires is not None and node.collected > node.expires:
        yield structure.EXPIRED_AT_BIRTH.at(
            node.span,
            subject=node.id,
            name=node.id,
            collected=node.collected.isoformat(),
            expires=node.expires.isoformat(),
        )


def _allows(allows: Iterable[Allowance], subject: str) -> Iterator[Finding]:
    for allow in allows:
        if allow.code not in CATALOGUE:
            advice = did_you_mean(allow.code, CATALOGUE)
            yield structure.UNKNOWN_ALLOWED_CODE.at(
                allow.span, subject=subject, advice=advice, code=allow.code
            )
