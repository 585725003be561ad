"""The reference semantics, on tables and on terms of hostile size."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from logic_words import (
    ATTEMPTS,
    BASIC,
    DEPLOYED,
    EVALUATED,
    MODEL,
    NONE,
    TEAM,
    WORDS,
    K,
    M,
    N,
    P,
    Q,
    R,
    T,
    X,
    Y,
    define,
    of,
    real,
    whole,
    word,
)

from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.evaluate import Evaluator, Missing, Oversized, Unbounded, Undefined, evaluate
from formalcase.logic.term import BOOL, INT, Fold, Term, Var, type_of
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.world import Individual, Table, Value, World

E, D, OTHER = (Individual("Model", label) for label in ("evaluated", "deployed", "#1"))
SAB = Individual("Task", "sabotage")
RED, BLUE = (Individual("Team", label) for label in ("red", "blue"))


def constant(value: Value) -> Table:
    return Table({(): value})


WORLD = World(
    {"Model": (E, D, OTHER), "Team": (RED, BLUE)},
    {
        "p": constant(True),
        "q": constant(False),
        "harm": Table({(D,): True}, default=False),
        "passed": Table({(D, SAB): True}, default=False),
        "tier": Table({(E,): Individual("Tier", "basic")}, default=Individual("Tier", "none")),
        "heir": Table({(E,): D, (D,): OTHER, (OTHER,): OTHER}),
        "n": constant(Fraction(3)),
        "k": constant(Fraction(-2)),
        "x": constant(Fraction(1, 2)),
        "y": constant(Fraction(0)),
        "attempts": constant(of(12).value),
    },
)
HARM = word("harm", M)
TEAM_VAR = Var("team", TEAM)
CRASH = build.equal(build.divide(X, Y), X, WORDS)

TABLE: list[tuple[Term, Value]] = [
    (build.truth(True), True),
    (P, True),
    (build.negation(P), False),
    (build.conjunction([P, Q]), False),
    (build.disjunction([Q, P]), True),
    (build.implication(Q, P), True),
    (build.implication(P, Q), False),
    (build.equivalence(Q, Q), True),
    (build.equal(P, Q, WORDS), False),
    (build.choice(P, N, K), Fraction(3)),
    (build.add([N, K, X]), Fraction(3, 2)),
    (build.subtract(N, K), Fraction(5)),
    (build.multiply([N, K]), Fraction(-6)),
    (build.divide(N, K), Fraction(-3, 2)),
    (build.negate(K), Fraction(2)),
    (build.absolute(K), Fraction(2)),
    (build.minimum([N, K]), Fraction(-2)),
    (build.maximum([N, X]), Fraction(3)),
    (build.equal(build.add([real("0.1"), real("0.2")]), real("0.3"), WORDS), True),
    (build.less(K, N, WORDS), True),
    (build.less(N, N, WORDS), False),
    (build.at_most(N, N, WORDS), True),
    (build.less(NONE, BASIC, WORDS), True),
    (build.at_least(word("tier", DEPLOYED), BASIC, WORDS), False),
    (build.between(N, whole(3), whole(4), WORDS), True),
    (build.one_of(N, [whole(1), whole(2)]), False),
    (build.distinct([N, K, X]), True),
    (build.distinct([N, N, X]), False),
    (word("harm", DEPLOYED), True),
    (word("harm", EVALUATED), False),
    (word("harm", word("heir", EVALUATED)), True),
    (DEPLOYED, D),
    (build.equal(word("heir", EVALUATED), DEPLOYED, WORDS), True),
    (build.quantified("forall", [M], HARM), False),
    (build.quantified("exists", [M], HARM), True),
    (
        build.quantified(
            "forall", [M], build.disjunction([build.equal(M, DEPLOYED, WORDS), build.negation(HARM)])
        ),
        True,
    ),
    (build.quantified("exists", [M, T], word("passed", M, T)), True),
    (
        build.quantified(
            "forall", [Var("b", BOOL)], build.disjunction([Var("b", BOOL), build.negation(Var("b", BOOL))])
        ),
        True,
    ),
    (build.fold("count", [T], word("passed", DEPLOYED, T), WORDS), Fraction(1)),
    (build.fold("sum", [T], build.choice(word("passed", DEPLOYED, T), N, K), WORDS), Fraction(1)),
    (build.fold("count", [TEAM_VAR, T], P, WORDS), Fraction(4)),
    (build.over_list("count", M, [DEPLOYED, word("heir", EVALUATED)], HARM), Fraction(2)),
    (build.equal(ATTEMPTS, of(12), WORDS), True),
    (build.equal(build.multiply([ATTEMPTS, of(1, "year")]), whole(12), WORDS), True),
    (build.conjunction([Q, CRASH]), False),
    (build.disjunction([P, CRASH]), True),
    (build.implication(Q, CRASH), True),
    (build.choice(P, N, build.divide(N, K)), Fraction(3)),
    (build.quantified("exists", [M], build.disjunction([build.equal(M, EVALUATED, WORDS), CRASH])), True),
]


@pytest.mark.parametrize(("term", "value"), TABLE)
def test_value(term: Term, value: Value) -> None:
    found = evaluate(term, WORLD, WORDS)
    assert found == value
    assert type(found) is type(value)


def test_a_sum_over_a_closed_sort_takes_the_listed_members_only() -> None:
    odd = World({**WORLD.universes, "Team": (RED, BLUE, Individual("Team", "#1"))}, WORLD.tables)
    assert evaluate(build.fold("count", [TEAM_VAR], P, WORDS), odd, WORDS) == 2


def test_free_variables_take_their_values_from_the_scope() -> None:
    assert evaluate(HARM, WORLD, WORDS, {"m": D}) is True
    assert evaluate(HARM, WORLD, WORDS, {"m": OTHER}) is False


def test_an_inner_variable_hides_an_outer_one_of_its_name() -> None:
    inner = build.quantified("exists", [M], HARM)
    term = build.quantified("exists", [M], build.conjunction([build.negation(HARM), inner]))
    assert evaluate(term, WORLD, WORDS) is True


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        (CRASH, Undefined),
        (build.conjunction([P, CRASH]), Undefined),
        (build.equal(X, build.divide(N, Y), WORDS), Undefined),
        (build.quantified("forall", [Var("i", INT)], P), Unbounded),
        (R, Missing),
        (word("hope", X), Missing),
    ],
)
def test_no_value(term: Term, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        evaluate(term, WORLD, WORDS)


def test_a_quantifier_over_numbers_may_be_passed_over() -> None:
    forever = build.quantified("forall", [Var("i", INT)], P)
    assert evaluate(build.disjunction([P, forever]), WORLD, WORDS) is True


# ---- Definitions ---------------------------------------------------------------------------------


def test_definitions_are_worked_out_from_their_arguments() -> None:
    words = define("score", (M,), build.fold("count", [T], word("passed", M, T), WORDS))
    term = build.equal(build.apply(words.symbols["score"], [DEPLOYED]), whole(1), words)
    assert evaluate(term, WORLD, words) is True


def test_a_definition_does_not_see_the_variables_of_its_caller() -> None:
    words = define("d", (M,), build.quantified("exists", [Var("z", MODEL)], word("harm", Var("z", MODEL))))
    call = build.apply(words.symbols["d"], [Var("z", MODEL)])
    assert evaluate(build.quantified("forall", [Var("z", MODEL)], call), WORLD, words) is True


def _chain(links: int, first: Term, make: Callable[[Term], Term]) -> tuple[Vocabulary, Term]:
    """Definitions `d0`, `d1`, …, each made from the one before."""
    symbols = dict(WORDS.symbols)
    last = first
    for link in range(links):
        body = make(last)
        symbols[f"d{link}"] = Symbol(f"d{link}", (), type_of(body), body=body)
        last = build.apply(symbols[f"d{link}"], ())
    return Vocabulary(WORDS.sorts, WORDS.enums, symbols), last


def test_a_chain_of_definitions_that_doubles_is_linear() -> None:
    words, last = _chain(60, N, lambda before: build.add([before, before]))
    assert evaluate(last, WORLD, words) == 3 * 2**60


def test_a_chain_of_thousands_of_definitions() -> None:
    words, last = _chain(5_000, P, build.negation)
    with deep_recursion():
        assert evaluate(last, WORLD, words) is True


def test_a_chain_of_definitions_beyond_all_measure_is_given_up() -> None:
    words, last = _chain(5_000, P, build.negation)
    with pytest.raises(Oversized):
        evaluate(last, WORLD, words)  # without room for deep recursion


# ---- Size ----------------------------------------------------------------------------------------


def test_wide_terms() -> None:
    assert evaluate(build.conjunction([P] * 100_000), WORLD, WORDS) is True
    assert evaluate(build.add([N] * 100_000), WORLD, WORDS) == 300_000


def test_deep_terms() -> None:
    term = P
    for _ in range(1_000):
        term = build.negation(build.conjunction([term, P]))
    with deep_recursion():
        assert evaluate(term, WORLD, WORDS) is True


@pytest.mark.parametrize(
    "term",
    [
        build.quantified("forall", [Var(f"m{n}", MODEL) for n in range(60)], P),
        Fold("count", tuple(Var(f"t{n}", T.type) for n in range(60)), P, INT),
        build.multiply([real("1e-900")] * 1_000),
    ],
)
def test_what_would_never_end_is_given_up(term: Term) -> None:
    with pytest.raises(Oversized):
        evaluate(term, WORLD, WORDS, steps=100_000)


def test_numbers_of_definitions_do_not_grow_without_end() -> None:
    first = build.number(Fraction(10**100), decimal=False, unit=None)
    words, last = _chain(40, first, lambda before: build.multiply([before, before]))
    with pytest.raises(Oversized):
        evaluate(last, WORLD, words)


def test_an_evaluator_keeps_what_it_knows() -> None:
    evaluator = Evaluator(WORLD, WORDS)
    assert evaluator.value(P, {}) is True
    assert evaluator.number(N, {}) == 3
