"""Formulas, types and units: a Pratt parser over the cursor.

An operator binds its left side with the powers of the table; `minimum` is the weakest power that the
caller lets into its own operand. Any token that is no operator ends a formula, so that field words need
no list of stop words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, cast

from formalcase.diagnostics.catalogue import text as rules
from formalcase.source import Span
from formalcase.syntax.cursor import DEEPEST, Cursor
from formalcase.syntax.lexer import DATE, NAME, NAMES, NUMBER
from formalcase.syntax.tree import (
    BinaryExpr,
    Binder,
    BindExpr,
    CallExpr,
    ChainExpr,
    ChoiceExpr,
    Expr,
    GroupExpr,
    InListExpr,
    InRangeExpr,
    JunctionExpr,
    NameExpr,
    NumberExpr,
    Ref,
    TruthExpr,
    TypeExpr,
    UnaryExpr,
    UnitExpr,
    UnitFactor,
)

WHOLE: Final = 0
"""The minimum where `count`, `sum` and `if` may stand bare."""

IFF, IMPLIES, OR, AND, NOT, COMPARE, SUM, PRODUCT, MINUS = 10, 20, 30, 40, 50, 60, 70, 80, 90
POWERS = {
    "iff": IFF,
    "implies": IMPLIES,
    "or": OR,
    "and": AND,
    "in": COMPARE,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), COMPARE),
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
}
"""How strongly each operator binds what stands to its left."""

SUMMED: Final = COMPARE + 1
"""The minimum for an operand of a comparison and for an end of a range."""

_A_FORMULA = "a formula"


def whole(cursor: Cursor) -> Expr:
    """A formula that stands for itself: a body, an argument, an element, a branch."""
    return expression(cursor, WHOLE)


def expression(cursor: Cursor, minimum: int) -> Expr:
    """A formula of which the operators bind at least as strongly as `minimum`."""
    first = cursor.at
    left = _operand(cursor, minimum)
    kinds = cursor.kinds
    while True:
        operator = kinds[cursor.at]
        power = POWERS.get(operator)
        if power is None or power < minimum:
            return left
        if power in (AND, OR):
            left = _junction(cursor, left, first, power)
        elif power >= SUM:
            left = _chain(cursor, left, first, power)
        elif power == COMPARE:
            left = _comparison(cursor, left, first)
        else:
            left = _arrow(cursor, left, first, power)


# ---- Operators -----------------------------------------------------------------------------------


def _junction(cursor: Cursor, left: Expr, first: int, power: int) -> Expr:
    operator: Literal["and", "or"] = "and" if power == AND else "or"
    parts = [left]
    while cursor.accept(operator):
        parts.append(expression(cursor, power + 1))
    return JunctionExpr(operator, tuple(parts), cursor.span(first))


def _chain(cursor: Cursor, left: Expr, first: int, power: int) -> Expr:
    rest: list[tuple[Literal["+", "-", "*", "/"], Expr]] = []
    while POWERS.get(cursor.kind) == power:
        operator = cast(Literal["+", "-", "*", "/"], cursor.kind)
        cursor.at += 1
        rest.append((operator, expression(cursor, power + 1)))
    return ChainExpr(left, tuple(rest), cursor.span(first))


def _comparison(cursor: Cursor, left: Expr, first: int) -> Expr:
    operator = cursor.kind
    cursor.at += 1
    made: Expr
    if operator == "in":
        made = _membership(cursor, left, first)
    else:
        right = expression(cursor, SUMMED)
        comparison = cast(Literal["=", "!=", "<", "<=", ">", ">="], operator)
        made = BinaryExpr(comparison, left, right, cursor.span(first))
    if POWERS.get(cursor.kind) == COMPARE:
        raise cursor.wrong(rules.COMPARISON_CHAIN, cursor.at, operator=cursor.kind)
    return made


def _membership(cursor: Cursor, left: Expr, first: int) -> Expr:
    if cursor.kind == "{":
        return InListExpr(left, written_list(cursor), cursor.span(first))
    low, high = value_range(cursor)
    return InRangeExpr(left, low, high, cursor.span(first))


def value_range(cursor: Cursor) -> tuple[Expr, Expr]:
    """`lo .. hi`"""
    low = expression(cursor, SUMMED)
    cursor.expect("..", "`..` and the upper end of the range")
    return low, expression(cursor, SUMMED)


def _arrow(cursor: Cursor, left: Expr, first: int, power: int) -> Expr:
    operator: Literal["iff", "implies"] = "iff" if power == IFF else "implies"
    cursor.at += 1
    if operator == "implies":
        _enter(cursor, cursor.at - 1)
        right = expression(cursor, IMPLIES)
        cursor.depth -= 1
    else:
        right = expression(cursor, IFF + 1)
        if cursor.kind == "iff":
            raise cursor.wrong(rules.IFF_CHAIN, cursor.at)
    return BinaryExpr(operator, left, right, cursor.span(first))


# ---- Operands ------------------------------------------------------------------------------------


def _enter(cursor: Cursor, index: int) -> None:
    """Opens a level of nesting, which the token at `index` begins."""
    cursor.depth += 1
    if cursor.depth > DEEPEST:
        raise cursor.wrong(rules.TOO_DEEP, index, limit=f"{DEEPEST:,}")


def _operand(cursor: Cursor, minimum: int) -> Expr:
    first = cursor.at
    kind = cursor.kinds[first]
    if kind in NAMES:
        return _reference(cursor)
    if kind == NUMBER:
        return _number(cursor)
    if kind == "(":
        cursor.at += 1
        _enter(cursor, first)
        body = whole(cursor)
        cursor.expect(")", "an operator or `)`")
        cursor.depth -= 1
        return GroupExpr(body, cursor.span(first))
    if kind in ("true", "false"):
        cursor.at += 1
        return TruthExpr(kind == "true", cursor.span(first))
    if kind in ("not", "forall", "exists", "count", "sum", "if", "-"):
        return _prefixed(cursor, kind, minimum)
    if kind == DATE and not cursor.back_to_soft_word():
        raise cursor.wrong(rules.DATE_IN_FORMULA, first, date=cursor.word(first))
    raise cursor.unexpected(_A_FORMULA)


def _prefixed(cursor: Cursor, kind: str, minimum: int) -> Expr:
    first = cursor.at
    if kind == "-":
        cursor.at += 1
        _enter(cursor, first)
        made: Expr = UnaryExpr("-", expression(cursor, MINUS), cursor.span(first))
    else:
        if minimum > (NOT if kind in ("not", "forall", "exists") else WHOLE):
            raise cursor.wrong(rules.BARE_OPERAND, first, word=kind)
        cursor.at += 1
        _enter(cursor, first)
        made = _worded(cursor, kind, first)
    cursor.depth -= 1
    return made


def _worded(cursor: Cursor, kind: str, first: int) -> Expr:
    match kind:
        case "not":
            operand = expression(cursor, NOT)
            return UnaryExpr("not", operand, cursor.span(first))
        case "if":
            condition = whole(cursor)
            cursor.expect("then", "an operator or `then`")
            yes = whole(cursor)
            cursor.expect("else", "an operator or `else`")
            no = whole(cursor)
            return ChoiceExpr(condition, yes, no, cursor.span(first))
        case _:
            binders = [_binder(cursor)]
            while cursor.accept(","):
                binders.append(_binder(cursor))
            cursor.expect(":", "`,` or `:`")
            body = whole(cursor)
            bind = cast(Literal["forall", "exists", "count", "sum"], kind)
            return BindExpr(bind, tuple(binders), body, cursor.span(first))


def _binder(cursor: Cursor) -> Binder:
    first = cursor.at
    name = cursor.name("a name for what is counted or ranged over")
    cursor.expect("in", "`in`")
    domain = written_list(cursor) if cursor.kind == "{" else type_expression(cursor)
    return Binder(name, domain, cursor.span(first))


def written_list(cursor: Cursor) -> tuple[Expr, ...]:
    """`{a, b}`"""
    first = cursor.expect("{", "`{`")
    _enter(cursor, first)
    members = _elements(cursor, "}")
    cursor.depth -= 1
    return members


def _elements(cursor: Cursor, closer: str) -> tuple[Expr, ...]:
    """Formulas separated by commas, and the closing bracket."""
    found = [whole(cursor)]
    while cursor.accept(","):
        found.append(whole(cursor))
    cursor.expect(closer, f"an operator, `,` or `{closer}`")
    return tuple(found)


def _reference(cursor: Cursor) -> Expr:
    first = cursor.at
    kinds = cursor.kinds
    if kinds[first] == NAME and kinds[first + 1] != "." and kinds[first + 1] != "(":
        cursor.at = first + 1
        start, end = cursor.starts[first], cursor.ends[first]
        span = Span(cursor.source, start, end)
        return NameExpr(Ref(cursor.once(cursor.text[start:end]), span), span)
    ref = cursor.ref(_A_FORMULA)
    opening = cursor.at
    if not cursor.accept("("):
        return NameExpr(ref, ref.span)
    if cursor.kind == ")":
        raise cursor.wrong(rules.EMPTY_PARENTHESES, opening)
    _enter(cursor, opening)
    args = _elements(cursor, ")")
    cursor.depth -= 1
    return CallExpr(ref, args, cursor.span(first))


def _number(cursor: Cursor) -> Expr:
    first = cursor.at
    cursor.at += 1
    text = cursor.word(first)
    decimal = not text.isdigit() and any(mark in text for mark in ".eE")
    unit = unit_in_brackets(cursor)
    return NumberExpr(_exactly(text), text, decimal, unit, cursor.span(first))


def _exactly(text: str) -> Fraction:
    """The value of a number token. An exponent may have any number of leading zeros."""
    if text.isdigit():
        return Fraction(int(text))
    mantissa, _, exponent = text.replace("_", "").lower().partition("e")
    sign = "-" if exponent.startswith("-") else ""
    return Fraction(f"{mantissa}e{sign}{exponent.lstrip('+-').lstrip('0') or '0'}")


def number(cursor: Cursor, expected: str) -> Fraction:
    """A bare number, as fields have it."""
    index = cursor.expect(NUMBER, expected)
    return _exactly(cursor.word(index))


# ---- Types and units -----------------------------------------------------------------------------


def type_expression(cursor: Cursor) -> TypeExpr:
    """`Model`, `Int`, `Real[1/year]`; which types take a unit is not decided here."""
    first = cursor.at
    name = cursor.ref("a type")
    unit = unit_in_brackets(cursor)
    return TypeExpr(name, unit, name.span if unit is None else cursor.span(first))


def unit_in_brackets(cursor: Cursor) -> UnitExpr | None:
    """`[1/year]`, if a bracket comes."""
    if cursor.kind != "[":
        return None
    cursor.at += 1
    unit = units(cursor, bracketed=True)
    cursor.expect("]", "`*`, `/` or `]`")
    return unit


def units(cursor: Cursor, *, bracketed: bool) -> UnitExpr:
    """Names and numbers joined by `*` and `/`; in brackets the only number is a leading `1`."""
    first = cursor.at
    factors = [_unit_factor(cursor, divides=False, bracketed=bracketed, leading=True)]
    while cursor.kind in ("*", "/"):
        divides = cursor.kind == "/"
        cursor.at += 1
        factors.append(_unit_factor(cursor, divides=divides, bracketed=bracketed, leading=False))
    return UnitExpr(tuple(factors), cursor.span(first))


def _unit_factor(cursor: Cursor, *, divides: bool, bracketed: bool, leading: bool) -> UnitFactor:
    index = cursor.at
    if cursor.kind != NUMBER:
        ref = cursor.ref("a unit")
        return UnitFactor(ref, divides, ref.span)
    text = cursor.word(index)
    if bracketed and not (leading and text == "1"):
        raise cursor.wrong(rules.UNIT_NUMBER, index, number=text)
    return UnitFactor(number(cursor, "a unit"), divides, cursor.span(index))
