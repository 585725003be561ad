"""The fields of a node, sorted out: which may stand there, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from formalcase.case.model import Allowance
from formalcase.diagnostics.catalogue import structure
from formalcase.elaborate.log import Log
from formalcase.frozen import dataclass
from formalcase.syntax.tree import (
    Allow,
    DateValue,
    Expr,
    Field,
    Interval,
    Name,
    NodeKind,
    NumberValue,
    QuorumExpr,
    Ref,
    Text,
)

BlockKind = NodeKind | Literal["independent"]

_COMMON = ("because", "cites", "owner", "allow")
_OWN: Mapping[BlockKind, tuple[str, ...]] = {
    "case": ("language", "top", "as_of"),
    "claim": ("holds",),
    "assumption": ("holds", "source", "credence", "expires"),
    "evidence": ("holds", "source", "collected", "expires", "credence"),
    "argument": ("for", "from", "given", "informal"),
    "defeater": ("attacks", "holds", "residual"),
    "source": ("within",),
    "context": ("about",),
    "independent": ("accepting",),
}
_LISTS = frozenset({"source", "from", "given", "attacks", "within", "about", "accepting", "cites", "allow"})
_ARTICLES: Mapping[BlockKind, str] = {
    "case": "a `case`",
    "claim": "a `claim`",
    "assumption": "an `assumption`",
    "evidence": "an `evidence` item",
    "argument": "an `argument`",
    "defeater": "a `defeater`",
    "source": "a `source`",
    "context": "a `context`",
    "independent": "`independent`",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one node by keyword, those that do not belong there left out. A field that stands
    once has one entry; a list may have been written in several pieces."""

    by_keyword: Mapping[str, Sequence[Field]]

    def first(self, keyword: str) -> Field | None:
        found = self.by_keyword.get(keyword)
        return found[0] if found else None

    def refs(self, keyword: str) -> list[Ref]:
        return [each for each in self._items(keyword) if isinstance(each, Ref)]

    def premises(self) -> list[Ref | QuorumExpr]:
        return [each for each in self._items("from") if isinstance(each, Ref | QuorumExpr)]

    def ref(self, keyword: str) -> Ref | None:
        value = self._value(keyword)
        return value if isinstance(value, Ref) else None

    def text(self, keyword: str) -> str | None:
        value = self._value(keyword)
        return value.value if isinstance(value, Text) else None

    def day(self, keyword: str) -> date | None:
        value = self._value(keyword)
        return value.value if isinstance(value, DateValue) else None

    def number(self, keyword: str) -> NumberValue | None:
        value = self._value(keyword)
        return value if isinstance(value, NumberValue) else None

    def formula(self) -> Expr | None:
        value = self._value("holds")
        return value if isinstance(value, Expr) else None

    def credence(self) -> tuple[Fraction, Fraction] | None:
        value = self._value("credence")
        return (value.low, value.high) if isinstance(value, Interval) else None

    def cites(self) -> tuple[str, ...]:
        return tuple(each.value for each in self._items("cites") if isinstance(each, Text))

    def owner(self) -> str | None:
        value = self._value("owner")
        return value.text if isinstance(value, Name) else None

    def allows(self) -> tuple[Allowance, ...]:
        values = [field.value for field in self.by_keyword.get("allow", ())]
        return tuple(
            Allowance(value.code.text, value.reason.value, value.code.span)
            for value in values
            if isinstance(value, Allow)
        )

    def _value(self, keyword: str) -> object:
        field = self.first(keyword)
        return field.value if field is not None else None

    def _items(self, keyword: str) -> list[object]:
        values = [field.value for field in self.by_keyword.get(keyword, ())]
        return [item for value in values if isinstance(value, tuple) for item in value]


def gather(kind: BlockKind, name: str, fields: Sequence[Field], log: Log) -> Fields:
    """Sorts out the fields of a node and reports those that do not belong there or stand twice."""
    allowed = (*_OWN[kind], *_COMMON)
    found: dict[str, list[Field]] = {}
    misplaced: set[str] = set()
    for field in fields:
        keyword = field.keyword
        if keyword not in allowed:
            if keyword not in misplaced:
                log.add(
                    structure.MISPLACED_FIELD.at(
                        field.keyword_span,
                        subject=name,
                        field=keyword,
                        kind=_ARTICLES[kind],
                        fields=", ".join(f"`{each}`" for each in allowed),
                    )
                )
            misplaced.add(keyword)
        elif keyword in found and keyword not in _LISTS:
            related = [("first here", found[keyword][0].keyword_span)]
            log.add(
                structure.REPEATED_FIELD.at(
                    field.keyword_span, subject=name, related=related, name=name, field=keyword
                )
            )
        else:
            found.setdefault(keyword, []).append(field)
    return Fields(found)
