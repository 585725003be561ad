"""The syntax tree: what the parser makes of one file, with the place of everything.

Names are as written, without backticks; nothing is resolved. `None` stands where the parser had to
give up on a part (a finding says so), and a node with `damaged` lost at least one field to an error.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from formalcase.frozen import dataclass
from formalcase.source import Source, Span


@dataclass(frozen=True, slots=True)
class Name:
    """One name, without its backticks."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A possibly dotted name."""

    parts: tuple[str, ...]
    span: Span

    @property
    def text(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its escapes resolved."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class UnitFactor:
    """One factor of a unit expression: a unit's name or a number, multiplied or divided by."""

    factor: Ref | Fraction
    divides: bool
    span: Span


@dataclass(frozen=True, slots=True)
class UnitExpr:
    factors: tuple[UnitFactor, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TypeExpr:
    name: Ref
    unit: UnitExpr | None
    span: Span


# ---- Formulas ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberExpr:
    """`text` is as written; `decimal` says that it has a point or an exponent, which makes it Real."""

    value: Fraction
    text: str
    decimal: bool
    unit: UnitExpr | None
    span: Span


@dataclass(frozen=True, slots=True)
class TruthExpr:
    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class NameExpr:
    ref: Ref
    span: Span


@dataclass(frozen=True, slots=True)
class CallExpr:
    function: Ref
    args: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class UnaryExpr:
    operator: Literal["not", "-"]
    operand: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class JunctionExpr:
    """A flat chain of `and` or of `or`."""

    operator: Literal["and", "or"]
    parts: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ChainExpr:
    """A flat chain of `+ -` or of `* /`, to be read from left to right: `first` and then the rest."""

    first: Expr
    rest: tuple[tuple[Literal["+", "-", "*", "/"], Expr], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class BinaryExpr:
    operator: Literal["iff", "implies", "=", "!=", "<", "<=", ">", ">="]
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class InListExpr:
    item: Expr
    members: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class InRangeExpr:
    item: Expr
    low: Expr
    high: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Binder:
    """`name in domain`; the domain is a type or a written list."""

    name: Name
    domain: TypeExpr | tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class BindExpr:
    kind: Literal["forall", "exists", "count", "sum"]
    binders: tuple[Binder, ...]
    body: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class ChoiceExpr:
    condition: Expr
    yes: Expr
    no: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class GroupExpr:
    """A formula in parentheses; kept so that the formatter leaves them where they stand."""

    body: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class BrokenExpr:
    """A place where a formula could not be read; a finding has been given."""

    span: Span


Expr = (
    NumberExpr
    | TruthExpr
    | NameExpr
    | CallExpr
    | UnaryExpr
    | JunctionExpr
    | ChainExpr
    | BinaryExpr
    | InListExpr
    | InRangeExpr
    | BindExpr
    | ChoiceExpr
    | GroupExpr
    | BrokenExpr
)

# ---- Fields of nodes -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuorumExpr:
    least: int
    members: tuple[Ref, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Interval:
    """`credence low .. high`."""

    low: Fraction
    high: Fraction
    span: Span


@dataclass(frozen=True, slots=True)
class DateValue:
    value: date
    span: Span


@dataclass(frozen=True, slots=True)
class NumberValue:
    value: Fraction
    span: Span


@dataclass(frozen=True, slots=True)
class Allow:
    """`allow FC### because "…"`"""

    code: Name
    reason: Text
    span: Span


FieldValue = (
    Expr
    | Ref
    | tuple[Ref, ...]
    | tuple[Ref | QuorumExpr, ...]
    | tuple[Text, ...]
    | Text
    | Name
    | DateValue
    | NumberValue
    | Interval
    | Allow
    | None
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. What the value is follows from the keyword:

    holds: Expr · for, top: Ref · from: tuple of Ref | QuorumExpr · given, source, attacks, within, about,
    accepting: tuple of Ref · cites: tuple of Text · because, residual: Text · owner: Name ·
    collected, expires, as_of: DateValue · language: NumberValue · credence: Interval · allow: Allow ·
    informal: None. A field whose value could not be read is left out and its node is `damaged`.
    """

    keyword: str
    value: FieldValue
    keyword_span: Span
    span: Span


NodeKind = Literal["case", "claim", "assumption", "evidence", "argument", "defeater", "source", "context"]


@dataclass(frozen=True, slots=True)
class NodeDecl:
    kind: NodeKind
    name: Name
    text: Text
    fields: tuple[Field, ...]
    damaged: bool
    span: Span


@dataclass(frozen=True, slots=True)
class IndependentDecl:
    legs: tuple[Ref, ...]
    fields: tuple[Field, ...]
    damaged: bool
    span: Span


# ---- Vocabulary ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemberDecl:
    name: Name
    gloss: Text | None


@dataclass(frozen=True, slots=True)
class SortDecl:
    """`open` when `...` is written or no member is listed."""

    name: Name
    gloss: Text | None
    members: tuple[MemberDecl, ...]
    open: bool
    span: Span


@dataclass(frozen=True, slots=True)
class EnumDecl:
    name: Name
    gloss: Text | None
    members: tuple[MemberDecl, ...]
    ordered: bool
    span: Span


@dataclass(frozen=True, slots=True)
class ConstDecl:
    name: Name
    type: TypeExpr
    bounds: tuple[Expr, Expr] | None
    gloss: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Parameter:
    name: Name
    type: TypeExpr


@dataclass(frozen=True, slots=True)
class FunctionDecl:
    name: Name
    parameters: tuple[Parameter, ...]
    type: TypeExpr
    gloss: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class DefinitionDecl:
    name: Name
    parameters: tuple[Parameter, ...]
    type: TypeExpr
    gloss: Text | None
    body: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class UnitDecl:
    name: Name
    definition: UnitExpr | None
    gloss: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class ImportDecl:
    """`target` is a path (Text) or a dotted library name (Ref)."""

    target: Text | Ref
    alias: Name | None
    span: Span


Declaration = (
    NodeDecl
    | IndependentDecl
    | SortDecl
    | EnumDecl
    | ConstDecl
    | FunctionDecl
    | DefinitionDecl
    | UnitDecl
    | ImportDecl
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its `#`, up to the end of its line."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class File:
    """One file. `lost` has the names of declarations that could not be read: their use is no mistake."""

    source: Source
    declarations: tuple[Declaration, ...]
    comments: tuple[Comment, ...]
    lost: tuple[Name, ...] = ()
