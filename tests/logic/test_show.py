"""Terms as text, names, numbers and glosses."""

from __future__ import annotations

from fractions import Fraction

import pytest
from logic_words import (
    ATTEMPTS,
    BASIC,
    DEPLOYED,
    EVALUATED,
    EVASION,
    EXPERT,
    MODEL,
    NONE,
    PER_YEAR,
    PERCENT,
    RATE,
    SABOTAGE,
    SHARE,
    TIER,
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
from formalcase.logic.number_text import digits, plain_number
from formalcase.logic.show import print_name, say, show, show_value
from formalcase.logic.term import BOOL, INT, REAL, EnumType, Number, RealType, Term, Type, Unit, Var
from formalcase.logic.units import BUILT_IN, real_type
from formalcase.logic.vocabulary import Enum, ListedMember, Symbol, Vocabulary
from formalcase.logic.world import Individual, Value

HARM = word("harm", M)
ALL_HARM = build.quantified("forall", [M], HARM)
SCORE = build.fold("count", [T], word("passed", DEPLOYED, T), WORDS)

SHOWN: list[tuple[Term, str]] = [
    (build.truth(True), "true"),
    (build.conjunction([P, Q, R]), "p and q and r"),
    (build.conjunction([P, build.conjunction([Q, R])]), "p and (q and r)"),
    (build.conjunction([P, build.disjunction([Q, R])]), "p and (q or r)"),
    (build.disjunction([build.conjunction([P, Q]), R]), "p and q or r"),
    (build.negation(build.conjunction([P, Q])), "not (p and q)"),
    (build.conjunction([build.negation(P), Q]), "not p and q"),
    (build.negation(build.negation(P)), "not not p"),
    (build.implication(P, build.implication(Q, R)), "p implies q implies r"),
    (build.implication(build.implication(P, Q), R), "(p implies q) implies r"),
    (build.equivalence(build.equivalence(P, Q), R), "(p iff q) iff r"),
    (build.equivalence(build.implication(P, Q), R), "p implies q iff r"),
    (build.equal(P, build.negation(Q), WORDS), "p = (not q)"),
    (build.equal(build.equal(P, Q, WORDS), R, WORDS), "(p = q) = r"),
    (build.unequal(N, K, WORDS), "n != k"),
    (build.negation(build.less(N, K, WORDS)), "not n < k"),
    (build.greater(N, whole(2), WORDS), "n > 2"),
    (build.at_least(N, build.negate(whole(2)), WORDS), "n >= -2"),
    (build.greater(N, K, WORDS), "k < n"),
    (build.at_most(word("tier", DEPLOYED), BASIC, WORDS), "tier(deployed) <= basic"),
    (build.less(word("tier", DEPLOYED), NONE, WORDS), "tier(deployed) < Tier.none"),
    (build.one_of(word("tier", EVALUATED), [BASIC, EXPERT]), "tier(evaluated) in {basic, expert}"),
    (build.conjunction([P, build.one_of(N, [whole(1), K])]), "p and n in {1, k}"),
    (build.between(build.add([N, K]), whole(1), K, WORDS), "n + k in 1 .. k"),
    (build.disjunction([build.equal(N, whole(1), WORDS)] * 2), "n = 1 or n = 1"),
    (build.distinct([N, K, whole(0)]), "distinct(n, k, 0)"),
    (build.minimum([N, build.choice(P, N, K)]), "min(n, if p then n else k)"),
    (build.absolute(build.subtract(N, K)), "abs(n - k)"),
    (build.add([N, build.negate(K), N]), "n - k + n"),
    (build.subtract(N, build.subtract(K, N)), "n - (k - n)"),
    (build.add([build.add([N, K]), N]), "(n + k) + n"),
    (build.negate(build.add([N, K])), "-(n + k)"),
    (build.multiply([build.negate(N), build.add([N, K])]), "-n * (n + k)"),
    (build.negate(build.multiply([N, K])), "-(n * k)"),
    (build.subtract(N, build.multiply([N, K])), "n - n * k"),
    (build.divide(build.multiply([X, Y]), X), "x * y / x"),
    (build.divide(X, build.multiply([X, Y])), "x / (x * y)"),
    (build.divide(build.divide(X, Y), X), "x / y / x"),
    (build.divide(X, build.divide(X, Y)), "x / (x / y)"),
    (build.multiply([build.divide(X, Y), X]), "x / y * x"),
    (build.multiply([build.multiply([X, Y]), X]), "(x * y) * x"),
    (build.add([X, N]), "x + n"),
    (build.add([X, whole(2)]), "x + 2"),
    (build.add([X, real("2.0")]), "x + 2.0"),
    (build.less(X, real("1e-6"), WORDS), "x < 0.000001"),
    (build.less(ATTEMPTS, of(40000), WORDS), "attempts < 40000[1/year]"),
    (build.less(of("0.5", "percent"), SHARE, WORDS), "share > 0.5[percent]"),
    (build.at_most(whole(0), RATE, WORDS), "rate >= 0"),
    (build.between(RATE, whole(0), of(5, "run/year"), WORDS), "rate in 0 .. 5[run/year]"),
    (ALL_HARM, "forall m in Model: harm(m)"),
    (build.conjunction([ALL_HARM, P]), "(forall m in Model: harm(m)) and p"),
    (build.conjunction([P, ALL_HARM]), "p and forall m in Model: harm(m)"),
    (
        build.disjunction([build.conjunction([P, ALL_HARM]), Q]),
        "p and (forall m in Model: harm(m)) or q",
    ),
    (build.implication(P, build.negation(ALL_HARM)), "p implies not forall m in Model: harm(m)"),
    (build.negation(build.implication(P, ALL_HARM)), "not (p implies forall m in Model: harm(m))"),
    (build.equal(P, ALL_HARM, WORDS), "p = (forall m in Model: harm(m))"),
    (build.quantified("exists", [M, T], word("passed", M, T)), "exists m in Model, t in Task: passed(m, t)"),
    (SCORE, "count t in Task: passed(deployed, t)"),
    (build.at_most(SCORE, whole(2), WORDS), "(count t in Task: passed(deployed, t)) <= 2"),
    (
        build.choice(P, build.choice(Q, N, K), SCORE),
        "if p then if q then n else k else count t in Task: passed(deployed, t)",
    ),
    (build.add([build.choice(P, N, K), N]), "(if p then n else k) + n"),
    (build.equal(SABOTAGE, EVASION, WORDS), "sabotage = evasion"),
    (
        build.quantified(
            "exists",
            [Var("v", real_type(PER_YEAR))],
            build.less(Var("v", real_type(PER_YEAR)), ATTEMPTS, WORDS),
        ),
        "exists v in Real[1/year]: v < attempts",
    ),
]


@pytest.mark.parametrize(("term", "text"), SHOWN)
def test_terms_are_shown(term: Term, text: str) -> None:
    assert show(term, WORDS) == text


def test_a_bound_variable_hides_nothing() -> None:
    for name, shown in (("p", "p_1"), ("deployed", "deployed_1"), ("Tier", "Tier_1")):
        variable = Var(name, MODEL)
        term = build.quantified("exists", [variable], word("harm", variable))
        assert show(term, WORDS) == f"exists {shown} in Model: harm({shown})"
    nested = build.quantified("exists", [M], build.conjunction([HARM, ALL_HARM]))
    assert show(nested, WORDS) == "exists m in Model: harm(m) and forall m_1 in Model: harm(m_1)"


def test_a_member_is_qualified_where_its_name_means_something_else() -> None:
    variable = Var("basic", MODEL)
    term = build.quantified("forall", [variable], build.equal(word("tier", variable), BASIC, WORDS))
    assert show(term, WORDS) == "forall basic in Model: tier(basic) = Tier.basic"
    assert show(BASIC, WORDS, taken={"basic"}) == "Tier.basic"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("abc", "abc"),
        ("source", "source"),
        ("sum", "`sum`"),
        ("C1.1", "`C1.1`"),
        ("a b", "`a b`"),
        ("other.X", "other.X"),
        ("other.in", "other.`in`"),
        ("π", "`π`"),
    ],
)
def test_names_take_backticks_where_they_must(name: str, text: str) -> None:
    assert print_name(name) == text


