"""What the words of a case stand for: sorts, enums, constants, functions and definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal, TypeVar

from formalcase.frozen import dataclass
from formalcase.logic.term import EnumType, SortType, Term, Type, Unit, Var
from formalcase.source import Span

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class ListedMember:
    name: str
    gloss: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """`closed` is said by the writer (no `...`); it is the leaf `NAME.closed`, never a matter of course.

    A sort without members is open. The listed members are distinct.
    """

    name: str
    members: tuple[ListedMember, ...] = ()
    closed: bool = False
    gloss: str | None = None
    span: Span | None = None

    @property
    def type(self) -> SortType:
        return SortType(self.name)


@dataclass(frozen=True, slots=True)
class Enum:
    """A list that the writer defines; `ordered` when written with `<`."""

    name: str
    members: tuple[ListedMember, ...]
    ordered: bool = False
    gloss: str | None = None
    span: Span | None = None

    @property
    def type(self) -> EnumType:
        return EnumType(self.name)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A constant (no parameters), a function, or a definition (with a body).

    `unit` is the unit in which a Real result was declared, for showing values. `gloss` is the text as
    written, with `{slots}`. `bounds` (constants only) are the two ends of the declared range, both
    included, of the symbol's own type; the range is the leaf `NAME.range`.
    """

    name: str
    parameters: tuple[Var, ...]
    result: Type
    unit: Unit | None = None
    gloss: str | None = None
    body: Term | None = None
    bounds: tuple[Term, Term] | None = None
    span: Span | None = None

    @property
    def kind(self) -> Literal["constant", "function", "definition"]:
        if self.body is not None:
            return "definition"
        return "function" if self.parameters else "constant"

    def named(self, args: Sequence[A]) -> dict[str, A]:
        """The arguments by the names of the parameters: the scope of the body where it is applied to them."""
        return {parameter.name: arg for parameter, arg in zip(self.parameters, args, strict=True)}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of a case, imported ones included (`other.X`), by qualified name."""

    sorts: Mapping[str, Sort] = field(default_factory=dict)
    enums: Mapping[str, Enum] = field(default_factory=dict)
    symbols: Mapping[str, Symbol] = field(default_factory=dict)

    def members(self, type: SortType | EnumType) -> tuple[str, ...]:  # noqa: A002
        """The names of the listed members of a sort or enum, in the order written."""
        listed = self.enums[type.name] if isinstance(type, EnumType) else self.sorts[type.name]
        return tuple(member.name for member in listed.members)
