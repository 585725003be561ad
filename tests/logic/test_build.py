"""The type rules: what is accepted and what it becomes, what is refused and by which rule."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from logic_words import (
    ATTEMPTS,
    BASIC,
    DEPLOYED,
    EVALUATED,
    EXPERT,
    MODEL,
    NONE,
    RATE,
    SABOTAGE,
    SHARE,
    TEAM,
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
    of,
    real,
    whole,
    word,
)

from formalcase.diagnostics.catalogue import types as rules
from formalcase.diagnostics.rule import Rule
from formalcase.logic import build
from formalcase.logic.refused import Refused
from formalcase.logic.term import (
    BOOL,
    FALSE,
    INT,
    REAL,
    TRUE,
    Add,
    And,
    Apply,
    Choice,
    Distinct,
    Divide,
    Equal,
    Less,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    RealType,
    Term,
    Type,
    Var,
    Widen,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Enum, ListedMember, Vocabulary

Make = Callable[[], Term]

_SIZE = RealType((("run", 1), ("second", -1)), True)

ACCEPTED: list[tuple[Make, Term]] = [
    (lambda: build.number(Fraction(5), decimal=False, unit=None), Number(Fraction(5), INT)),
    (lambda: build.number(Fraction(5), decimal=True, unit=None), Number(Fraction(5), REAL)),
    (lambda: build.conjunction([P, Q]), And((P, Q))),
    (lambda: build.conjunction([P]), P),
    (lambda: build.conjunction([]), TRUE),
    (lambda: build.disjunction([]), FALSE),
    (lambda: build.conjunction([P, build.conjunction([Q, R])]), And((P, And((Q, R))))),
    (lambda: build.equal(N, X, WORDS), Equal(Widen(N), X)),
    (lambda: build.unequal(DEPLOYED, EVALUATED, WORDS), Not(Equal(DEPLOYED, EVALUATED))),
    (lambda: build.equal(P, build.negation(Q), WORDS), Equal(P, Not(Q))),
    (lambda: build.less(NONE, BASIC, WORDS), Less(NONE, BASIC, True)),
    (lambda: build.at_least(EXPERT, BASIC, WORDS), Less(BASIC, EXPERT, False)),
    (lambda: build.greater(N, whole(2), WORDS), Less(whole(2), N, True)),
    (lambda: build.add([N, X]), Add((Widen(N), X), REAL)),
    (lambda: build.add([N, K]), Add((N, K), INT)),
    (lambda: build.add([N]), N),
    (lambda: build.subtract(N, K), Add((N, Negate(K, INT)), INT)),
    (lambda: build.multiply([N, K]), Multiply((N, K), INT)),
    (lambda: build.divide(N, K), Divide(Widen(N), Widen(K), REAL)),
    (lambda: build.one_of(DEPLOYED, [EVALUATED]), Equal(DEPLOYED, EVALUATED)),
    (lambda: build.one_of(N, [whole(1), whole(2)]), Or((Equal(N, whole(1)), Equal(N, whole(2))))),
    (lambda: build.between(N, whole(1), K, WORDS), And((Less(whole(1), N, False), Less(N, K, False)))),
    (lambda: build.choice(P, N, X), Choice(P, Widen(N), X, REAL)),
    (lambda: build.distinct([N, X]), Distinct((Widen(N), X))),
    (lambda: build.fit(N, REAL), Widen(N)),
    (lambda: build.fit(whole(0), _SIZE), Number(Fraction(0), _SIZE)),
    (lambda: build.less(RATE, real("0.0"), WORDS), Less(RATE, Number(Fraction(0), _SIZE), True)),
    (lambda: build.product(X, [("/", Y), ("*", N)]), Multiply((Divide(X, Y, REAL), Widen(N)), REAL)),
    (lambda: word("harm", DEPLOYED), Apply("harm", (DEPLOYED,), BOOL)),
]


@pytest.mark.parametrize(("make", "expected"), ACCEPTED)
def test_what_is_accepted(make: Make, expected: Term) -> None:
    assert make() == expected


TYPES: list[tuple[Make, Type]] = [
    (lambda: build.add([RATE, of(5, "run/year")]), _SIZE),
    (lambda: build.multiply([RATE, of(2, "year")]), RealType((("run", 1),), True)),
    (lambda: build.multiply([ATTEMPTS, of(2, "year")]), REAL),
    (lambda: build.divide(RATE, RATE), REAL),
    (lambda: build.multiply([RATE, whole(3)]), _SIZE),
    (lambda: build.divide(whole(1), of(3, "year")), RealType((("second", -1),), True)),
    (lambda: build.multiply([SHARE, whole(2)]), REAL),
    (lambda: build.add([SHARE, X]), RealType((), True)),
    (lambda: build.add([SHARE, N]), RealType((), True)),
    (lambda: build.minimum([whole(0), RATE]), _SIZE),
    (lambda: build.choice(P, whole(0), RATE), _SIZE),
    (lambda: build.subtract(RATE, whole(0)), _SIZE),
    (lambda: build.absolute(RATE), _SIZE),
    (lambda: build.negate(N), INT),
    (lambda: build.fold("count", [T], word("passed", DEPLOYED, T), WORDS), INT),
    (lambda: build.fold("sum", [T], RATE, WORDS), _SIZE),
    (lambda: build.choice(P, DEPLOYED, EVALUATED), MODEL),
]


@pytest.mark.parametrize(("make", "expected"), TYPES)
def test_what_type_a_term_has(make: Make, expected: Type) -> None:
    assert type_of(make()) == expected


def test_quantities_of_one_dimension_are_converted_exactly() -> None:
    assert of(1, "week").value == of(7, "day").value
    assert of("0.1", "percent").value == Fraction(1, 1000)
    build.equal(of(1, "week"), of(7, "day"), WORDS)


def test_plain_numbers_that_are_not_bare_may_stand_beside_percentages() -> None:
    build.less(SHARE, X, WORDS)
    build.less(SHARE, N, WORDS)
    build.less(SHARE, build.add([X, whole(1)]), WORDS)
    word("hope", X)


REFUSED: list[tuple[Make, Rule, int | None]] = [
    (lambda: build.fit(DEPLOYED, BOOL), rules.WRONG_TYPE, None),
    (lambda: build.fit(P, INT), rules.WRONG_TYPE, None),
    (lambda: build.fit(X, INT), rules.REAL_FOR_INT, None),
    (lambda: build.fit(build.divide(N, K), INT), rules.REAL_FOR_INT, None),
    (lambda: build.fit(whole(5), _SIZE), rules.BARE_NUMBER, None),
    (lambda: build.fit(X, _SIZE), rules.DIFFERENT_UNITS, None),
    (lambda: build.fit(RATE, REAL), rules.DIFFERENT_UNITS, None),
    (lambda: build.negation(N), rules.NOT_A_FORMULA, 0),
    (lambda: build.conjunction([P, N]), rules.NOT_A_FORMULA, 1),
    (lambda: build.disjunction([DEPLOYED, P]), rules.NOT_A_FORMULA, 0),
    (lambda: build.implication(P, X), rules.NOT_A_FORMULA, 1),
    (lambda: build.equivalence(X, P), rules.NOT_A_FORMULA, 0),
    (lambda: build.choice(N, P, Q), rules.NOT_A_FORMULA, 0),
    (lambda: build.quantified("forall", [M], N), rules.NOT_A_FORMULA, 1),
    (lambda: build.fold("count", [T], N, WORDS), rules.NOT_A_FORMULA, 1),
    (lambda: build.over_list("count", M, [DEPLOYED], N), rules.NOT_A_FORMULA, 1),
    (lambda: build.add([N, P]), rules.NOT_A_NUMBER, 1),
    (lambda: build.subtract(N, DEPLOYED), rules.NOT_A_NUMBER, 1),
    (lambda: build.negate(P), rules.NOT_A_NUMBER, 0),
    (lambda: build.multiply([P, N]), rules.NOT_A_NUMBER, 0),
    (lambda: build.divide(N, P), rules.NOT_A_NUMBER, 1),
    (lambda: build.product(X, [("*", Y), ("/", P)]), rules.NOT_A_NUMBER, 2),
    (lambda: build.absolute(P), rules.NOT_A_NUMBER, 0),
    (lambda: build.minimum([N, DEPLOYED]), rules.NOT_A_NUMBER, 1),
    (lambda: build.fold("sum", [T], P, WORDS), rules.NOT_A_NUMBER, 1),
    (lambda: build.equal(DEPLOYED, SABOTAGE, WORDS), rules.DIFFERENT_TYPES, None),
    (lambda: build.equal(P, N, WORDS), rules.DIFFERENT_TYPES, None),
    (lambda: build.choice(P, N, Q), rules.DIFFERENT_TYPES, None),
    (lambda: build.distinct([N, K, P]), rules.DIFFERENT_TYPES, 2),
    (lambda: build.one_of(DEPLOYED, [EVALUATED, SABOTAGE]), rules.DIFFERENT_TYPES, 1),
    (lambda: build.less(NONE, build.member(TEAM, "red"), WORDS), rules.NO_ORDER, 1),
    (lambda: build.less(SABOTAGE, SABOTAGE, WORDS), rules.NO_ORDER, 0),
    (lambda: build.less(P, Q, WORDS), rules.NO_ORDER, 0),
    (lambda: build.less(DEPLOYED, EVALUATED, WORDS), rules.NO_ORDER, 0),
    (lambda: build.between(DEPLOYED, N, K, WORDS), rules.NO_ORDER, 0),
    (lambda: build.less(NONE, N, WORDS), rules.DIFFERENT_TYPES, None),
    (lambda: build.add([RATE, ATTEMPTS]), rules.DIFFERENT_UNITS, 1),
    (lambda: build.add([X, RATE]), rules.DIFFERENT_UNITS, 0),
    (lambda: build.less(RATE, X, WORDS), rules.DIFFERENT_UNITS, 1),
    (lambda: build.less(SHARE, RATE, WORDS), rules.DIFFERENT_UNITS, 1),
    (lambda: build.choice(P, RATE, ATTEMPTS), rules.DIFFERENT_UNITS, 2),
    (lambda: build.between(RATE, whole(0), ATTEMPTS, WORDS), rules.DIFFERENT_UNITS, 2),
    (lambda: build.less(RATE, whole(5), WORDS), rules.BARE_NUMBER, 1),
    (lambda: build.less(whole(5), RATE, WORDS), rules.BARE_NUMBER, 0),
    (lambda: build.at_most(SHARE, real("0.5"), WORDS), rules.BARE_NUMBER, 1),
    (lambda: build.add([SHARE, build.divide(whole(1), whole(2))]), rules.BARE_NUMBER, 1),
    (lambda: build.less(SHARE, build.minimum([whole(0), whole(0)]), WORDS), rules.BARE_NUMBER, 1),
    (lambda: build.maximum([whole(1), SHARE]), rules.BARE_NUMBER, 0),
    (lambda: build.choice(P, SHARE, whole(1)), rules.BARE_NUMBER, 2),
    (lambda: word("hope", real("0.5")), rules.BARE_NUMBER, 0),
    (lambda: word("harm"), rules.ARGUMENT_COUNT, None),
    (lambda: word("p", P), rules.ARGUMENT_COUNT, None),
    (lambda: build.distinct([N]), rules.ARGUMENT_COUNT, None),
    (lambda: build.minimum([]), rules.ARGUMENT_COUNT, None),
    (lambda: word("passed", DEPLOYED, EVALUATED), rules.WRONG_ARGUMENT, 1),
    (lambda: word("harm", SABOTAGE), rules.WRONG_ARGUMENT, 0),
    (lambda: build.fold("count", [M], word("harm", M), WORDS), rules.NOT_LISTED, 0),
    (lambda: build.fold("sum", [T, Var("i", INT)], whole(1), WORDS), rules.NOT_LISTED, 1),
    (lambda: build.divide(X, whole(0)), rules.DIVISION_BY_ZERO, 1),
    (lambda: build.divide(X, of(0, "year")), rules.DIVISION_BY_ZERO, 1),
    (lambda: build.product(X, [("/", Y), ("/", real("0.0"))]), rules.DIVISION_BY_ZERO, 2),
    (lambda: build.one_of(N, [whole(1), K, whole(1)]), rules.REPEATED_ENTRY, 2),
    (lambda: build.over_list("count", M, [DEPLOYED, DEPLOYED], P), rules.REPEATED_ENTRY, 1),
    (lambda: build.over_list("count", M, [DEPLOYED, N], P), rules.WRONG_TYPE, 1),
    (
        lambda: build.over_list("sum", Var("v", INT), [whole(i) for i in range(600)], _wide(600)),
        rules.TOO_MUCH_WRITTEN_OUT,
        None,
    ),
]


def _wide(parts: int) -> Term:
    return build.add([Var("v", INT)] * parts)


@pytest.mark.parametrize(("make", "rule", "part"), REFUSED)
def test_what_is_refused(make: Make, rule: Rule, part: int | None) -> None:
    with pytest.raises(build.Refused) as caught:
        make()
    assert (caught.value.rule, caught.value.part) == (rule, part)
    assert caught.value.facts.keys() == rule.fields


def test_refusals_name_both_types() -> None:
    with pytest.raises(build.Refused) as caught:
        build.less(RATE, ATTEMPTS, WORDS)
    assert caught.value.facts == {"found": "Real[1/year]", "expected": "Real[run/year]"}


def test_a_bare_number_is_advised_with_its_unit() -> None:
    with pytest.raises(build.Refused) as caught:
        build.less(RATE, whole(40000), WORDS)
    assert caught.value.facts["example"] == "40000[run/year]"


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (whole(1), "write `100[percent]` if the whole is 1, or `1[percent]` if the whole is 100"),
        (real("0.5"), "write `50[percent]` if the whole is 1, or `0.5[percent]` if the whole is 100"),
        (whole(5), None),
    ],
)
def test_one_beside_a_percentage_may_be_the_whole(number: Term, advice: str | None) -> None:
    with pytest.raises(build.Refused) as caught:
        build.subtract(number, SHARE)
    assert caught.value.advice == advice


def test_a_namesake_in_another_enum_is_advised() -> None:
    other = build.member(WORDS.enums["Stage"].type, "none")
    with pytest.raises(build.Refused) as caught:
        build.equal(word("tier", DEPLOYED), other, WORDS)
    assert caught.value.advice == "did you mean `Tier.none`?"


def test_every_rule_of_the_type_catalogue_is_produced() -> None:
    here = {rule.code for _, rule, _ in REFUSED}
    in_units = {rules.UNIT_NOT_POSITIVE.code, rules.UNIT_TOO_LARGE.code}  # in test_units
    assert here | in_units == {rule.code for rule in vars(rules).values() if isinstance(rule, Rule)}


# ---- Lists ---------------------------------------------------------------------------------------


def test_binders_over_lists_are_written_out() -> None:
    entries, harm = [DEPLOYED, EVALUATED], word("harm", M)
    first, second = word("harm", DEPLOYED), word("harm", EVALUATED)
    one, none = whole(1), whole(0)
    assert build.over_list("forall", M, entries, harm) == And((first, second))
    assert build.over_list("exists", M, entries, harm) == Or((first, second))
    assert build.over_list("forall", M, [DEPLOYED], harm) == first
    assert build.over_list("count", M, entries, harm) == Add(
        (Choice(first, one, none, INT), Choice(second, one, none, INT)), INT
    )
    assert build.over_list("sum", Var("v", INT), [N, K], Var("v", INT)) == Add((N, K), INT)


def test_entries_of_a_list_widen_to_the_type_of_its_variable() -> None:
    assert build.common_type([whole(1), X]) == REAL
    variable = Var("v", REAL)
    assert build.over_list("sum", variable, [whole(1), X], variable) == Add((Widen(whole(1)), X), REAL)
    assert build.common_type([NONE, BASIC]) == TIER


def test_nested_membership_does_not_blow_up() -> None:
    with pytest.raises(build.Refused) as caught:
        _nested_membership(1000)
    assert caught.value.rule is rules.TOO_MUCH_WRITTEN_OUT


def _nested_membership(levels: int) -> Term:
    term: Term = N
    for _ in range(levels):
        term = build.choice(build.between(term, whole(0), whole(1), WORDS), whole(1), whole(0))
    return term


# ---- Size ----------------------------------------------------------------------------------------


def test_long_chains_are_built_in_linear_time() -> None:
    assert len(children(build.conjunction([P] * 100_000))) == 100_000
    assert type_of(build.add([RATE] * 100_000)) == _SIZE
    members = [whole(n) for n in range(20_000)]
    build.one_of(N, members)
    build.over_list("forall", Var("v", INT), members, build.less(Var("v", INT), N, WORDS))


def test_a_long_chain_of_divisions_stays_flat() -> None:
    chain = build.product(X, [("/", Y)] * 100_000)
    assert isinstance(chain, Divide)
    assert isinstance(chain.right, Multiply)
    assert len(chain.right.parts) == 100_000


def test_counts_that_would_be_written_out_too_large_are_refused() -> None:
    large = Enum("Large", tuple(ListedMember(f"m{n}") for n in range(1000)))
    words = Vocabulary(enums={"Large": large})
    variables = [Var(name, large.type) for name in "abc"]
    with pytest.raises(Refused) as refused:
        build.fold("count", variables, build.truth(True), words)
    assert refused.value.rule.code == "FC214"
    assert build.fold("count", variables[:1], build.truth(True), words)
