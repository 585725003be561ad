"""The formula of each node and leaf of a case, opaque ones and implicit ones included.

The implicit leaves are the warrant of a step (`S.warrant`), the closing of a sort (`S.closed`) and the
range of a constant (`x.range`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from formalcase.case.model import Argument, Assumption, Case, Evidence, Formal, Node, Quorum, Reference
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import BOOL, FALSE, TRUE, Apply, Term
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.source import Span

LeafKind = Literal["assumption", "evidence", "warrant", "closing", "range"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something that the case takes as given and that a person must judge."""

    id: str
    kind: LeafKind
    text: str
    formula: Term
    span: Span | None = None


def warrant_of(step: str) -> str:
    """The id of the leaf that closes an informal step."""
    return f"{step}.warrant"


def is_opaque(node: Node) -> bool:
    """Whether the node could carry a formula and has none."""
    return isinstance(node, Formal) and node.holds is None


def full_vocabulary(case: Case) -> Vocabulary:
    """The vocabulary of the case and, for each opaque node, a Boolean constant of the node's name.

    Nodes and words share one namespace, so no name is taken twice.
    """
    opaque = {
        node.id: Symbol(node.id, (), BOOL, gloss=f"`{_as_gloss(node.id)}` holds", span=node.span)
        for node in case.nodes.values()
        if is_opaque(node)
    }
    return (
        replace(case.vocabulary, symbols={**case.vocabulary.symbols, **opaque}) if opaque else case.vocabulary
    )


def _as_gloss(name: str) -> str:
    """The name as it stands in a gloss, where braces are slots."""
    return name.replace("{", "{{").replace("}", "}}")


def formula_of(node: Formal) -> Term:
    """The formula of a node: its own or, if it is opaque, a Boolean of its own."""
    return node.holds if node.holds is not None else Apply(node.id, (), BOOL)


def statement(case: Case, reference: Reference) -> Term:
    """The formula of a cited premise or conclusion."""
    node = case.nodes[reference.id]
    assert isinstance(node, Formal), reference.id
    return formula_of(node)


def at_least(least: int, terms: tuple[Term, ...]) -> Term:
    """At least `least` of the terms hold; one formula, linear in their number."""
    if least <= 0:
        return TRUE
    if least > len(terms):
        return FALSE
    if least == len(terms):
        return build.conjunction(terms)
    if least == 1:
        return build.disjunction(terms)
    one, none = (build.number(n, decimal=False, unit=None) for n in (Fraction(1), Fraction(0)))
    total = build.add(tuple(build.choice(term, one, none) for term in terms))
    return build.at_least(total, build.number(Fraction(least), decimal=False, unit=None), Vocabulary())


def premise_formula(case: Case, premise: Reference | Quorum) -> Term:
    """The formula of one premise of a step; for a quorum, "at least k of them"."""
    if isinstance(premise, Quorum):
        return at_least(premise.least, tuple(statement(case, member) for member in premise.members))
    return statement(case, premise)


def cited(step: Argument) -> tuple[Reference, ...]:
    """All nodes that a step cites as premises, members of quorums included, in the order written."""
    return tuple(
        reference
        for premise in step.premises
        for reference in (premise.members if isinstance(premise, Quorum) else (premise,))
    )


def is_informal(case: Case, step: Argument) -> bool:
    """Whether the step, a premise or the conclusion is informal, so that a warrant could close it."""
    ends = (step.conclusion, *cited(step))
    return step.informal or any(is_opaque(case.nodes[reference.id]) for reference in ends)


def warrant_formula(case: Case, step: Argument) -> Term:
    """ "The premises (k of them) imply the conclusion.\""""
    premises = tuple(premise_formula(case, premise) for premise in step.premises)
    left = build.conjunction(premises) if len(premises) > 1 else premises[0] if premises else TRUE
    return build.implication(left, statement(case, step.conclusion))


def warrant_leaf(case: Case, step: Argument) -> Leaf:
    text = step.because or f"{step.text}: the premises are enough for the conclusion"
    return Leaf(warrant_of(step.id), "warrant", text, warrant_formula(case, step), step.span)


def implicit_leaves(vocabulary: Vocabulary) -> Mapping[str, Leaf]:
    """The closings of closed sorts and the ranges of constants, by leaf id, in the order declared."""
    leaves: dict[str, Leaf] = {}
    for sort in vocabulary.sorts.values():
        if sort.closed:
            variable = build.variable("it", sort.type)
            members = tuple(build.member(sort.type, member.name) for member in sort.members)
            formula = build.quantified("forall", (variable,), build.one_of(variable, members))
            text = f"there is no {sort.name} but {', '.join(member.name for member in sort.members)}"
            leaves[f"{sort.name}.closed"] = Leaf(f"{sort.name}.closed", "closing", text, formula, sort.span)
    for symbol in vocabulary.symbols.values():
        if symbol.bounds is not None:
            low, high = symbol.bounds
            formula = build.between(build.apply(symbol, ()), low, high, vocabulary)
            text = f"{symbol.name} lies within its declared range"
            leaves[f"{symbol.name}.range"] = Leaf(f"{symbol.name}.range", "range", text, formula, symbol.span)
    return leaves


def declared_leaves(case: Case) -> Mapping[str, Leaf]:
    """The assumptions and the evidence of the case, by id, in the order written."""
    leaves: dict[str, Leaf] = {}
    for node in case.nodes.values():
        match node:
            case Assumption():
                leaves[node.id] = Leaf(node.id, "assumption", node.text, formula_of(node), node.span)
            case Evidence():
                leaves[node.id] = Leaf(node.id, "evidence", node.text, formula_of(node), node.span)
            case _:
                pass
    return leaves
