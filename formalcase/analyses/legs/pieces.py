"""The parts of what legs rest on, ready to be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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

    def of(self, leaves: Mapping[str, Leaf]) -> list[Piece]:
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
                )
                for place, term in enumerate(found)
            )
        return self._known[name]

    def within(self, piece: Piece, common: Collection[str]) -> Term:
        """The weakest cause of a piece in the words that it has in common with others, as far as other words
        can be taken out: what lies in these words and entails the one entails the other."""
        private = frozenset(word for word in piece.words if word not in common)
        key = (piece.label, private)
        if key not in self._without:
            found = weakest_cause(piece.term, private) if private and self.is_plain(piece) else piece.term
            self._without[key] = self._canonical(found)
        return self._without[key]

    def effect(self, piece: Piece, common: Collection[str]) -> Term:
        """The strongest effect of a piece in common words, as far as other words can be taken out."""
        private = frozenset(word for word in piece.words if word not in common)
        key = (piece.label, private)
        if key not in self._effects:
            plain = private and self.is_plain(piece)
            self._effects[key] = strongest_effect(piece.term, private) if plain else piece.term
        return self._effects[key]

    def is_plain(self, piece: Piece) -> bool:
        """Whether all definitions could be unfolded, so that its words stand on the surface."""
        return all(self._vocabulary.symbols[name].body is None for name in symbols_in(piece.term))

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
    """Pieces from which others may follow, grouped by the words through which they hang together."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.words = frozenset().union(*(piece.words for piece in pieces))
        parent: dict[str, str] = {}

        def root(word: str) -> str:
            while parent.setdefault(word, word) != word:
                parent[word] = parent[parent[word]]
                word = parent[word]
            return word

        for piece in pieces:
            first, *others = sorted(piece.words) or [""]
            for other in others:
                parent[root(other)] = root(first)
        self._group = {word: root(word) for word in sorted(self.words)}
        self._members: dict[str, list[Piece]] = {}
        for piece in pieces:
            if piece.words:
                self._members.setdefault(self._group[min(piece.words)], []).append(piece)
        self._chosen: dict[frozenset[str], list[Piece]] = {}
        self.copies: dict[int, Piece] = {}
        for piece in pieces:
            self.copies.setdefault(piece.same, piece)

    def groups(self, words: Iterable[str]) -> frozenset[str]:
        """The groups that the words have to do with."""
        return frozenset(self._group[word] for word in words if word in self._group)

    def members(self, groups: frozenset[str]) -> list[Piece]:
        """The pieces of some groups; the same list whenever the groups are the same."""
        if groups not in self._chosen:
            self._chosen[groups] = [piece for group in sorted(groups) for piece in self._members[group]]
        return self._chosen[groups]


def leaves_in(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.leaf for piece in pieces))
