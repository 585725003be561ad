"""A term as SMT-LIB text.

The pieces of a text are collected in one list and joined once, so that the cost is linear however
deep the term is. Chains are printed in a loop.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import assert_never

from formalcase.encode import names
from formalcase.logic.term import (
    Absolute,
    Add,
    And,
    Apply,
    BoolType,
    Choice,
    Distinct,
    Divide,
    EnumType,
    Equal,
    Extremum,
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
    Quantified,
    RealType,
    SortType,
    Term,
    Truth,
    Type,
    Var,
    Widen,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary

# Characters to which one `count` or `sum` may be written out.
_MOST_TEXT = 20_000_000


class TooManyInstancesError(Exception):
    """A `count` or `sum` that, written out, would be larger than can be asked."""


def sort_text(of: Type) -> str:
    """The SMT-LIB sort of a type."""
    match of:
        case BoolType():
            return "Bool"
        case IntType():
            return "Int"
        case RealType():
            return "Real"
        case SortType():
            return names.sort(of.name)
        case EnumType():
            return names.enum(of.name)
        case _:
            assert_never(of)


def member_text(member: Member) -> str:
    match member.type:
        case EnumType():
            return names.item(member.type.name, member.name)
        case SortType():
            return names.member(member.name)
        case _:
            assert_never(member.type)


def rank_name(enum: str) -> str:
    """The function that numbers the members of an ordered enum from 0."""
    return f"rank.{names.enum(enum)}"


def helper_name(kind: str, of: Type) -> str:
    """The function behind `min`, `max` or `abs`, which are the kinds."""
    return f"{kind}.{sort_text(of)}"


def formula_text(term: Term, vocabulary: Vocabulary) -> str:
    """The term as one SMT-LIB expression.

    TooManyInstancesError when its counts and sums cannot be written out.
    """
    out: list[str] = []
    _Printer(vocabulary, out).term(term)
    return "".join(out)


def _digits(number: int) -> str:
    # Python refuses to print an int of more than 4,300 digits; a Decimal has no such limit.
    return f"{Decimal(number):f}"


def number_text(value: Fraction, of: Type) -> str:
    """An exact literal: an integer, or a decimal or a quotient of two for Real."""
    dot = ".0" if isinstance(of, RealType) else ""
    text = _digits(abs(value.numerator)) + dot
    if value.denominator != 1:
        text = f"(/ {text} {_digits(value.denominator)}.0)"
    return f"(- {text})" if value < 0 else text


class _Printer:
    def __init__(self, vocabulary: Vocabulary, out: list[str]) -> None:
        self.vocabulary = vocabulary
        self.out = out

    def term(self, term: Term) -> None:
        match term:
            case Truth():
                self.out.append("true" if term.value else "false")
            case Number():
                self.out.append(number_text(term.value, term.type))
            case Member():
                self.out.append(member_text(term))
            case Var():
                self.out.append(names.variable(term.name))
            case Apply():
                self._apply(names.symbol(term.symbol), term.args)
            case Not():
                self._apply("not", (term.body,))
            case And():
                self._chain("and", term.parts, "true")
            case Or():
                self._chain("or", term.parts, "false")
            case Implies():
                self._apply("=>", (term.left, term.right))
            case Iff() | Equal():
                self._apply("=", (term.left, term.right))
            case Less():
                self._less(term)
            case Distinct():
                if len(term.parts) > 1:
                    self._apply("distinct", term.parts)
                else:
                    self.out.append("true")
            case Add():
                self._chain("+", term.parts, number_text(Fraction(0), term.type))
            case Negate():
                self._apply("-", (term.body,))
            case Multiply():
                self._chain("*", term.parts, number_text(Fraction(1), term.type))
            case Divide():
                self._apply("/", (term.left, term.right))
            case Extremum():
                self._extremum(helper_name(term.kind, term.type), term.parts)
            case Absolute():
                self._apply(helper_name("abs", term.type), (term.body,))
            case Choice():
                self._apply("ite", (term.condition, term.yes, term.no))
            case Quantified():
                self._quantified(term)
            case Fold():
                self._fold(term)
            case Widen():
                self._apply("to_real", (term.body,))
            case _:
                assert_never(term)

    def _apply(self, head: str, args: Sequence[Term]) -> None:
        if not args:
            self.out.append(head)
            return
        self.out.append(f"({head}")
        for arg in args:
            self.out.append(" ")
            self.term(arg)
        self.out.append(")")

    def _chain(self, head: str, parts: Sequence[Term], empty: str) -> None:
        if not parts:
            self.out.append(empty)
        elif len(parts) == 1:
            self.term(parts[0])
        else:
            self._apply(head, parts)

    def _less(self, term: Less) -> None:
        head = "<" if term.strict else "<="
        of = type_of(term.left)
        if not isinstance(of, EnumType):
            self._apply(head, (term.left, term.right))
            return
        rank = rank_name(of.name)
        self.out.append(f"({head} ({rank} ")
        self.term(term.left)
        self.out.append(f") ({rank} ")
        self.term(term.right)
        self.out.append("))")

    def _extremum(self, head: str, parts: Sequence[Term]) -> None:
        # Halving keeps the text of a long list shallow.
        if len(parts) == 1:
            self.term(parts[0])
            return
        middle = len(parts) // 2
        self.out.append(f"({head} ")
        self._extremum(head, parts[:middle])
        self.out.append(" ")
        self._extremum(head, parts[middle:])
        self.out.append(")")

    def _quantified(self, term: Quantified) -> None:
        if not term.variables:
            self.term(term.body)
            return
        bound = " ".join(f"({names.variable(var.name)} {sort_text(var.type)})" for var in term.variables)
        self.out.append(f"({term.kind} ({bound}) ")
        self.term(term.body)
        self.out.append(")")

    def _fold(self, term: Fold) -> None:
        """`count` and `sum` are written out: the body once for each choice of listed members."""
        body = self._body_of_fold(term)
        domains = [self._domain(var) for var in term.variables]
        instances = math.prod(len(domain) for domain in domains)
        if instances * (len(body) + 20 * len(domains)) > _MOST_TEXT:
            raise TooManyInstancesError
        if instances == 0:
            self.out.append(number_text(Fraction(0), term.type))
            return
        if instances > 1:
            self.out.append("(+")
        symbols = [names.variable(var.name) for var in term.variables]
        for choice in product(*domains):
            pairs = " ".join(f"({symbol} {member})" for symbol, member in zip(symbols, choice, strict=True))
            self.out.append(f" (let ({pairs}) {body})")
        if instances > 1:
            self.out.append(")")

    def _body_of_fold(self, term: Fold) -> str:
        outer, self.out = self.out, []
        self.term(term.body)
        body, self.out = "".join(self.out), outer
        if term.kind == "count":
            one, zero = (number_text(Fraction(n), term.type) for n in (1, 0))
            return f"(ite {body} {one} {zero})"
        return body

    def _domain(self, var: Var) -> list[str]:
        if not isinstance(var.type, SortType | EnumType):
            raise TypeError(f"no listed members: {var.type}")
        listed = sorted(self.vocabulary.members(var.type))
        return [member_text(Member(var.type, name)) for name in listed]
