"""The atoms that the words of a step can form: what literals and rules are made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from formalcase.analyses.premises.gap import Gap, at_most, individuals_at_hand
from formalcase.logic import build
from formalcase.logic.substitute import free_variables, substitute
from formalcase.logic.term import (
    BOOL,
    And,
    Apply,
    EnumType,
    Equal,
    Implies,
    IntType,
    Less,
    Member,
    Not,
    Quantified,
    RealType,
    SortType,
    Term,
    Type,
    Var,
    type_of,
)
from formalcase.logic.vocabulary import Symbol
from formalcase.logic.walk import normalise, subterms, symbols_in

_MOST_VALUES = 12
_MOST_FOR_ONE_SYMBOL = 60
"""Ways to apply one symbol; the first ones speak of what stands in the step."""


def ground_atoms(gap: Gap) -> list[Term]:
    """Atoms without variables, plain ones first: those that stand in the step, those that its formulas
    have for one individual at hand, and the words of the step applied to what is at hand."""
    found: dict[Term, Term] = {}
    for atom in _all_atoms(gap):
        found.setdefault(normalise(atom, gap.vocabulary), atom)
    return list(found.values())


def _all_atoms(gap: Gap) -> Iterator[Term]:
    yield from (atom for atom in standing(gap) if not free_variables(atom))
    for name in sorted(gap.words()):
        symbol = gap.vocabulary.symbols[name]
        if symbol.result == BOOL and (symbol.body is None or _at_surface(gap, name)):
            yield from _applied(gap, symbol)
    for atom in standing(gap):
        yield from _instances(gap, atom)
    yield from _equalities(gap)


def standing(gap: Gap) -> list[Term]:
    """The atoms in the formulas of the step and in what its words say there, variables included."""
    words = gap.words()
    found: dict[Term, None] = {}
    for part in gap.parts():
        if _is_atom(part) and symbols_in(part) <= words and not _binds(part):
            found[part] = None
    return list(found)


def _is_atom(term: Term) -> bool:
    match term:
        case Apply():
            return term.type == BOOL
        case Equal() | Less():
            return type_of(term.left) != BOOL
        case _:
            return False


def _binds(term: Term) -> bool:
    return any(isinstance(part, Quantified) for part in subterms(term))


def _at_surface(gap: Gap, name: str) -> bool:
    return any(name in symbols_in(formula) for formula in gap.formulas)


def _applied(gap: Gap, symbol: Symbol) -> Iterator[Term]:
    if any(isinstance(parameter.type, IntType | RealType) for parameter in symbol.parameters):
        return
    choices = [
        gap.kinds.fitting(symbol.name, at, individuals_at_hand(gap, parameter.type))
        for at, parameter in enumerate(symbol.parameters)
    ]
    yield from at_most(gap, (build.apply(symbol, args) for args in product(*choices)), _MOST_FOR_ONE_SYMBOL)


def _instances(gap: Gap, atom: Term) -> Iterator[Term]:
    """An atom, or a term, with variables over sorts and enums, for what is at hand in their place."""
    variables = {part.name: part for part in subterms(atom) if isinstance(part, Var)}
    free = [variables[name] for name in sorted(free_variables(atom))]
    if not free or not all(isinstance(each.type, SortType | EnumType) for each in free):
        return
    choices = [_in_the_place_of(gap, each, atom) for each in free]
    names = [each.name for each in free]
    every = (substitute(atom, dict(zip(names, values, strict=True))) for values in product(*choices))
    yield from at_most(gap, every, _MOST_FOR_ONE_SYMBOL)


def _in_the_place_of(gap: Gap, variable: Var, atom: Term) -> list[Term]:
    """What fits where the variable stands in the atom."""
    things = individuals_at_hand(gap, variable.type)
    for part in subterms(atom):
        if isinstance(part, Apply) and variable in part.args:
            return gap.kinds.fitting(part.symbol, part.args.index(variable), things)
    return things


def _equalities(gap: Gap) -> Iterator[Term]:
    """`term = member` and `constant = constant`; on a scale, `term <= member` and `constant <= constant`."""
    for type_ in types_at_hand(gap):
        things = individuals_at_hand(gap, type_)
        members = [thing for thing in things if isinstance(thing, Member)]
        others = [thing for thing in things if not isinstance(thing, Member)]
        measured = [*others, *(_values_at_hand(gap, type_) if isinstance(type_, EnumType) else ())]
        ordered = isinstance(type_, EnumType) and gap.vocabulary.enums[type_.name].ordered
        yield from (build.equal(one, member, gap.vocabulary) for one in measured for member in members)
        if ordered:
            yield from (
                build.at_most(one, member, gap.vocabulary) for one in measured for member in members[:-1]
            )
        for one, other in combinations(others, 2):
            if gap.kinds.alike(one, other):
                if ordered:
                    yield build.at_most(one, other, gap.vocabulary)
                    yield build.at_most(other, one, gap.vocabulary)
                else:
                    yield build.equal(one, other, gap.vocabulary)


def _values_at_hand(gap: Gap, type_: EnumType) -> list[Term]:
    """What the functions into an enum are for the things at hand, where the step has them for a variable."""
    found: dict[Term, None] = {}
    for part in gap.parts():
        if isinstance(part, Apply) and part.type == type_:
            found |= dict.fromkeys(_instances(gap, part))
    return at_most(gap, found, _MOST_VALUES)


def types_at_hand(gap: Gap) -> list[SortType | EnumType]:
    """The sorts and enums of the words of the step."""
    symbols = gap.vocabulary.symbols
    types: set[Type] = set()
    for name in gap.words():
        types.update((symbols[name].result, *(parameter.type for parameter in symbols[name].parameters)))
    for formula in gap.formulas:
        types.update(part.type for part in subterms(formula) if isinstance(part, Var | Member))
    listed = [each for each in types if isinstance(each, SortType | EnumType)]
    return sorted(listed, key=lambda each: (type(each).__name__, each.name))


def plainness(literal: Term) -> int:
    """How far a literal is from a plain word: 0 for an applied word, more for what is harder to read."""
    match literal:
        case Not(Equal()):
            return 4
        case Not(body):
            return 1 + plainness(body)
        case Equal(left, right):
            constant = any(isinstance(side, Member) for side in (left, right))
            return 1 if constant else 3
        case Less() | Quantified():
            return 2
        case _:
            return 0


def negated(atom: Term) -> Term:
    """The negation of an atom; orders are turned round, since both directions are total."""
    match atom:
        case Less(left, right, strict):
            return Less(right, left, not strict)
        case _:
            return build.negation(atom)


def clause_of(formula: Term) -> tuple[tuple[Var, ...], frozenset[Term]]:
    """The variables of a rule, and the literals of which it says that one holds."""
    variables: list[Var] = []
    while isinstance(formula, Quantified) and formula.kind == "forall":
        variables += formula.variables
        formula = formula.body
    return tuple(variables), frozenset(_literals(formula, True))


def _literals(term: Term, positive: bool) -> Iterator[Term]:
    match term:
        case Not(body):
            yield from _literals(body, not positive)
        case Implies(left, right) if positive:
            yield from _literals(left, False)
            yield from _literals(right, True)
        case And(parts) if not positive:
            for part in parts:
                yield from _literals(part, False)
        case _:
            yield term if positive else negated(term)
