"""What a formula means in a world: the plain reference semantics.

This is the simplest code that can be right. It is what countermodels are replayed with and what the
solvers are compared with, so it shares nothing with their encodings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import assert_never

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
)
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.world import Individual, Value, World

_STEPS = 3_000_000
STEPS_FOR_A_CASE = 100_000_000
"""Enough to go through all the leaves of a very large case."""
_LARGEST_BITS = 50_000
_BITS_A_STEP = 100


class NoValue(Exception):  # noqa: N818 - what its subclasses say is no error of the program
    """The term has no value that can be worked out in this world."""


class Undefined(NoValue):
    """A division by zero was reached."""


class Unbounded(NoValue):
    """A quantifier ranges over all numbers."""


class Missing(NoValue):
    """The world does not say what a symbol or a sort stands for."""


class Oversized(NoValue):
    """It takes too many steps, too large numbers or too long a chain of definitions."""


def evaluate(
    term: Term,
    world: World,
    vocabulary: Vocabulary,
    scope: Mapping[str, Value] | None = None,
    *,
    steps: int = _STEPS,
) -> Value:
    """The value of a term in a world; `scope` gives the values of its free variables.

    `and`, `or`, `implies`, `if` and quantifiers look at no more than they need, from left to right.
    Raises a `NoValue` when there is no value or when it would take more than `steps` steps. To be
    called within `deep_recursion()` if the term may be deep.
    """
    return Evaluator(world, vocabulary).evaluated(term, scope, steps=steps)


class Evaluator:
    """Evaluates terms in one world; what definitions come to is kept between them."""

    def __init__(self, world: World, vocabulary: Vocabulary, *, steps: int = _STEPS) -> None:
        self._world = world
        self._vocabulary = vocabulary
        self._steps = steps
        self._known: dict[tuple[str, tuple[Value, ...]], Value] = {}
        self._ranks: dict[str, dict[str, int]] = {}
        self._members: dict[Type, Sequence[Value]] = {}

    def evaluated(
        self, term: Term, scope: Mapping[str, Value] | None = None, *, steps: int = _STEPS
    ) -> Value:
        """As `evaluate`, with so many steps for this term alone."""
        self._steps = steps
        try:
            return self.value(term, scope or {})
        except RecursionError:
            raise Oversized("definitions are nested too deeply") from None

    def value(self, term: Term, scope: Mapping[str, Value]) -> Value:
        """The value, from the steps that are left. Raises a `NoValue`."""
        self.spend(1)
        match term:
            case Truth() | Number():
                return term.value
            case Member():
                return Individual(term.type.name, term.name)
            case Var():
                return scope[term.name]
            case Apply():
                return self._apply(term, scope)
            case Not():
                return not self._holds(term.body, scope)
            case And():
                # Loops, since `all` and `any` would use the C stack, which deep terms exhaust.
                for part in term.parts:  # noqa: SIM110
                    if not self._holds(part, scope):
                        return False
                return True
            case Or():
                for part in term.parts:  # noqa: SIM110
                    if self._holds(part, scope):
                        return True
                return False
            case Implies():
                return self._holds(term.right, scope) if self._holds(term.left, scope) else True
            case Choice():
                return self.value(term.yes if self._holds(term.condition, scope) else term.no, scope)
            case Iff() | Equal():
                return self.value(term.left, scope) == self.value(term.right, scope)
            case Less():
                left, right = self._rank(term.left, scope), self._rank(term.right, scope)
                return left < right or (not term.strict and left == right)
            case Distinct():
                values = [self.value(part, scope) for part in term.parts]
                return len(set(values)) == len(values)
            case Quantified():
                return self._quantified(term, scope)
            case Fold():
                return self._fold(term, scope)
            case _:
                return self._number(term, scope)

    def _number(
        self,
        term: Add | Negate | Multiply | Divide | Extremum | Absolute | Widen,
        scope: Mapping[str, Value],
    ) -> Fraction:
        match term:
            case Add():
                total = Fraction(0)
                for part in term.parts:
                    total = self._sized(total + self.number(part, scope))
                return total
            case Multiply():
                total = Fraction(1)
                for part in term.parts:
                    total = self._sized(total * self.number(part, scope))
                return total
            case Divide():
                left, right = self.number(term.left, scope), self.number(term.right, scope)
                if right == 0:
                    raise Undefined("division by zero")
                return self._sized(left / right)
            case Extremum():
                values = [self.number(part, scope) for part in term.parts]
                return min(values) if term.kind == "min" else max(values)
            case Negate():
                return -self.number(term.body, scope)
            case Absolute():
                return abs(self.number(term.body, scope))
            case Widen():
                return self.number(term.body, scope)
        assert_never(term)

    def number(self, term: Term, scope: Mapping[str, Value]) -> Fraction:
        """The value of a numeric term."""
        value = self.value(term, scope)
        assert isinstance(value, Fraction), term
        return value

    def _holds(self, term: Term, scope: Mapping[str, Value]) -> bool:
        value = self.value(term, scope)
        assert isinstance(value, bool), term
        return value

    def _rank(self, term: Term, scope: Mapping[str, Value]) -> Fraction | int:
        """The value of a number, or the place of an enum's member in its order."""
        value = self.value(term, scope)
        if isinstance(value, Individual):
            name = value.type_name
            if name not in self._ranks:
                members = self._vocabulary.members(EnumType(name))
                self._ranks[name] = {member: rank for rank, member in enumerate(members)}
            return self._ranks[name][value.label]
        return value

    def _apply(self, term: Apply, scope: Mapping[str, Value]) -> Value:
        args = tuple([self.value(arg, scope) for arg in term.args])
        symbol = self._vocabulary.symbols[term.symbol]
        if symbol.body is not None:
            return self._defined(symbol, symbol.body, args)
        table = self._world.tables.get(term.symbol)
        value = None if table is None else table.entries.get(args, table.default)
        if value is None:
            raise Missing(f"no value for {term.symbol}")
        return value

    def _defined(self, symbol: Symbol, body: Term, args: tuple[Value, ...]) -> Value:
        key = (symbol.name, args)
        if key not in self._known:
            self._known[key] = self.value(body, symbol.named(args))
        return self._known[key]

    def _quantified(self, term: Quantified, scope: Mapping[str, Value]) -> bool:
        wanted = term.kind == "exists"
        for inner in self._instances(term, scope):
            if self._holds(term.body, inner) is wanted:
                return wanted
        return not wanted

    def _fold(self, term: Fold, scope: Mapping[str, Value]) -> Fraction:
        total = Fraction(0)
        for inner in self._instances(term, scope):
            if term.kind == "count":
                total += self._holds(term.body, inner)
            else:
                total = self._sized(total + self.number(term.body, inner))
        return total

    def domains(self, term: Quantified | Fold) -> list[Sequence[Value]]:
        """What each variable ranges over: listed members in a fold. Raises Unbounded or Missing."""
        return [self._domain(each.type, listed=isinstance(term, Fold)) for each in term.variables]

    def _domain(self, type: Type, *, listed: bool) -> Sequence[Value]:  # noqa: A002
        match type:
            case BoolType():
                return (False, True)
            case IntType() | RealType():
                raise Unbounded("a quantifier over all numbers")
            case SortType() if not listed:
                if type.name not in self._world.universes:
                    raise Missing(f"no universe for {type.name}")
                return self._world.universes[type.name]
            case SortType() | EnumType():
                return self._listed(type)
        assert_never(type)

    def _listed(self, type: EnumType | SortType) -> Sequence[Value]:  # noqa: A002
        if type not in self._members:
            names = self._vocabulary.members(type)
            self._members[type] = [Individual(type.name, name) for name in names]
        return self._members[type]

    def _instances(
        self, term: Quantified | Fold, scope: Mapping[str, Value]
    ) -> Iterator[Mapping[str, Value]]:
        """The scope extended by each choice of values for the variables, the last changing fastest."""
        names = [variable.name for variable in term.variables]
        for values in product(*self.domains(term)):
            self.spend(len(scope) + len(names))
            yield {**scope, **dict(zip(names, values, strict=True))}

    def spend(self, steps: int) -> None:
        """Counts work against what was allowed. Raises Oversized when that is used up."""
        self._steps -= steps
        if self._steps < 0:
            raise Oversized("too many steps")

    def _sized(self, number: Fraction) -> Fraction:
        bits = number.numerator.bit_length() + number.denominator.bit_length()
        if bits > _LARGEST_BITS:
            raise Oversized("a number of too many digits")
        self.spend(bits // _BITS_A_STEP)
        return number
