"""The parts of what legs rest on, ready to be compared."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from fractions import Fraction

from formalcase.case.formulas import Leaf
from formalcase.frozen import dataclass
from formalcase.logic.eliminate import strongest_effect, weakest_cause
from formalcase.logic.normal import normalise
from formalcase.logic.parts import instances, parts
from formalcase.logic.substitute import with_children
from formalcase.logic.term import (
    Apply,
    Distinct,
    Equal,
    IntType,
    Number,
    RealType,
    SortType,
    Term,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable, subterms, symbols_in

_MOST_VALUES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of one leaf.

    `label` is unique among the pieces of a case, `canonical` is equal for parts that differ in order and
    names of variables only, and `same` is a number for that. `words` are the words it reaches, in which alone
    it can have to do with other pieces. `whole` says that it is all that the leaf says.
    """

    label: str
    leaf: str
    term: Term
    canonical: Term
    same: int
    words: frozenset[str]
    whole: bool
    plain: bool
    """Whether all definitions could be unfolded, so that its words stand on the surface."""


class Pieces:
    """The pieces of leaves, each leaf taken apart once; `leaves` are all that will be compared.

    Two formulas that share but a sort can have to do with each other only if identity is spoken of: of
    formulas without it every model can be blown up to any size, so they fit together. Where some leaf speaks
    of identity in a sort, the sort counts as a word of every piece that has it. (Enums and numbers are the
    same in every world, so they are never a link.)
    """

    def __init__(self, vocabulary: Vocabulary, leaves: Mapping[str, Leaf]) -> None:
        self._vocabulary = vocabulary
        self._taken = {leaf.id: parts(leaf.formula, vocabulary) for leaf in leaves.values()}
        self._linking = _identified([part for found in self._taken.values() for part in found], vocabulary)
        self._known: dict[str, tuple[Piece, ...]] = {}
        self._numbers: dict[Term, int] = {}
        self._effects: dict[tuple[str, frozenset[str]], Term] = {}
        self._without: dict[tuple[str, frozenset[str]], Term] = {}

    def of(self, leaves: Iterable[str]) -> list[Piece]:
        """All pieces of the leaves, in order."""
        return [piece for name in leaves for piece in self.of_leaf(name)]

    def of_leaf(self, name: str) -> tuple[Piece, ...]:
        if name not in self._known:
            found = self._taken[name]
            self._known[name] = tuple(
                Piece(
                    f"{name}\0{place}",
                    name,
                    term,
                    (canonical := self._canonical(term)),
                    self._numbers.setdefault(canonical, len(self._numbers)),
                    self._words(term),
                    len(found) == 1,
                    all(self._vocabulary.symbols[each].body is None for each in symbols_in(term)),
                )
                for place, term in enumerate(found)
            )
        return self._known[name]

    def within(self, piece: Piece, common: Container[str]) -> Term:
        """The weakest cause of a piece in the words that it has in common with others, as far as other words
        can be taken out: what lies in these words and entails the one entails the other."""
        private = frozenset(word for word in piece.words if word not in common)
        key = (piece.label, private)
        if key not in self._without:
            found = weakest_cause(piece.term, private) if private and piece.plain else piece.term
            self._without[key] = self._canonical(found)
        return self._without[key]

    def effect(self, piece: Piece, common: Container[str]) -> Term:
        """The strongest effect of a piece in common words, as far as other words can be taken out."""
        private = frozenset(word for word in piece.words if word not in common)
        key = (piece.label, private)
        if key not in self._effects:
            found = strongest_effect(piece.term, private) if private and piece.plain else piece.term
            self._effects[key] = found
        return self._effects[key]

    def _canonical(self, term: Term) -> Term:
        # Of the vocabulary only the words of the term matter; to go through all of it takes time.
        own = {name: self._vocabulary.symbols[name] for name in symbols_in(term)}
        return normalise(term, replace(self._vocabulary, symbols=own))

    def _words(self, term: Term) -> frozenset[str]:
        reach = reachable((term,), self._vocabulary)
        return frozenset({*reach.symbols, *(f"sort {name}" for name in reach.sorts if name in self._linking)})


