"""The parts of what legs rest on, ready to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from formalcase.case.formulas import Leaf
from formalcase.frozen import dataclass
from formalcase.logic.normal import normalise
from formalcase.logic.parts import instances, parts
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of one leaf. `label` is unique among the pieces of a case, `canonical` is equal for parts that
    differ in order and names of variables only, `words` are all words it reaches."""

    label: str
    leaf: str
    term: Term
    canonical: Term
    words: frozenset[str]


class Pieces:
    """The pieces of leaves, each leaf taken apart once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[Piece, ...]] = {}

    def of(self, leaves: Mapping[str, Leaf]) -> list[Piece]:
        """All pieces of the leaves, in order."""
        return [piece for leaf in leaves.values() for piece in self._of(leaf)]

    def _of(self, leaf: Leaf) -> tuple[Piece, ...]:
        if leaf.id not in self._known:
            found = parts(leaf.formula, self._vocabulary)
            self._known[leaf.id] = tuple(
                Piece(
                    f"{leaf.id}\0{place}",
                    leaf.id,
                    term,
                    normalise(term, self._vocabulary),
                    words_of(term, self._vocabulary),
                )
                for place, term in enumerate(found)
            )
        return self._known[leaf.id]


def words_of(term: Term, vocabulary: Vocabulary) -> frozenset[str]:
    """Every word that the term reaches, through definitions; sorts and enums included."""
    reach = reachable((term,), vocabulary)
    return frozenset({*reach.symbols, *(f"sort {name}" for name in (*reach.sorts, *reach.enums))})


def claim_parts(formula: Term, vocabulary: Vocabulary) -> list[Term]:
    """The parts of a claim, with what they say of each member of an enum or a closed sort."""
    found = parts(formula, vocabulary)
    return list(dict.fromkeys([*found, *(each for part in found for each in instances(part, vocabulary))]))


def connected(words: frozenset[str], pool: Sequence[Piece]) -> list[Piece]:
    """The pieces that have to do with the words, directly or through each other, in order."""
    by_word: dict[str, list[int]] = {}
    for place, piece in enumerate(pool):
        for word in piece.words:
            by_word.setdefault(word, []).append(place)
    found: set[int] = set()
    seen: set[str] = set()
    todo = list(words)
    while todo:
        word = todo.pop()
        if word not in seen:
            seen.add(word)
            for place in by_word.get(word, ()):
                if place not in found:
                    found.add(place)
                    todo.extend(pool[place].words)
    return [piece for place, piece in enumerate(pool) if place in found]


def leaves_in(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.leaf for piece in pieces))
