"""Making numeric terms: literals, arithmetic, and what it does to units."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from formalcase.diagnostics.catalogue.types import ARGUMENT_COUNT, DIVISION_BY_ZERO
from formalcase.logic.fitting import is_literal_zero, join_numbers, want_number, widened
from formalcase.logic.refused import Refused
from formalcase.logic.term import (
    INT,
    REAL,
    Absolute,
    Add,
    Divide,
    Extremum,
    Multiply,
    Negate,
    Number,
    RealType,
    Term,
    Type,
    Unit,
    Widen,
    type_of,
)
from formalcase.logic.units import multiply_dimensions, real_type

# Divisions group to the left, so each makes the term a level deeper. Beyond this many in one chain,
# all divisors are multiplied instead: the value is the same and the chain stays flat.
_DIVISIONS_IN_A_CHAIN = 100


def number(value: Fraction, *, decimal: bool, unit: Unit | None) -> Number:
    """A literal. Without a unit it is an Int, or a Real if it was written with a point or exponent
    (`decimal`); with a unit it is a quantity, converted to base units."""
    if unit is not None:
        return Number(value * unit.scale, real_type(unit), unit)
    return Number(value, REAL if decimal else INT)


def add(parts: Sequence[Term]) -> Term:
    """The sum, in the order given; a single part is itself."""
    joined, type_ = join_numbers(parts, "+")
    return Add(joined, type_) if len(joined) > 1 else joined[0]


def subtract(left: Term, right: Term) -> Term:
    """`left - right`, which is `left + (-right)`."""
    joined, type_ = join_numbers((left, negate(right, "-", 1)), "-")
    return Add(joined, type_)


def negate(term: Term, operator: str = "-", part: int | None = 0) -> Term:
    want_number(term, operator, part)
    return Negate(term, type_of(term))


def multiply(parts: Sequence[Term]) -> Term:
    """The product, in the order given; a single part is itself. A product without dimension is a plain
    number, whatever its factors were."""
    for index, part in enumerate(parts):
        want_number(part, "*", index)
    if len(parts) == 1:
        return parts[0]
    if all(type_of(part) == INT for part in parts):
        return Multiply(tuple(parts), INT)
    return Multiply(tuple(widened(part) for part in parts), _real(parts, ()))


def divide(left: Term, right: Term) -> Term:
    """`left / right`, always a Real."""
    want_number(left, "/", 0)
    want_number(right, "/", 1)
    _refuse_zero(right, 1)
    return Divide(widened(left), widened(right), _real((left,), (right,)))


def product(first: Term, rest: Sequence[tuple[Literal["*", "/"], Term]]) -> Term:
    """A chain of `*` and `/`, read from left to right. Part numbers count `first` as 0."""
    want_number(first, rest[0][0] if rest else "*", 0)
    for index, (operator, term) in enumerate(rest, 1):
        want_number(term, operator, index)
        if operator == "/":
            _refuse_zero(term, index)
    divisors = [term for operator, term in rest if operator == "/"]
    if len(divisors) > _DIVISIONS_IN_A_CHAIN:
        return divide(
            multiply([first, *(term for operator, term in rest if operator == "*")]), multiply(divisors)
        )
    run = [first]
    for operator, term in rest:
        if operator == "*":
            run.append(term)
        else:
            run = [divide(multiply(run), term)]
    return multiply(run)


def minimum(parts: Sequence[Term]) -> Term:
    return _extremum("min", parts)


def maximum(parts: Sequence[Term]) -> Term:
    return _extremum("max", parts)


def absolute(term: Term) -> Term:
    want_number(term, "abs", 0)
    return Absolute(term, type_of(term))


def _extremum(kind: Literal["min", "max"], parts: Sequence[Term]) -> Term:
    if not parts:
        raise Refused(ARGUMENT_COUNT, name=kind, expected="at least one argument", found="none is")
    joined, type_ = join_numbers(parts, kind)
    return Extremum(kind, joined, type_)


def _refuse_zero(divisor: Term, part: int) -> None:
    if is_literal_zero(divisor.body if isinstance(divisor, Widen) else divisor) or (
        isinstance(divisor, Number) and divisor.value == 0
    ):
        raise Refused(DIVISION_BY_ZERO, part)


def _real(above: Sequence[Term], below: Sequence[Term]) -> Type:
    dimension = multiply_dimensions(_dimensions(above), _dimensions(below))
    return RealType(dimension, bool(dimension))


def _dimensions(terms: Sequence[Term]) -> list[tuple[tuple[str, int], ...]]:
    types = (type_of(term) for term in terms)
    return [found.dimension for found in types if isinstance(found, RealType)]