def test_names_in_terms_take_backticks() -> None:
    words = define("not", (Var("if", MODEL),), HARM)
    assert show(build.apply(words.symbols["not"], [DEPLOYED]), words) == "`not`(deployed)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("12", "12"),
        ("-0.25", "-0.25"),
        ("1e-6", "0.000001"),
        ("1e-60", "1e-60"),
        ("1.5e-60", "1.5e-60"),
        ("12e60", "12e60"),
        ("1e40", "1" + "0" * 40),
        ("0.001e-1000", "0.001e-1000"),
        ("1/3", None),
    ],
)
def test_numbers_are_exact(value: str, text: str | None) -> None:
    assert plain_number(Fraction(value)) == text
    if text is not None:
        assert Fraction(text) == Fraction(value)


def test_numbers_may_have_thousands_of_digits() -> None:
    assert digits(10**9_000) == "1" + "0" * 9_000
    assert digits(-(7 * 10**5_000)) == "-7" + "0" * 5_000


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Number(Fraction(-5), INT), "-5"),
        (Number(Fraction(1, 3), REAL), "1/3"),
        (Number(Fraction(1, 3), real_type(PERCENT), PERCENT), "100/3 * 1[percent]"),
        (Number(Fraction(1, 2), RealType((), True)), "50[percent]"),
        (Number(Fraction(3), RealType((("second", 1),), True)), "3[second]"),
    ],
)
def test_literals_that_nobody_wrote(number: Number, text: str) -> None:
    assert show(number, WORDS) == text


