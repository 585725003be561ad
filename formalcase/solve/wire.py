"""Questions as they travel between the tool and its workers: JSON, with its length before it."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from formalcase.solve.question import Budget, Question

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
    """A question for a worker, with so many solver steps for each of its checks."""
    question = question.written()
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
                "plain": check.plain,
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
        **ask_message(question, budget),
        "steps": min(budget.steps, total),
        "soft": soft,
        "always": always,
        "total": total,
        "defeaters_first": defeaters_first,
    }
