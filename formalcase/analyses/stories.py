"""Worlds told in the words of the case, after the plain evaluator has confirmed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from formalcase.analyses.failing import Applied, Reasons, domain, reasons
from formalcase.analyses.upholding import upholding
from formalcase.frozen import dataclass
from formalcase.logic.evaluate import Evaluator, NoValue
from formalcase.logic.members import Members
from formalcase.logic.show import print_name, say, show_value
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import symbols_in
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
    """Whether it is among what makes the conclusion fail, or about the individuals for whom it does, or
    about no one."""
    decisive: bool = False
    """Whether it is among what makes the conclusion fail, or lets the premises hold for all that."""


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
    evaluator = Evaluator(world, vocabulary)
    for formula in formulas:
        try:
            value = evaluator.evaluated(formula)
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
    """The world as a story: `opening`, then what makes `conclusion` fail, what lets the formulas hold all
    the same, then facts about the individuals for whom it fails, words that it uses before the others."""
    replayed = replay(world, formulas, vocabulary)
    why = reasons(world, conclusion, vocabulary) if conclusion is not None else Reasons()
    nonetheless = upholding(world, formulas, vocabulary, why.facts) if why.facts else ()
    symbols = _in_order([*([conclusion] if conclusion is not None else []), *formulas], vocabulary)
    seen = list(islice(_seen(world, symbols, vocabulary, why, nonetheless), _MOST_LOOKED_AT))
    seen.sort(key=lambda each: each.rank)
    members = Members(vocabulary)
    facts = [_fact(each, vocabulary, members) for each in seen[:_MOST_FACTS]]
    telling = [fact for fact in facts if fact.telling]
    told = _worth_telling(telling)
    words = ", ".join(told) if told else "nothing in particular is so"
    more = len(telling) - len(told)
    rest = f" (and {more} more)" if more > 0 else ""
    return Told(f"{opening} {words}{rest}", tuple(facts), replayed, len(seen) - len(facts))


def _worth_telling(facts: Sequence[Fact]) -> list[str]:
    """The facts for the sentence: what makes the conclusion fail and lets the premises hold, then what is
    so, then what is not; in the order given."""
    grave = [fact for fact in facts if fact.decisive]
    others = [fact for fact in facts if not fact.decisive]
    positive = [fact for fact in others if fact.value != "false"]
    negative = [fact for fact in others if fact.value == "false"]
    chosen = [*grave, *positive, *negative][:_MOST_TOLD]
    return [fact.text or f"{fact.term} = {fact.value}" for fact in facts if fact in chosen]


def _in_order(terms: Sequence[Term], vocabulary: Vocabulary) -> list[Symbol]:
    """The symbols in the terms, first come, first served; what is declared before what is defined."""
    found: dict[str, Symbol] = {}
    for term in terms:
        fresh: dict[str, Symbol] = {}
        todo = [term]
        while todo:
            for name in symbols_in(todo.pop()):
                if name in found or name in fresh:
                    continue
                fresh[name] = symbol = vocabulary.symbols[name]
                todo += [] if symbol.body is None else [symbol.body]
        found |= sorted(fresh.items(), key=lambda each: (each[1].body is not None, each[0]))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Seen:
    """The value of a symbol; the least `rank` is told first."""

    symbol: Symbol
    args: tuple[Value, ...]
    value: Value
    rank: int
    telling: bool = True

    @property
    def decisive(self) -> bool:
        return self.rank <= _NONETHELESS


_DECISIVE, _NAMING, _NONETHELESS, _CLOSE, _ABOUT_NO_ONE, _ELSE = range(6)
"""Ranks: what makes the conclusion fail, and in that what constants stand for; what lets the premises hold
nonetheless; what is about those for whom it fails; about no individual; about others."""


def _seen(
    world: World,
    symbols: Sequence[Symbol],
    vocabulary: Vocabulary,
    why: Reasons,
    nonetheless: Sequence[Applied],
) -> Iterator[_Seen]:
    """The values of all symbols, what makes the conclusion fail first."""
    evaluator = Evaluator(world, vocabulary)
    decisive = dict.fromkeys([*why.facts, *nonetheless])
    for place, (name, args) in enumerate(decisive):
        symbol = vocabulary.symbols[name]
        value = _value(evaluator, world, symbol, args)
        if value is not None:
            naming = not args and isinstance(value, Individual) and value.type_name in world.universes
            rank = _NAMING if naming else _DECISIVE if place < len(why.facts) else _NONETHELESS
            yield _Seen(symbol, args, value, rank)
    for symbol in symbols:
        for args in _arguments(world, symbol, vocabulary):
            value = None if (symbol.name, args) in decisive else _value(evaluator, world, symbol, args)
            if value is not None:
                rank = _rank(args, world, why.about)
                yield _Seen(symbol, args, value, rank, rank != _ELSE)


def _rank(args: Sequence[Value], world: World, about: frozenset[Individual]) -> int:
    """How close a fact is to the individuals for whom the conclusion fails: of the sorts that these are
    of, it has to be about no others. Where it fails for no one in particular, every fact is as close."""
    if not about:
        return _CLOSE
    concerned = {one.type_name for one in about}
    individuals = [arg for arg in args if isinstance(arg, Individual) and arg.type_name in world.universes]
    if not individuals:
        return _ABOUT_NO_ONE
    of_these = [one for one in individuals if one.type_name in concerned]
    return _CLOSE if of_these and about.issuperset(of_these) else _ELSE


def _fact(seen: _Seen, vocabulary: Vocabulary, members: Members) -> Fact:
    symbol, args, value = seen.symbol, seen.args, seen.value
    return Fact(
        _term(symbol, args, vocabulary, members),
        show_value(value, symbol.result, symbol.unit, vocabulary, members),
        say(symbol.name, args, value, vocabulary),
        seen.telling,
        seen.decisive,
    )


def _arguments(world: World, symbol: Symbol, vocabulary: Vocabulary) -> Iterator[tuple[Value, ...]]:
    """All arguments where the types are finite; else those that the world's table mentions."""
    domains = [domain(world, parameter.type, vocabulary) for parameter in symbol.parameters]
    if all(values is not None for values in domains):
        yield from product(*(values for values in domains if values is not None))
    elif symbol.name in world.tables:
        yield from sorted(world.tables[symbol.name].entries, key=str)


def _value(evaluator: Evaluator, world: World, symbol: Symbol, args: tuple[Value, ...]) -> Value | None:
    if symbol.body is None:
        table = world.tables.get(symbol.name)
        return None if table is None else table.entries.get(args, table.default)
    try:
        return evaluator.evaluated(symbol.body, symbol.named(args))
    except NoValue:
        return None


def _term(symbol: Symbol, args: tuple[Value, ...], vocabulary: Vocabulary, members: Members) -> str:
    if not args:
        return print_name(symbol.name)
    shown = (
        show_value(arg, parameter.type, None, vocabulary, members)
        for arg, parameter in zip(args, symbol.parameters, strict=True)
    )
    return f"{print_name(symbol.name)}({', '.join(shown)})"
