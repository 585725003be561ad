"""What terms speak of, substitution, canonical forms, unfolding and divisions."""

from __future__ import annotations

from random import Random
from typing import get_args

import pytest
from brute import HALVES, holds, how_many, worlds
from logic_words import (
    DEPLOYED,
    EVALUATED,
    MODEL,
    RATE,
    SHARE,
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
    real,
    whole,
    word,
)
from randomcases import Shape, random_formula, random_vocabulary
from sampling import first

from formalcase.logic import build, term
from formalcase.logic.depth import deep_recursion
from formalcase.logic.partial import TooManyDivisions
from formalcase.logic.size import same, tokens
from formalcase.logic.term import REAL, And, Iff, Not, Quantified, Term, Var, Widen
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import (
    folded_sorts,
    normalise,
    partial_terms,
    reachable,
    sorts_in,
    symbols_in,
    unfold,
)

HARM = word("harm", M)
MANY = Shape(sorts=1, enums=1, functions=1, constants=2, definitions=2, divisions=True)


def call(words: Vocabulary, name: str, *args: Term) -> Term:
    return build.apply(words.symbols[name], args)


# ---- What terms speak of -------------------------------------------------------------------------


def test_symbols_and_sorts_of_a_term() -> None:
    term = build.quantified("forall", [M], build.implication(HARM, word("passed", DEPLOYED, T)))
    assert symbols_in(term) == {"harm", "passed"}
    assert sorts_in(term) == {"Model", "Task"}


def test_reach_goes_through_definitions_and_types() -> None:
    words = define("d", (M,), build.conjunction([word("passed", M, T), P]))
    reach = reachable([call(words, "d", DEPLOYED), word("tier", DEPLOYED)], words)
    assert reach.symbols == ("d", "p", "passed", "tier")
    assert reach.sorts == ("Model",)
    assert reach.enums == ("Task", "Tier")


def test_folded_sorts_are_found_through_definitions() -> None:
    team = Var("team", TEAM)
    words = define("d", (), build.fold("count", [team], P, WORDS))
    assert folded_sorts([build.equal(call(words, "d"), N, words)], words) == {"Team"}
    assert folded_sorts([build.fold("count", [T], P, WORDS)], WORDS) == frozenset()


def test_wide_and_deep_terms_are_walked() -> None:
    deep = P
    for _ in range(1_000):
        deep = build.negation(deep)
    wide = build.conjunction([P, *[deep] * 10, *[HARM] * 100_000])
    assert symbols_in(wide) == {"p", "harm"}
    assert reachable([wide], WORDS).symbols == ("harm", "p")


# ---- Substitution --------------------------------------------------------------------------------


def test_free_variables_are_replaced_and_bound_ones_are_not() -> None:
    term = build.conjunction([HARM, build.quantified("forall", [M], HARM)])
    expected = build.conjunction([word("harm", DEPLOYED), build.quantified("forall", [M], HARM)])
    assert build.substitute(term, {"m": DEPLOYED}) == expected


def test_substitution_does_not_capture() -> None:
    other = Var("other", MODEL)
    term = build.quantified("exists", [other], build.unequal(other, M, WORDS))
    replaced = build.substitute(term, {"m": other})
    assert isinstance(replaced, Quantified)
    (bound,) = replaced.variables
    assert bound.name != "other"
    assert replaced.body == build.unequal(bound, other, WORDS)


def test_a_renamed_variable_takes_no_name_that_is_used() -> None:
    other, first = Var("other", MODEL), Var("other_1", MODEL)
    body = build.distinct([other, first, M])
    replaced = build.substitute(build.quantified("forall", [other, first], body), {"m": other})
    assert isinstance(replaced, Quantified)
    names = {variable.name for variable in replaced.variables}
    assert len(names) == 2
    assert "other" not in names
    assert replaced.body == build.distinct([*replaced.variables, other])


