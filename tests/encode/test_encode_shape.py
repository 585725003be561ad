"""Shapes: what is one up to names has one, what is not has another, and no answer changes with them."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from formalcase.encode.question import Check, Posed, Sat
from formalcase.encode.shape import Shapes
from formalcase.encode.smt import make_question
from formalcase.logic.term import (
    BOOL,
    INT,
    REAL,
    Add,
    And,
    Apply,
    Choice,
    Iff,
    Implies,
    Less,
    Not,
    Number,
    Or,
    Term,
    Truth,
    Unit,
)
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.solve import Budget, Session
from formalcase.solve.process import WorkerProcess


def at_least(least: int, parts: tuple[Term, ...]) -> Term:
    one, zero = Number(Fraction(1), INT), Number(Fraction(0), INT)
    counted = tuple(Choice(part, one, zero, INT) for part in parts)
    return Less(Number(Fraction(least), INT), Add(counted, INT), strict=False)


def atom(name: str) -> Term:
    return Apply(name, (), BOOL)


def words(**bodies: Term | None) -> Vocabulary:
    return Vocabulary(symbols={name: Symbol(name, (), BOOL, body=body) for name, body in bodies.items()})


def asked(vocabulary: Vocabulary, *formulas: Term) -> Posed:
    labels = {str(place): formula for place, formula in enumerate(formulas)}
    every = tuple(labels)
    checks = [
        Check("all", every, shrink=every, world=True),
        Check("some", every[1:], shrink=every[1:], after=("all", Sat.UNSAT)),
        Check("others", every[:-1], shrink=every[:-1]),
    ]
    return make_question(vocabulary, labels, checks)


def opened(vocabulary: Vocabulary, *formulas: Term) -> set[str]:
    shape = Shapes().of(asked(vocabulary, *formulas))
    assert shape is not None
    return set(shape.opened)


def test_what_differs_in_names_alone_has_one_shape() -> None:
    shapes = Shapes()

    def key(vocabulary: Vocabulary, *formulas: Term) -> object:
        shape = shapes.of(asked(vocabulary, *formulas))
        assert shape is not None
        return shape.key

    first = key(words(a=None, b=None, d=And((atom("a"), atom("b")))), atom("d"), Not(atom("a")))
    assert first == key(words(z=None, y=None, x=And((atom("z"), atom("y")))), atom("x"), Not(atom("z")))
    assert first != key(words(z=None, y=None, x=And((atom("z"), atom("y")))), atom("x"), atom("z"))
    assert first != key(words(z=None, y=None, x=Or((atom("z"), atom("y")))), atom("x"), Not(atom("z")))
    assert first != key(words(z=None, x=And((atom("z"), atom("z")))), atom("x"), Not(atom("z")))


def test_units_and_types_are_part_of_the_shape() -> None:
    def key(symbol: Symbol, *, strict: bool = True) -> object:
        zero = Number(Fraction(0), symbol.result)
        known = Vocabulary(symbols={symbol.name: symbol})
        shape = shapes.of(asked(known, Less(Apply(symbol.name, (), symbol.result), zero, strict=strict)))
        assert shape is not None
        return shape.key

    shapes = Shapes()
    percent = Unit("percent", (), Fraction(1, 100))
    keys = [key(Symbol("x", (), INT)), key(Symbol("x", (), REAL)), key(Symbol("x", (), REAL, percent))]
    assert len(set(keys)) == 3
    assert key(Symbol("y", (), REAL, percent)) == keys[-1]
    assert key(Symbol("y", (), REAL, percent)) != key(Symbol("y", (), REAL, percent), strict=False)


@pytest.mark.parametrize(
    ("body", "open_"),
    [
        (And((atom("a"), Not(atom("b")))), True),
        (Implies(atom("a"), Or((atom("b"), atom("c")))), True),
        (Iff(atom("a"), atom("b")), True),
        (at_least(2, (atom("a"), atom("b"), atom("c"))), True),
        (at_least(4, (atom("a"), atom("b"), atom("c"))), False),  # it is false
        (at_least(0, (atom("a"), atom("b"), atom("c"))), False),  # it is true
        (Or((atom("a"), Not(atom("a")))), False),
        (And((atom("a"), Truth(False))), False),
        (And((atom("a"), atom("e"))), False),  # another formula speaks of it
    ],
)
def test_a_definition_is_left_open_where_it_can_come_out_either_way(body: Term, open_: bool) -> None:
    vocabulary = words(a=None, b=None, c=None, e=None, d=body)
    assert opened(vocabulary, atom("d"), atom("e")) == ({"d"} if open_ else set())


def test_what_two_definitions_share_keeps_both() -> None:
    shared = words(a=None, b=None, c=None, d=And((atom("a"), atom("b"))), e=Or((atom("b"), atom("c"))))
    assert opened(shared, atom("d"), atom("e")) == set()
    assert opened(shared, atom("d")) == {"d"}
    above = words(a=None, b=None, d=And((atom("a"), atom("b"))), e=Not(atom("d")), f=Not(atom("e")))
    assert opened(above, atom("f"), atom("f")) == {"d", "e", "f"}
    assert opened(above, atom("f"), atom("d")) == {"d"}


def test_no_answer_changes_with_the_shape(asking: Session) -> None:
    """Random formulas over random definitions: asked by their shapes, and in their own text."""
    random = Random(4)
    questions = [_random_question(random) for _ in range(80)]
    told = asking.ask(questions, budget=Budget())
    written = asking.ask([question.written() for question in questions], budget=Budget())
    opened_ = [shape for each in questions if (shape := Shapes().of(each)) is not None and shape.opened]
    assert len(opened_) > 20
    for ours, theirs in zip(told, written, strict=True):
        for name, outcome in theirs.items():
            assert (ours[name].sat, ours[name].core) == (outcome.sat, outcome.core)
            assert (ours[name].world is None) == (outcome.world is None)


def _random_question(random: Random) -> Posed:
    bodies: dict[str, Term | None] = dict.fromkeys("abcdefghijkl")
    for name in "stuvw":
        bodies[name] = _random_term(random, [*bodies], 2)
    spoken_of = random.sample([*bodies], 5)
    formulas = [_random_term(random, spoken_of, 1) for _ in range(4)]
    return asked(words(**bodies), *formulas)


def _random_term(random: Random, names: list[str], depth: int) -> Term:
    if depth == 0 or random.random() < 0.3:
        return atom(random.choice(names))
    parts = tuple(_random_term(random, names, depth - 1) for _ in range(random.randint(2, 3)))
    kind = random.randrange(5)
    if kind == 0:
        return And(parts)
    if kind == 1:
        return Or(parts)
    if kind == 2:
        return Not(parts[0])
    return Implies(*parts[:2]) if kind == 3 else at_least(random.randint(0, 3), parts)


def test_many_alike_steps_are_one_short_question(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []
    send = WorkerProcess.send

    def noted(worker: WorkerProcess, index: int, message: bytes) -> None:
        sent.append(message)
        send(worker, index, message)

    monkeypatch.setattr(WorkerProcess, "send", noted)

    def step(name: str) -> Posed:
        below = And((atom(f"{name}1"), atom(f"{name}2")))
        vocabulary = words(**{f"{name}1": None, f"{name}2": None, name: below, f"{name}0": Not(atom(name))})
        labels = {"premise": atom(name), "goal": atom(f"{name}0")}
        return make_question(vocabulary, labels, [Check("entails", tuple(labels), shrink=tuple(labels))])

    with Session(1) as session:
        answers = session.ask([step(name) for name in "abc"], budget=Budget())
    assert [answer["entails"].sat for answer in answers] == [Sat.UNSAT] * 3
    assert len(sent) == 1
    assert b"and" not in sent[0]