def _identified(terms: Iterable[Term], vocabulary: Vocabulary) -> frozenset[str]:
    """The sorts of which some term says that individuals are the same or are not."""
    found: set[str] = set()
    for term in terms:
        symbols = [vocabulary.symbols[name] for name in reachable((term,), vocabulary).symbols]
        for each in (term, *(symbol.body for symbol in symbols if symbol.body is not None)):
            for part in subterms(each):
                if isinstance(part, Equal | Distinct):
                    type_ = type_of(children(part)[0])
                    if isinstance(type_, SortType):
                        found.add(type_.name)
    return frozenset(found)


def words_of(term: Term, vocabulary: Vocabulary) -> frozenset[str]:
    """Every word that the term reaches, through definitions; sorts and enums included."""
    reach = reachable((term,), vocabulary)
    return frozenset({*reach.symbols, *(f"sort {name}" for name in (*reach.sorts, *reach.enums))})


def claim_parts(formula: Term, vocabulary: Vocabulary) -> list[Term]:
    """The parts of a claim, with what they say of each member of an enum or a closed sort."""
    found = parts(formula, vocabulary)
    return list(dict.fromkeys([*found, *(each for part in found for each in instances(part, vocabulary))]))


def examples(term: Term, private: Collection[str]) -> list[Term]:
    """The term with some values for numbers that are private words; each of these follows from whatever
    entails the term and does not speak of them. The term itself, if there are none."""
    values = sorted({part.value for part in subterms(term) if isinstance(part, Number)} or {Fraction(0)})
    tried = [values[0], values[-1], values[0] - 1, values[-1] + 1][:_MOST_VALUES]
    return list(dict.fromkeys(_with_number(term, private, value) for value in tried))


def _with_number(term: Term, private: Collection[str], value: Fraction) -> Term:
    match term:
        case Apply(symbol, _, IntType() | RealType() as type_) if symbol in private:
            whole = isinstance(type_, IntType)
            return Number(Fraction(value.numerator // value.denominator) if whole else value, type_)
        case _:
            return with_children(term, tuple(_with_number(each, private, value) for each in children(term)))


class Pool:
    """Pieces from which others may follow, grouped by the words through which they hang together. A word is
    in the pool when some piece has it."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = tuple(pieces)
        self._having: dict[str, list[int]] = {}
        self._same: dict[int, list[int]] = {}
        for place, piece in enumerate(self._pieces):
            self._same.setdefault(piece.same, []).append(place)
            for word in piece.words:
                self._having.setdefault(word, []).append(place)
        self._left_out: Collection[str] = ()
        self._forget()

    def without(self, leaves: Collection[str]) -> Pool:
        """The pool without the pieces of some leaves, which takes no time until it is used."""
        pool = copy(self)
        pool._left_out = leaves
        pool._forget()
        return pool

    def _forget(self) -> None:
        self._group: dict[str, str] = {}
        self._members: dict[str, list[Piece]] = {}
        self._chosen: dict[frozenset[str], list[Piece]] = {}

    def __contains__(self, word: object) -> bool:
        places = self._having.get(word, ()) if isinstance(word, str) else ()
        return any(self._pieces[place].leaf not in self._left_out for place in places)

    def copy_of(self, piece: Piece) -> Piece | None:
        """The first piece that says the same."""
        found = (self._pieces[place] for place in self._same.get(piece.same, ()))
        return next((each for each in found if each.leaf not in self._left_out), None)

    def tied_to(self, piece: Piece) -> list[Piece]:
        """The pieces that hang together with this one; the same list whenever they are the same."""
        groups = frozenset(self._group_of(word) for word in piece.words if word in self)
        if groups not in self._chosen:
            self._chosen[groups] = [each for group in sorted(groups) for each in self._members[group]]
        return self._chosen[groups]

    def _group_of(self, word: str) -> str:
        """The first word of the group that a word is in; it is put together when it is first asked for."""
        if word not in self._group:
            words, todo = {word}, [word]
            places: set[int] = set()
            while todo:
                for place in self._having[todo.pop()]:
                    piece = self._pieces[place]
                    if place not in places and piece.leaf not in self._left_out:
                        places.add(place)
                        todo += piece.words - words
                        words |= piece.words
            name = min(words)
            self._group |= dict.fromkeys(words, name)
            self._members[name] = [self._pieces[place] for place in sorted(places)]
        return self._group[word]


def leaves_in(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.leaf for piece in pieces))
