"""Outcomes as they come back from a worker, in the names of the case."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from formalcase.encode.canonical import Canonical
from formalcase.encode.question import Question, SymbolShape
from formalcase.logic.world import Individual, Table, Value, World
from formalcase.solve.question import Answer, Least, Outcome, Sat
from formalcase.solve.wire import Message


def answer_of(message: Message, question: Question, asked: Canonical | None) -> Answer:
    """The answer to a question. How it was written is not needed where no world came back."""
    checks, labels = question.checks, question.labels
    return {
        checks[int(place)].name: _outcome(each, labels, asked) for place, each in message["outcomes"].items()
    }


def has_only_verdicts(message: Message) -> bool:
    """Whether every check came out as yes or no, with nothing in it but labels: it is the answer to any
    question of the same shape, however written."""
    return all(
        each["sat"] != Sat.UNKNOWN and "world" not in each and "least" not in each
        for each in message["outcomes"].values()
    )


def _outcome(message: Message, labels: Sequence[str], asked: Canonical | None) -> Outcome:
    world, least = message.get("world"), message.get("least")
    assert world is None or asked is not None
    return Outcome(
        sat=Sat(message["sat"]),
        core=tuple(labels[int(place)] for place in message.get("core", ())),
        core_minimal=message.get("core_minimal", True),
        world=None if world is None or asked is None else _world(world, asked),
        reason=message.get("reason", ""),
        work=message["work"],
        least=None if least is None else Least(_fraction(least["value"]), least["reached"], least["exact"]),
    )


def _world(message: Message, canonical: Canonical) -> World:
    """The world in the names of the case, each kind of thing in the order of the original question."""
    original, asked, names = canonical.original.signature, canonical.asked.signature, canonical.names
    read = _Read(canonical)
    universes = {
        names[sort.symbol]: tuple(read.individual(sort.symbol, label) for label in labels)
        for sort, labels in zip(asked.sorts, message["universes"], strict=True)
    }
    tables = {
        names[shape.symbol]: read.table(shape, *table)
        for shape, table in zip(asked.symbols, message["tables"], strict=True)
    }
    inexact = {names[asked.symbols[index].symbol] for index in message["inexact"]}
    return World(
        {sort.name: universes[sort.symbol] for sort in original.sorts},
        {shape.name: tables[shape.symbol] for shape in original.symbols},
        frozenset(shape.name for shape in original.symbols if shape.symbol in inexact),
    )


class _Read:
    """Reads what travels in the names of the question that was asked."""

    def __init__(self, canonical: Canonical) -> None:
        signature, names = canonical.original.signature, canonical.names
        listed = (*signature.sorts, *signature.enums)
        types = {each.symbol: each.name for each in listed}
        labels = {symbol: label for each in listed for label, symbol in each.members}
        self._types = {new: types[old] for new, old in names.items() if old in types}
        self._labels = {new: labels[old] for new, old in names.items() if old in labels}

    def individual(self, of: str, label: str) -> Individual:
        return Individual(self._types[of], self._labels.get(label, label))

    def table(self, shape: SymbolShape, entries: list[Any], default: bool | str | None) -> Table:
        return Table(
            {
                tuple(self._value(arg, of) for arg, of in zip(args, shape.parameters, strict=True)): (
                    self._value(value, shape.result)
                )
                for args, value in entries
            },
            None if default is None else self._value(default, shape.result),
        )

    def _value(self, value: bool | str, of: str) -> Value:
        if isinstance(value, bool):
            return value
        if of in ("Int", "Real"):
            return _fraction(value)
        return self.individual(of, value)


def _fraction(value: str) -> Fraction:
    over, _, under = value.partition("/")
    return Fraction(_integer(over), _integer(under or "1"))


def _integer(digits: str) -> int:
    # Python refuses to read an int of more than 4,300 digits; a Decimal has no such limit.
    return int(digits) if len(digits) < 4000 else int(Decimal(digits))
