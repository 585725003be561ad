"""Which words of the vocabulary some terms speak of, also by way of definitions."""

from __future__ import annotations

from collections.abc import Iterable

from formalcase.frozen import dataclass
from formalcase.logic.term import (
    INT,
    REAL,
    Absolute,
    Apply,
    EnumType,
    Extremum,
    Fold,
    Less,
    Member,
    Quantified,
    SortType,
    Term,
    Type,
    Var,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Symbol, Vocabulary


@dataclass(frozen=True, slots=True)
class Helper:
    """A function that the encoding defines: `min`, `max` or `abs` of integers or reals."""

    kind: str
    integers: bool

    @property
    def of(self) -> Type:
        return INT if self.integers else REAL


@dataclass(frozen=True, slots=True)
class Reached:
    """All by name, sorted; definitions in an order in which each stands after those it uses."""

    sorts: tuple[str, ...]
    enums: tuple[str, ...]
    ranked: tuple[str, ...]
    """Enums whose order is used."""
    symbols: tuple[Symbol, ...]
    """Constants and functions."""
    definitions: tuple[Symbol, ...]
    helpers: tuple[Helper, ...]


def reached(vocabulary: Vocabulary, terms: Iterable[Term]) -> Reached:
    """What must be declared before the terms can be asserted. Definitions must not be recursive."""
    found = _Found(vocabulary)
    uses: dict[str, list[str]] = {}
    waiting = found.walk(terms)
    while waiting:
        name = waiting.pop()
        if name in uses:
            continue
        symbol = vocabulary.symbols[name]
        found.types(var.type for var in symbol.parameters)
        found.types([symbol.result])
        uses[name] = sorted(found.walk([] if symbol.body is None else [symbol.body]))
        waiting.extend(uses[name])
    plain = sorted(name for name in uses if vocabulary.symbols[name].body is None)
    return Reached(
        sorts=tuple(sorted(found.sorts)),
        enums=tuple(sorted(found.enums)),
        ranked=tuple(sorted(found.ranked)),
        symbols=tuple(vocabulary.symbols[name] for name in plain),
        definitions=tuple(
            vocabulary.symbols[name] for name in _in_order(uses) if vocabulary.symbols[name].body is not None
        ),
        helpers=tuple(sorted(found.helpers, key=lambda helper: (helper.kind, helper.integers))),
    )


class _Found:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.sorts: set[str] = set()
        self.enums: set[str] = set()
        self.ranked: set[str] = set()
        self.helpers: set[Helper] = set()

    def types(self, types: Iterable[Type]) -> None:
        for each in types:
            if isinstance(each, SortType):
                self.sorts.add(each.name)
            elif isinstance(each, EnumType):
                self.enums.add(each.name)

    def walk(self, terms: Iterable[Term]) -> list[str]:
        """Notes what the terms need; gives the names of the symbols that they apply."""
        applied: set[str] = set()
        stack = list(terms)
        while stack:
            term = stack.pop()
            stack.extend(children(term))
            match term:
                case Apply():
                    applied.add(term.symbol)
                case Member() | Var():
                    self.types([term.type])
                case Quantified() | Fold():
                    self.types(var.type for var in term.variables)
                case Less():
                    of = type_of(term.left)
                    if isinstance(of, EnumType):
                        self.ranked.add(of.name)
                case Extremum():
                    self.helpers.add(Helper(term.kind, term.type == INT))
                case Absolute():
                    self.helpers.add(Helper("abs", term.type == INT))
                case _:
                    pass
        return list(applied)


def _in_order(uses: dict[str, list[str]]) -> list[str]:
    """The names so that each stands after those that it uses; the same whatever the order of `uses`."""
    order: list[str] = []
    entered: set[str] = set()
    for root in sorted(uses):
        if root in entered:
            continue
        entered.add(root)
        path = [(root, iter(uses[root]))]
        while path:
            name, rest = path[-1]
            following = next((other for other in rest if other not in entered), None)
            if following is None:
                order.append(name)
                path.pop()
            else:
                entered.add(following)
                path.append((following, iter(uses[following])))
    return order
