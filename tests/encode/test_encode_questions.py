"""The text of questions: what is declared, in which order, and what the digest depends on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from encode_samples import (
    BASIC,
    DEPLOYED,
    EVALUATED,
    EVASION,
    EXPERT,
    NONE,
    TASK,
    WORDS,
    A,
    B,
    C,
    M,
    N,
    O,
    T,
    X,
    Y,
    at_most,
    below,
    every,
    fact,
    integer,
    listed,
    real,
    symbol,
    words,
)

from formalcase.encode.formula import TooManyInstancesError, formula_text
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import digest, make_question, question_text
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import (
    BOOL,
    INT,
    Add,
    And,
    Apply,
    Equal,
    Extremum,
    Fold,
    Not,
    Number,
    Or,
    Term,
    Var,
    Widen,
)
from formalcase.logic.vocabulary import Enum, Sort, Vocabulary
from formalcase.source import Source, Span

ALL = Check("all", ("p", "q"))


def ask(vocabulary: Vocabulary, p: Term, q: Term) -> str:
    return make_question(vocabulary, {"p": p, "q": q}, [ALL]).declarations


def test_only_what_is_reached_is_declared() -> None:
    text = ask(WORDS, A, fact("harm", DEPLOYED))
    assert text.splitlines() == [
        "(declare-sort sort.Model 0)",
        "(declare-fun member.deployed () sort.Model)",
        "(declare-fun member.evaluated () sort.Model)",
        "(declare-fun fn.a () Bool)",
        "(declare-fun fn.harm (sort.Model) Bool)",
    ]


def test_listed_members_are_distinct_and_the_sort_is_left_open() -> None:
    question = make_question(WORDS, {"p": fact("harm", DEPLOYED)}, [])
    assert question.background == ("(distinct member.deployed member.evaluated)",)


def test_definitions_stand_after_what_they_use_however_they_are_declared() -> None:
    one = symbol("one", BOOL, body=Not(Apply("two", (), BOOL)))
    two = symbol("two", BOOL, body=Not(Apply("three", (), BOOL)))
    three = symbol("three", BOOL, body=A)
    used = Apply("one", (), BOOL)
    texts = {
        ask(words(*order, symbol("a", BOOL)), used, used)
        for order in ([one, two, three], [three, one, two], [two, three, one])
    }
    assert len(texts) == 1
    defined = [line.split()[1] for line in texts.pop().splitlines() if line.startswith("(define-fun")]
    assert defined == ["fn.three", "fn.two", "fn.one"]


def test_ten_thousand_definitions_that_use_each_other() -> None:
    chain = [symbol("d0", BOOL, body=A)]
    chain += [symbol(f"d{at}", BOOL, body=Not(Apply(f"d{at - 1}", (), BOOL))) for at in range(1, 10_000)]
    last = Apply("d9999", (), BOOL)
    text = ask(words(*chain, symbol("a", BOOL)), last, last)
    assert text.count("define-fun") == 10_000


def test_bound_variables_never_catch_a_constant_of_the_same_name() -> None:
    assert formula_text(every(Var("a", TASK), A), WORDS) == "(forall ((var.a enum.Task)) fn.a)"


def test_long_chains_and_deep_formulas_are_printed_in_linear_time() -> None:
    assert formula_text(And((A,) * 100_000), WORDS).count("fn.a") == 100_000
    assert formula_text(Extremum("min", (N,) * 100_000, INT), WORDS).count("min.Int") == 99_999
    deep: Term = Or((A,) * 100_000)
    for _ in range(1_000):
        deep = Not(deep)
    with deep_recursion():
        assert formula_text(deep, WORDS).count("(not") == 1_000


def test_numbers_are_exact_whatever_their_length() -> None:
    long = Number(real(1).value / 3**20_000, Y.type)
    assert len(formula_text(long, WORDS)) > 9_000
    assert formula_text(real("-1/3"), WORDS) == "(- (/ 1.0 3.0))"
    assert formula_text(integer(-7), WORDS) == "(- 7)"


def test_integers_and_reals_are_never_mixed() -> None:
    # Some solvers widen by themselves; those that keep to the standard refuse the text.
    assert formula_text(Equal(Widen(N), real(2)), WORDS) == "(= (to_real fn.n) 2.0)"
    assert formula_text(Equal(N, integer(2)), WORDS) == "(= fn.n 2)"


def test_a_count_that_cannot_be_written_out_is_refused() -> None:
    big = Vocabulary(enums={"Task": Enum("Task", listed(*(f"t{at}" for at in range(1_000))))})
    variables = tuple(Var(name, TASK) for name in "tuv")
    with pytest.raises(TooManyInstancesError):
        formula_text(below(Fold("count", variables, A, INT), integer(1)), big)


@pytest.mark.parametrize(
    "check",
    [
        Check("c", ("missing",)),
        Check("c", ("p",), shrink=("q",)),
        Check("c", ("p",), after=("later", Sat.SAT)),
    ],
)
def test_a_check_that_does_not_fit_is_refused(check: Check) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        make_question(WORDS, {"p": A, "q": B}, [check])


def test_comments_cannot_break_out_of_their_line() -> None:
    label = "x\n(exit)\r\u2028y"
    question = make_question(WORDS, {label: A}, [Check("c\n(exit)", (label,))])
    text = question_text(question, question.checks[0])
    assert [line for line in text.splitlines() if line.startswith("(exit)")] == []


def test_a_count_over_nothing_is_zero() -> None:
    assert formula_text(Fold("count", (O,), fact("linked", O, O), INT), WORDS) == "0"


# ---- Digest ------------------------------------------------------------------------------------------


def question_digest(vocabulary: Vocabulary, **labelled: Term) -> str:
    labels = tuple(labelled)
    return digest(make_question(vocabulary, labelled, [Check("c", labels), Check("d", labels[:1])]))


RULE = every(M, fact("harm", M))


def test_the_digest_does_not_depend_on_orders_labels_or_spans() -> None:
    known = question_digest(WORDS, p=RULE, q=below(X, Y), r=A)
    moved = Vocabulary(
        dict(reversed(list(WORDS.sorts.items()))),
        dict(reversed(list(WORDS.enums.items()))),
        {
            name: replace(each, span=Span(Source("f", "text"), 0, 3))
            for name, each in reversed(list(WORDS.symbols.items()))
        },
    )
    assert question_digest(moved, p=RULE, q=below(X, Y), r=A) == known
    assert question_digest(WORDS, first=RULE, third=A, second=below(X, Y)) == known
    turned = replace(WORDS, sorts={"Model": Sort("Model", listed("deployed", "evaluated"))})
    assert question_digest(turned, p=RULE, q=below(X, Y), r=A) == known


def test_the_digest_does_not_depend_on_the_order_of_an_enum_that_has_none() -> None:
    formula = every(T, fact("passed", EVALUATED, T))
    turned = replace(WORDS, enums={"Task": Enum("Task", listed("evasion", "sabotage"))})
    assert question_digest(turned, p=formula) == question_digest(WORDS, p=formula)


def test_the_digest_depends_on_what_is_asked() -> None:
    variants = [
        question_digest(WORDS, p=RULE, q=A),
        question_digest(WORDS, p=RULE, q=B),
        question_digest(WORDS, p=RULE, q=A, r=C),
        question_digest(WORDS, p=A, q=RULE),
        question_digest(WORDS, p=RULE, q=Not(A)),
        question_digest(replace(WORDS, sorts={"Model": Sort("Model")}), p=RULE, q=A),
        question_digest(WORDS, p=RULE, q=at_most(X, Y)),
        question_digest(WORDS, p=RULE, q=at_most(X, real("1/2"))),
        question_digest(WORDS, p=RULE, q=at_most(X, real("1/3"))),
    ]
    assert len(set(variants)) == len(variants)


def test_the_digest_depends_on_the_order_of_an_ordered_enum_where_it_is_used() -> None:
    formula = below(BASIC, EXPERT)
    turned = replace(WORDS, enums={"Tier": Enum("Tier", listed("none", "expert", "basic"), ordered=True)})
    assert question_digest(WORDS, p=formula) != question_digest(turned, p=formula)
    assert question_digest(WORDS, p=below(NONE, EXPERT)) != question_digest(WORDS, p=formula)


def test_the_digest_is_the_same_in_every_process() -> None:
    assert question_digest(WORDS, p=RULE, q=Not(fact("passed", EVALUATED, EVASION))) == (
        "7521860794722f73c3aa21a9e79f058bb02ceaf258671d6b0fbaeb766853315a"
    )


def test_sums_of_quantities_share_one_helper() -> None:
    rate = Apply("rate", (), WORDS.symbols["rate"].result)
    both = And(
        (
            below(Extremum("min", (X, Y), X.type), X),
            below(Extremum("min", (rate, Add((rate, rate), rate.type)), rate.type), rate),
        )
    )
    assert ask(WORDS, both, A).count("define-fun min.Real") == 1
