"""A vocabulary and short ways to write terms, for the tests of encoding and solving."""

from __future__ import annotations

from fractions import Fraction

from formalcase.logic.term import (
    BOOL,
    INT,
    REAL,
    Apply,
    EnumType,
    Less,
    Member,
    Number,
    Quantified,
    RealType,
    SortType,
    Term,
    Type,
    Var,
)
from formalcase.logic.vocabulary import Enum, ListedMember, Sort, Symbol, Vocabulary

MODEL = SortType("Model")
TEAM = SortType("Team")
THING = SortType("Thing")
TASK = EnumType("Task")
TIER = EnumType("Tier")
RATE = RealType((("run", 1), ("second", -1)), quantity=True)


def listed(*names: str) -> tuple[ListedMember, ...]:
    return tuple(ListedMember(name) for name in names)


def integer(value: int) -> Number:
    return Number(Fraction(value), INT)


def real(value: str | int) -> Number:
    return Number(Fraction(value), REAL)


def variable(name: str, of: Type) -> Var:
    return Var(name, of)


def fact(name: str, *args: Term) -> Term:
    return Apply(name, args, BOOL)


def below(left: Term, right: Term) -> Term:
    return Less(left, right, strict=True)


def at_most(left: Term, right: Term) -> Term:
    return Less(left, right, strict=False)


def every(variable: Var, body: Term) -> Term:
    return Quantified("forall", (variable,), body)


def some(variable: Var, body: Term) -> Term:
    return Quantified("exists", (variable,), body)


def symbol(name: str, result: Type, *parameters: Type, body: Term | None = None) -> Symbol:
    variables = tuple(Var(f"a{at}", of) for at, of in enumerate(parameters))
    return Symbol(name, variables, result, body=body)


def words(*symbols: Symbol) -> Vocabulary:
    """Sorts `Model { evaluated, deployed, ... }`, `Team { red, blue }` and `Thing`, enums `Task` (not
    ordered) and `Tier` (none < basic < expert), and the symbols."""
    return Vocabulary(
        {
            "Model": Sort("Model", listed("evaluated", "deployed")),
            "Team": Sort("Team", listed("red", "blue"), closed=True),
            "Thing": Sort("Thing"),
        },
        {
            "Task": Enum("Task", listed("sabotage", "evasion")),
            "Tier": Enum("Tier", listed("none", "basic", "expert"), ordered=True),
        },
        {each.name: each for each in symbols},
    )


A, B, C, D = (Apply(name, (), BOOL) for name in "abcd")
X, Y = (Apply(name, (), REAL) for name in "xy")
N = Apply("n", (), INT)
M = Var("m", MODEL)
T = Var("t", TASK)
O = Var("o", THING)  # noqa: E741 - a thing
EVALUATED, DEPLOYED = (Member(MODEL, name) for name in ("evaluated", "deployed"))
SABOTAGE, EVASION = (Member(TASK, name) for name in ("sabotage", "evasion"))
NONE, BASIC, EXPERT = (Member(TIER, name) for name in ("none", "basic", "expert"))
RED, BLUE = (Member(TEAM, name) for name in ("red", "blue"))

WORDS = words(
    *(symbol(name, BOOL) for name in "abcd"),
    *(symbol(name, REAL) for name in "xy"),
    symbol("n", INT),
    symbol("harm", BOOL, MODEL),
    symbol("heir", MODEL, MODEL),
    symbol("passed", BOOL, MODEL, TASK),
    symbol("tier", TIER, MODEL),
    symbol("rate", RATE),
    symbol("score", INT, INT),
    symbol("linked", BOOL, THING, THING),
    symbol("first", THING),
    symbol("blessed", BOOL, TEAM),
)
