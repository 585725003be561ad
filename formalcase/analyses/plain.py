"""The plainest worlds: everything so, or nothing so, and every number zero.

The leaves of a very large case can often be true together in such a world. To look is linear in their
size, where a solver takes longer the more of them hang together; what is found is read by the plain
evaluator, and where nothing is found the solver is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from formalcase.logic.evaluate import STEPS_FOR_A_CASE, Evaluator, NoValue
from formalcase.logic.term import Apply, BoolType, EnumType, IntType, RealType, SortType, Term, Type
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


_MOST_WORDS = 20_000
_MOST_STEPS = 20_000_000
_AT_ONCE = 16


class FewTrue:
    """Worlds in which some declared Booleans hold and no others do: does a goal fail there?

    What fails in such a world does not follow from what holds in it, and no solver need be asked. A quorum
    of thousands is read in no time, where each question about it takes a solver a tenth of a second.
    """

    def __init__(self, goal: Term, vocabulary: Vocabulary) -> None:
        self._goal = goal
        self._vocabulary = vocabulary
        self._steps = _MOST_STEPS
        reach = reachable((goal,), vocabulary).symbols
        symbols = [vocabulary.symbols[name] for name in reach]
        plain = all(isinstance(each.result, BoolType) and not each.parameters for each in symbols)
        self._words = frozenset(each.name for each in symbols if each.body is None)
        self._usable = plain and len(symbols) <= _MOST_WORDS

    def fails(self, holding: Sequence[Term]) -> bool:
        """Whether the goal is false where just these hold; false also where that cannot be told."""
        names = {term.symbol for term in holding if isinstance(term, Apply) and self._declared(term.symbol)}
        self._steps -= len(self._words)
        if not self._usable or self._steps < 0 or len(names) < len({*holding}):
            return False
        world = World({}, {name: Table({(): name in names}) for name in self._words})
        try:
            return Evaluator(world, self._vocabulary, steps=self._steps).value(self._goal, {}) is False
        except NoValue:
            return False

    def left(self, formulas: Sequence[Term]) -> Iterator[Term]:
        """Those formulas of which it is not seen that they do not entail the goal, each by itself."""
        for start in range(0, len(formulas), _AT_ONCE):
            several = formulas[start : start + _AT_ONCE]
            if not self.fails(several):
                yield from (each for each in several if not self.fails([each]))

    def _declared(self, name: str) -> bool:
        symbol = self._vocabulary.symbols[name]
        return symbol.body is None and not symbol.parameters
