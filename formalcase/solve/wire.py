"""Questions and outcomes as they travel between the tool and its workers: JSON, with its length before it."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from formalcase.encode.question import Question, Signature
from formalcase.logic.world import Individual, Table, Value, World
from formalcase.solve.question import Answer, Budget, Least, Outcome, Sat

Message = dict[str, Any]

_LENGTH = struct.Struct(">I")
PREFIX = _LENGTH.size


def pack(message: Message) -> bytes:
    body = json.dumps(message, separators=(",", ":")).encode("ascii")
    return _LENGTH.pack(len(body)) + body


def body_length(prefix: bytes | bytearray | memoryview) -> int:
    """How many bytes follow a prefix of `PREFIX` bytes."""
    length: int = _LENGTH.unpack(prefix)[0]
    return length


def unpack(body: bytes | bytearray | memoryview) -> Message:
    message: Message = json.loads(bytes(body))
    return message


def ask_message(question: Question, budget: Budget) -> Message:
    signature = question.signature
    return {
        "declarations": question.declarations,
        "background": question.background,
        "assertions": question.assertions,
        "steps": budget.steps,
        "checks": [
            {
                "name": check.name,
                "labels": check.labels,
                "shrink": check.shrink,
                "world": check.world,
                "after": check.after,
                "least": check.least,
            }
            for check in question.checks
        ],
        "sorts": [[sort.symbol, sort.members] for sort in signature.sorts],
        "enums": [[enum.symbol, enum.members] for enum in signature.enums],
        "symbols": [
            [symbol.symbol, symbol.parameters, symbol.result, str(symbol.scale)]
            for symbol in signature.symbols
        ],
    }


def minimal_message(
    question: Question,
    *,
    soft: Sequence[str],
    always: Sequence[str],
    budget: Budget,
    total: int,
    defeaters_first: bool,
) -> Message:
    """The part of a request that says which minimal sets are wanted."""
    return {
        **ask_message(question, Budget(min(budget.steps, total))),
        "soft": soft,
        "always": always,
        "total": total,
        "defeaters_first": defeaters_first,
    }


def answer_of(message: Message, signature: Signature) -> Answer:
    return {name: _outcome(each, signature) for name, each in message["outcomes"].items()}


def _outcome(message: Message, signature: Signature) -> Outcome:
    world, least = message.get("world"), message.get("least")
    return Outcome(
        sat=Sat(message["sat"]),
        core=tuple(message.get("core", ())),
        core_minimal=message.get("core_minimal", True),
        world=None if world is None else _world(world, signature),
        reason=message.get("reason", ""),
        work=message["work"],
        least=None if least is None else Least(_fraction(least["value"]), least["reached"], least["exact"]),
    )


def _world(message: Message, signature: Signature) -> World:
    names = {listed.symbol: listed.name for listed in (*signature.sorts, *signature.enums)}
    tables = {}
    for shape, (entries, default) in zip(signature.symbols, message["tables"], strict=True):
        tables[shape.name] = Table(
            {
                tuple(_value(arg, of, names) for arg, of in zip(args, shape.parameters, strict=True)): _value(
                    value, shape.result, names
                )
                for args, value in entries
            },
            None if default is None else _value(default, shape.result, names),
        )
    return World(
        {
            sort.name: tuple(Individual(sort.name, label) for label in labels)
            for sort, labels in zip(signature.sorts, message["universes"], strict=True)
        },
        tables,
        frozenset(signature.symbols[index].name for index in message["inexact"]),
    )


def _value(value: bool | str, of: str, names: Mapping[str, str]) -> Value:
    if isinstance(value, bool):
        return value
    if of in ("Int", "Real"):
        return _fraction(value)
    return Individual(names[of], value)


def _fraction(value: str) -> Fraction:
    over, _, under = value.partition("/")
    return Fraction(_integer(over), _integer(under or "1"))


def _integer(digits: str) -> int:
    # Python refuses to read an int of more than 4,300 digits; a Decimal has no such limit.
    return int(digits) if len(digits) < 4000 else int(Decimal(digits))
