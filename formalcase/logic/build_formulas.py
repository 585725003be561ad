"""Making literals, applications, connectives and `if`."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.diagnostics.catalogue.types import ARGUMENT_COUNT, WRONG_ARGUMENT, WRONG_TYPE
from formalcase.logic.fitting import fit, join, want_bool
from formalcase.logic.refused import Refused, describe
from formalcase.logic.term import (
    And,
    Apply,
    Choice,
    EnumType,
    Iff,
    Implies,
    Member,
    Not,
    Or,
    SortType,
    Term,
    Truth,
    Type,
    Var,
    type_of,
)
from formalcase.logic.vocabulary import Symbol


def truth(value: bool) -> Term:
    return Truth(value)


def member(type: SortType | EnumType, name: str) -> Term:  # noqa: A002
    """A listed member of a sort or an enum."""
    return Member(type, name)


def variable(name: str, type: Type) -> Var:  # noqa: A002
    return Var(name, type)


def apply(symbol: Symbol, args: Sequence[Term]) -> Term:
    """A constant, function or definition applied to its arguments."""
    wanted = len(symbol.parameters)
    if len(args) != wanted:
        expected = "no arguments" if wanted == 0 else f"{wanted} argument{'s' if wanted > 1 else ''}"
        found = "none is" if not args else "1 is" if len(args) == 1 else f"{len(args)} are"
        advice = None
        if wanted:
            names = ", ".join(f"{each.name}: {describe(each.type)}" for each in symbol.parameters)
            advice = f"it is declared as `{symbol.name}({names})`"
        raise Refused(ARGUMENT_COUNT, None, advice, name=symbol.name, expected=expected, found=found)
    pairs = zip(args, symbol.parameters, strict=True)
    fitted = [_argument(symbol, arg, parameter, index) for index, (arg, parameter) in enumerate(pairs)]
    return Apply(symbol.name, tuple(fitted), symbol.result)


def _argument(symbol: Symbol, arg: Term, parameter: Var, index: int) -> Term:
    try:
        return fit(arg, parameter.type, index)
    except Refused as refused:
        if refused.rule is not WRONG_TYPE:
            raise
        raise Refused(
            WRONG_ARGUMENT,
            index,
            refused.advice,
            parameter=parameter.name,
            name=symbol.name,
            expected=describe(parameter.type),
            found=describe(type_of(arg)),
        ) from None


def negation(term: Term) -> Term:
    want_bool(term, "not", 0)
    return Not(term)


def conjunction(parts: Sequence[Term]) -> Term:
    """All parts hold; a single part is itself, and no parts are `true`."""
    for index, part in enumerate(parts):
        want_bool(part, "and", index)
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Truth(True)


def disjunction(parts: Sequence[Term]) -> Term:
    """Some part holds; a single part is itself, and no parts are `false`."""
    for index, part in enumerate(parts):
        want_bool(part, "or", index)
    return Or(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Truth(False)


def implication(left: Term, right: Term) -> Term:
    want_bool(left, "implies", 0)
    want_bool(right, "implies", 1)
    return Implies(left, right)


def equivalence(left: Term, right: Term) -> Term:
    want_bool(left, "iff", 0)
    want_bool(right, "iff", 1)
    return Iff(left, right)


def choice(condition: Term, yes: Term, no: Term) -> Term:
    """`if condition then yes else no`; the branches are brought to one type."""
    want_bool(condition, "if", 0)
    try:
        (first, second), type_ = join((yes, no), "if")
    except Refused as refused:
        if refused.part is not None:
            refused.part += 1
        raise
    return Choice(condition, first, second, type_)
