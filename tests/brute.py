"""Brute force over small worlds: the third opinion beside the solvers.

Everything is decided by `logic.evaluate`, world by world. A world that is found refutes an entailment
for certain; that none is found says so only for worlds of the given sizes and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from formalcase.logic.depth import deep_recursion
from formalcase.logic.evaluate import NoValue, evaluate
from formalcase.logic.term import (
    BoolType,
    EnumType,
    IntType,
    RealType,
    SortType,
    Term,
    Type,
)
from formalcase.logic.vocabulary import Sort, Symbol, Vocabulary
from formalcase.logic.world import Individual, Table, Value, World

HALVES = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2))
"""A few numbers for constants; an Int takes the whole ones among them."""


def worlds(
    vocabulary: Vocabulary, sizes: Mapping[str, int], numbers: Sequence[Fraction] = HALVES
) -> Iterator[World]:
    """All worlds over a vocabulary whose sorts have up to so many individuals (2 where `sizes` is
    silent, and never fewer than are listed, nor more if the sort is said to be closed)."""
    symbols = [symbol for symbol in vocabulary.symbols.values() if symbol.body is None]
    for universes in _universes(vocabulary, sizes):
        tables = [list(_tables(symbol, vocabulary, universes, numbers)) for symbol in symbols]
        names = [symbol.name for symbol in symbols]
        for choice in product(*tables):
            yield World(universes, dict(zip(names, choice, strict=True)))


def how_many(vocabulary: Vocabulary, sizes: Mapping[str, int], numbers: Sequence[Fraction] = HALVES) -> int:
    """How many worlds `worlds` would give; to keep tests small."""
    total = 0
    for universes in _universes(vocabulary, sizes):
        count = 1
        for symbol in vocabulary.symbols.values():
            if symbol.body is None:
                rows = 1
                for parameter in symbol.parameters:
                    rows *= len(values_of(parameter.type, vocabulary, universes, numbers))
                count *= len(values_of(symbol.result, vocabulary, universes, numbers)) ** rows
        total += count
    return total


def _universes(
    vocabulary: Vocabulary, sizes: Mapping[str, int]
) -> Iterator[Mapping[str, tuple[Individual, ...]]]:
    choices = [list(_universes_of(sort, sizes.get(sort.name, 2))) for sort in vocabulary.sorts.values()]
    for choice in product(*choices):
        yield dict(zip(vocabulary.sorts, choice, strict=True))


def _universes_of(sort: Sort, largest: int) -> Iterator[tuple[Individual, ...]]:
    listed = tuple(Individual(sort.name, member.name) for member in sort.members)
    if sort.closed:
        yield listed
        return
    for size in range(max(len(listed), 1), max(len(listed), largest, 1) + 1):
        yield listed + tuple(Individual(sort.name, f"#{n}") for n in range(1, size - len(listed) + 1))


def values_of(
    type_: Type,
    vocabulary: Vocabulary,
    universes: Mapping[str, tuple[Individual, ...]],
    numbers: Sequence[Fraction],
) -> Sequence[Value]:
    """The values that a symbol of the type may take."""
    match type_:
        case BoolType():
            return (False, True)
        case IntType():
            return [number for number in numbers if number.denominator == 1]
        case RealType():
            return list(numbers)
        case SortType():
            return universes[type_.name]
        case EnumType():
            return [Individual(type_.name, name) for name in vocabulary.members(type_)]


def _tables(
    symbol: Symbol,
    vocabulary: Vocabulary,
    universes: Mapping[str, tuple[Individual, ...]],
    numbers: Sequence[Fraction],
) -> Iterator[Table]:
    domains = [values_of(each.type, vocabulary, universes, numbers) for each in symbol.parameters]
    rows = list(product(*domains))
    values = values_of(symbol.result, vocabulary, universes, numbers)
    for column in product(values, repeat=len(rows)):
        yield Table(dict(zip(rows, column, strict=True)))


def holds(formula: Term, world: World, vocabulary: Vocabulary) -> bool | None:
    """Whether a formula holds in a world; None if it has no value there."""
    with deep_recursion():
        try:
            value = evaluate(formula, world, vocabulary)
        except NoValue:
            return None
    assert isinstance(value, bool)
    return value


def model_by_brute_force(
    vocabulary: Vocabulary,
    formulas: Sequence[Term],
    sizes: Mapping[str, int],
    numbers: Sequence[Fraction] = HALVES,
) -> World | None:
    """The first world in which all formulas have the value true, or None."""
    for world in worlds(vocabulary, sizes, numbers):
        if all(holds(formula, world, vocabulary) for formula in formulas):
            return world
    return None


def entails_by_brute_force(
    vocabulary: Vocabulary,
    premises: Sequence[Term],
    conclusion: Term,
    sizes: Mapping[str, int],
    numbers: Sequence[Fraction] = HALVES,
) -> World | None:
    """A world in which all premises are true and the conclusion is false; None if there is none among
    the small ones. Worlds in which a formula has no value refute nothing."""
    for world in worlds(vocabulary, sizes, numbers):
        true = all(holds(premise, world, vocabulary) for premise in premises)
        if true and holds(conclusion, world, vocabulary) is False:
            return world
    return None
