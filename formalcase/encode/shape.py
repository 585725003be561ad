"""What a question asks, apart from its names, told from its terms: without writing it.

Most steps of a large case differ in names alone, and a text for each takes longer than to see this. Only
questions over constants (Booleans and numbers) have a shape here; all others are written and compared as
text, see `canonical`.

Definitions that make no difference are left open. A defined Boolean can be taken as undefined where its
definition can come out either way, whatever all else is: when it is made of connectives that no part of
it is idle in, each word in it stands nowhere else in the question, and each of these words is undefined
or can itself be left open. Any world of the question with such a word left open becomes one of the
whole question by a choice of the words below it, which nothing else speaks of; so the formulas that are
true together, and those that follow from others, are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import field, replace

from formalcase.encode.question import Check, Posed, Question
from formalcase.frozen import dataclass
from formalcase.logic.term import (
    BOOL,
    INT,
    Absolute,
    Add,
    And,
    Apply,
    BoolType,
    Choice,
    Distinct,
    Divide,
    Equal,
    Extremum,
    Iff,
    Implies,
    IntType,
    Less,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    RealType,
    Term,
    Truth,
    Widen,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Symbol, Vocabulary

_PLAIN = frozenset(
    (Absolute, Add, And, Choice, Distinct, Divide, Equal, Iff, Implies, Multiply, Negate, Not, Or, Widen)
)
_NAME = "@"


@dataclass(frozen=True, slots=True)
class Shape:
    """`key` is the same for questions that are one up to names."""

    key: Hashable
    asked: Posed
    kept: Mapping[str, _Form | None]
    """The words that the question reaches."""
    opened: frozenset[str]
    """The definitions that can be left open."""

    def question(self) -> Question:
        """What to ask: with no definition that can be left open."""
        if not self.opened:
            return self.asked
        known = self.asked.vocabulary.symbols
        words = {
            name: replace(known[name], body=None) if name in self.opened else known[name]
            for name in self.kept
        }
        return self.asked.over(replace(self.asked.vocabulary, symbols=words))


@dataclass(frozen=True, slots=True)
class _Form:
    """A term without its names: the number of what is left, and the names in the order written."""

    number: int
    names: tuple[str, ...]
    either: bool
    """Whether a choice of its names makes it true and another one false, where each stands in it once."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Tells the shapes of questions. Knows the definitions that it has met, for the next ones."""

    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _bodies: dict[int, tuple[Term, _Form | None]] = field(default_factory=dict)
    _known_checks: dict[tuple[int, tuple[str, ...]], tuple[tuple[Check, ...], int]] = field(
        default_factory=dict
    )

    def of(self, question: Question) -> Shape | None:
        """None for a question over more than constants."""
        if not isinstance(question, Posed):
            return None
        formulas = [self._form(term) for term in question.labelled.values()]
        found = self._reached(formulas, question.vocabulary)
        if found is None:
            return None
        opened = _left_open(formulas, found)
        key = (self._checks(question), *self._parts(formulas, found, opened, question.vocabulary))
        return Shape(key, question, found, opened)

    def _parts(
        self,
        formulas: list[_Form | None],
        found: Mapping[str, _Form | None],
        opened: frozenset[str],
        vocabulary: Vocabulary,
    ) -> Iterator[int]:
        """The formulas, then what each of their words is, numbered in the order of their mention."""
        places: dict[str, int] = {}
        for form in formulas:
            assert form is not None
            yield form.number
            for name in form.names:
                yield places.setdefault(name, len(places))
        todo = list(places)
        for name in todo:
            body = None if name in opened else found[name]
            if body is None:
                yield self._number(_kind(vocabulary.symbols[name]))
                continue
            yield body.number
            for each in body.names:
                if each not in places:
                    places[each] = len(places)
                    todo.append(each)
                yield places[each]

    def _reached(
        self, formulas: list[_Form | None], vocabulary: Vocabulary
    ) -> dict[str, _Form | None] | None:
        """The definitions behind all words that the formulas reach; None behind those that have none."""
        found: dict[str, _Form | None] = {}
        todo = list(formulas)
        while todo:
            form = todo.pop()
            if form is None:
                return None
            for name in form.names:
                if name in found:
                    continue
                symbol = vocabulary.symbols[name]
                if symbol.parameters or not isinstance(symbol.result, BoolType | IntType | RealType):
                    return None
                found[name] = None
                if symbol.body is not None:
                    found[name] = self._body(symbol.body)
                    todo.append(found[name])
        return found

    def _checks(self, question: Question) -> int:
        """The number of what is asked about the formulas; many questions have the very same checks."""
        which = id(question.checks), question.labels
        known = self._known_checks.get(which)
        if known is None:
            known = self._known_checks[which] = (question.checks, self._number(tuple(_checks(question))))
        return known[1]

    def _body(self, term: Term) -> _Form | None:
        known = self._bodies.get(id(term))
        if known is None:
            known = self._bodies[id(term)] = (term, self._form(term))  # the term is kept, and so its id
        return known[1]

    def _form(self, term: Term) -> _Form | None:
        marks: list[Hashable] = []
        names: list[str] = []
        todo = [term]
        while todo:
            part = todo.pop()
            if isinstance(part, Apply):
                if part.args:
                    return None
                names.append(part.symbol)
                marks.append(_NAME)
                continue
            mark = _mark(part)
            if mark is None:
                return None
            parts = children(part)
            marks += (mark, len(parts))
            todo.extend(reversed(parts))
        return _Form(self._number(tuple(marks)), tuple(names), _either_way(term))

    def _number(self, what: Hashable) -> int:
        return self._numbers.setdefault(what, len(self._numbers))


