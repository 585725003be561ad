"""Cores: minimal, in the wanted order, confirmed alone, and honest when something stays undecided."""

from __future__ import annotations

from itertools import combinations

import pytest
from encode_samples import WORDS, A, B, C, D, N, X, at_most, below, every, fact, integer, real
from hypothesis import given, settings
from hypothesis import strategies as st

from formalcase.encode.question import Check, Question
from formalcase.encode.smt import make_question
from formalcase.logic.term import (
    FALSE,
    INT,
    TRUE,
    Add,
    Apply,
    Equal,
    Implies,
    Multiply,
    Not,
    Or,
    Term,
    Var,
    children,
)
from formalcase.solve import Budget, Outcome, Sat, Session

LITERALS: list[Term] = [A, B, C, D, *(Not(each) for each in (A, B, C, D))]


def core_question(formulas: dict[str, Term], shrink: tuple[str, ...]) -> Question:
    return make_question(WORDS, formulas, [Check("core", tuple(formulas), shrink=shrink)])


def core_of(asking: Session, formulas: dict[str, Term], *shrink: str) -> Outcome:
    return asking.ask([core_question(formulas, shrink or tuple(formulas))], budget=Budget())[0]["core"]


def test_what_is_not_needed_is_dropped(asking: Session) -> None:
    formulas: dict[str, Term] = {"p": A, "idle": B, "rule": Implies(A, C), "also": D, "not c": Not(C)}
    assert core_of(asking, formulas).core == ("p", "rule", "not c")


@pytest.mark.parametrize(
    ("order", "core"),
    [(("p", "q", "r"), ("q", "r")), (("q", "p", "r"), ("p", "r")), (("r", "q", "p"), ("p", "q"))],
)
def test_what_is_named_first_is_dropped_first(
    asking: Session, order: tuple[str, ...], core: tuple[str, ...]
) -> None:
    formulas = {"p": below(X, real(0)), "q": Equal(X, real(5)), "r": at_most(real(9), X)}
    assert core_of(asking, formulas, *order).core == core


def test_what_is_not_to_be_shrunk_stays(asking: Session) -> None:
    formulas: dict[str, Term] = {"goal": B, "p": A, "idle": C, "no": Not(A)}
    assert core_of(asking, formulas, "p", "idle", "no").core == ("goal", "p", "no")


def test_a_contradiction_in_the_background_has_an_empty_core(asking: Session) -> None:
    assert core_of(asking, {"p": A, "q": Not(A), "never": FALSE}).core == ("never",)
    assert core_of(asking, {"never": FALSE, "p": A}, "p").core == ("never",)


def test_a_core_over_quantifiers_and_numbers(asking: Session) -> None:
    variable = Var("i", INT)
    score = Apply("score", (variable,), INT)
    formulas = {
        "rule": every(variable, at_most(Apply("score", (integer(0),), INT), score)),
        "idle": Equal(Apply("score", (integer(7),), INT), integer(9)),
        "at n": below(Apply("score", (N,), INT), Apply("score", (integer(0),), INT)),
        "fact": fact("a"),
    }
    outcome = core_of(asking, formulas)
    assert (outcome.core, outcome.core_minimal) == (("rule", "at n"), True)


CLAUSES = st.lists(st.sampled_from(LITERALS), min_size=1, max_size=3).map(lambda parts: Or(tuple(parts)))


@settings(max_examples=40)
@given(st.lists(CLAUSES, min_size=3, max_size=9), st.permutations(range(9)))
def test_cores_are_what_deletion_in_order_leaves(
    asking: Session, clauses: list[Term], ranks: list[int]
) -> None:
    labels = [str(at) for at in range(len(clauses))]
    order = sorted(labels, key=lambda label: ranks[int(label)])
    kept = list(labels)
    if satisfiable([clauses[int(label)] for label in kept]):
        outcome = core_of(asking, dict(zip(labels, clauses, strict=True)), *order)
        assert outcome.sat is Sat.SAT
        return
    for label in order:
        rest = [other for other in kept if other != label]
        if not satisfiable([clauses[int(other)] for other in rest]):
            kept = rest
    outcome = core_of(asking, dict(zip(labels, clauses, strict=True)), *order)
    assert (outcome.sat, outcome.core, outcome.core_minimal) == (Sat.UNSAT, tuple(kept), True)