def test_large_terms_are_shown() -> None:
    deep = P
    for _ in range(1_000):
        deep = build.conjunction([build.negation(deep), P])
    with deep_recursion():
        assert show(deep, WORDS).count("not") == 1_000
    assert show(build.add([N] * 100_000), WORDS).count("+") == 99_999
    many = [Var(f"v{n}", MODEL) for n in range(20_000)]
    assert show(build.quantified("forall", many, P), WORDS).endswith("v19999 in Model: p")


# ---- Values and glosses --------------------------------------------------------------------------

E, D, OTHER = (Individual("Model", label) for label in ("evaluated", "deployed", "#1"))
SAB = Individual("Task", "sabotage")


@pytest.mark.parametrize(
    ("value", "type_", "unit", "text"),
    [
        (True, BOOL, None, "true"),
        (D, MODEL, None, "deployed"),
        (OTHER, MODEL, None, "Model#1"),
        (Individual("Tier", "basic"), TIER, None, "basic"),
        (Individual("Tier", "none"), TIER, None, "Tier.none"),
        (Fraction(5), INT, None, "5"),
        (Fraction(5), REAL, None, "5"),
        (Fraction(1, 4), REAL, None, "0.25"),
        (Fraction(-2, 3), REAL, None, "-2/3"),
        (of(5000).value, real_type(PER_YEAR), PER_YEAR, "5000[1/year]"),
        (Fraction(1, 7), real_type(PERCENT), PERCENT, "(100/7)[percent]"),
        (Fraction(60), real_type(BUILT_IN["hour"]), None, "60[second]"),
        (Fraction(1, 2), real_type(PERCENT), None, "50[percent]"),
    ],
)
def test_values_are_shown_exactly(value: Value, type_: Type, unit: Unit | None, text: str) -> None:
    assert show_value(value, type_, unit, WORDS) == text


@pytest.mark.parametrize(
    ("enum", "label", "text"),
    [
        ("other.Grade", "low", "other.low"),
        ("other.Grade", "high", "other.Grade.high"),
        ("other.inner.Grade", "high", "other.inner.high"),
        ("Grade", "high", "high"),
        ("Grade", "word", "Grade.word"),
    ],
)
def test_members_are_shown_as_the_file_of_the_case_may_write_them(enum: str, label: str, text: str) -> None:
    def listing(name: str, *members: str) -> tuple[str, Enum]:
        return name, Enum(name, tuple(ListedMember(member) for member in members))

    words = Vocabulary(
        enums=dict(
            [
                listing("Grade", "low", "high", "word"),
                listing("other.Grade", "low", "high"),
                listing("other.Risk", "high"),
                listing("other.inner.Grade", "high"),
            ]
        ),
        symbols={"word": Symbol("word", (), BOOL)},
    )
    kind = EnumType(enum)
    assert show_value(Individual(enum, label), kind, None, words) == text
    assert show(build.member(kind, label), words) == text


@pytest.mark.parametrize(
    ("name", "args", "value", "text"),
    [
        ("passed", (E, SAB), True, "evaluated passed sabotage in the evaluation"),
        ("harm", (D,), True, "the deployed model causes severe harm"),
        ("harm", (OTHER,), False, "it is not the case that Model #1 causes severe harm"),
        ("p", (), True, "it rains"),
        ("attempts", (), of(5000).value, "attempts a year: 5000 [1/year]"),
        ("attempts", (), of(1).value / 3, "attempts a year: 1/3 [1/year]"),
        ("tier", (E,), Individual("Tier", "basic"), "the tier of evaluated: basic"),
        ("n", (), Fraction(3), "the {exact} number: 3"),
        ("q", (), True, None),
    ],
)
def test_glosses_tell_what_a_world_says(
    name: str, args: tuple[Value, ...], value: Value, text: str | None
) -> None:
    assert say(name, args, value, WORDS) == text


def test_braces_that_are_no_slots_are_left() -> None:
    words = Vocabulary(symbols={"C": Symbol("C", (), BOOL, gloss="all of {a, b} {} hold")})
    assert say("C", (), True, words) == "all of {a, b} {} hold"
