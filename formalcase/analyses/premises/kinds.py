"""What stands in the same places: a sort falls into kinds where its individuals are never mixed.

Premises that say `uses(x, tool)` of people and tools, which are all of one sort, leave nothing that could
make one of the other: `tool = somebody` is never of use, nor is a tool where people stand. Places, constants
and variables are of one kind when some formula of the step has the one in, or beside, the other.

In a world each kind can be given individuals of its own, as many as the other kinds have, by copying some of
them; and two kinds can be put together again so that any individual of the one is any of the other.
Both need premises, and a negated conclusion, that say of no two things that they are the same: a sort
of which they do, or that has members listed, is of one kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from formalcase.logic.term import (
    And,
    Apply,
    Choice,
    Distinct,
    Equal,
    Fold,
    Implies,
    Not,
    Or,
    Quantified,
    SortType,
    Term,
    Var,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary

_Place = tuple[str, int]
"""A symbol and the number of an argument, or -1 for its result."""
_Node = _Place | int
"""A place, or a variable under a number of its own."""
_RESULT = -1


class Kinds:
    """The kinds of the sorts in what is `given`, in a conclusion, and in the definitions that they reach."""

    def __init__(
        self, given: Iterable[Term], conclusion: Term, words: Iterable[str], vocabulary: Vocabulary
    ) -> None:
        self._above: dict[_Node, _Node] = {}
        self._variables = 0
        self._mixed = {name for name, sort in vocabulary.sorts.items() if sort.members}
        for formula in given:
            self._walk(formula, {}, 1)
        self._walk(conclusion, {}, -1)
        for name in words:
            symbol = vocabulary.symbols[name]
            if symbol.body is not None:
                parameters = {each.name: (name, at) for at, each in enumerate(symbol.parameters)}
                self._join((name, _RESULT), self._walk(symbol.body, parameters, 0))

    def fitting(self, symbol: str, place: int, things: Sequence[Term]) -> list[Term]:
        """Those of the things that stand in such a place elsewhere; all of them where none does."""
        kind = self._kind((symbol, place))
        found = [each for each in things if self._single(each) or self._kind_of(each) == kind]
        return found or list(things)

    def alike(self, one: Term, other: Term) -> bool:
        """Whether two terms of one type are of one kind."""
        return self._single(one) or self._kind_of(one) == self._kind_of(other)

    def _single(self, term: Term) -> bool:
        """Whether all that is of the type of the term is of one kind."""
        type_ = type_of(term)
        return not isinstance(type_, SortType) or type_.name in self._mixed

    def _kind_of(self, term: Term) -> _Node | None:
        return self._kind((term.symbol, _RESULT)) if isinstance(term, Apply) else None

    def _kind(self, node: _Node) -> _Node:
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def _join(self, one: _Node | None, other: _Node | None) -> None:
        if one is not None and other is not None:
            self._above[self._kind(one)] = self._kind(other)

    def _walk(self, term: Term, scope: Mapping[str, _Node], sign: int) -> _Node | None:
        """The node of a term, once all that stands in it was taken in; None for what is of no sort. `sign`
        is 1 where a formula is said to hold, -1 where its negation is, and 0 where it may be either."""
        match term:
            case Var():
                return scope.get(term.name)
            case Apply():
                for at, arg in enumerate(term.args):
                    self._join((term.symbol, at), self._walk(arg, scope, 0))
                return (term.symbol, _RESULT) if isinstance(term.type, SortType) else None
            case Quantified() | Fold():
                own: dict[str, _Node] = {}
                for variable in term.variables:
                    self._variables += 1
                    own[variable.name] = self._variables
                self._walk(term.body, {**scope, **own}, sign if isinstance(term, Quantified) else 0)
                return None
            case Choice():
                self._walk(term.condition, scope, 0)
                yes, no = self._walk(term.yes, scope, 0), self._walk(term.no, scope, 0)
                self._join(yes, no)
                return yes
            case Not():
                self._walk(term.body, scope, -sign)
            case Implies():
                self._walk(term.left, scope, -sign)
                self._walk(term.right, scope, sign)
            case _:
                self._note_sameness(term, sign)
                inner = sign if isinstance(term, And | Or) else 0
                nodes = [self._walk(part, scope, inner) for part in children(term)]
                if isinstance(term, Equal | Distinct):
                    for node in nodes:
                        self._join(nodes[0], node)
        return None

    def _note_sameness(self, term: Term, sign: int) -> None:
        """A formula that may say of two things that they are the same mixes the kinds of their sort."""
        says_so = (isinstance(term, Equal) and sign >= 0) or (isinstance(term, Distinct) and sign <= 0)
        if says_so:
            type_ = type_of(children(term)[0])
            if isinstance(type_, SortType):
                self._mixed.add(type_.name)
