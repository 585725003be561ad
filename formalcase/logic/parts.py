"""The parts of a formula: the smallest sentences of which it is the conjunction.

Two arguments may share a part of what they assume and no whole assumption; how a writer packs parts into
sentences (a definition, a double negation, one `forall` over two facts) must make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from formalcase.logic import build
from formalcase.logic.substitute import substitute
from formalcase.logic.term import (
    And,
    EnumType,
    Equal,
    Implies,
    IntType,
    Less,
    Not,
    Or,
    Quantified,
    RealType,
    SortType,
    Term,
    Truth,
    Type,
    Var,
    type_of,
)
from formalcase.logic.unfolding import unfold
from formalcase.logic.vocabulary import Vocabulary

MOST_INSTANCES = 1_000


def parts(term: Term, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The top-level conjuncts, in the order written, each once.

    Definitions are unfolded, negations moved inwards past `and`, `or`, `implies` and quantifiers, `forall`
    and `implies` distributed over `and`, and an equation of numbers split into its two inequalities. The
    conjunction of the parts means the same as the term. To be called within `deep_recursion()`.
    """
    return tuple(dict.fromkeys(_conjuncts(unfold(term, vocabulary), positive=True)))


def instances(part: Term, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """What a `forall` over enums and closed sorts says of each of their members; nothing for other parts,
    and the first thousand where there are more."""
    if not isinstance(part, Quantified) or part.kind != "forall":
        return ()
    members = [(each, _members(each.type, vocabulary)) for each in part.variables]
    named = [(each, found) for each, found in members if found is not None]
    if not named:
        return ()
    kept = tuple(each for each, found in members if found is None)
    combinations = product(*(found for _, found in named))
    return tuple(
        _quantified(
            kept, substitute(part.body, dict(zip([each.name for each, _ in named], chosen, strict=True)))
        )
        for chosen in islice(combinations, MOST_INSTANCES)
    )


def _conjuncts(term: Term, positive: bool) -> Iterator[Term]:
    """The conjuncts of the term or, if not `positive`, of its negation."""
    match term:
        case Truth(value) if value is positive:
            return
        case Not(body):
            yield from _conjuncts(body, not positive)
        case And(members) if positive:
            for member in members:
                yield from _conjuncts(member, positive)
        case Or(members) if not positive:
            for member in members:
                yield from _conjuncts(member, positive)
        case Implies(left, right) if positive:
            for each in _conjuncts(right, positive):
                yield build.implication(left, each)
        case Implies(left, right):
            yield from _conjuncts(left, True)
            yield from _conjuncts(right, False)
        case Quantified(kind, variables, body) if (kind == "forall") is positive:
            for each in _conjuncts(body, positive):
                yield _quantified(variables, each)
        case Equal(left, right) if positive and isinstance(type_of(left), IntType | RealType):
            yield Less(left, right, strict=False)
            yield Less(right, left, strict=False)
        case Less(left, right, strict) if not positive:
            yield Less(right, left, strict=not strict)
        case _:
            yield term if positive else build.negation(term)


def _quantified(variables: tuple[Var, ...], body: Term) -> Term:
    return build.quantified("forall", variables, body) if variables else body


def _members(type: Type, vocabulary: Vocabulary) -> list[Term] | None:  # noqa: A002
    """The members of a type of which all are listed; None for any other."""
    match type:
        case EnumType(name):
            return [build.member(type, member.name) for member in vocabulary.enums[name].members]
        case SortType(name) if vocabulary.sorts[name].closed:
            return [build.member(type, member.name) for member in vocabulary.sorts[name].members]
        case _:
            return None