def _mark(part: Term) -> Hashable | None:
    """What tells a part from others of as many parts."""
    if part.__class__ in _PLAIN:
        return part.__class__.__name__
    match part:
        case Truth():
            return part.value
        case Number():
            return "number", part.value, part.type == INT
        case Less():
            return "less", part.strict
        case Extremum():
            return part.kind
        case _:
            return None


def _kind(symbol: Symbol) -> Hashable:
    scale = symbol.unit.scale if symbol.unit is not None else 1
    return symbol.result.__class__.__name__, scale


def _checks(question: Question) -> Iterator[Hashable]:
    places = {label: place for place, label in enumerate(question.labels)}
    checks = {check.name: place for place, check in enumerate(question.checks)}
    for check in question.checks:
        yield (
            tuple(places[label] for label in check.labels),
            tuple(places[label] for label in check.shrink),
            check.world,
            check.plain,
            None if check.after is None else (checks[check.after[0]], check.after[1]),
            None if check.least is None else places[check.least],
        )


def _either_way(term: Term) -> bool:
    """Whether each part matters in some world, and the term can be true and false; of parts that can all be
    chosen freely."""
    todo = [term]
    while todo:
        part = todo.pop()
        match part:
            case Apply():
                if part.type != BOOL:
                    return False
            case And() | Or():
                if not part.parts:
                    return False
                todo.extend(part.parts)
            case Not():
                todo.append(part.body)
            case Implies() | Iff():
                todo += (part.left, part.right)
            case Less(Number(least), Add(parts), strict=False) if 1 <= least <= len(parts):
                if not all(map(_counts, parts)):
                    return False
                todo.extend(each.condition for each in parts if isinstance(each, Choice))
            case _:
                return False
    return True


def _counts(part: Term) -> bool:
    """Whether it is 1 where a condition holds and 0 where not."""
    return (
        isinstance(part, Choice)
        and isinstance(part.yes, Number)
        and isinstance(part.no, Number)
        and part.yes.value == 1
        and part.no.value == 0
        and type_of(part) == INT
    )


def _left_open(formulas: list[_Form | None], found: Mapping[str, _Form | None]) -> frozenset[str]:
    """The definitions that make no difference."""
    mentions: Counter[str] = Counter()
    for form in (*formulas, *found.values()):
        if form is not None:
            mentions.update(form.names)
    opened: set[str] = set()
    for name in _lowest_first(found):
        form = found[name]
        if form is None or not form.either:
            continue
        if all(mentions[each] == 1 and (found[each] is None or each in opened) for each in form.names):
            opened.add(name)
    return frozenset(opened)


def _lowest_first(found: Mapping[str, _Form | None]) -> Iterator[str]:
    """Each word after those in its definition."""
    met: set[str] = set()
    for root in found:
        todo = [(root, False)]
        while todo:
            name, done = todo.pop()
            if done:
                yield name
            elif name not in met:
                met.add(name)
                form = found[name]
                todo.append((name, True))
                todo.extend((each, False) for each in (form.names if form is not None else ()))
