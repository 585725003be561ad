"""Each kind of term means to the solver what it means to the plain evaluator."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from encode_samples import (
    BASIC,
    BLUE,
    DEPLOYED,
    EVALUATED,
    EVASION,
    EXPERT,
    MODEL,
    NONE,
    RED,
    SABOTAGE,
    TIER,
    WORDS,
    A,
    B,
    M,
    N,
    T,
    X,
    Y,
    at_most,
    below,
    every,
    fact,
    integer,
    real,
    some,
    symbol,
    words,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from formalcase.encode.question import Check, Question
from formalcase.encode.smt import make_question, question_text
from formalcase.logic.depth import deep_recursion
from formalcase.logic.evaluate import NoValue, evaluate
from formalcase.logic.term import (
    BOOL,
    FALSE,
    INT,
    REAL,
    TRUE,
    Absolute,
    Add,
    And,
    Apply,
    Choice,
    Distinct,
    Divide,
    Equal,
    Extremum,
    Fold,
    Iff,
    Implies,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    Quantified,
    Term,
    Var,
    Widen,
)
from formalcase.solve import Answer, Budget, Sat, Session

SCORE = Apply("score", (integer(3),), INT)
I = Var("i", INT)  # noqa: E741 - an index
R = Var("r", REAL)
P = Var("p", BOOL)
G = Var("g", TIER)
TEAM = Var("t", RED.type)

ALWAYS_TRUE: dict[str, Term] = {
    "true": TRUE,
    "empty and": And(()),
    "empty or": Not(Or(())),
    "and of one": Iff(And((A,)), A),
    "excluded middle": Or((A, Not(A))),
    "implies": Implies(And((A, B)), B),
    "iff": Iff(Iff(A, B), Iff(B, A)),
    "equal enum": Equal(SABOTAGE, SABOTAGE),
    "enum members differ": Not(Equal(SABOTAGE, EVASION)),
    "listed members differ": Not(Equal(DEPLOYED, EVALUATED)),
    "order of an enum": And((below(NONE, BASIC), below(BASIC, EXPERT), at_most(NONE, NONE))),
    "order is strict": Not(below(BASIC, BASIC)),
    "enums are closed": every(T, Or((Equal(T, SABOTAGE), Equal(T, EVASION)))),
    "some member of an enum": some(G, below(BASIC, G)),
    "the greatest of an enum": every(G, at_most(G, EXPERT)),
    "distinct": Distinct((integer(1), integer(2), integer(3))),
    "not distinct": Not(Distinct((X, Y, X))),
    "distinct of one": Distinct((X,)),
    "not distinct of two": Not(Distinct((X, X))),
    "exact tenth": Equal(Add((real("1/10"), real("1/5")), REAL), real("3/10")),
    "sum": Equal(Add((N, N, N), INT), Multiply((integer(3), N), INT)),
    "empty sum": And((Equal(Add((), INT), integer(0)), Equal(Add((), REAL), real(0)))),
    "empty product": And((Equal(Multiply((), INT), integer(1)), Equal(Multiply((), REAL), real(1)))),
    "negate": Equal(Add((X, Negate(X, REAL)), REAL), real(0)),
    "negative literal": below(integer(-3), integer(-2)),
    "divide": Equal(Divide(real(1), real(8), REAL), real("1/8")),
    "widen": Equal(Widen(integer(2)), real(2)),
    "integers have gaps": Not(And((below(real(0), Widen(N)), below(Widen(N), real(1))))),
    "min": Equal(Extremum("min", (integer(3), integer(-1), integer(2)), INT), integer(-1)),
    "max": Equal(Extremum("max", (real(3), real("7/2"), real(2)), REAL), real("7/2")),
    "min of one": Equal(Extremum("min", (X,), REAL), X),
    "min is at most": at_most(Extremum("min", (X, Y), REAL), X),
    "abs": Equal(Absolute(integer(-4), INT), integer(4)),
    "abs of a real": at_most(real(0), Absolute(X, REAL)),
    "choice": Equal(
        Choice(below(X, Y), integer(1), integer(2), INT),
        Choice(Not(below(X, Y)), integer(2), integer(1), INT),
    ),
    "choice of formulas": Implies(A, Choice(A, TRUE, FALSE, BOOL)),
    "count": at_most(Fold("count", (T,), fact("passed", DEPLOYED, T), INT), integer(2)),
    "count is exact": Iff(
        Equal(Fold("count", (T,), fact("passed", DEPLOYED, T), INT), integer(2)),
        every(T, fact("passed", DEPLOYED, T)),
    ),
    "count over two": Equal(Fold("count", (T, G), TRUE, INT), integer(6)),
    "count over a closed sort": Equal(Fold("count", (TEAM,), TRUE, INT), integer(2)),
    "nested count": Equal(Fold("sum", (T,), Fold("count", (G,), Not(Equal(G, BASIC)), INT), INT), integer(4)),
    "sum over an enum": Equal(
        Fold("sum", (G,), Choice(Equal(G, EXPERT), real("1/2"), real("1/4"), REAL), REAL), real(1)
    ),
    "quantifier under a count": Equal(
        Fold("count", (G,), some(T, And((Equal(G, NONE), Equal(T, EVASION)))), INT), integer(1)
    ),
    "forall gives an instance": Implies(every(M, fact("harm", M)), fact("harm", DEPLOYED)),
    "exists from an instance": Implies(fact("harm", DEPLOYED), some(M, fact("harm", M))),
    "sorts are not empty": Implies(every(M, fact("harm", M)), some(M, fact("harm", M))),
    "inner binder hides outer": every(M, Implies(every(M, fact("harm", M)), fact("harm", M))),
    "forall over Bool": every(P, Or((P, Not(P)))),
    "exists over Real": some(R, And((below(real(0), R), below(R, real("1/1000"))))),
    "forall over Int": every(I, below(I, Add((I, integer(1)), INT))),
    "two variables": Iff(
        Quantified("forall", (M, T), fact("passed", M, T)), every(T, every(M, fact("passed", M, T)))
    ),
    "a quantifier without variables": Iff(Quantified("forall", (), A), A),
    "functions are functions": Implies(Equal(N, integer(3)), Equal(Apply("score", (N,), INT), SCORE)),
    "square": at_most(real(0), Multiply((X, X), REAL)),
}

BOTH_WAYS: dict[str, Term] = {
    "a fact": A,
    "open sorts may have others": every(M, Or((Equal(M, DEPLOYED), Equal(M, EVALUATED)))),
    "a closed sort is not closed here": every(TEAM, Or((Equal(TEAM, RED), Equal(TEAM, BLUE)))),
    "constants of a sort may coincide": Equal(Apply("heir", (DEPLOYED,), MODEL), DEPLOYED),
    "tier": Equal(Apply("tier", (DEPLOYED,), TIER), BASIC),
    "rate": Equal(Apply("rate", (), WORDS.symbols["rate"].result), Number(Fraction(1, 7), REAL)),
    "score": below(SCORE, N),
    "count over models by task": below(Fold("count", (T,), fact("passed", DEPLOYED, T), INT), integer(2)),
    "division by a variable": below(Divide(X, Y, REAL), real(1)),
    "all tasks": Quantified("exists", (T,), Not(fact("passed", EVALUATED, T))),
}


def both(term: Term) -> Question:
    return make_question(
        WORDS,
        {"yes": term, "no": Not(term)},
        [Check("yes", ("yes",), world=True), Check("no", ("no",), world=True)],
    )


@pytest.fixture(scope="module")
def answers(asking: Session) -> Callable[[Term], Answer]:
    terms = [*ALWAYS_TRUE.values(), *BOTH_WAYS.values()]
    found = asking.ask([both(term) for term in terms], budget=Budget())
    known = {id(term): answer for term, answer in zip(terms, found, strict=True)}
    return lambda term: known[id(term)]


@pytest.mark.parametrize("name", ALWAYS_TRUE)
def test_what_is_always_true_cannot_be_false(name: str, answers: Callable[[Term], Answer]) -> None:
    answer = answers(ALWAYS_TRUE[name])
    assert (answer["yes"].sat, answer["no"].sat) == (Sat.SAT, Sat.UNSAT)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_can_be_both_has_a_world_for_each(name: str, answers: Callable[[Term], Answer]) -> None:
    term = BOTH_WAYS[name]
    answer = answers(term)
    for check, wanted in [("yes", True), ("no", False)]:
        world = answer[check].world
        assert answer[check].sat is Sat.SAT
        assert world is not None
        try:
            assert evaluate(term, world, WORDS) is wanted
        except NoValue:
            assert name == "division by a variable"


def stock_answers(folder: Path, questions: list[Question]) -> list[str]:
    """What the solver's own program says to each check of the questions, written to one file."""
    stock = Path(sys.executable).with_name("z3")
    if not stock.exists():
        pytest.skip("the solver's own program is not installed here")
    texts = [question_text(question, check) for question in questions for check in question.checks]
    script = folder / "checks.smt2"
    script.write_text("(reset)\n".join(texts), encoding="utf-8")
    return subprocess.run([stock, script], capture_output=True, text=True, check=False).stdout.split()


