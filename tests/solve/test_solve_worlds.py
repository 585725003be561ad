"""Worlds: as few individuals as there can be, labelled, complete and true."""

from __future__ import annotations

from fractions import Fraction

import pytest
from encode_samples import (
    BASIC,
    BLUE,
    DEPLOYED,
    EVALUATED,
    EVASION,
    MODEL,
    RED,
    SABOTAGE,
    TEAM,
    THING,
    TIER,
    WORDS,
    A,
    M,
    N,
    O,
    T,
    X,
    Y,
    below,
    every,
    fact,
    integer,
    real,
    some,
)

from formalcase.encode.question import Check
from formalcase.encode.smt import make_question
from formalcase.logic.evaluate import evaluate
from formalcase.logic.term import (
    INT,
    REAL,
    And,
    Apply,
    Distinct,
    Equal,
    Iff,
    Multiply,
    Not,
    Or,
    Term,
    Var,
)
from formalcase.logic.world import Individual, World
from formalcase.solve import Budget, Session

U, V, W = (Var(name, THING) for name in "uvw")
MEMBER = Var("t", TEAM)


def world_of(asking: Session, *formulas: Term, replay: bool = True) -> World:
    labelled = {str(at): formula for at, formula in enumerate(formulas)}
    question = make_question(WORDS, labelled, [Check("world", tuple(labelled), world=True)])
    world = asking.ask([question], budget=Budget())[0]["world"].world
    assert world is not None
    if replay:
        assert all(evaluate(formula, world, WORDS) is True for formula in formulas)
    return world


def linked(left: Term, right: Term) -> Term:
    return fact("linked", left, right)


def many(count: int) -> Term:
    """There are so many things."""
    variables = tuple(Var(f"v{at}", THING) for at in range(count))
    body: Term = Distinct(variables) if count > 1 else Equal(variables[0], variables[0])
    for variable in reversed(variables):
        body = some(variable, body)
    return body


ASYMMETRIC = every(U, every(V, Not(And((linked(U, V), linked(V, U))))))
SERIAL = every(U, some(V, linked(U, V)))

LEAST: list[tuple[list[Term], dict[str, int]]] = [
    ([some(O, linked(O, O))], {"Thing": 1}),
    ([every(U, every(V, linked(U, V)))], {"Thing": 1}),
    ([every(U, Not(linked(U, U))), SERIAL], {"Thing": 2}),
    ([ASYMMETRIC, SERIAL], {"Thing": 3}),
    ([many(4)], {"Thing": 4}),
    ([some(U, Not(Equal(U, Apply("first", (), THING))))], {"Thing": 2}),
    ([fact("harm", DEPLOYED)], {"Model": 2}),
    ([some(M, And((Not(Equal(M, DEPLOYED)), Not(Equal(M, EVALUATED)))))], {"Model": 3}),
    ([Not(Equal(Apply("heir", (DEPLOYED,), MODEL), DEPLOYED))], {"Model": 2}),
    (
        [every(M, Not(Equal(Apply("heir", (M,), MODEL), DEPLOYED))), Not(fact("harm", EVALUATED))],
        {"Model": 2},
    ),
    ([many(3), some(MEMBER, fact("blessed", MEMBER))], {"Thing": 3, "Team": 2}),
    (
        [many(3), every(MEMBER, Or((Equal(MEMBER, RED), Equal(MEMBER, BLUE)))), fact("harm", DEPLOYED)],
        {"Thing": 3, "Team": 2, "Model": 2},
    ),
    (
        [
            some(M, And((Not(Equal(M, DEPLOYED)), Not(Equal(M, EVALUATED)), fact("harm", M)))),
            some(U, some(V, linked(U, V))),
        ],
        {"Model": 3, "Thing": 1},
    ),
    ([some(T, fact("passed", DEPLOYED, T)), every(M, some(T, Not(fact("passed", M, T))))], {"Model": 2}),
]


@pytest.mark.parametrize(("formulas", "counts"), LEAST)
def test_a_world_has_the_least_number_of_individuals(
    asking: Session, formulas: list[Term], counts: dict[str, int]
) -> None:
    world = world_of(asking, *formulas)
    assert {name: len(universe) for name, universe in world.universes.items()} == counts


