"""Words taken out of a formula, where that can be done exactly and without a solver.

Whether one formula entails another depends only on what the one says in words that the other has too, and
the other way round. A word of truth that stands in a formula under one sign only is taken out by putting
`true` or `false` in its place; a constant that stands under both, by looking at both values. A comparison
with a number that stands nowhere else can be made true or false by that number, so it is taken out alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Literal

from formalcase.logic.substitute import free_variables, with_children
from formalcase.logic.term import (
    FALSE,
    TRUE,
    And,
    Apply,
    BoolType,
    Equal,
    Iff,
    Implies,
    IntType,
    Less,
    Not,
    Or,
    Quantified,
    RealType,
    Term,
    Truth,
    Var,
    Widen,
    children,
    type_of,
)
from formalcase.logic.walk import subterms

_Sign = Literal["plus", "minus", "both", "none"]
"""`both`: under either sign; `none`: where neither value is the worse for the whole."""
_MOST_BOTH = 3
"""So many constants are looked at with both values; each doubles the formula."""


def weakest_cause(term: Term, private: Collection[str]) -> Term:
    """The weakest formula without the `private` words that entails the term, as far as words can be taken
    out: what entails the term and has none of these words entails this, and the other way round. Terms are
    of type Bool, without definitions. To be called within `deep_recursion()`."""
    return _without(term, private, positive=True)


def strongest_effect(term: Term, private: Collection[str]) -> Term:
    """The strongest formula without the `private` words that the term entails, as far as words can be taken
    out: what the term entails and has none of these words follows from this, and the other way round."""
    return _without(term, private, positive=False)


def _without(term: Term, private: Collection[str], positive: bool) -> Term:
    uses = Counter(part.symbol for part in subterms(term) if isinstance(part, Apply))
    private = {name for name in private if uses[name]}
    once = {name for name in private if uses[name] == 1}
    signs: dict[str, set[_Sign]] = {}
    _signs(term, "plus", private, once, signs)
    worse: dict[_Sign, bool] = {"plus": not positive, "minus": positive}
    pure = {name: next(iter(found)) for name, found in signs.items() if len(found) == 1}
    values = {name: Truth(worse[sign]) for name, sign in pure.items() if sign in worse}
    result = _simplified(term, values) if values else term
    both = sorted(name for name, found in signs.items() if name not in values and "none" not in found)
    for name in [each for each in both if _is_constant(result, each)][:_MOST_BOTH]:
        cases = [_simplified(result, {name: value}) for value in (TRUE, FALSE)]
        result = _joined(cases, conjunction=positive)
    return result


def _signs(
    term: Term, sign: _Sign, private: Collection[str], once: Collection[str], found: dict[str, set[_Sign]]
) -> None:
    """Under which signs the private words stand."""
    match term:
        case Less() | Equal() if (name := _free_number(term, once)) is not None:
            found.setdefault(name, set()).add(sign)
        case Apply(symbol, arguments, type_):
            if symbol in private:
                found.setdefault(symbol, set()).add(sign if isinstance(type_, BoolType) else "none")
            for argument in arguments:
                _signs(argument, "none", private, once, found)
        case Not(body):
            _signs(body, _flipped(sign), private, once, found)
        case And(parts) | Or(parts):
            for part in parts:
                _signs(part, sign, private, once, found)
        case Implies(left, right):
            _signs(left, _flipped(sign), private, once, found)
            _signs(right, sign, private, once, found)
        case Iff(left, right) if sign != "none":
            _signs(left, "both", private, once, found)
            _signs(right, "both", private, once, found)
        case Quantified(_, _, body):
            _signs(body, sign, private, once, found)
        case _:
            for child in children(term):
                _signs(child, "none", private, once, found)


def _free_number(term: Less | Equal, names: Collection[str]) -> str | None:
    """One of the names, each of which stands only once, if it is a number that decides this comparison
    whatever the other side is."""
    for one, other in ((term.left, term.right), (term.right, term.left)):
        widened = isinstance(one, Widen)
        bare = one.body if isinstance(one, Widen) else one
        match bare:
            case Apply(symbol, arguments, IntType() | RealType()) if symbol in names:
                chosen = [each.name for each in arguments if isinstance(each, Var)]
                apart = len(set(chosen)) == len(arguments)
                if (not arguments or apart) and free_variables(other) <= set(chosen):
                    return None if widened and isinstance(term, Equal) else symbol
            case _:
                pass
    return None


def _flipped(sign: _Sign) -> _Sign:
    swapped: dict[_Sign, _Sign] = {"plus": "minus", "minus": "plus"}
    return swapped.get(sign, sign)


def _is_constant(term: Term, name: str) -> bool:
    match term:
        case Apply(symbol, arguments, _) if symbol == name:
            return not arguments
        case _:
            return all(_is_constant(child, name) for child in children(term))


def _simplified(term: Term, values: dict[str, Truth]) -> Term:
    """The term with the values put in; what that decides is decided."""
    match term:
        case Apply(symbol, _, BoolType()) if symbol in values:
            return values[symbol]
        case Less() | Equal() if (name := _free_number(term, values)) is not None:
            return values[name]
        case Not(body):
            return _negated(_simplified(body, values))
        case And(parts):
            return _joined((_simplified(part, values) for part in parts), conjunction=True)
        case Or(parts):
            return _joined((_simplified(part, values) for part in parts), conjunction=False)
        case Implies(left, right):
            return _implied(_simplified(left, values), _simplified(right, values))
        case Iff(left, right):
            return _same(_simplified(left, values), _simplified(right, values))
        case Quantified(kind, variables, body):
            inner = _simplified(body, values)
            return inner if isinstance(inner, Truth) else Quantified(kind, variables, inner)
        case _ if isinstance(type_of(term), BoolType) and not children(term):
            return term
        case _:
            return with_children(term, tuple(_simplified(child, values) for child in children(term)))


def _negated(term: Term) -> Term:
    match term:
        case Truth(value):
            return Truth(not value)
        case Not(body):
            return body
        case _:
            return Not(term)


def _joined(parts: Iterable[Term], conjunction: bool) -> Term:
    kept: list[Term] = []
    for part in parts:
        if isinstance(part, Truth):
            if part.value is not conjunction:
                return part
        else:
            same = isinstance(part, And if conjunction else Or)
            kept.extend(part.parts if same and isinstance(part, And | Or) else [part])
    kept = list(dict.fromkeys(kept))
    if len(kept) < 2:
        return kept[0] if kept else Truth(conjunction)
    return And(tuple(kept)) if conjunction else Or(tuple(kept))


def _implied(left: Term, right: Term) -> Term:
    match left, right:
        case (Truth(False), _) | (_, Truth(True)):
            return TRUE
        case Truth(True), _:
            return right
        case _, Truth(False):
            return _negated(left)
        case _:
            return Implies(left, right)


def _same(left: Term, right: Term) -> Term:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Truth):
            return other if one.value else _negated(other)
    return Iff(left, right)