def test_the_text_of_a_check_means_the_same_to_the_stock_solver(
    answers: Callable[[Term], Answer], tmp_path: Path
) -> None:
    terms = [*ALWAYS_TRUE.values(), *BOTH_WAYS.values()]
    wanted = [str(answers(term)[name].sat) for term in terms for name in ("yes", "no")]
    assert stock_answers(tmp_path, [both(term) for term in terms]) == wanted


def test_labels_and_names_of_any_text_reach_the_stock_solver(asking: Session, tmp_path: Path) -> None:
    hostile = ["not", "_", "a|b", "(exit)", "risk: χ²", "x\ny", "𝔐", "Int", "\u2028", '"', "\\"]
    vocabulary = words(*(symbol(name, BOOL) for name in hostile))
    labelled: dict[str, Term] = {name: fact(name) for name in hostile}
    labelled["last"] = Not(fact(hostile[-1]))
    check = Check("(exit)\n", tuple(labelled), shrink=tuple(labelled), world=True)
    question = make_question(vocabulary, labelled, [check])
    outcome = asking.ask([question], budget=Budget())[0][check.name]
    assert outcome.core == (hostile[-1], "last")
    assert stock_answers(tmp_path, [question]) == ["unsat"]


def test_large_and_deep_formulas_are_answered(asking: Session) -> None:
    chain: Term = And((A,) * 100_000)
    total: Term = below(Add((X,) * 20_000, REAL), real(1))
    deep: Term = A
    for _ in range(500):
        deep = Implies(B, Not(deep))
    steps = [symbol("d0", REAL, body=X)]
    for at in range(1, 3_000):
        before = Apply(f"d{at - 1}", (), REAL)
        steps.append(symbol(f"d{at}", REAL, body=Add((before, before), REAL)))
    vocabulary = words(*WORDS.symbols.values(), *steps)
    last = below(Apply("d2999", (), REAL), real(0))
    labelled = {"chain": chain, "total": total, "deep": deep, "last": last}
    with deep_recursion():
        question = make_question(
            vocabulary,
            labelled,
            [Check(name, (name,), world=True) for name in labelled] + [Check("all", tuple(labelled))],
        )
        answer = asking.ask([question], budget=Budget())[0]
    assert [outcome.sat for outcome in answer.values()] == [Sat.SAT] * (len(labelled) + 1)


