"""Definitions replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.logic.substitute import rebuilt, substitute
from formalcase.logic.term import Apply, Term, children
from formalcase.logic.vocabulary import Vocabulary

_PARTS = 100_000
_LEVELS = 3_000
_WORK = 1_000_000


def unfold(term: Term, vocabulary: Vocabulary) -> Term:
    """The term without defined words.

    A chain of definitions can double the term at each link. If the result would have more than 100,000
    parts or 3,000 levels, or is too much work, the term is given back as it is: it means the same.
    """
    try:
        return _Unfolder(vocabulary).whole(term)
    except _TooLarge:
        return term


def unfold_each(terms: Sequence[Term], vocabulary: Vocabulary) -> list[Term]:
    """As `unfold`, for terms that use the same words: the work allowed is for all of them together, and
    what is too large, or comes after it is used up, is given back as it is."""
    unfolder = _Unfolder(vocabulary)
    found: list[Term] = []
    for term in terms:
        try:
            found.append(unfolder.whole(term))
        except _TooLarge:
            found.append(term)
    return found


class _TooLarge(Exception):  # noqa: N818
    pass


class _Unfolder:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._symbols = vocabulary.symbols
        self._bodies: dict[str, Term] = {}
        self._links = 0
        self._work = 0

    def whole(self, term: Term) -> Term:
        if self._work > _WORK:
            raise _TooLarge
        self._links = 0  # a term before this one may have been given up in the middle
        result = self.unfolded(term)
        self._refuse_large(result)
        return result

    def unfolded(self, term: Term) -> Term:
        if not isinstance(term, Apply):
            return rebuilt(term, self.unfolded)
        symbol = self._symbols[term.symbol]
        if symbol.body is None:
            return rebuilt(term, self.unfolded)
        body = self._body(symbol.name, symbol.body)
        args = [self.unfolded(arg) for arg in term.args]
        result = substitute(body, symbol.named(args))
        self._refuse_large(result)
        return result

    def _body(self, name: str, body: Term) -> Term:
        if name not in self._bodies:
            self._links += 1
            if self._links > _LEVELS:
                raise _TooLarge
            self._bodies[name] = self.unfolded(body)
            self._links -= 1
        return self._bodies[name]

    def _refuse_large(self, term: Term) -> None:
        """Raises _TooLarge when the term has too many parts or levels, or all calls together do."""
        count = 0
        stack = [(term, 1)]
        while stack:
            part, level = stack.pop()
            count += 1
            if count > _PARTS or level > _LEVELS:
                raise _TooLarge
            stack.extend((inner, level + 1) for inner in children(part))
        self._work += count
        if self._work > _WORK:
            raise _TooLarge
