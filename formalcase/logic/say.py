"""Values, and what a world says, in the words of the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from formalcase.logic.members import Members
from formalcase.logic.names import print_name
from formalcase.logic.number_text import digits, plain_number
from formalcase.logic.refused import dimension_text
from formalcase.logic.term import RealType, Type, Unit
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import Individual, Value

_SLOT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_LONGEST_DECIMAL = 30


def say(symbol_name: str, args: Sequence[Value], value: Value, vocabulary: Vocabulary) -> str | None:
    """That a symbol has a value, told by its gloss; None if it has none.

    The slots of the gloss are filled with the glosses of the arguments, or their names.
    """
    symbol = vocabulary.symbols[symbol_name]
    if symbol.gloss is None:
        return None
    words = {
        parameter.name: _called(arg, parameter.type, vocabulary)
        for parameter, arg in zip(symbol.parameters, args, strict=True)
    }
    sentence = _filled(symbol.gloss, words)
    if isinstance(value, bool):
        return sentence if value else f"it is not the case that {sentence}"
    if isinstance(value, Individual):
        return f"{sentence}: {_called(value, symbol.result, vocabulary)}"
    number, unit = _in_unit(value, symbol.result, symbol.unit)
    return f"{sentence}: {number} [{unit}]" if unit else f"{sentence}: {number}"


def show_value(
    value: Value,
    type: Type,  # noqa: A002
    unit: Unit | None,
    vocabulary: Vocabulary,
    members: Members | None = None,
) -> str:
    """A value exactly: `true`, `deployed`, `other.Tier.basic`, `Model#1`, `5000[1/year]`, `2/3`. Numbers are
    shown in `unit`, or in base units if it is None; `members` are those of the vocabulary, if known."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Individual):
        if value.label.startswith("#") and value.label not in _members(value, vocabulary):
            return f"{print_name(value.type_name)}{value.label}"
        if value.type_name in vocabulary.enums:
            return (members or Members(vocabulary)).written(value.type_name, value.label)
        return print_name(value.label)
    number, shown = _in_unit(value, type, unit)
    if not shown:
        return number
    return f"({number})[{shown}]" if "/" in number else f"{number}[{shown}]"


def _in_unit(value: Fraction, type: Type, unit: Unit | None) -> tuple[str, str]:  # noqa: A002
    """A number and the text of its unit, which is empty for plain numbers."""
    text = ""
    if unit is not None:
        value, text = value / unit.scale, unit.text
    elif isinstance(type, RealType) and type.dimension:
        text = dimension_text(type.dimension)
    elif isinstance(type, RealType) and type.quantity:
        value, text = value * 100, "percent"
    if value.denominator == 1:
        return digits(value.numerator), text
    decimal = plain_number(value)
    if decimal is not None and len(decimal) <= _LONGEST_DECIMAL:
        return decimal, text
    return f"{digits(value.numerator)}/{digits(value.denominator)}", text


def _called(value: Value, type: Type, vocabulary: Vocabulary) -> str:  # noqa: A002
    """What a sentence calls a value: its gloss, or its name."""
    if not isinstance(value, Individual):
        return show_value(value, type, None, vocabulary)
    gloss = _members(value, vocabulary).get(value.label, "")
    if gloss is None:
        return value.label
    return gloss or f"{value.type_name} {value.label}"


def _members(value: Individual, vocabulary: Vocabulary) -> dict[str, str | None]:
    """The listed members of the sort or enum of an individual, with their glosses."""
    listed = vocabulary.enums.get(value.type_name) or vocabulary.sorts.get(value.type_name)
    return {member.name: member.gloss for member in listed.members} if listed else {}


def _filled(gloss: str, words: dict[str, str]) -> str:
    """The gloss with its slots filled and its doubled braces made single; anything else stays."""

    def fill(match: re.Match[str]) -> str:
        slot = match.group(1)
        return match.group()[0] if slot is None else words.get(slot, match.group())

    return _SLOT.sub(fill, gloss)
