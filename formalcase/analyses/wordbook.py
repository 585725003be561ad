"""What the definitions of a case contain, through one another: worked out once, in linear time.

A formula may reach thousands of definitions, each using the one before. Whoever walks all of them for
each formula takes quadratic time; the wordbook lets an analysis see at the surface what lies below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from formalcase.case.formulas import Leaf, implicit_leaves
from formalcase.logic.term import Divide, EnumType, Fold, SortType, Term
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import reachable, sorts_in, subterms, symbols_in

_FEW = 24
"""Formulas that reach no more definitions than this are asked about with all of them."""


@dataclass(frozen=True, slots=True)
class _Below:
    """What a symbol stands for, through definitions."""

    divides: bool = False
    folded: frozenset[str] = frozenset()
    closings: frozenset[str] = frozenset()


_NOTHING = _Below()


@dataclass(frozen=True, slots=True)
class Wordbook:
    """The words of a case, and what lies below each of its definitions."""

    vocabulary: Vocabulary
    implicit: Mapping[str, Leaf]
    """The closings and ranges, by leaf id, in the order declared."""
    _direct: Mapping[str, frozenset[str]] = field(repr=False)
    """The symbols in the body of each definition."""
    _below: Mapping[str, _Below] = field(repr=False)

    def closings(self, formulas: Iterable[Term]) -> dict[str, Leaf]:
        """The closings and ranges of all vocabulary in the formulas, through definitions, and of the
        vocabulary in those ranges themselves; by leaf id, in the order declared."""
        if not self.implicit:
            return {}
        names: set[str] = set()
        todo = list(formulas)
        while todo:
            fresh = self._closings_at(todo.pop()) - names
            names |= fresh
            todo.extend(self.implicit[name].formula for name in fresh)
        return {name: leaf for name, leaf in self.implicit.items() if name in names} if names else {}

    def folded(self, formulas: Iterable[Term]) -> frozenset[str]:
        """The sorts over whose listed members a `count` or `sum` runs."""
        return frozenset().union(*(self._at(formula).folded for formula in formulas))

    def divides(self, formula: Term) -> bool:
        """Whether the formula divides, by itself or through a definition."""
        return self._at(formula).divides

    def words(self, formula: Term) -> frozenset[str]:
        """The symbols and sorts at the surface of a formula."""
        return symbols_in(formula) | {
            f"sort {name}" for name in sorts_in(formula) if name in self.vocabulary.sorts
        }

    def links(self) -> Iterable[frozenset[str]]:
        """Each symbol with what its definition and its types speak of: words that hang together."""
        for name, symbol in self.vocabulary.symbols.items():
            yield self._link(name, symbol)

    def links_below(self, words: Iterable[str], known: Container[str] = ()) -> Iterator[frozenset[str]]:
        """The links of these words and of all that they are defined by, down to the words that are known.

        A definition that none of the words reaches ties nothing together: it says only what is meant by its
        own name.
        """
        met = set(words)
        todo = sorted(met)
        while todo:
            name = todo.pop()
            symbol = self.vocabulary.symbols.get(name)
            if symbol is None or name in known:
                continue
            link = self._link(name, symbol)
            yield link
            fresh = link - met
            met |= fresh
            todo.extend(fresh)

    def _link(self, name: str, symbol: Symbol) -> frozenset[str]:
        sorts = {f"sort {each}" for each in _sorts_of(symbol) if each in self.vocabulary.sorts}
        return frozenset({name, *self._direct.get(name, ()), *sorts})

    def tied_to(self, formula: Term) -> frozenset[str]:
        """All words through which another formula could have to do with this one: what it reaches, and
        every definition that reaches any of that."""
        reach = reachable((formula,), self.vocabulary)
        tied = {*reach.symbols, *(f"sort {name}" for name in reach.sorts)}
        users: defaultdict[str, list[str]] = defaultdict(list)
        for link in self.links():
            for word in link:
                users[word].extend(link - {word})
        todo = list(tied)
        while todo:
            word = todo.pop()
            for user in users[word]:
                if user not in tied and word in self._direct.get(user, ()):
                    tied.add(user)
                    todo.append(user)
        return frozenset(tied)

    def is_deep(self, formulas: Iterable[Term]) -> bool:
        """Whether the formulas reach more than a few definitions."""
        found = {name for formula in formulas for name in symbols_in(formula) if name in self._direct}
        todo = list(found)
        while todo and len(found) <= _FEW:
            for name in self._direct[todo.pop()]:
                if name in self._direct and name not in found:
                    found.add(name)
                    todo.append(name)
        return len(found) > _FEW

    def shallow(self, formulas: Iterable[Term]) -> Vocabulary:
        """The vocabulary with the definitions at the surface of the formulas only: what these use is
        declared and not defined. What follows here follows with all definitions; not the other way round.
        """
        symbols = self.vocabulary.symbols
        surface = {name for formula in formulas for name in symbols_in(formula)}
        below = {name for each in surface for name in self._direct.get(each, ())} - surface
        kept = {name: symbols[name] for name in sorted(surface)}
        kept |= {name: replace(symbols[name], body=None) for name in sorted(below)}
        return replace(self.vocabulary, symbols=kept)

    def _at(self, formula: Term) -> _Below:
        return _joined(_own(formula), (self._below[name] for name in symbols_in(formula)))

    def _closings_at(self, formula: Term) -> frozenset[str]:
        closed = (f"{name}.closed" for name in sorts_in(formula))
        own = frozenset(name for name in closed if name in self.implicit)
        return own.union(*(self._below[name].closings for name in symbols_in(formula)))


def wordbook(vocabulary: Vocabulary) -> Wordbook:
    """The wordbook of a vocabulary; its definitions are not recursive."""
    implicit = implicit_leaves(vocabulary)
    direct: dict[str, frozenset[str]] = {}
    for name, symbol in vocabulary.symbols.items():
        if symbol.body is not None:
            direct[name] = symbols_in(symbol.body)
    below: dict[str, _Below] = {}
    order = TopologicalSorter({name: direct.get(name, ()) for name in vocabulary.symbols}).static_order()
    for name in order:
        below[name] = _below_of(vocabulary.symbols[name], direct.get(name, ()), below, implicit)
    return Wordbook(vocabulary, implicit, direct, below)


def _sorts_of(symbol: Symbol) -> set[str]:
    types = (symbol.result, *(parameter.type for parameter in symbol.parameters))
    found = {each.name for each in types if isinstance(each, SortType | EnumType)}
    return found | sorts_in(symbol.body) if symbol.body is not None else found


def _below_of(
    symbol: Symbol, uses: Iterable[str], below: Mapping[str, _Below], implicit: Mapping[str, Leaf]
) -> _Below:
    named = {f"{symbol.name}.range", *(f"{name}.closed" for name in _sorts_of(symbol))} if implicit else set()
    own = _Below(closings=frozenset(name for name in named if name in implicit))
    if symbol.body is not None:
        own = _joined(own, (_own(symbol.body),))
    return _joined(own, (below[name] for name in uses))


def _own(formula: Term) -> _Below:
    """What a formula contains without looking into definitions; closings aside."""
    divides = False
    folded: set[str] = set()
    for part in subterms(formula):
        if isinstance(part, Divide):
            divides = True
        elif isinstance(part, Fold):
            folded.update(each.type.name for each in part.variables if isinstance(each.type, SortType))
    return _Below(divides, frozenset(folded)) if divides or folded else _NOTHING


def _joined(one: _Below, others: Iterable[_Below]) -> _Below:
    for other in others:
        if other is not _NOTHING and other != one:
            one = _Below(
                one.divides or other.divides, one.folded | other.folded, one.closings | other.closings
            )
    return one