def satisfiable(clauses: list[Term]) -> bool:
    """By trying all choices of true letters."""
    letters = [A, B, C, D]
    for size in range(len(letters) + 1):
        for true in combinations(letters, size):
            if all(any(literal_holds(part, true) for part in children(clause)) for clause in clauses):
                return True
    return False


def literal_holds(literal: Term, true: tuple[Term, ...]) -> bool:
    return literal.body not in true if isinstance(literal, Not) else literal in true


# ---- Undecided ---------------------------------------------------------------------------------------


def fermat(power: int) -> dict[str, Term]:
    """Positive integers with a sum of powers that is a power: hard for every solver."""
    a, b, c = (Apply("score", (integer(at),), INT) for at in range(3))
    powers = [Multiply((each,) * power, INT) for each in (a, b, c)]
    positive = {f"p{at}": below(integer(0), each) for at, each in enumerate((a, b, c))}
    return {**positive, "sum": Equal(Add((powers[0], powers[1]), INT), powers[2])}


def test_a_hard_question_is_unknown_and_stays_so(asking: Session) -> None:
    question = make_question(WORDS, fermat(5), [Check("hard", tuple(fermat(5)), world=True)])
    first, second = (asking.ask([question], budget=Budget(20_000))[0]["hard"] for _ in range(2))
    assert (first.sat, first.reason) == (Sat.UNKNOWN, "budget")
    assert first == second
    assert first.work > 0


def test_unknown_ends_what_depends_on_an_answer(asking: Session) -> None:
    formulas = fermat(5)
    labels = tuple(formulas)
    question = make_question(
        WORDS,
        {**formulas, "true": TRUE},
        [
            Check("hard", labels),
            Check("easy", ("true",)),
            Check("if sat", labels, after=("hard", Sat.SAT)),
            Check("if unknown", ("true",), after=("hard", Sat.UNKNOWN)),
            Check("if easy", ("true",), after=("easy", Sat.SAT)),
            Check("after nothing", ("true",), after=("if sat", Sat.SAT)),
        ],
    )
    answer = asking.ask([question], budget=Budget(20_000))[0]
    assert list(answer) == ["hard", "easy", "if unknown", "if easy"]


def test_a_core_whose_deletions_are_undecided_is_not_called_minimal(asking: Session) -> None:
    formulas = {**fermat(5), "never": at_most(Apply("score", (integer(2),), INT), integer(0))}
    question = core_question(formulas, ("never", "p2", *fermat(5)))
    outcome = asking.ask([question], budget=Budget(20_000))[0]["core"]
    assert outcome.sat is Sat.UNSAT
    assert not outcome.core_minimal
    assert outcome.core == ("p0", "p1", "sum", "never")


def test_infinite_worlds_are_no_verdict(asking: Session) -> None:
    things = [Var(name, WORDS.sorts["Thing"].type) for name in "uvw"]
    u, v, w = things

    def linked(left: Term, right: Term) -> Term:
        return fact("linked", left, right)

    formulas: dict[str, Term] = {
        "irreflexive": every(u, Not(linked(u, u))),
        "transitive": every(
            u, every(v, every(w, Implies(linked(u, v), Implies(linked(v, w), linked(u, w)))))
        ),
        "serial": every(u, Not(every(v, Not(linked(u, v))))),
    }
    question = make_question(WORDS, formulas, [Check("order", tuple(formulas), world=True)])
    outcome = asking.ask([question], budget=Budget(100_000))[0]["order"]
    assert outcome.sat is Sat.UNKNOWN
    assert outcome.reason in ("budget", "incomplete")