# ---- Random formulas against the evaluator -----------------------------------------------------------


def numbers(depth: int) -> st.SearchStrategy[Term]:
    leaves: st.SearchStrategy[Term] = st.one_of(
        st.sampled_from([X, Y, Widen(N)]), st.integers(-3, 3).map(real)
    )
    if depth == 0:
        return leaves
    part = numbers(depth - 1)
    return st.one_of(
        leaves,
        st.lists(part, min_size=2, max_size=3).map(lambda parts: Add(tuple(parts), REAL)),
        part.map(lambda body: Negate(body, REAL)),
        part.map(lambda body: Absolute(body, REAL)),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: Extremum("min", tuple(parts), REAL)),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: Extremum("max", tuple(parts), REAL)),
        st.tuples(formulas(depth - 1), part, part).map(lambda made: Choice(*made, REAL)),
        formulas(depth - 1).map(lambda body: Widen(Fold("count", (T,), body, INT))),
    )


def formulas(depth: int) -> st.SearchStrategy[Term]:
    leaves = st.sampled_from([A, B, fact("harm", DEPLOYED), fact("passed", EVALUATED, EVASION)])
    if depth == 0:
        return leaves
    part, number = formulas(depth - 1), numbers(depth - 1)
    return st.one_of(
        leaves,
        part.map(Not),
        st.lists(part, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(part, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.tuples(part, part).map(lambda made: Implies(*made)),
        st.tuples(part, part).map(lambda made: Iff(*made)),
        st.tuples(number, number).map(lambda made: Equal(*made)),
        st.tuples(number, number).map(lambda made: below(*made)),
        st.tuples(number, number).map(lambda made: at_most(*made)),
        st.tuples(st.sampled_from([M, T, G]), part, st.booleans()).map(bound),
    )


def bound(made: tuple[Var, Term, bool]) -> Term:
    variable, body, universal = made
    uses = {
        M: fact("harm", M),
        T: fact("passed", DEPLOYED, T),
        G: below(Apply("tier", (DEPLOYED,), TIER), G),
    }
    inner = Iff(uses[variable], body)
    return every(variable, inner) if universal else some(variable, inner)


@settings(max_examples=25)
@given(st.lists(formulas(4), min_size=8, max_size=16))
def test_random_formulas_have_the_worlds_that_the_evaluator_confirms(
    asking: Session, terms: list[Term]
) -> None:
    questions = [both(term) for term in terms]
    for term, answer in zip(terms, asking.ask(questions, budget=Budget()), strict=True):
        assert Sat.SAT in (answer["yes"].sat, answer["no"].sat)
        for check, wanted in [("yes", True), ("no", False)]:
            world = answer[check].world
            if answer[check].sat is Sat.SAT and world is not None and not world.inexact:
                assert evaluate(term, world, WORDS) is wanted
