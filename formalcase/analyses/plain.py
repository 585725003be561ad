"""The plainest worlds: everything so, or nothing so, and every number zero.

The leaves of a very large case can often be true together in such a world. To look is linear in their
size, where a solver takes longer the more of them hang together; what is found is read by the plain
evaluator, and where nothing is found the solver is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from formalcase.logic.evaluate import STEPS_FOR_A_CASE, Evaluator, NoValue
from formalcase.logic.term import BoolType, EnumType, IntType, RealType, SortType, Term, Type
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable
from formalcase.logic.world import Individual, Table, Value, World


def plain_world(formulas: Sequence[Term], vocabulary: Vocabulary) -> World | None:
    """A plain world in which all the formulas are true, over the words that they speak of; None if
    neither of the two is one."""
    for truth in (True, False):
        world = _world(formulas, vocabulary, truth)
        evaluator = Evaluator(world, vocabulary, steps=STEPS_FOR_A_CASE)
        try:
            if all(evaluator.value(formula, {}) is True for formula in formulas):
                return world
        except NoValue:
            continue
    return None


def _world(formulas: Sequence[Term], vocabulary: Vocabulary, truth: bool) -> World:
    reach = reachable(formulas, vocabulary)
    universes = {}
    for name in reach.sorts:
        listed = vocabulary.members(SortType(name)) or ("#1",)
        universes[name] = tuple(Individual(name, label) for label in listed)
    declared = [vocabulary.symbols[name] for name in reach.symbols if vocabulary.symbols[name].body is None]
    tables = {}
    for symbol in declared:
        value = _value(symbol.result, vocabulary, universes, truth)
        tables[symbol.name] = Table(default=value) if symbol.parameters else Table({(): value})
    return World(universes, tables)


def _value(
    kind: Type, vocabulary: Vocabulary, universes: dict[str, tuple[Individual, ...]], truth: bool
) -> Value:
    match kind:
        case BoolType():
            return truth
        case IntType() | RealType():
            return Fraction(0)
        case SortType(name):
            return universes[name][0]
        case EnumType(name):
            return Individual(name, vocabulary.members(kind)[0])
        case _:
            assert_never(kind)
