"""What is said when a term would be ill typed: the refusal, and types in the words of the writer."""

from __future__ import annotations

from typing import assert_never

from formalcase.diagnostics.rule import Rule
from formalcase.logic.names import print_name
from formalcase.logic.term import (
    BoolType,
    Dimension,
    EnumType,
    IntType,
    RealType,
    SortType,
    Type,
)


class Refused(Exception):  # noqa: N818 - it is named for what happens, as everywhere in this room
    """A term or unit that the type rules do not allow.

    `rule` and `facts` make the finding (`rule.at(span, **facts)`), with `advice` in the place of the
    rule's own help if it is not None. `part` is the index of the argument at fault, counted as the
    function that refused takes them (in a list, within the list); None means the whole.
    """

    def __init__(self, rule: Rule, part: int | None = None, advice: str | None = None, **facts: str) -> None:
        super().__init__(rule.message.format_map(facts))
        self.rule = rule
        self.facts: dict[str, str] = facts
        self.part = part
        self.advice = advice


def describe(type: Type) -> str:  # noqa: A002
    """The type as a writer would write it: `Int`, `Real[run/year]`, `Model`."""
    match type:
        case BoolType():
            return "Bool"
        case IntType():
            return "Int"
        case RealType():
            return f"Real[{unit_text(type)}]" if type.quantity or type.dimension else "Real"
        case SortType() | EnumType():
            return print_name(type.name)
    assert_never(type)


def unit_text(type: RealType) -> str:  # noqa: A002
    """The unit of a quantity as it was written, else in base units; `percent` without dimension."""
    return type.written or dimension_text(type.dimension) or "percent"


def dimension_text(dimension: Dimension) -> str:
    """A dimension as a unit expression: `run/second`, `1/second`, `metre*metre`; empty for none.

    Powers that nobody would write out are abbreviated, `metre^40`.
    """
    above = "*".join(_power(name, power, "*") for name, power in dimension if power > 0)
    below = "".join(f"/{_power(name, -power, '/')}" for name, power in dimension if power < 0)
    return f"{above or '1'}{below}" if dimension else ""


def _power(name: str, power: int, operator: str) -> str:
    return operator.join([print_name(name)] * power) if power <= 6 else f"{print_name(name)}^{power}"
