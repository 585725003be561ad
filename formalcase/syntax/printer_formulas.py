"""Formulas, types and lists as documents to be laid out, with the comments that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from formalcase.source import Source
from formalcase.syntax.layout import Box, Doc, Line, Remark, box
from formalcase.syntax.tree import (
    BinaryExpr,
    Binder,
    BindExpr,
    BrokenExpr,
    CallExpr,
    ChainExpr,
    ChoiceExpr,
    Comment,
    Expr,
    GroupExpr,
    InListExpr,
    InRangeExpr,
    JunctionExpr,
    NameExpr,
    NumberExpr,
    QuorumExpr,
    Ref,
    TruthExpr,
    TypeExpr,
    UnaryExpr,
    UnitExpr,
)
from formalcase.syntax.words import print_name

_COMMENT = re.compile(r"#[^\n]*")
_NUMBER = re.compile(r"[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


class Remarks:
    """The comments of a file, to be taken in the order of the text."""

    def __init__(self, source: Source, comments: Sequence[Comment]) -> None:
        self._text = source.text
        self._comments = comments
        self._next = 0

    def take(self, end: int) -> list[tuple[Comment, Remark]]:
        """The comments not yet taken that start before an offset."""
        taken: list[tuple[Comment, Remark]] = []
        while self.any_before(end):
            comment = self._comments[self._next]
            start = comment.span.start
            line = self._text.rfind("\n", 0, start) + 1
            own = not self._text[line:start].strip()
            taken.append((comment, Remark(comment.text, own, start - line)))
            self._next += 1
        return taken

    def any_before(self, end: int) -> bool:
        """Whether a comment not yet taken starts before an offset."""
        return self._next < len(self._comments) and self._comments[self._next].span.start < end

    def before(self, end: int) -> list[Doc]:
        """As `take`, for a document."""
        return [remark for _, remark in self.take(end)] if self.any_before(end) else []


def numbers_as_written(text: str) -> list[str]:
    """The numbers in a piece of a file; the tree has their values only."""
    return _NUMBER.findall(_COMMENT.sub("", text))


def print_ref(ref: Ref) -> str:
    return ".".join(map(print_name, ref.parts))


def print_unit(unit: UnitExpr, *, spaced: bool) -> str:
    """`1/12 * year` in a definition, `run*kg/year` between brackets."""
    times = " * " if spaced else "*"
    written = ""
    for factor in unit.factors:
        if written:
            written += "/" if factor.divides else times
        written += print_ref(factor.factor) if isinstance(factor.factor, Ref) else factor.span.text
    return written


def print_type(kind: TypeExpr) -> str:
    unit = f"[{print_unit(kind.unit, spaced=False)}]" if kind.unit else ""
    return print_ref(kind.name) + unit


class FormulaDocs:
    """Makes documents of formulas, taking the comments on the way."""

    def __init__(self, remarks: Remarks) -> None:
        self.before = remarks.before

    def formula(self, expr: Expr) -> Doc:
        """The document of a formula."""
        match expr:
            case NumberExpr():
                unit = f"[{print_unit(expr.unit, spaced=False)}]" if expr.unit else ""
                return self._leaf(expr.text + unit, expr.span.start)
            case TruthExpr():
                return self._leaf("true" if expr.value else "false", expr.span.start)
            case NameExpr():
                return self._leaf(print_ref(expr.ref), expr.span.start)
            case BrokenExpr():
                return self._leaf(expr.span.text, expr.span.start)
            case CallExpr():
                opening = [*self.before(expr.span.start), f"{print_ref(expr.function)}("]
                return box([*opening, self.fill(expr.args), *self.before(expr.span.end - 1), ")"])
            case GroupExpr():
                opening = [*self.before(expr.span.start), "("]
                return box([*opening, self.formula(expr.body), *self.before(expr.span.end - 1), ")"])
            case UnaryExpr():
                sign = "not " if expr.operator == "not" else "-"
                return box([*self.before(expr.span.start), sign, self.formula(expr.operand)])
            case JunctionExpr():
                rest = [(expr.operator, part) for part in expr.parts[1:]]
                return self._chain(expr.parts[0], rest)
            case ChainExpr():
                return self._chain(expr.first, expr.rest)
            case BinaryExpr():
                return self._binary(expr)
            case InListExpr():
                item = self.formula(expr.item)
                members = self.fill(expr.members)
                return box([item, " in {", members, *self.before(expr.span.end - 1), "}"])
            case InRangeExpr():
                item = self.formula(expr.item)
                return box([item, " in ", *self.value_range(expr.low, expr.high)])
            case BindExpr():
                return self._bind(expr)
            case ChoiceExpr():
                return self._choice(expr)
            case _:
                assert_never(expr)

    def _leaf(self, text: str, start: int) -> Doc:
        remarks = self.before(start)
        return box([*remarks, text]) if remarks else text

    def fill(self, parts: Sequence[Expr]) -> Box:
        """Formulas separated by commas, as many on a line as fit."""
        docs: list[Doc] = []
        for part in parts:
            if docs:
                docs += [",", *self.before(part.span.start), Line(fill=True)]
            docs.append(self.formula(part))
        return box(docs)

    def value_range(self, low: Expr, high: Expr) -> list[Doc]:
        return [self.formula(low), " .. ", self.formula(high)]

    def _chain(self, first: Expr, rest: Sequence[tuple[str, Expr]]) -> Box:
        docs = [self.formula(first)]
        for operator, part in rest:
            docs += [*self.before(part.span.start), Line(), f"{operator} ", self.formula(part)]
        return box(docs)

    def _binary(self, expr: BinaryExpr) -> Box:
        """A comparison or an arrow; implications to the right stand in one column, however many."""
        rest: list[tuple[str, Expr]] = []
        left, right = expr.left, expr.right
        while expr.operator == "implies" and isinstance(right, BinaryExpr) and right.operator == "implies":
            rest.append(("implies", right.left))
            right = right.right
        rest.append((expr.operator, right))
        return self._chain(left, rest)

    def _bind(self, expr: BindExpr) -> Box:
        docs: list[Doc] = [*self.before(expr.span.start), f"{expr.kind} "]
        for index, binder in enumerate(expr.binders):
            if index:
                docs += [",", *self.before(binder.span.start), " "]
            docs += self._binder(binder)
        docs += [":", *self.before(expr.body.span.start), Line(), self.formula(expr.body)]
        return box(docs, 4)

    def _binder(self, binder: Binder) -> list[Doc]:
        docs: list[Doc] = [*self.before(binder.span.start), f"{print_name(binder.name.text)} in "]
        if isinstance(binder.domain, TypeExpr):
            return [*docs, print_type(binder.domain)]
        members = self.fill(binder.domain)
        return [*docs, "{", members, *self.before(binder.span.end - 1), "}"]

    def _choice(self, expr: ChoiceExpr) -> Box:
        docs: list[Doc] = [*self.before(expr.span.start), "if "]
        while True:
            docs += [self.formula(expr.condition), *self.before(expr.yes.span.start), Line(), "then "]
            docs += [self.formula(expr.yes), *self.before(expr.no.span.start), Line(), "else "]
            if not isinstance(expr.no, ChoiceExpr):
                return box([*docs, self.formula(expr.no)])
            expr = expr.no
            docs.append("if ")

    def premises(self, parts: Sequence[Ref | QuorumExpr]) -> Box:
        """Nodes, sources or quorums separated by commas, as many on a line as fit."""
        docs: list[Doc] = []
        for part in parts:
            if docs:
                docs += [",", *self.before(part.span.start), Line(fill=True)]
            if isinstance(part, Ref):
                docs.append(self._leaf(print_ref(part), part.span.start))
            else:
                least = numbers_as_written(part.span.text)[0]
                docs += [*self.before(part.span.start), f"{least} of (", self.premises(part.members)]
                docs += [*self.before(part.span.end - 1), ")"]
        return box(docs)
