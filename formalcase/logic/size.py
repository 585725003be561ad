"""How large a term is, and what is too large; terms compared without recursion."""

from __future__ import annotations

from formalcase.diagnostics.catalogue.types import TOO_MUCH_WRITTEN_OUT
from formalcase.logic.refused import Refused
from formalcase.logic.term import (
    Absolute,
    Add,
    Apply,
    Choice,
    Divide,
    Extremum,
    Fold,
    Less,
    Member,
    Multiply,
    Negate,
    Number,
    Quantified,
    Term,
    Truth,
    Var,
    children,
)

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
