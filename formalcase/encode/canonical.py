"""Questions in names of their own, so that those which differ in names alone are one text.

Whatever has a name of the case is numbered in the order in which the assertions speak of it, through the
definitions, and declared in that order; labels and checks are numbered, too. Many steps of a large case
have one shape, and are one question then. Listed members keep the order among themselves that they had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from formalcase.encode.question import Check, ListedType, Question, Signature, SymbolShape
from formalcase.frozen import dataclass

# What `encode.names` makes: nothing else in a question looks like that.
_SYMBOL = re.compile(r"(?:fn|var|sort|member|enum|item)\.[A-Za-z0-9_.~/]+")
# The commands that can be moved, with what they declare. What else there is stays in its place.
_COMMAND = re.compile(r"\((declare-sort|declare-datatypes|declare-fun|define-fun(?= fn\.)) \(*([^ ()]+)")


@dataclass(frozen=True, slots=True)
class Canonical:
    """`asked` is the `original` question in names of its own, and `names` leads back from its symbols.
    Labels and checks have their position as their name, listed members their symbol as their label."""

    asked: Question
    original: Question
    names: Mapping[str, str]


def canonical(question: Question) -> Canonical:
    """The question in names of its own."""
    question = question.written()
    order = _Order(question)
    renamed = order.renamed
    labels = {label: str(place) for place, (label, _) in enumerate(question.assertions)}
    checks = {check.name: str(place) for place, check in enumerate(question.checks)}
    asked = Question(
        declarations="".join(f"{line}\n" for line in order.declarations()),
        background=tuple(renamed(formula) for formula in question.background),
        assertions=tuple((labels[label], renamed(formula)) for label, formula in question.assertions),
        checks=tuple(_check(check, checks, labels) for check in question.checks),
        signature=_signature(question.signature, order),
    )
    return Canonical(asked, question, {new: old for old, new in order.symbols.items()})


def _check(check: Check, checks: Mapping[str, str], labels: Mapping[str, str]) -> Check:
    return Check(
        name=checks[check.name],
        labels=tuple(labels[label] for label in check.labels),
        shrink=tuple(labels[label] for label in check.shrink),
        world=check.world,
        plain=check.plain,
        after=None if check.after is None else (checks[check.after[0]], check.after[1]),
        least=None if check.least is None else labels[check.least],
    )


def _signature(signature: Signature, order: _Order) -> Signature:
    return Signature(
        sorts=_listed(signature.sorts, order),
        enums=_listed(signature.enums, order),
        symbols=tuple(
            SymbolShape(
                renamed := order.renamed(shape.symbol),
                renamed,
                tuple(order.renamed(of) for of in shape.parameters),
                order.renamed(shape.result),
                shape.scale,
            )
            for shape in sorted(signature.symbols, key=lambda shape: order.place(shape.symbol))
        ),
    )


def _listed(types: Iterable[ListedType], order: _Order) -> tuple[ListedType, ...]:
    found = []
    for each in sorted(types, key=lambda each: order.place(each.symbol)):
        renamed = order.renamed(each.symbol)
        members = (order.renamed(symbol) for _, symbol in each.members)
        found.append(ListedType(renamed, renamed, tuple((symbol, symbol) for symbol in members)))
    return tuple(found)


class _Order:
    """Numbers the symbols of a question, and puts its declarations in the order of their numbers."""

    def __init__(self, question: Question) -> None:
        self.symbols: dict[str, str] = {}
        self._places: dict[str, int] = {}
        self._declared: dict[str, list[tuple[str, str]]] = {}
        self._helpers: list[str] = []
        defined: dict[str, str] = {}
        for line in filter(None, question.declarations.split("\n")):
            found = _COMMAND.match(line)
            if found is None:
                self._helpers.append(line)
            elif found[1] == "define-fun":
                defined[found[2]] = line
            else:
                self._declared.setdefault(found[1], []).append((found[2], line))
        self._definitions: list[str] = []
        formulas = (formula for _, formula in question.assertions)
        for text in (*formulas, *question.background, *self._helpers):
            self._number(text, defined)
        for lines in reversed(self._declared.values()):
            lines.sort(key=lambda line: self.place(line[0]))
            for _, line in lines:
                self._number(line, defined)
        for lines in self._declared.values():
            lines.sort(key=lambda line: self.place(line[0]))

    def place(self, symbol: str) -> int:
        """The number of a symbol; what nothing speaks of comes last."""
        return self._places.get(symbol, len(self._places))

    def renamed(self, text: str) -> str:
        return _SYMBOL.sub(lambda found: self._symbol(found[0]), text)

    def declarations(self) -> Iterator[str]:
        for lines in self._declared.values():
            yield from (self.renamed(line) for _, line in lines)
        yield from (self.renamed(line) for line in self._helpers)
        yield from (self.renamed(line) for line in self._definitions)

    def _symbol(self, old: str) -> str:
        new = self.symbols.get(old)
        if new is None:
            self._places[old] = len(self._places)
            new = self.symbols[old] = f"{old.partition('.')[0]}.{self._places[old]}"
        return new

    def _number(self, text: str, defined: Mapping[str, str]) -> None:
        """Numbers what is new in a text; each definition stands after those that it uses."""
        path = [("", iter(_SYMBOL.findall(text)))]
        while path:
            name, rest = path[-1]
            new = next((symbol for symbol in rest if symbol not in self.symbols), None)
            if new is None:
                path.pop()
                if name:
                    self._definitions.append(defined[name])
                continue
            self._symbol(new)
            if new in defined:
                path.append((new, iter(_SYMBOL.findall(defined[new]))))
