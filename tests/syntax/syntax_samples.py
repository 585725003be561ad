"""What the tests of the syntax share: short ways to parse, samples, and generators of texts."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path

from formalcase.diagnostics.finding import Finding
from formalcase.source import Source, Span
from formalcase.syntax.parser import parse
from formalcase.syntax.tree import DefinitionDecl, Expr, Field, File, GroupExpr, NodeDecl
from formalcase.syntax.words import DECLARATION_WORDS, FIELD_WORDS, RESERVED

ROOT = Path(__file__).resolve().parents[2]
WORKED = (ROOT / "examples" / "worked" / "scheming.fcase").read_text(encoding="utf-8")


def read(text: str) -> tuple[File, tuple[Finding, ...]]:
    return parse(Source("t.fcase", text))


def good(text: str) -> File:
    """The tree of a text without mistakes."""
    file, findings = read(text)
    assert findings == ()
    return file


def codes(text: str) -> list[str]:
    return [finding.code for finding in read(text)[1]]


def places(text: str) -> list[tuple[str, str]]:
    """The findings of a text: their codes, and what stands at their place."""
    source = Source("t.fcase", text)
    found = []
    for finding in parse(source)[1]:
        where = finding.location
        assert where is not None
        start = source.line_starts[where.line - 1] + where.column - 1
        end = source.line_starts[where.end_line - 1] + where.end_column - 1
        found.append((finding.code, text[start:end]))
    return found


def field(text: str) -> Field:
    """The one field of a claim."""
    node = good(f'claim C "c" {{ {text} }}').declarations[0]
    assert isinstance(node, NodeDecl)
    assert len(node.fields) == 1
    return node.fields[0]


def formula(text: str) -> Expr:
    """A formula, read as the body of a definition."""
    declaration = good(f"def d: Bool = {text}").declarations[0]
    assert isinstance(declaration, DefinitionDecl)
    return declaration.body


def shape(value: object, *, groups: bool = True) -> list[object]:
    """A tree without its spans, in one row, to compare it with another; `groups` keeps parentheses."""
    row: list[object] = []
    left: list[object] = [value]
    while left:
        part = left.pop()
        if isinstance(part, tuple):
            row.append(len(part))
            left.extend(reversed(part))
        elif isinstance(part, GroupExpr) and not groups:
            left.append(part.body)
        elif dataclasses.is_dataclass(part) and not isinstance(part, type):
            row.append(type(part).__name__)
            parts = [getattr(part, inner.name) for inner in dataclasses.fields(part)]
            left.extend(inner for inner in reversed(parts) if not isinstance(inner, Span | Source))
        else:
            row.append(part)
    return row


TOKENS: Sequence[str] = (
    *DECLARATION_WORDS,
    *FIELD_WORDS,
    *sorted(RESERVED),
    *("as", "of", "a", "b", "S", "x1", "Real", "`t t`", "`not`", '"s"', '"""l"""', "1", "0", "2.5", "1e3"),
    *("2025-01-01", "{", "}", "(", ")", "[", "]", ",", ".", "..", "...", ":", "=", "!=", "<", "<=", ">"),
    *(">=", "+", "-", "*", "/"),
)


class Texts:
    """Random texts that follow the grammar; what they mean makes no sense."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def some(self, make: str, separator: str = ", ", most: int = 3) -> str:
        return separator.join(getattr(self, make)() for _ in range(self.random.randint(1, most)))

    def maybe(self, text: str) -> str:
        return text if self.random.random() < 0.5 else ""

    def file(self) -> str:
        return "\n".join(self.declaration() for _ in range(self.random.randint(1, 4)))

    def name(self) -> str:
        return self.pick("a", "b2", "S", "source", "given", "of", "as", "claim", "`C1.1`", "`not`", "`é x`")

    def ref(self) -> str:
        return self.some("name", ".", 2)

    def string(self) -> str:
        value = self.pick("s", "", r"a\"b\\", r"\u{e9}\n\t", "{x} and {{y}}", "words in a row " * 4)
        long = self.pick("one\n  two\n", "\n    one\n      two\n\n    three\n    ", r"a\u{20}" + "\n b\t")
        return f'"""{long.replace(chr(9), "")}"""' if self.random.random() < 0.2 else f'"{value}"'

    def number(self) -> str:
        return self.pick("0", "1", "12", "0.50", "1e-3", "1_000")

    def declaration(self) -> str:
        name, gloss = self.name(), self.maybe(self.string())
        match self.random.randint(0, 11):
            case 0:
                body = self.maybe("{" + self.some("member") + self.maybe(", ...") + "}")
                return f"sort {name} {gloss} {body}"
            case 1:
                return f"enum {name} {gloss} {{{self.some('member', self.pick(', ', ' < '))}}}"
            case 2:
                bounds = self.maybe(f"in {self.operand()} .. {self.operand()}")
                return f"const {name}: {self.type()} {bounds} {gloss}"
            case 3:
                return f"fn {name}({self.some('parameter')}): {self.type()} {gloss}"
            case 4:
                parameters = self.maybe(f"({self.some('parameter')})")
                return f"def {name}{parameters}: {self.type()} {gloss} = {self.whole(3)}"
            case 5:
                return f"unit {name} {self.maybe('= 1/12 * ' + self.ref())} {gloss}"
            case 6:
                return self.pick(f"import {self.ref()}", f'import "p" as {name}', f"import {name} as {name}")
            case 7:
                return f"independent {self.some('ref')} {self.block()}"
            case _:
                kind = self.pick("case", "claim", "assumption", "evidence", "argument", "source")
                return f"{kind} {name} {self.string()} {self.block()}"

    def member(self) -> str:
        return f"{self.name()} {self.maybe(self.string())}"

    def parameter(self) -> str:
        return f"{self.name()}: {self.type()}"

    def type(self) -> str:
        return self.ref() + self.maybe("[1/year]")

    def block(self) -> str:
        return self.maybe("{ " + self.some("field", self.pick(" ", "\n", "\n\n"), 4) + " }")

    def field(self) -> str:
        simple = ("language 1", "informal", "as_of 2025-01-02", "credence 0.50 .. 1", f"owner {self.name()}")
        match self.random.randint(0, 6):
            case 0:
                return self.pick(*simple)
            case 1:
                return f"from {self.some('premise')}"
            case 2:
                return f"{self.pick('given', 'source', 'attacks')} {self.some('ref', most=9)}"
            case 3:
                return f"{self.pick('because', 'residual')} {self.string()}"
            case 4:
                return self.pick(f"cites {self.some('string')}", f"allow FC123 because {self.string()}")
            case _:
                return f"holds {self.whole(3)}"

    def premise(self) -> str:
        return self.pick(self.ref(), f"2 of ({self.some('ref')})")

    def whole(self, depth: int) -> str:
        match self.random.randint(0, 7) if depth else 8:
            case 0:
                return f"{self.pick('count', 'sum')} {self.binders(depth - 1)}: {self.whole(depth - 1)}"
            case 1:
                parts = [self.whole(depth - 1) for _ in range(3)]
                return "if {} then {} else {}".format(*parts)
            case 2:
                return f"{self.disjunction(depth - 1)} iff {self.disjunction(depth - 1)}"
            case 3 | 4:
                return f"{self.disjunction(depth - 1)} implies {self.disjunction(depth - 1)}"
            case 5:
                return f"{self.pick('forall', 'exists')} {self.binders(depth - 1)}: {self.whole(depth - 1)}"
            case _:
                return self.disjunction(depth)

    def disjunction(self, depth: int) -> str:
        juncts = [self.negation(depth) for _ in range(self.random.randint(1, 4))]
        return "".join(part + self.pick(" and ", " or ") for part in juncts[:-1]) + juncts[-1]

    def negation(self, depth: int) -> str:
        return self.maybe("not ") + self.comparison(depth)

    def comparison(self, depth: int) -> str:
        left = self.operand(depth)
        right = self.pick("", "", f"= {self.operand(depth)}", f"<= {self.operand(depth)}", "in 0 .. 1")
        return f"{left} {right}" if depth else left

    def binders(self, depth: int) -> str:
        domain = self.pick(self.type(), f"{{{self.whole(0)}, {self.whole(0)}}}")
        return f"{self.name()} in {domain}" + self.maybe(f", {self.name()} in {self.type()}")

    def operand(self, depth: int = 1) -> str:
        left = self.maybe("-") + self.atom(depth)
        return left + self.maybe(f" {self.pick(*'+-*/')} {self.atom(depth)}")

    def atom(self, depth: int) -> str:
        if depth and self.random.random() < 0.3:
            return self.pick(f"({self.whole(depth - 1)})", f"{self.ref()}({self.whole(depth - 1)}, a)")
        return self.pick(self.ref(), self.number(), self.number() + "[run*kg/year]", "true")
