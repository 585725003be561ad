"""What terms speak of: symbols, sorts and enums, directly and through definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from formalcase.frozen import dataclass
from formalcase.logic.normal import normalise
from formalcase.logic.partial import Partial, partial_terms
from formalcase.logic.term import (
    Apply,
    EnumType,
    Fold,
    Quantified,
    SortType,
    Term,
    Type,
    children,
    type_of,
)
from formalcase.logic.unfolding import unfold
from formalcase.logic.vocabulary import Vocabulary

__all__ = [
    "Partial",
    "Reach",
    "folded_sorts",
    "normalise",
    "partial_terms",
    "reachable",
    "sorts_in",
    "subterms",
    "symbols_in",
    "unfold",
]


def subterms(term: Term) -> Iterator[Term]:
    """The term and all its parts, in the order in which they are written, without recursion."""
    stack = [term]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(reversed(children(part)))


def symbols_in(term: Term) -> frozenset[str]:
    """The names of the constants, functions and definitions that a term uses."""
    return frozenset(part.symbol for part in subterms(term) if isinstance(part, Apply))


def sorts_in(term: Term) -> frozenset[str]:
    """The names of the sorts and enums that a term speaks of by members, variables and results."""
    return frozenset(each.name for each in _listed_types(term))


def _listed_types(term: Term) -> Iterator[SortType | EnumType]:
    for part in subterms(term):
        types: list[Type] = [type_of(part)]
        if isinstance(part, Quantified | Fold):
            types += [variable.type for variable in part.variables]
        for each in types:
            if isinstance(each, SortType | EnumType):
                yield each


@dataclass(frozen=True, slots=True)
class Reach:
    """Names, each kind sorted. `symbols` has constants, functions and definitions."""

    symbols: tuple[str, ...]
    sorts: tuple[str, ...]
    enums: tuple[str, ...]


def reachable(terms: Iterable[Term], vocabulary: Vocabulary) -> Reach:
    """All that the terms speak of, also through definitions: the symbols, and the sorts and enums in
    the terms and in the types of the symbols."""
    types: set[SortType | EnumType] = set()
    symbols: set[str] = set()
    for term in _with_definitions(terms, vocabulary, symbols):
        types.update(_listed_types(term))
    for name in symbols:
        symbol = vocabulary.symbols[name]
        for each in (symbol.result, *(parameter.type for parameter in symbol.parameters)):
            if isinstance(each, SortType | EnumType):
                types.add(each)
    return Reach(
        tuple(sorted(symbols)),
        tuple(sorted(each.name for each in types if isinstance(each, SortType))),
        tuple(sorted(each.name for each in types if isinstance(each, EnumType))),
    )


def folded_sorts(terms: Iterable[Term], vocabulary: Vocabulary) -> frozenset[str]:
    """The sorts over whose listed members a `count` or `sum` runs, also through definitions."""
    return frozenset(
        variable.type.name
        for term in _with_definitions(terms, vocabulary, set())
        for part in subterms(term)
        if isinstance(part, Fold)
        for variable in part.variables
        if isinstance(variable.type, SortType)
    )


def _with_definitions(terms: Iterable[Term], vocabulary: Vocabulary, symbols: set[str]) -> Iterator[Term]:
    """The terms, then the body of each definition that they lead to, once. The names of all symbols on
    the way are put into `symbols`."""
    waiting = list(terms)
    while waiting:
        term = waiting.pop()
        yield term
        for name in sorted(symbols_in(term) - symbols):
            symbols.add(name)
            body = vocabulary.symbols[name].body
            if body is not None:
                waiting.append(body)