def test_replacements_are_simultaneous() -> None:
    other = Var("other", MODEL)
    term = build.unequal(M, other, WORDS)
    assert build.substitute(term, {"m": other, "other": M}) == build.unequal(other, M, WORDS)


def test_what_does_not_change_is_shared() -> None:
    term = build.conjunction([P, build.quantified("forall", [M], HARM)])
    assert build.substitute(term, {"m": DEPLOYED}) is term


# ---- Canonical forms -----------------------------------------------------------------------------

Z = Var("z", MODEL)


def passes(of_: Var) -> Term:
    return word("harm", of_)


SAME: list[tuple[Term, Term]] = [
    (build.conjunction([P, Q]), build.conjunction([Q, P])),
    (build.conjunction([P, build.conjunction([Q, R])]), build.conjunction([R, Q, P])),
    (build.conjunction([P, P]), P),
    (build.disjunction([P, Q]), build.disjunction([Q, P, Q])),
    (build.equal(N, K, WORDS), build.equal(K, N, WORDS)),
    (build.unequal(N, K, WORDS), build.distinct([K, N])),
    (build.equivalence(P, Q), build.equal(Q, P, WORDS)),
    (build.negation(build.negation(P)), P),
    (build.negation(build.less(N, K, WORDS)), build.at_least(N, K, WORDS)),
    (build.greater(N, K, WORDS), build.less(K, N, WORDS)),
    (build.add([N, K]), build.add([K, N])),
    (build.multiply([X, build.multiply([Y, X])]), build.multiply([X, X, Y])),
    (build.negate(build.negate(N)), N),
    (build.minimum([N, K]), build.minimum([K, N])),
    (build.less(X, whole(5), WORDS), build.less(X, real("5.0"), WORDS)),
    (build.quantified("forall", [M], passes(M)), build.quantified("forall", [Z], passes(Z))),
    (
        build.quantified("forall", [M], build.quantified("forall", [Z], build.equal(M, Z, WORDS))),
        build.quantified("forall", [Z, M], build.equal(Z, M, WORDS)),
    ),
    (
        build.quantified("exists", [M, T], word("passed", M, T)),
        build.quantified("exists", [T, M], word("passed", M, T)),
    ),
    (
        build.quantified("forall", [M, Z], build.implication(passes(M), passes(Z))),
        build.quantified("forall", [M, Z], build.implication(passes(Z), passes(M))),
    ),
    (
        build.quantified("forall", [M], build.conjunction([P, build.quantified("exists", [Z], passes(Z))])),
        build.quantified("forall", [Z], build.conjunction([build.quantified("exists", [M], passes(M)), P])),
    ),
]
OTHER: list[tuple[Term, Term]] = [
    (build.implication(P, Q), build.implication(Q, P)),
    (build.conjunction([P, Q]), build.disjunction([P, Q])),
    (build.less(N, K, WORDS), build.less(K, N, WORDS)),
    (build.less(N, K, WORDS), build.at_most(N, K, WORDS)),
    (build.subtract(N, K), build.subtract(K, N)),
    (build.divide(N, K), build.divide(K, N)),
    (build.add([N, N]), N),
    (word("passed", M, T), word("passed", Z, T)),
    (build.quantified("forall", [M], passes(M)), build.quantified("exists", [M], passes(M))),
    (
        build.quantified(
            "forall", [M], build.quantified("exists", [Z], build.equal(M, word("heir", Z), WORDS))
        ),
        build.quantified(
            "exists", [Z], build.quantified("forall", [M], build.equal(M, word("heir", Z), WORDS))
        ),
    ),
    (build.quantified("forall", [M], passes(M)), build.quantified("forall", [M], passes(Var("v1", MODEL)))),
    (build.choice(P, N, K), build.choice(P, K, N)),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_terms_equal_up_to_order_and_names_have_one_form(left: Term, right: Term) -> None:
    assert normalise(left, WORDS) == normalise(right, WORDS)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_other_terms_have_other_forms(left: Term, right: Term) -> None:
    assert normalise(left, WORDS) != normalise(right, WORDS)


@pytest.mark.parametrize("seed", first(50, range(150)))
def test_forms_mean_the_same_in_every_small_world(seed: int) -> None:
    """Also: normalising twice changes nothing more, and unfolding keeps the meaning."""
    random = Random(seed)
    words = random_vocabulary(random, MANY)
    term = random_formula(random, words, MANY)
    form, plain = normalise(term, words), unfold(term, words)
    assert normalise(form, words) == form
    defined = {name for name, symbol in words.symbols.items() if symbol.body is not None}
    assert not symbols_in(plain) & defined
    if how_many(words, {}, HALVES[:3]) <= 200:
        for world in worlds(words, {}, HALVES[:3]):
            value = holds(term, world, words)
            assert holds(plain, world, words) == value
            assert holds(form, world, words) in (value, None) or value is None


def test_large_terms_are_normalised() -> None:
    deep: Term = P
    for _ in range(500):
        deep = build.negation(build.conjunction([deep, Q]))
    wide = [word("harm", Var(f"v{n}", MODEL)) for n in range(20_000)]
    with deep_recursion():
        assert normalise(deep, WORDS) == normalise(deep, WORDS)
        form = normalise(build.conjunction(wide), WORDS)
    assert isinstance(form, And)
    assert len(form.parts) == 20_000


# ---- Unfolding -----------------------------------------------------------------------------------


def test_definitions_are_unfolded_without_capture() -> None:
    words = define("d", (M,), build.quantified("exists", [Z], build.unequal(M, Z, WORDS)))
    term = build.quantified("forall", [Z], call(words, "d", Z))
    inner = Var("z_1", MODEL)
    expected = build.quantified(
        "forall", [Z], build.quantified("exists", [inner], build.unequal(Z, inner, WORDS))
    )
    assert unfold(term, words) == expected


def test_definitions_are_unfolded_through_definitions() -> None:
    words = define("d", (), build.conjunction([P, Q]))
    words = define("e", (), build.negation(call(words, "d")), words)
    assert unfold(call(words, "e"), words) == Not(And((P, Q)))


def test_a_term_that_would_explode_is_left_as_it_is() -> None:
    words, last = WORDS, P
    for link in range(100):
        words = define(f"d{link}", (), Iff(last, last), words)
        last = call(words, f"d{link}")
    assert unfold(last, words) is last


# ---- Divisions -----------------------------------------------------------------------------------


def divides(by: Term) -> Term:
    return build.greater(build.divide(real("1.0"), by), whole(0), WORDS)


NONZERO = build.unequal(X, whole(0), WORDS)


def test_guards_are_left_conjuncts_antecedents_and_conditions() -> None:
    choice = build.choice(Q, divides(X), divides(Y))
    term = build.implication(P, build.conjunction([R, NONZERO, choice]))
    assert partial_terms(term, WORDS) == [
        (X, (P, R, NONZERO, Q), ()),
        (Y, (P, R, NONZERO, build.negation(Q)), ()),
    ]


def test_a_right_conjunct_and_a_disjunct_guard_nothing() -> None:
    assert partial_terms(build.conjunction([divides(X), NONZERO]), WORDS) == [(X, (), ())]
    assert partial_terms(build.disjunction([P, divides(X)]), WORDS) == [(X, (), ())]


def test_bound_variables_are_given_outermost_first() -> None:
    i, j = Var("i", REAL), Var("j", REAL)
    term = build.quantified("forall", [i], build.quantified("exists", [j], divides(build.add([i, j]))))
    assert partial_terms(term, WORDS) == [(build.add([i, j]), (), (i, j))]


def test_variables_of_one_name_are_told_apart() -> None:
    i = Var("i", REAL)
    guard = build.less(i, whole(3), WORDS)
    inner = build.quantified("exists", [i], divides(i))
    ((divisor, guards, variables),) = partial_terms(
        build.quantified("forall", [i], build.implication(guard, inner)), WORDS
    )
    assert guards == (guard,)
    assert [variable.name for variable in variables] == ["i", "i_1"]
    assert divisor == variables[1]


def test_literals_other_than_zero_need_no_proof() -> None:
    assert partial_terms(build.divide(X, whole(2)), WORDS) == []
    assert partial_terms(build.divide(X, build.negate(whole(2))), WORDS) == []


def test_a_product_is_given_factor_by_factor() -> None:
    term = build.divide(whole(1), build.multiply([X, whole(2), Y]))
    assert [each.divisor for each in partial_terms(term, WORDS)] == [X, Y]


def test_nested_divisions_are_given_from_the_inside() -> None:
    inner = build.divide(whole(1), X)
    assert [each.divisor for each in partial_terms(build.divide(RATE, inner), WORDS)] == [X, inner]


def test_divisions_in_definitions_are_given_with_the_arguments_put_in() -> None:
    a = Var("a", REAL)
    words = define("d", (a,), build.conjunction([build.unequal(a, Y, WORDS), divides(build.subtract(a, Y))]))
    term = build.implication(P, call(words, "d", build.add([X, X])))
    both = build.add([X, X])
    assert partial_terms(term, words) == [(build.subtract(both, Y), (P, build.unequal(both, Y, words)), ())]


def test_variables_in_definitions_do_not_capture() -> None:
    a, i = Var("a", REAL), Var("i", REAL)
    words = define("d", (a,), build.quantified("exists", [i], divides(build.subtract(a, i))))
    ((divisor, _, variables),) = partial_terms(build.quantified("forall", [i], call(words, "d", i)), words)
    assert [variable.name for variable in variables] == ["i", "i_1"]
    assert divisor == build.subtract(variables[0], variables[1])


def test_a_definition_called_alike_is_listed_once_and_does_not_explode() -> None:
    words = define("d0", (), build.divide(N, K))
    for link in range(1, 200):
        before = call(words, f"d{link - 1}")
        words = define(f"d{link}", (), build.add([before, before]), words)
    with deep_recursion():
        assert partial_terms(call(words, "d199"), words) == [(Widen(K), (), ())]


def test_a_division_is_not_listed_again_under_more_guards() -> None:
    words = define("d", (), divides(X))
    assert partial_terms(build.conjunction([divides(X)] * 20_000), words) == [(X, (), ())]
    assert partial_terms(build.conjunction([call(words, "d")] * 20_000), words) == [(X, (), ())]


def test_the_same_call_under_other_guards_is_listed_again() -> None:
    words = define("d", (), divides(X))
    term = build.conjunction([build.implication(P, call(words, "d")), build.implication(Q, call(words, "d"))])
    assert [each.guards[-1] for each in partial_terms(term, words)] == [P, Q]


def test_more_divisions_than_can_be_listed_are_refused() -> None:
    words = define("d0", (), build.divide(N, K))
    for link in range(1, 60):
        before = call(words, f"d{link - 1}")
        words = define(f"d{link}", (), build.choice(P, before, before), words)
    with deep_recursion(), pytest.raises(TooManyDivisions):
        partial_terms(call(words, "d59"), words)


def test_a_wide_term_without_divisions_is_quick() -> None:
    words = define("d", (), build.conjunction([P, Q]))
    assert partial_terms(build.conjunction([call(words, "d")] * 100_000), words) == []


def test_keys_tell_terms_apart_as_equality_does() -> None:
    made = [term for pair in (*SAME, *OTHER) for term in pair]
    for left in made:
        for right in made:
            assert (tokens(left) == tokens(right)) == same(left, right) == (left == right)


def test_members_and_their_sorts_are_seen() -> None:
    assert sorts_in(build.equal(DEPLOYED, EVALUATED, WORDS)) == {"Model"}
    assert sorts_in(SHARE) == frozenset()


def test_every_class_of_terms_can_be_taken_apart() -> None:
    assert set(get_args(term.Term)) == set(term._PARTS)
