"""Worlds told in the words of the case, after the plain evaluator has confirmed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from formalcase.logic.evaluate import NoValue, evaluate
from formalcase.logic.show import say, show_value
from formalcase.logic.term import BoolType, EnumType, IntType, RealType, SortType, Term, Type
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import reachable
from formalcase.logic.world import Individual, Value, World
from formalcase.solve.errors import ReplayError

_MOST_FACTS = 200
"""So many assignments are listed at most; a world of thousands of words is no story."""
_MOST_TOLD = 6
"""So many facts go into the one sentence."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a term is in a world; `text` says the same in words, where there is a gloss."""

    term: str
    value: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A world in words. `left_out` counts the facts that were not listed."""

    text: str
    facts: tuple[Fact, ...]
    replayed: bool
    left_out: int = 0


def replay(world: World, formulas: Sequence[Term], vocabulary: Vocabulary) -> bool:
    """True when the evaluator finds every formula true in the world; False where no finite replay exists.

    Raises ReplayError when a formula comes out false.
    """
    if world.inexact:
        return False
    complete = True
    for formula in formulas:
        try:
            value = evaluate(formula, world, vocabulary)
        except NoValue:
            complete = False
            continue
        if value is not True:
            raise ReplayError(f"a formula is {value} in the world that should make it true: {formula}")
    return complete


def tell(
    world: World,
    formulas: Sequence[Term],
    vocabulary: Vocabulary,
    opening: str,
    first: Sequence[Term] = (),
) -> Told:
    """The world as a story: `opening`, then the facts, those that `first` speaks of before the others."""
    replayed = replay(world, formulas, vocabulary)
    symbols = _in_order([*first, *formulas], vocabulary)
    listed = list(islice(_facts(world, symbols, vocabulary), _MOST_FACTS + 1))
    facts, left_out = listed[:_MOST_FACTS], max(0, len(listed) - _MOST_FACTS)
    told = _worth_telling(facts)
    words = ", ".join(told) if told else "nothing in particular is so"
    more = len(facts) + left_out - len(told)
    rest = f" (and {more} more)" if more > 0 else ""
    return Told(f"{opening} {words}{rest}", tuple(facts), replayed, left_out)


def _worth_telling(facts: Sequence[Fact]) -> list[str]:
    """The facts for the sentence: what is so before what is not, the order kept otherwise."""
    positive = [fact for fact in facts if fact.value != "false"]
    negative = [fact for fact in facts if fact.value == "false"]
    chosen = [*positive, *negative][:_MOST_TOLD]
    return [fact.text or f"{fact.term} = {fact.value}" for fact in facts if fact in chosen]


def _in_order(terms: Sequence[Term], vocabulary: Vocabulary) -> list[Symbol]:
    found: dict[str, Symbol] = {}
    for term in terms:
        reach = reachable((term,), vocabulary).symbols
        for name in sorted(reach):
            found.setdefault(name, vocabulary.symbols[name])
    return list(found.values())


def _facts(world: World, symbols: Sequence[Symbol], vocabulary: Vocabulary) -> Iterator[Fact]:
    for symbol in symbols:
        for args in _arguments(world, symbol, vocabulary):
            value = _value(world, symbol, args, vocabulary)
            if value is not None:
                shown = show_value(value, symbol.result, symbol.unit, vocabulary)
                yield Fact(_term(symbol, args, vocabulary), shown, say(symbol.name, args, value, vocabulary))


def _arguments(world: World, symbol: Symbol, vocabulary: Vocabulary) -> Iterator[tuple[Value, ...]]:
    """All arguments where the types are finite; else those that the world's table mentions."""
    domains = [_domain(world, parameter.type, vocabulary) for parameter in symbol.parameters]
    if all(domain is not None for domain in domains):
        yield from product(*(domain for domain in domains if domain is not None))
    elif symbol.name in world.tables:
        yield from sorted(world.tables[symbol.name].entries, key=str)


def _domain(world: World, kind: Type, vocabulary: Vocabulary) -> tuple[Value, ...] | None:
    match kind:
        case BoolType():
            return (True, False)
        case SortType(name):
            return world.universes.get(name)
        case EnumType(name):
            return tuple(Individual(name, member) for member in vocabulary.members(kind))
        case IntType() | RealType():
            return None


def _value(world: World, symbol: Symbol, args: tuple[Value, ...], vocabulary: Vocabulary) -> Value | None:
    if symbol.body is None:
        table = world.tables.get(symbol.name)
        return None if table is None else table.entries.get(args, table.default)
    scope = {parameter.name: arg for parameter, arg in zip(symbol.parameters, args, strict=True)}
    try:
        return evaluate(symbol.body, world, vocabulary, scope)
    except NoValue:
        return None


def _term(symbol: Symbol, args: tuple[Value, ...], vocabulary: Vocabulary) -> str:
    if not args:
        return symbol.name
    shown = (
        show_value(arg, parameter.type, None, vocabulary)
        for arg, parameter in zip(args, symbol.parameters, strict=True)
    )
    return f"{symbol.name}({', '.join(shown)})"
