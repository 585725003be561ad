"""The typed formulas of a case: types, units and terms.

A term is plain immutable data and carries names, not declarations; the vocabulary of the case says
what a name stands for. Terms are made by `logic.build` only, which holds the type rules; what takes
them apart matches on the classes below and ends with `assert_never`.

Numbers are exact and in base units: `40000[run/year]` is the number of runs a second. Chains of
`and`, `or`, `+` and `*` are flat, so a chain of any length is one level deep.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from fractions import Fraction
from operator import attrgetter
from typing import Any, Literal

from formalcase.frozen import dataclass

# ---- Types ---------------------------------------------------------------------------------------

Dimension = tuple[tuple[str, int], ...]
"""Base units with their exponents, sorted by name, no zero exponents; `()` for a plain number."""


@dataclass(frozen=True, slots=True)
class BoolType:
    pass


@dataclass(frozen=True, slots=True)
class IntType:
    pass


@dataclass(frozen=True, slots=True)
class RealType:
    """A real number. `quantity` says that it was given in a unit (percent included), so that a bare
    number may not stand beside it; two real types of one dimension are compatible all the same.
    `written` is the unit as the writer put it, for messages alone."""

    dimension: Dimension = ()
    quantity: bool = False
    written: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SortType:
    """A sort: a non-empty collection of individuals, open unless the case closes it."""

    name: str


@dataclass(frozen=True, slots=True)
class EnumType:
    """An enumeration: closed by definition."""

    name: str


Type = BoolType | IntType | RealType | SortType | EnumType
BOOL = BoolType()
INT = IntType()
REAL = RealType()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it was written, what it measures, and how many base units it is (exact, positive)."""

    text: str
    dimension: Dimension
    scale: Fraction


# ---- Terms ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, in base units. Its type is Int or Real; `unit` is how it was written, for showing."""

    value: Fraction
    type: Type
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A listed member of an enum or a sort. `name` is unqualified for enums (the type qualifies it)
    and qualified by its module for sorts, whose members live in the namespace of the case."""

    type: SortType | EnumType
    name: str


@dataclass(frozen=True, slots=True)
class Var:
    """A parameter or a bound variable."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Apply:
    """A constant, function or definition applied to its arguments; `type` is the result's."""

    symbol: str
    args: tuple[Term, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Not:
    body: Term


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Iff:
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Equal:
    """Both sides have one type (a number beside a Real has been widened)."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Less:
    """`left < right`, or `left <= right` when `strict` is false; on numbers and ordered enums."""

    left: Term
    right: Term
    strict: bool


@dataclass(frozen=True, slots=True)
class Distinct:
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Add:
    """A sum of at least two parts of one type; `a - b` is `a + (-b)`."""

    parts: tuple[Term, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Negate:
    body: Term
    type: Type


@dataclass(frozen=True, slots=True)
class Multiply:
    parts: tuple[Term, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Divide:
    """Always Real, both sides Real."""

    left: Term
    right: Term
    type: Type


@dataclass(frozen=True, slots=True)
class Extremum:
    """`min` or `max` of at least one part."""

    kind: Literal["min", "max"]
    parts: tuple[Term, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Absolute:
    body: Term
    type: Type


@dataclass(frozen=True, slots=True)
class Choice:
    """`if condition then yes else no`."""

    condition: Term
    yes: Term
    no: Term
    type: Type


@dataclass(frozen=True, slots=True)
class Quantified:
    """`forall` or `exists` over whole types; domains that are lists have been written out."""

    kind: Literal["forall", "exists"]
    variables: tuple[Var, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Fold:
    """`count` (body is Bool) or `sum` over the listed members of enums and closed sorts."""

    kind: Literal["count", "sum"]
    variables: tuple[Var, ...]
    body: Term
    type: Type


@dataclass(frozen=True, slots=True)
class Widen:
    """An Int taken as a Real."""

    body: Term


Term = (
    Truth
    | Number
    | Member
    | Var
    | Apply
    | Not
    | And
    | Or
    | Implies
    | Iff
    | Equal
    | Less
    | Distinct
    | Add
    | Negate
    | Multiply
    | Divide
    | Extremum
    | Absolute
    | Choice
    | Quantified
    | Fold
    | Widen
)

TRUE = Truth(True)
FALSE = Truth(False)


def type_of(term: Term) -> Type:
    """The type of a term; constant time, as every term of a type other than Bool carries it."""
    if isinstance(term, Widen):
        return REAL
    of: Type = getattr(term, "type", BOOL)
    return of


# Looked up by class, as formulas are walked through millions of times.
_PARTS: Mapping[type, Callable[[Any], tuple[Term, ...]]] = {
    **dict.fromkeys((Truth, Number, Member, Var), lambda term: ()),
    Apply: attrgetter("args"),
    **dict.fromkeys((And, Or, Distinct, Add, Multiply, Extremum), attrgetter("parts")),
    **dict.fromkeys((Implies, Iff, Equal, Less, Divide), attrgetter("left", "right")),
    Choice: attrgetter("condition", "yes", "no"),
    **dict.fromkeys((Not, Negate, Absolute, Quantified, Fold, Widen), lambda term: (term.body,)),
}


def children(term: Term) -> tuple[Term, ...]:
    """The direct parts of a term, in the order in which they are written."""
    return _PARTS[term.__class__](term)
