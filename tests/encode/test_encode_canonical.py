"""Questions in names of their own: one text for what differs in names alone, and the way back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from formalcase.encode.canonical import canonical
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question, question_text
from formalcase.logic.evaluate import Evaluator
from formalcase.logic.term import (
    BOOL,
    REAL,
    Add,
    And,
    Apply,
    Equal,
    Implies,
    Less,
    Member,
    Not,
    Number,
    Quantified,
    SortType,
    Term,
    Var,
)
from formalcase.logic.vocabulary import ListedMember, Sort, Symbol, Vocabulary
from formalcase.solve import Budget, Session
from formalcase.solve.process import WorkerProcess

NAMES = ("Model", "one", "other", "safe", "rate", "low", "least", "m")
LIKE = ("Zone", "yak", "zeta", "able", "big", "act", "x.y", "q")
"""The same in other names, which sort in another order but for the listed members."""


def case(names: tuple[str, ...], limit: int = 3) -> tuple[Vocabulary, dict[str, Term]]:
    """A sort with two members, a predicate, a function, a constant and a definition."""
    sort, one, other, safe, rate, low, least, m = names
    of = SortType(sort)
    each, first, second = Var(m, of), Member(of, one), Member(of, other)

    def rated(arg: Term) -> Term:
        return Apply(rate, (arg,), REAL)

    is_low = Less(rated(each), Number(Fraction(limit), REAL), strict=False)
    symbols = (
        Symbol(safe, (each,), BOOL),
        Symbol(rate, (each,), REAL),
        Symbol(least, (), REAL),
        Symbol(low, (each,), BOOL, body=is_low),
    )
    rule = Implies(Apply(low, (each,), BOOL), Apply(safe, (each,), BOOL))
    apart = Equal(Apply(least, (), REAL), Add((rated(first), Number(Fraction(1), REAL)), REAL))
    labelled: dict[str, Term] = {
        f"all {m}": Quantified("forall", (each,), rule),
        f"low {one}": Apply(low, (first,), BOOL),
        "goal": Not(Apply(safe, (first,), BOOL)),
        "wide": And((Not(Apply(safe, (second,), BOOL)), apart)),
    }
    listed = (ListedMember(one), ListedMember(other))
    return Vocabulary({sort: Sort(sort, listed)}, {}, {symbol.name: symbol for symbol in symbols}), labelled


def question(names: tuple[str, ...], limit: int = 3) -> Question:
    vocabulary, labelled = case(names, limit)
    rules = tuple(labelled)
    checks = [
        Check(f"follows {names[0]}", rules[:3], shrink=rules[:2]),
        Check("apart", (rules[0], rules[1], "wide"), world=True, after=(f"follows {names[0]}", Sat.UNSAT)),
    ]
    return make_question(vocabulary, labelled, checks)


def test_what_differs_in_names_alone_is_one_question() -> None:
    first, second = canonical(question(NAMES)), canonical(question(LIKE))
    assert first.asked == second.asked
    assert first.original != second.original


def test_what_differs_in_more_is_another_question() -> None:
    assert canonical(question(NAMES)).asked != canonical(question(NAMES, limit=4)).asked


def test_no_name_of_the_case_is_left_and_each_is_found_again() -> None:
    original = question(LIKE)
    asked = canonical(original)
    text = "".join(question_text(asked.asked, check) for check in asked.asked.checks)
    assert not any(name in text for name in LIKE if len(name) > 1)
    back = asked.names
    assert {back[shape.symbol] for shape in asked.asked.signature.symbols} == {
        shape.symbol for shape in original.signature.symbols
    }
    assert len(set(back.values())) == len(back)


def test_a_question_in_names_of_its_own_stays_as_it_is() -> None:
    asked = canonical(question(NAMES)).asked
    assert canonical(asked).asked == asked


@pytest.mark.parametrize("names", [NAMES, LIKE])
def test_worlds_and_cores_come_back_in_the_names_of_the_case(asking: Session, names: tuple[str, ...]) -> None:
    vocabulary, labelled = case(names)
    (answer,) = asking.ask([question(names)], budget=Budget())
    follows, apart = answer.values()
    assert follows.core == tuple(labelled)[:3]
    assert apart.world is not None
    assert list(apart.world.universes) == [names[0]]
    assert list(apart.world.tables) == sorted((names[3], names[4], names[6]))
    evaluator = Evaluator(apart.world, vocabulary)
    true = [evaluator.value(labelled[name], {}) for name in (*list(labelled)[:2], "wide")]
    assert true == [True, True, True]


def test_one_question_under_many_names_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    send = WorkerProcess.send

    def noted(worker: WorkerProcess, index: int, message: bytes) -> None:
        sent.append(index)
        send(worker, index, message)

    monkeypatch.setattr(WorkerProcess, "send", noted)
    with Session(2) as session:
        answers = session.ask([question(NAMES), question(LIKE)] * 5, budget=Budget())
        session.ask([question(LIKE)], budget=Budget())
        assert sent == [0]
        session.ask([question(LIKE)], budget=Budget(1_000_000))
    assert sent == [0, 0]
    assert answers[:2] * 5 == answers
    work = [[outcome.work for outcome in answer.values()] for answer in answers[:2]]
    assert work[0] == work[1]
