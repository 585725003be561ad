"""How large a term is, and what is too large; terms compared without recursion."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from formalcase.diagnostics.catalogue.types import TOO_MUCH_WRITTEN_OUT
from formalcase.logic.refused import Refused
from formalcase.logic.term import (
    Absolute,
    Add,
    Apply,
    Choice,
    Divide,
    EnumType,
    Extremum,
    Fold,
    Less,
    Member,
    Multiply,
    Negate,
    Number,
    Quantified,
    SortType,
    Term,
    Truth,
    Var,
    children,
)
from formalcase.logic.vocabulary import Vocabulary

WRITTEN_OUT_LIMIT = 300_000
"""What is repeated to write a formula out may make it this large, in parts, and no larger."""


def size(term: Term) -> int:
    """The number of parts of a term, itself included; counting stops beyond `WRITTEN_OUT_LIMIT`."""
    count = 0
    stack = [term]
    while stack and count <= WRITTEN_OUT_LIMIT:
        count += 1
        stack.extend(children(stack.pop()))
    return count


def written_out(term: Term, vocabulary: Vocabulary) -> int:
    """The number of parts once every `count` and `sum` is written out over its listed members; counting
    stops beyond `WRITTEN_OUT_LIMIT`."""
    total = 0
    stack = [(term, 1)]
    while stack and total <= WRITTEN_OUT_LIMIT:
        part, times = stack.pop()
        total += times
        if isinstance(part, Fold):
            times *= instances(part.variables, vocabulary)
        stack.extend((child, times) for child in children(part))
    return total


def instances(variables: Sequence[Var], vocabulary: Vocabulary) -> int:
    """How many choices of listed members there are for the variables of a `count` or `sum`."""
    listed = (each.type for each in variables)
    return prod(len(vocabulary.members(each)) for each in listed if isinstance(each, SortType | EnumType))


def refuse_blow_up(operator: str, parts: int) -> None:
    """Raises Refused when writing something out would give more parts than the limit."""
    if parts > WRITTEN_OUT_LIMIT:
        raise Refused(TOO_MUCH_WRITTEN_OUT, operator=operator, limit=f"{WRITTEN_OUT_LIMIT:,}")


def tokens(term: Term) -> tuple[object, ...]:
    """The term as a flat key: two terms have the same key exactly when they are equal.

    Unlike `==` and `hash` it is safe on terms of any depth.
    """
    found: list[object] = []
    stack = [term]
    while stack:
        part = stack.pop()
        inside = children(part)
        found.append(type(part).__name__)
        found.extend(label(part))
        found.append(len(inside))
        stack.extend(reversed(inside))
    return tuple(found)


def same(left: Term, right: Term) -> bool:
    """Whether two terms are equal; stops at the first difference."""
    stack = [(left, right)]
    while stack:
        one, other = stack.pop()
        if one is other:
            continue
        first, second = children(one), children(other)
        if type(one) is not type(other) or len(first) != len(second) or label(one) != label(other):
            return False
        stack.extend(zip(first, second, strict=True))
    return True


def label(term: Term) -> tuple[object, ...]:
    """What a term holds beside its parts; how a number was written is left out."""
    match term:
        case Truth():
            return (term.value,)
        case Number():
            return (term.value, term.type)
        case Member() | Var():
            return (term.type, term.name)
        case Apply():
            return (term.symbol, term.type)
        case Less():
            return (term.strict,)
        case Add() | Negate() | Multiply() | Divide() | Absolute() | Choice():
            return (term.type,)
        case Extremum():
            return (term.kind, term.type)
        case Quantified():
            return (term.kind, term.variables)
        case Fold():
            return (term.kind, term.variables, term.type)
        case _:
            return ()
