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

_LISTED = (SortType, EnumType)
_BINDERS = (Quantified, Fold)


def subterms(term: Term) -> Iterator[Term]:
    """The term and all its parts, in the order in which they are written, without recursion."""
    stack = [term]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(reversed(children(part)))


def symbols_in(term: Term) -> frozenset[str]:
    """The names of the constants, functions and definitions that a term uses."""
    found = set()
    stack = [term]
    while stack:
        part = stack.pop()
        if isinstance(part, Apply):
            found.add(part.symbol)
            stack += part.args
        else:
            stack += children(part)
    return frozenset(found)


def sorts_in(term: Term) -> frozenset[str]:
    """The names of the sorts and enums that a term speaks of by members, variables and results."""
    return frozenset(each.name for each in _words_at(term)[1])


def _words_at(term: Term) -> tuple[set[str], set[SortType | EnumType]]:
    """The symbols that a term uses, and the sorts and enums that it speaks of, both without looking into
    definitions."""
    symbols: set[str] = set()
    types: set[SortType | EnumType] = set()
    stack = [term]
    while stack:
        part = stack.pop()
        stack += children(part)
        if isinstance(part, Apply):
            symbols.add(part.symbol)
        elif isinstance(part, _BINDERS):
            types.update(each.type for each in part.variables if isinstance(each.type, _LISTED))
        of = type_of(part)
        if isinstance(of, _LISTED):
            types.add(of)
    return symbols, types


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
    waiting = list(terms)
    while waiting:
        used, spoken_of = _words_at(waiting.pop())
        types |= spoken_of
        bodies = [vocabulary.symbols[name].body for name in used - symbols]
        symbols |= used
        waiting += [body for body in bodies if body is not None]
    for name in symbols:
        symbol = vocabulary.symbols[name]
        for each in (symbol.result, *(parameter.type for parameter in symbol.parameters)):
            if isinstance(each, _LISTED):
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
        for term in _with_definitions(terms, vocabulary)
        for part in subterms(term)
        if isinstance(part, Fold)
        for variable in part.variables
        if isinstance(variable.type, SortType)
    )


def _with_definitions(terms: Iterable[Term], vocabulary: Vocabulary) -> Iterator[Term]:
    """The terms, then the body of each definition that they lead to, once."""
    waiting = list(terms)
    symbols: set[str] = set()
    while waiting:
        term = waiting.pop()
        yield term
        for name in sorted(symbols_in(term) - symbols):
            symbols.add(name)
            body = vocabulary.symbols[name].body
            if body is not None:
                waiting.append(body)
