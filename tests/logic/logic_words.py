"""A small vocabulary that the tests of this folder speak in."""

from __future__ import annotations

from fractions import Fraction

from formalcase.logic import build
from formalcase.logic.term import BOOL, INT, REAL, EnumType, Number, SortType, Term, Var, type_of
from formalcase.logic.units import BUILT_IN, base_unit, product, real_type
from formalcase.logic.vocabulary import Enum, ListedMember, Sort, Symbol, Vocabulary

MODEL = SortType("Model")
TEAM = SortType("Team")
TASK = EnumType("Task")
TIER = EnumType("Tier")

RUN = base_unit("run")
YEAR = BUILT_IN["year"]
PERCENT = BUILT_IN["percent"]
PER_YEAR = product([(Fraction(1), False), (YEAR, True)])
RUNS_A_YEAR = product([(RUN, False), (YEAR, True)])

M = Var("m", MODEL)
T = Var("t", TASK)


def _listed(*names: str) -> tuple[ListedMember, ...]:
    return tuple(ListedMember(name) for name in names)


_MODEL = Sort("Model", (ListedMember("evaluated"), ListedMember("deployed", "the deployed model")))
_SYMBOLS = [
    Symbol("p", (), BOOL, gloss="it rains"),
    Symbol("q", (), BOOL),
    Symbol("r", (), BOOL),
    Symbol("harm", (M,), BOOL, gloss="{m} causes severe harm"),
    Symbol("passed", (M, T), BOOL, gloss="{m} passed {t} in the evaluation"),
    Symbol("tier", (M,), TIER, gloss="the tier of {m}"),
    Symbol("heir", (M,), MODEL),
    Symbol("n", (), INT, gloss="the {{exact}} number"),
    Symbol("k", (), INT),
    Symbol("x", (), REAL),
    Symbol("y", (), REAL),
    Symbol("rate", (), real_type(RUNS_A_YEAR), RUNS_A_YEAR),
    Symbol("attempts", (), real_type(PER_YEAR), PER_YEAR, gloss="attempts a year"),
    Symbol("share", (), real_type(PERCENT), PERCENT),
    Symbol("hope", (Var("s", real_type(PERCENT)),), BOOL),
]

WORDS = Vocabulary(
    {"Model": _MODEL, "Team": Sort("Team", _listed("red", "blue"), closed=True)},
    {
        "Task": Enum("Task", _listed("sabotage", "evasion")),
        "Tier": Enum("Tier", _listed("none", "basic", "expert"), ordered=True),
        "Stage": Enum("Stage", _listed("none", "final")),
    },
    {symbol.name: symbol for symbol in _SYMBOLS},
)

EVALUATED = build.member(MODEL, "evaluated")
DEPLOYED = build.member(MODEL, "deployed")
SABOTAGE = build.member(TASK, "sabotage")
EVASION = build.member(TASK, "evasion")
NONE = build.member(TIER, "none")
BASIC = build.member(TIER, "basic")
EXPERT = build.member(TIER, "expert")


def word(name: str, *args: Term) -> Term:
    return build.apply(WORDS.symbols[name], args)


def whole(value: int) -> Number:
    return build.number(Fraction(value), decimal=False, unit=None)


def real(value: str) -> Number:
    return build.number(Fraction(value), decimal=True, unit=None)


def of(value: int | str, unit: str = "1/year") -> Number:
    units = {"1/year": PER_YEAR, "run/year": RUNS_A_YEAR, "percent": PERCENT, **BUILT_IN, "run": RUN}
    return build.number(Fraction(value), decimal=False, unit=units[unit])


P, Q, R = word("p"), word("q"), word("r")
N, K, X, Y = word("n"), word("k"), word("x"), word("y")
RATE, ATTEMPTS, SHARE = word("rate"), word("attempts"), word("share")


def define(name: str, parameters: tuple[Var, ...], body: Term, words: Vocabulary = WORDS) -> Vocabulary:
    """The vocabulary with one more definition."""
    symbol = Symbol(name, parameters, type_of(body), body=body)
    return Vocabulary(words.sorts, words.enums, {**words.symbols, name: symbol})
