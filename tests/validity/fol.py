"""A strict reader of the notation of `data/` (see its SOURCES.md), and the two ways from there to a case.

A formula is a unit: `¬` and a unit, a quantifier with one variable and a unit, two formulas joined by
one connective in parentheses, a formula in parentheses, two terms joined by `=` in parentheses, or an
atom. Nothing reaches further than its unit. A name that no quantifier round it binds is a constant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, assert_never

from formalcase.case.build import CaseBuilder
from formalcase.case.model import Case
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import BOOL, SortType, Type
from formalcase.logic.term import Term as IrTerm
from formalcase.logic.vocabulary import Symbol, Vocabulary

THING = "Thing"


@dataclass(frozen=True, slots=True)
class Name:
    """A term: a variable or constant without arguments, or a function with some."""

    name: str
    args: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    name: str
    args: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Same:
    left: Name
    right: Name


@dataclass(frozen=True, slots=True)
class Falsity:
    pass


@dataclass(frozen=True, slots=True)
class No:
    body: Formula


@dataclass(frozen=True, slots=True)
class Joined:
    sign: str
    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Bound:
    sign: str
    variable: str
    body: Formula


Formula = Atom | Same | Falsity | No | Joined | Bound


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    premises: tuple[str, ...]
    conclusion: str
    label: str
    disputed: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the row, premises first."""
        return (*self.premises, self.conclusion)


