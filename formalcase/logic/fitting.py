"""Bringing terms to one type: widening Int to Real, and what may stand beside a quantity.

Three things may stand where a quantity is wanted: a term of the same dimension, the literal 0, and,
beside a percentage, any plain number that is not bare. A *bare* number is a literal without a unit or
arithmetic of such literals: nobody can tell what `20` means beside a percentage.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from formalcase.diagnostics.catalogue.types import (
    BARE_NUMBER,
    DIFFERENT_TYPES,
    DIFFERENT_UNITS,
    NOT_A_FORMULA,
    NOT_A_NUMBER,
    REAL_FOR_INT,
    WRONG_TYPE,
)
from formalcase.logic.number_text import plain_number
from formalcase.logic.refused import Refused, describe, unit_text
from formalcase.logic.term import (
    BOOL,
    INT,
    REAL,
    Absolute,
    Add,
    BoolType,
    Divide,
    Extremum,
    IntType,
    Multiply,
    Negate,
    Number,
    RealType,
    Term,
    Type,
    Widen,
    children,
    type_of,
)

_COUNTING = "to count what holds, use `count` or `if … then 1 else 0`"


def is_quantity(type: Type) -> bool:  # noqa: A002
    return isinstance(type, RealType) and (type.quantity or bool(type.dimension))


def is_literal_zero(term: Term) -> bool:
    """The literal `0`, which fits every unit, also as `-0`."""
    if isinstance(term, Negate):
        term = term.body
    return isinstance(term, Number) and term.value == 0 and term.unit is None


def is_bare(term: Term) -> bool:
    """A literal without a unit, or arithmetic of nothing else."""
    stack = [term]
    while stack:
        part = stack.pop()
        match part:
            case Number():
                if part.unit is not None or is_quantity(part.type):
                    return False
            case Negate() | Add() | Multiply() | Divide() | Extremum() | Absolute() | Widen():
                stack.extend(reversed(children(part)))
            case _:
                return False
    return True


def want_bool(term: Term, operator: str, part: int | None) -> None:
    """Raises Refused unless the term holds or does not."""
    found = type_of(term)
    if found != BOOL:
        raise Refused(NOT_A_FORMULA, part, operator=operator, found=describe(found))


def want_number(term: Term, operator: str, part: int | None) -> None:
    """Raises Refused unless the term is an Int or a Real."""
    found = type_of(term)
    if not isinstance(found, IntType | RealType):
        advice = _COUNTING if isinstance(found, BoolType) else None
        raise Refused(NOT_A_NUMBER, part, advice, operator=operator, found=describe(found))


def widened(term: Term) -> Term:
    """A number as a Real."""
    return Widen(term) if isinstance(type_of(term), IntType) else term


def to_real(term: Term, expected: RealType, part: int | None) -> Term:
    """A number where a Real of the type `expected` is wanted; raises Refused if it does not fit."""
    found = type_of(term)
    if is_quantity(expected) and not is_quantity(found):
        if is_literal_zero(term):
            return Number(Fraction(0), expected)
        if is_bare(term):
            example = _with_unit(term, unit_text(expected))
            advice = _either_percentage(term, expected)
            raise Refused(BARE_NUMBER, part, advice, expected=describe(expected), example=example)
    if (found.dimension if isinstance(found, RealType) else ()) != expected.dimension:
        raise Refused(DIFFERENT_UNITS, part, found=describe(found), expected=describe(expected))
    return widened(term)


def _either_percentage(term: Term, expected: RealType) -> str | None:
    """What a number beside a percentage may mean: in `1 - share` the whole, in `share < 5` percent."""
    number = term.body if isinstance(term, Widen) else term
    if unit_text(expected) != "percent" or not isinstance(number, Number) or number.value > 1:
        return None
    whole, as_it_is = plain_number(number.value * 100), plain_number(number.value)
    if whole is None or as_it_is is None:
        return None
    return f"write `{whole}[percent]` if the whole is 1, or `{as_it_is}[percent]` if the whole is 100"


def _with_unit(term: Term, unit: str) -> str:
    if isinstance(term, Widen):
        term = term.body
    return f"{plain_number(term.value) or 1 if isinstance(term, Number) else 1}[{unit}]"


def join_numbers(parts: Sequence[Term], operator: str) -> tuple[tuple[Term, ...], Type]:
    """The parts brought to one numeric type, and that type: Int if all are, else Real in the unit of
    the first quantity. Raises Refused with the index of the part that does not fit."""
    expected: RealType | None = None
    for index, part in enumerate(parts):
        want_number(part, operator, index)
        found = type_of(part)
        if isinstance(found, RealType) and (expected is None or is_quantity(found) > is_quantity(expected)):
            expected = found
    if expected is None:
        return tuple(parts), INT
    return tuple(to_real(part, expected, index) for index, part in enumerate(parts)), expected


def join(parts: Sequence[Term], operator: str) -> tuple[tuple[Term, ...], Type]:
    """The parts brought to one type of whatever kind, and that type."""
    first = type_of(parts[0])
    types = [type_of(part) for part in parts]
    if all(isinstance(found, IntType | RealType) for found in types):
        return join_numbers(parts, operator)
    for index, found in enumerate(types):
        if found != first:
            at = index if len(parts) > 2 else None
            raise Refused(DIFFERENT_TYPES, at, operator=operator, left=describe(first), right=describe(found))
    return tuple(parts), first


def common_type(parts: Sequence[Term], operator: str = "a list") -> Type:
    """The type to which all entries of a list (at least one) can be brought."""
    return join(parts, operator)[1]


def fit(term: Term, type: Type, part: int | None = None) -> Term:  # noqa: A002
    """The term as exactly the type that was declared; Int widens to Real and never back.

    Raises Refused, with `part`, if it does not fit.
    """
    found = type_of(term)
    if found == type:
        return term
    match found, type:
        case RealType(), IntType():
            raise Refused(REAL_FOR_INT, part, found=describe(found))
        case IntType() | RealType(), RealType():
            return to_real(term, type, part)
        case _:
            advice = _COUNTING if found == BOOL and type in (INT, REAL) else None
            raise Refused(WRONG_TYPE, part, advice, found=describe(found), expected=describe(type))
