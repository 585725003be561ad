"""Putting terms in the place of free variables, without capture."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import assert_never

from formalcase.logic.term import (
    Absolute,
    Add,
    And,
    Apply,
    Choice,
    Distinct,
    Divide,
    Equal,
    Extremum,
    Fold,
    Iff,
    Implies,
    Less,
    Member,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
    Widen,
    children,
)


def substitute(term: Term, mapping: Mapping[str, Term]) -> Term:
    """The term with its free variables replaced by name. A bound variable that would capture a variable
    of a replacement is renamed. Parts in which nothing changes are shared with the old term."""
    if not mapping:
        return term
    avoid = frozenset(name for value in mapping.values() for name in variables_in(value))
    return _substitute(term, mapping, avoid)


def replaced(term: Term, old: Term, new: Term) -> Term:
    """The term with one part, in which no variable is bound outside of it, for another everywhere."""
    return new if term == old else rebuilt(term, lambda part: replaced(part, old, new))


def variables_in(term: Term) -> frozenset[str]:
    """The names of all variables in a term, free or bound."""
    names: set[str] = set()
    stack = [term]
    while stack:
        part = stack.pop()
        if isinstance(part, Var):
            names.add(part.name)
        elif isinstance(part, Quantified | Fold):
            names.update(each.name for each in part.variables)
        stack.extend(children(part))
    return frozenset(names)


def free_variables(term: Term) -> frozenset[str]:
    """The names of the variables that are free in a term."""
    names: set[str] = set()
    stack: list[tuple[Term, frozenset[str]]] = [(term, frozenset())]
    while stack:
        part, bound = stack.pop()
        if isinstance(part, Var) and part.name not in bound:
            names.add(part.name)
        if isinstance(part, Quantified | Fold):
            bound |= {each.name for each in part.variables}
        stack.extend((inner, bound) for inner in children(part))
    return frozenset(names)


def fresh_name(name: str, taken: Container[str]) -> str:
    """`name`, or `name_1`, `name_2`, … for the first of them that is not taken."""
    number, candidate = 0, name
    while candidate in taken:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def _substitute(term: Term, mapping: Mapping[str, Term], avoid: frozenset[str]) -> Term:
    match term:
        case Var():
            return mapping.get(term.name, term)
        case Quantified() | Fold():
            return _under_binder(term, mapping, avoid)
        case _:
            return rebuilt(term, lambda part: _substitute(part, mapping, avoid))


def _under_binder(term: Quantified | Fold, mapping: Mapping[str, Term], avoid: frozenset[str]) -> Term:
    bound = {each.name for each in term.variables}
    hidden = {name for name in bound if name in mapping}
    inner = {name: value for name, value in mapping.items() if name not in hidden} if hidden else mapping
    if not inner:
        return term
    variables = term.variables
    if bound & avoid:
        variables, renaming = _renamed(variables, avoid, variables_in(term.body) | avoid | bound)
        inner = {**inner, **renaming}
        avoid |= {each.name for each in variables}
    body = _substitute(term.body, inner, avoid)
    if body is term.body:
        return term
    if isinstance(term, Fold):
        return Fold(term.kind, variables, body, term.type)
    return Quantified(term.kind, variables, body)


def _renamed(
    variables: tuple[Var, ...], avoid: frozenset[str], taken: frozenset[str]
) -> tuple[tuple[Var, ...], dict[str, Term]]:
    """The variables, those to be avoided under names that are not taken; and what became of these."""
    used = set(taken)
    renaming: dict[str, Term] = {}
    result: list[Var] = []
    for each in variables:
        if each.name in avoid:
            renamed = Var(fresh_name(each.name, used), each.type)
            used.add(renamed.name)
            renaming[each.name] = renamed
            result.append(renamed)
        else:
            result.append(each)
    return tuple(result), renaming


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The term with `change` made to each of its direct parts; itself if that changes none of them."""
    before = children(term)
    after = [change(part) for part in before]
    if all(new is old for new, old in zip(after, before, strict=True)):
        return term
    return with_children(term, tuple(after))


def with_children(term: Term, parts: tuple[Term, ...]) -> Term:
    """The term with other direct parts, of the same number and types, in the order of `children`."""
    match term:
        case Truth() | Number() | Member() | Var():
            return term
        case Apply():
            return Apply(term.symbol, parts, term.type)
        case And():
            return And(parts)
        case Or():
            return Or(parts)
        case Distinct():
            return Distinct(parts)
        case Add():
            return Add(parts, term.type)
        case Multiply():
            return Multiply(parts, term.type)
        case Extremum():
            return Extremum(term.kind, parts, term.type)
        case Implies():
            return Implies(*parts)
        case Iff():
            return Iff(*parts)
        case Equal():
            return Equal(*parts)
        case Less():
            return Less(parts[0], parts[1], term.strict)
        case Divide():
            return Divide(parts[0], parts[1], term.type)
        case Choice():
            return Choice(parts[0], parts[1], parts[2], term.type)
        case Not():
            return Not(*parts)
        case Negate():
            return Negate(parts[0], term.type)
        case Absolute():
            return Absolute(parts[0], term.type)
        case Widen():
            return Widen(*parts)
        case Quantified():
            return Quantified(term.kind, term.variables, parts[0])
        case Fold():
            return Fold(term.kind, term.variables, parts[0], term.type)
    assert_never(term)
