"""Worlds in which a few words hold: what is seen there is what the solver would say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from formalcase import check, loads
from formalcase.analyses.idle import _LARGE
from formalcase.analyses.plain import FewTrue
from formalcase.encode.question import Question
from formalcase.logic.term import BOOL, And, Apply, Not, Or, Term
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.solve.session import Session


def atom(name: str) -> Term:
    return Apply(name, (), BOOL)


WORDS = Vocabulary(
    symbols={
        **{name: Symbol(name, (), BOOL) for name in "abcx"},
        "d": Symbol("d", (), BOOL, body=Or((And((atom("a"), atom("b"))), atom("c")))),
    }
)


def test_only_what_is_seen_to_fail_is_told() -> None:
    worlds = FewTrue(atom("d"), WORDS)
    assert worlds.fails([atom("a")])
    assert worlds.fails([atom("a"), atom("x")])
    assert not worlds.fails([atom("a"), atom("b")])
    assert not worlds.fails([atom("c")])
    assert not worlds.fails([Not(atom("a"))]), "of this nothing is seen"
    assert not worlds.fails([atom("d")]), "nor of what is defined"
    assert list(worlds.left([atom("a"), atom("c"), Not(atom("a"))])) == [atom("c"), Not(atom("a"))]


def quorum(members: int, least: int, enough: int) -> str:
    lines = ['case q "q" { language 1 top C }']
    for place in range(members):
        lines.append(f'const p{place}: Bool "part {place} works"')
        lines.append(f'assumption A{place} "Part {place} works" {{ holds p{place} }}')
    named = ", ".join(f"p{place}" for place in range(members))
    lines.append(f'claim C "Enough work" {{ holds (count each in {{{named}}}: each) >= {enough} }}')
    cited = ", ".join(f"A{place}" for place in range(members))
    lines.append(f'argument S "s" {{ for C from {least} of ({cited}) }}')
    return "\n".join(lines)


@pytest.mark.parametrize(("least", "enough", "idle"), [(3, 3, False), (3, 2, True)])
def test_members_of_a_large_quorum_are_looked_at_without_a_question_each(
    least: int, enough: int, idle: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    ask = Session.ask

    def noted(session: Session, questions: Sequence[Question], **others: object) -> object:
        asked.extend(len(question.checks) for question in questions)
        return ask(session, questions, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "ask", noted)
    result = check(loads(quorum(_LARGE, least, enough)))
    (step,) = [each for each in result.cases[0].obligations if each.kind == "validity"]
    assert step.verdict == "valid"
    assert bool(step.idle) == idle
    assert (max(asked) < _LARGE) != idle
