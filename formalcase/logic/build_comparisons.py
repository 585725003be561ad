"""Making comparisons, membership and `distinct`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from formalcase.diagnostics.catalogue.types import (
    ARGUMENT_COUNT,
    DIFFERENT_TYPES,
    NO_ORDER,
    REPEATED_ENTRY,
)
from formalcase.logic.fitting import join
from formalcase.logic.names import print_name
from formalcase.logic.refused import Refused, describe
from formalcase.logic.size import refuse_blow_up, size, tokens
from formalcase.logic.term import (
    And,
    Distinct,
    EnumType,
    Equal,
    IntType,
    Less,
    Member,
    Not,
    Or,
    RealType,
    Term,
    Type,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary

Order = Literal["<", "<=", ">", ">="]


def equal(left: Term, right: Term, vocabulary: Vocabulary) -> Term:
    """Both sides are the same; sides of any one type."""
    return _equal(left, right, "=", vocabulary)


def unequal(left: Term, right: Term, vocabulary: Vocabulary) -> Term:
    return Not(_equal(left, right, "!=", vocabulary))


def _equal(left: Term, right: Term, operator: str, vocabulary: Vocabulary) -> Term:
    try:
        (left, right), _ = join((left, right), operator)
    except Refused as refused:
        if refused.rule is DIFFERENT_TYPES:
            refused.advice = _namesake(left, right, vocabulary)
        raise
    return Equal(left, right)


def _namesake(left: Term, right: Term, vocabulary: Vocabulary) -> str | None:
    """A member of the right enum, where one of the same name in another enum was written."""
    for written, other in ((left, type_of(right)), (right, type_of(left))):
        if (
            isinstance(written, Member)
            and isinstance(other, EnumType)
            and other.name in vocabulary.enums
            and written.name in vocabulary.members(other)
        ):
            return f"did you mean `{print_name(other.name)}.{print_name(written.name)}`?"
    return None


def less(left: Term, right: Term, vocabulary: Vocabulary) -> Term:
    """`left < right`, on numbers and ordered enums."""
    return _ordered(left, right, "<", vocabulary)


def at_most(left: Term, right: Term, vocabulary: Vocabulary) -> Term:
    return _ordered(left, right, "<=", vocabulary)


def greater(left: Term, right: Term, vocabulary: Vocabulary) -> Term:
    return _ordered(left, right, ">", vocabulary)


def at_least(left: Term, right: Term, vocabulary: Vocabulary) -> Term:
    return _ordered(left, right, ">=", vocabulary)


def _ordered(left: Term, right: Term, operator: Order, vocabulary: Vocabulary) -> Term:
    for index, side in enumerate((left, right)):
        _want_order(type_of(side), operator, index, vocabulary)
    (left, right), _ = join((left, right), operator)
    match operator:
        case "<" | "<=":
            return Less(left, right, operator == "<")
        case ">" | ">=":
            return Less(right, left, operator == ">")


def _want_order(found: Type, operator: str, index: int, vocabulary: Vocabulary) -> None:
    match found:
        case IntType() | RealType():
            return
        case EnumType() if vocabulary.enums[found.name].ordered:
            return
        case EnumType():
            members = " < ".join(print_name(name) for name in vocabulary.members(found)[:3])
            more = " < …" if len(vocabulary.members(found)) > 3 else ""
            name = print_name(found.name)
            advice = f"if its members have an order, declare `enum {name} {{ {members}{more} }}`"
            raise Refused(NO_ORDER, index, advice, operator=operator, found=describe(found))
        case _:
            raise Refused(NO_ORDER, index, operator=operator, found=describe(found))


def one_of(item: Term, members: Sequence[Term]) -> Term:
    """`item in {members}`: the item equals one of them. Part numbers of refusals count the members."""
    refuse_repeated(members)
    refuse_blow_up("in", size(item) * len(members) + sum(size(entry) for entry in members))
    parts = tuple(_same(item, entry, index) for index, entry in enumerate(members))
    return Or(parts) if len(parts) > 1 else parts[0]


def _same(item: Term, entry: Term, index: int) -> Term:
    try:
        (left, right), _ = join((item, entry), "in")
    except Refused as refused:
        refused.part = index
        raise
    return Equal(left, right)


def refuse_repeated(members: Sequence[Term]) -> None:
    """Raises Refused when an entry of a list is literally written twice."""
    seen: set[tuple[object, ...]] = set()
    for index, entry in enumerate(members):
        key = tokens(entry)
        if key in seen:
            raise Refused(REPEATED_ENTRY, index)
        seen.add(key)


def between(item: Term, low: Term, high: Term, vocabulary: Vocabulary) -> Term:
    """`item in low .. high`, both ends included. Part numbers: item 0, low 1, high 2."""
    for index, part in enumerate((item, low, high)):
        _want_order(type_of(part), "in", index, vocabulary)
    refuse_blow_up("in", 2 * size(item) + size(low) + size(high))
    (item, low, high), _ = join((item, low, high), "in")
    return And((Less(low, item, False), Less(item, high, False)))


def distinct(parts: Sequence[Term]) -> Term:
    """No two of the parts are the same."""
    if len(parts) < 2:
        found = "none is" if not parts else "1 is"
        raise Refused(ARGUMENT_COUNT, name="distinct", expected="at least two arguments", found=found)
    return Distinct(join(parts, "distinct")[0])
