"""Which surface form a term has: its binding power, and what is written shorter than it is kept."""

from __future__ import annotations

from enum import IntEnum

from formalcase.logic.number_text import digits, plain_number
from formalcase.logic.refused import dimension_text
from formalcase.logic.size import same, tokens
from formalcase.logic.term import (
    Add,
    And,
    Choice,
    Divide,
    Equal,
    Fold,
    Iff,
    Implies,
    IntType,
    Less,
    Member,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    RealType,
    Term,
    Widen,
)


class Power(IntEnum):
    """The binding powers of the grammar. An operand that binds less than its place wants is put in
    parentheses."""

    WHOLE = 0
    IFF = 10
    IMPLIES = 20
    OR = 30
    AND = 40
    NOT = 50
    COMPARE = 60
    SUM = 70
    PRODUCT = 80
    SIGN = 90
    ATOM = 100


def power_of(term: Term) -> Power:
    """How strongly the text of a term holds together (quantifiers aside, which depend on their place)."""
    match term:
        case Choice() | Fold():
            return Power.WHOLE
        case Iff():
            return Power.IFF
        case Implies():
            return Power.IMPLIES
        case Or():
            return Power.OR if entries_in(term) is None else Power.COMPARE
        case And():
            return Power.AND if range_in(term) is None else Power.COMPARE
        case Not():
            return Power.COMPARE if isinstance(term.body, Equal) else Power.NOT
        case Equal() | Less():
            return Power.COMPARE
        case Add():
            return Power.SUM
        case Multiply() | Divide():
            return Power.PRODUCT
        case Negate():
            return Power.SIGN
        case Number():
            text = number_text(term)
            return (
                Power.PRODUCT if "/" in text.split("[")[0] else Power.SIGN if text[0] == "-" else Power.ATOM
            )
        case Widen():
            return power_of(term.body)
        case _:
            return Power.ATOM


def unwidened(term: Term) -> Term:
    """The term as it is written: widening to Real leaves no trace in the text."""
    while isinstance(term, Widen):
        term = term.body
    return term


def is_constant(term: Term) -> bool:
    """A literal or a listed member: what one would write on the right of a comparison."""
    inner = unwidened(term)
    if isinstance(inner, Negate):
        inner = unwidened(inner.body)
    return isinstance(inner, Number | Member)


def range_in(term: And) -> tuple[Term, Term, Term] | None:
    """Item, low and high if the term is `item in low .. high`."""
    match term.parts:
        case (Less(low, item, False), Less(again, high, False)) if same(item, again):
            return item, low, high
        case _:
            return None


def entries_in(term: Or) -> tuple[Term, list[Term]] | None:
    """Item and members if the term is `item in {members}`; a list repeats no entry."""
    if not all(isinstance(part, Equal) for part in term.parts):
        return None
    item: Term | None = None
    members: list[Term] = []
    for part in term.parts:
        assert isinstance(part, Equal)
        if item is None:
            item = part.left
        elif not same(item, part.left):
            return None
        members.append(part.right)
    if item is None or len({tokens(member) for member in members}) < len(members):
        return None
    return item, members


def number_text(number: Number) -> str:
    """A literal in the unit in which it was written; a fraction where no decimal is exact."""
    if isinstance(number.type, IntType):
        return digits(number.value.numerator)
    assert isinstance(number.type, RealType)
    value, unit = number.value, ""
    if number.unit is not None:
        value, unit = value / number.unit.scale, number.unit.text
    elif number.value != 0 and number.type.dimension:
        unit = dimension_text(number.type.dimension)
    elif number.value != 0 and number.type.quantity:
        value, unit = value * 100, "percent"
    text = plain_number(value)
    if text is None:
        fraction = f"{digits(value.numerator)}/{digits(value.denominator)}"
        return f"{fraction} * 1[{unit}]" if unit else fraction
    if unit:
        return f"{text}[{unit}]"
    whole_zero = number.value == 0 and (number.type.quantity or number.type.dimension)
    return text if whole_zero or "." in text or "e" in text else f"{text}.0"
