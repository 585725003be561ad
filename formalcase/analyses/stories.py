"""Worlds told in the words of the case, after the plain evaluator has confirmed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from formalcase.frozen import dataclass
from formalcase.logic.evaluate import NoValue, evaluate
from formalcase.logic.show import say, show_value
from formalcase.logic.term import (
    BoolType,
    EnumType,
    IntType,
    Member,
    Quantified,
    RealType,
    SortType,
    Term,
    Type,
)
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import reachable, subterms
from formalcase.logic.world import Individual, Value, World
from formalcase.solve.errors import ReplayError

_MOST_FACTS = 200
"""So many assignments are listed at most; a world of thousands of words is no story."""
_MOST_LOOKED_AT = 10_000
_MOST_TOLD = 6
"""So many facts go into the one sentence."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a term is in a world; `text` says the same in words, where there is a gloss."""

    term: str
    value: str
    text: str | None
    telling: bool = True
    """Whether it is about nobody but the individuals for whom the conclusion fails, or about no one."""
    close: bool = False
    """Whether it is about one of them."""


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
    conclusion: Term | None = None,
) -> Told:
    """The world as a story: `opening`, then facts about the individuals for whom `conclusion` fails,
    words that the conclusion uses before the others."""
    replayed = replay(world, formulas, vocabulary)
    about = _individuals_at_fault(world, conclusion, vocabulary) if conclusion is not None else frozenset()
    symbols = _in_order([*([conclusion] if conclusion is not None else []), *formulas], vocabulary)
    listed = list(islice(_facts(world, symbols, vocabulary, about), _MOST_LOOKED_AT))
    listed.sort(key=lambda fact: (not fact.telling, not fact.close))
    facts = listed[:_MOST_FACTS]
    telling = [fact for fact in facts if fact.telling]
    told = _worth_telling(telling)
    words = ", ".join(told) if told else "nothing in particular is so"
    more = len(telling) - len(told)
    rest = f" (and {more} more)" if more > 0 else ""
    return Told(f"{opening} {words}{rest}", tuple(facts), replayed, len(listed) - len(facts))


def _worth_telling(facts: Sequence[Fact]) -> list[str]:
    """The facts for the sentence: what is so before what is not, the order kept otherwise."""
    positive = [fact for fact in facts if fact.value != "false"]
    negative = [fact for fact in facts if fact.value == "false"]
    chosen = [*positive, *negative][:_MOST_TOLD]
    return [fact.text or f"{fact.term} = {fact.value}" for fact in facts if fact in chosen]


def _individuals_at_fault(world: World, conclusion: Term, vocabulary: Vocabulary) -> frozenset[Individual]:
    """The individuals of sorts for which a general conclusion fails, and those that it names."""
    named = {
        Individual(part.type.name, part.name)
        for part in subterms(conclusion)
        if isinstance(part, Member) and isinstance(part.type, SortType)
    }
    scope: dict[str, Value] = {}
    while isinstance(conclusion, Quantified) and conclusion.kind == "forall":
        found = _first_failure(world, conclusion, scope, vocabulary)
        if found is None:
            break
        scope |= found
        conclusion = conclusion.body
    at_fault = {value for value in scope.values() if isinstance(value, Individual)}
    return frozenset(one for one in named | at_fault if one.type_name in world.universes)


def _first_failure(
    world: World, general: Quantified, scope: Mapping[str, Value], vocabulary: Vocabulary
) -> dict[str, Value] | None:
    """Values of the variables for which the body is false, the first there are."""
    domains = [_domain(world, variable.type, vocabulary) for variable in general.variables]
    finite = [domain for domain in domains if domain is not None]
    if len(finite) < len(domains):
        return None
    for values in islice(product(*finite), _MOST_LOOKED_AT):
        chosen = {variable.name: value for variable, value in zip(general.variables, values, strict=True)}
        try:
            if evaluate(general.body, world, vocabulary, {**scope, **chosen}) is False:
                return chosen
        except NoValue:
            return None
    return None


def _in_order(terms: Sequence[Term], vocabulary: Vocabulary) -> list[Symbol]:
    """The symbols in the terms, first come, first served; what is declared before what is defined."""
    found: dict[str, Symbol] = {}
    for term in terms:
        reach = reachable((term,), vocabulary).symbols
        for name in sorted(reach, key=lambda name: (vocabulary.symbols[name].body is not None, name)):
            found.setdefault(name, vocabulary.symbols[name])
    return list(found.values())


def _facts(
    world: World, symbols: Sequence[Symbol], vocabulary: Vocabulary, about: frozenset[Individual]
) -> Iterator[Fact]:
    for symbol in symbols:
        for args in _arguments(world, symbol, vocabulary):
            value = _value(world, symbol, args, vocabulary)
            if value is not None:
                shown = show_value(value, symbol.result, symbol.unit, vocabulary)
                term = _term(symbol, args, vocabulary)
                telling = not about or all(_is_about(arg, world, about) for arg in args)
                close = telling and any(isinstance(arg, Individual) and arg in about for arg in args)
                yield Fact(term, shown, say(symbol.name, args, value, vocabulary), telling, close)


def _is_about(arg: Value, world: World, about: frozenset[Individual]) -> bool:
    return not isinstance(arg, Individual) or arg.type_name not in world.universes or arg in about


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