def test_a_world_that_need_not_be_plain_is_true_all_the_same(asking: Session) -> None:
    formulas = [SERIAL, every(U, Not(linked(U, U))), fact("harm", DEPLOYED)]
    labelled = {str(at): formula for at, formula in enumerate(formulas)}
    check = Check("world", tuple(labelled), world=True, plain=False)
    for _ in range(2):  # the solver goes on with the same question afterwards
        world = asking.ask([make_question(WORDS, labelled, [check])], budget=Budget())[0]["world"].world
        assert world is not None
        assert all(evaluate(formula, world, WORDS) is True for formula in formulas)


def test_individuals_have_the_names_of_listed_members_or_numbers(asking: Session) -> None:
    other = And((Not(Equal(M, DEPLOYED)), Not(Equal(M, EVALUATED)), fact("harm", M)))
    world = world_of(asking, some(M, other), every(M, Iff(fact("harm", M), other)))
    deployed, evaluated, third = (
        Individual("Model", "deployed"),
        Individual("Model", "evaluated"),
        Individual("Model", "#1"),
    )
    assert world.universes == {"Model": (deployed, evaluated, third)}
    assert dict(world.tables["harm"].entries) == {(deployed,): False, (evaluated,): False, (third,): True}


def test_every_symbol_has_a_total_table_also_when_nothing_depends_on_it(asking: Session) -> None:
    idle = Or((fact("passed", DEPLOYED, EVASION), Not(fact("passed", DEPLOYED, EVASION))))
    free = Equal(Apply("tier", (EVALUATED,), TIER), Apply("tier", (EVALUATED,), TIER))
    world = world_of(asking, A, idle, free, Equal(X, X), Equal(N, N))
    assert set(world.tables) == {"a", "passed", "tier", "x", "n"}


def test_tables_over_enums_and_sorts(asking: Session) -> None:
    only = Iff(fact("passed", M, T), And((Equal(M, DEPLOYED), Equal(T, SABOTAGE))))
    world = world_of(asking, every(M, every(T, only)), Equal(Apply("tier", (DEPLOYED,), TIER), BASIC))
    true = [key for key, value in world.tables["passed"].entries.items() if value is True]
    assert true == [(Individual("Model", "deployed"), Individual("Task", "sabotage"))]
    assert len(world.tables["passed"].entries) == 4
    assert world.tables["tier"].entries[(Individual("Model", "deployed"),)] == Individual("Tier", "basic")


def test_functions_of_numbers_have_a_default(asking: Session) -> None:
    values = {3: 7, -2: 0, 5: 7}
    formulas = [Equal(Apply("score", (integer(at),), INT), integer(value)) for at, value in values.items()]
    table = world_of(asking, *formulas).tables["score"]
    assert table.default is not None
    assert {at: table.entries.get((Fraction(at),), table.default) for at in values} == values


def test_exact_values(asking: Session) -> None:
    tiny = Fraction(1, 10**400)
    world = world_of(asking, Equal(X, real(str(tiny))), Equal(Multiply((Y, real(3)), REAL), real(-1)))
    assert world.tables["x"].entries[()] == tiny
    assert world.tables["y"].entries[()] == Fraction(-1, 3)
    world = world_of(asking, Equal(N, integer(7**6000)))
    assert world.tables["n"].entries[()] == 7**6000


def test_irrational_values_are_marked(asking: Session) -> None:
    root = [Equal(Multiply((X, X), REAL), real(2)), below(real(0), X)]
    world = world_of(asking, *root, replay=False)
    value = world.tables["x"].entries[()]
    assert world.inexact == {"x"}
    assert isinstance(value, Fraction)
    assert abs(value * value - 2) < Fraction(1, 10**15)


def test_numbers_are_small_integers_where_they_can_be(asking: Session) -> None:
    between = And((below(real("1/3"), X), below(X, real("7/3")), below(real(1000), Y), below(N, integer(5))))
    tables = world_of(asking, between, Not(Equal(X, real(1)))).tables
    values = [tables[name].entries[()] for name in ("x", "y", "n")]
    assert all(isinstance(value, Fraction) and value.denominator == 1 for value in values)
    assert values[0] == 2


def test_a_number_that_need_not_be_irrational_is_not(asking: Session) -> None:
    world = world_of(asking, below(real(2), Multiply((X, X), REAL)), below(real(0), X))
    assert world.inexact == frozenset()