def rows(path: Path) -> list[Row]:
    """The rows of a data file, in order."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Row(each["id"], tuple(each["premises"]), each["conclusion"], each["label"], "disputed" in each)
        for each in read
    ]


# ---- Reading ---------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\s*(?:(?P<name>[^\W]+(?:’\w+)*)|(?P<sign>[∀∃¬∧∨⊕→↔=(),]))")
_CONNECTIVES = frozenset("∧∨⊕→↔")


class NotationError(ValueError):
    """A text that is not in the notation."""


def read(text: str) -> Formula:
    """The formula that the whole text is. Raises NotationError."""
    reader = _Reader(text, _tokens(text))
    formula = reader.unit()
    if reader.at < len(reader.tokens):
        raise NotationError(f"`{text}` goes on after its end")
    return formula


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotationError(f"`{text[at:]}` starts with no token")
        found.append(match["name"] or match["sign"])
        at = match.end()
    return found


@dataclass(slots=True)
class _Reader:
    text: str
    tokens: list[str]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def want(self, token: str) -> None:
        if self.next() != token:
            raise NotationError(f"`{token}` expected in `{self.text}`")

    def name(self) -> str:
        token = self.next()
        if not token or token in _CONNECTIVES or token in "∀∃¬=(),":
            raise NotationError(f"a name expected, `{token}` found in `{self.text}`")
        return token

    def unit(self) -> Formula:
        match self.peek():
            case "¬":
                self.next()
                return No(self.unit())
            case "∀" | "∃":
                return Bound(self.next(), self.name(), self.unit())
            case "(":
                self.next()
                inner = self.inside()
                self.want(")")
                return inner
            case _:
                return self.atom()

    def inside(self) -> Formula:
        """What stands between parentheses: one connective at most."""
        start = self.at
        if self.peek() not in ("¬", "∀", "∃", "("):
            term = self.term()
            if self.peek() == "=":
                self.next()
                return Same(term, self.term())
            self.at = start
        left = self.unit()
        if self.peek() not in _CONNECTIVES:
            return left
        sign = self.next()
        return Joined(sign, left, self.unit())

    def atom(self) -> Formula:
        term = self.term()
        if term == Name("false"):
            return Falsity()
        return Atom(term.name, term.args)

    def term(self) -> Name:
        name = self.name()
        if self.peek() != "(":
            return Name(name)
        args: list[Name] = []
        while self.next() in ("(", ","):
            args.append(self.term())
            if self.peek() not in (",", ")"):
                raise NotationError(f"`)` expected in `{self.text}`")
        return Name(name, tuple(args))


def written(formula: Formula) -> str:
    """The formula in the notation, for reading it again."""
    match formula:
        case Falsity():
            return "false"
        case Atom():
            return _called(formula.name, [_written(arg) for arg in formula.args])
        case Same():
            return f"({_written(formula.left)} = {_written(formula.right)})"
        case No():
            return f"¬{written(formula.body)}"
        case Joined():
            return f"({written(formula.left)} {formula.sign} {written(formula.right)})"
        case Bound():
            return f"{formula.sign}{formula.variable} {written(formula.body)}"
        case _:
            assert_never(formula)


def _written(term: Name) -> str:
    return _called(term.name, [_written(arg) for arg in term.args])


def _called(name: str, args: Sequence[str]) -> str:
    return f"{name}({', '.join(args)})" if args else name


# ---- Names that cannot be mistaken --------------------------------------------------------------


def apart(formula: Formula) -> Formula:
    """The formula with its bound variables renamed: `?0` for the outermost, `?1` inside it, …

    No name of the notation starts with `?`, so a name says by itself whether a quantifier binds it.
    """
    return _apart(formula, {}, 0)


def _apart(formula: Formula, bound: Mapping[str, str], depth: int) -> Formula:
    match formula:
        case Falsity():
            return formula
        case Atom():
            return Atom(formula.name, tuple(_term_apart(arg, bound) for arg in formula.args))
        case Same():
            return Same(_term_apart(formula.left, bound), _term_apart(formula.right, bound))
        case No():
            return No(_apart(formula.body, bound, depth))
        case Joined():
            left = _apart(formula.left, bound, depth)
            return Joined(formula.sign, left, _apart(formula.right, bound, depth))
        case Bound():
            name = f"?{depth}"
            return Bound(
                formula.sign, name, _apart(formula.body, {**bound, formula.variable: name}, depth + 1)
            )
        case _:
            assert_never(formula)


def _term_apart(term: Name, bound: Mapping[str, str]) -> Name:
    if not term.args:
        return Name(bound.get(term.name, term.name))
    return Name(term.name, tuple(_term_apart(arg, bound) for arg in term.args))


def _is_bound(term: Name) -> bool:
    return term.name.startswith("?")


def _variable(name: str) -> str:
    return f"v{name[1:]}"


@dataclass(slots=True)
class Words:
    """Predicates, functions and constants in use, with their numbers of arguments."""

    predicates: set[tuple[str, int]] = field(default_factory=set)
    functions: set[tuple[str, int]] = field(default_factory=set)

    def learn(self, formula: Formula) -> None:
        match formula:
            case Falsity():
                pass
            case Atom():
                self.predicates.add((formula.name, len(formula.args)))
                self._learn_terms(formula.args)
            case Same():
                self._learn_terms((formula.left, formula.right))
            case No() | Bound():
                self.learn(formula.body)
            case Joined():
                self.learn(formula.left)
                self.learn(formula.right)
            case _:
                assert_never(formula)

    def _learn_terms(self, terms: Sequence[Name]) -> None:
        for term in terms:
            if not _is_bound(term):
                self.functions.add((term.name, len(term.args)))
            self._learn_terms(term.args)


def _formulas(row: Row) -> tuple[list[Formula], Formula, Words]:
    premises, conclusion = [apart(read(each)) for each in row.premises], apart(read(row.conclusion))
    words = Words()
    for each in (*premises, conclusion):
        words.learn(each)
    return premises, conclusion, words


def predicate_name(name: str, count: int) -> str:
    return f"{name}/{count}"


def function_name(name: str, count: int) -> str:
    return f"{name}:{count}"


# ---- As text of the spec language ------------------------------------------------------------------

_WORD = {"∧": "and", "∨": "or", "→": "implies", "↔": "iff", "∀": "forall", "∃": "exists"}


def spec_text(row: Row) -> str:
    """The row as a case of one step `S`, from `A1`, `A2`, … for `T`."""
    premises, conclusion, words = _formulas(row)
    lines = [f'case `{row.id}` "{row.id}" {{ language 1 top T }}', f"sort {THING}"]
    for name, count in sorted(words.predicates):
        lines.append(_declaration(predicate_name(name, count), count, "Bool"))
    for name, count in sorted(words.functions):
        lines.append(_declaration(function_name(name, count), count, THING))
    for number, each in enumerate(premises, 1):
        lines.append(f'assumption A{number} "premise {number}" {{ holds {_spec(each)} }}')
    lines.append(f'claim T "conclusion" {{ holds {_spec(conclusion)} }}')
    cited = ", ".join(f"A{number}" for number in range(1, len(premises) + 1))
    lines.append(f'argument S "step" {{ for T{f" from {cited}" if cited else ""} }}')
    return "\n".join(lines) + "\n"


def _declaration(name: str, count: int, result: str) -> str:
    parameters = ", ".join(f"a{number}: {THING}" for number in range(count))
    word, head = ("fn", f"`{name}`({parameters})") if count else ("const", f"`{name}`")
    return f"{word} {head}: {result}"


def _spec(formula: Formula) -> str:
    match formula:
        case Falsity():
            return "false"
        case Atom():
            args = [_spec_term(arg) for arg in formula.args]
            return _called(f"`{predicate_name(formula.name, len(args))}`", args)
        case Same():
            return f"({_spec_term(formula.left)} = {_spec_term(formula.right)})"
        case No():
            return f"(not {_spec(formula.body)})"
        case Joined(sign="⊕"):
            return f"(not ({_spec(formula.left)} iff {_spec(formula.right)}))"
        case Joined():
            return f"({_spec(formula.left)} {_WORD[formula.sign]} {_spec(formula.right)})"
        case Bound():
            binder = f"{_WORD[formula.sign]} {_variable(formula.variable)} in {THING}"
            return f"({binder}: {_spec(formula.body)})"
        case _:
            assert_never(formula)


def _spec_term(term: Name) -> str:
    if _is_bound(term):
        return _variable(term.name)
    args = [_spec_term(arg) for arg in term.args]
    return _called(f"`{function_name(term.name, len(args))}`", args)


# ---- Through the builder ---------------------------------------------------------------------------


def built_case(row: Row) -> Case:
    """The same case as `spec_text`, made without text."""
    premises, conclusion, words = _formulas(row)
    case = CaseBuilder(row.id, row.id, file=f"{row.id}.json", language=1)
    with deep_recursion():
        maker = _maker(case, words)
        for number, each in enumerate(premises, 1):
            case.assumption(f"A{number}", f"premise {number}", holds=maker.formula(each))
        case.claim("T", "conclusion", holds=maker.formula(conclusion))
    cited = [f"A{number}" for number in range(1, len(premises) + 1)]
    case.argument("S", "step", conclusion="T", premises=cited)
    case.top("T")
    return case.build()


def _maker(case: CaseBuilder, words: Words) -> _Maker:
    thing = case.sort(THING)
    kinds: list[tuple[str, int, Type]] = [
        (predicate_name(*each), each[1], BOOL) for each in sorted(words.predicates)
    ]
    kinds += [(function_name(*each), each[1], thing) for each in sorted(words.functions)]
    symbols: dict[str, Symbol] = {}
    for name, count, result in kinds:
        parameters = tuple(build.variable(f"a{number}", thing) for number in range(count))
        if parameters:
            symbols[name] = case.fn(name, parameters, result)
        else:
            case.const(name, result)
            symbols[name] = Symbol(name, (), result)
    return _Maker(thing, symbols)


@dataclass(frozen=True, slots=True)
class _Maker:
    thing: SortType
    symbols: Mapping[str, Symbol]

    def formula(self, formula: Formula) -> IrTerm:
        match formula:
            case Falsity():
                return build.truth(False)
            case Atom():
                return self.applied(predicate_name(formula.name, len(formula.args)), formula.args)
            case Same():
                return build.equal(self.term(formula.left), self.term(formula.right), Vocabulary())
            case No():
                return build.negation(self.formula(formula.body))
            case Joined():
                return _joined(formula.sign, self.formula(formula.left), self.formula(formula.right))
            case Bound():
                variable = build.variable(_variable(formula.variable), self.thing)
                kind: Literal["forall", "exists"] = "forall" if formula.sign == "∀" else "exists"
                return build.quantified(kind, [variable], self.formula(formula.body))
            case _:
                assert_never(formula)

    def term(self, term: Name) -> IrTerm:
        if _is_bound(term):
            return build.variable(_variable(term.name), self.thing)
        return self.applied(function_name(term.name, len(term.args)), term.args)

    def applied(self, name: str, args: Sequence[Name]) -> IrTerm:
        return build.apply(self.symbols[name], [self.term(arg) for arg in args])


def _joined(sign: str, left: IrTerm, right: IrTerm) -> IrTerm:
    match sign:
        case "∧":
            return build.conjunction([left, right])
        case "∨":
            return build.disjunction([left, right])
        case "→":
            return build.implication(left, right)
        case "↔":
            return build.equivalence(left, right)
        case "⊕":
            return build.negation(build.equivalence(left, right))
        case _:
            raise NotationError(f"`{sign}` is no connective")
