"""Brute force and the random generators: the tools by which other tests check the solvers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest
from brute import entails_by_brute_force, holds, how_many, model_by_brute_force, worlds
from hypothesis import given
from randomcases import (
    PROPOSITIONAL,
    SMALL,
    Shape,
    arguments,
    declarations,
    random_formula,
    random_term,
    random_vocabulary,
)
from sampling import first

from formalcase.elaborate import load_text
from formalcase.logic import build
from formalcase.logic.show import show
from formalcase.logic.substitute import free_variables
from formalcase.logic.term import BOOL, INT, REAL, SortType, Term, Type, Var, children, type_of
from formalcase.logic.vocabulary import Enum, ListedMember, Sort, Symbol, Vocabulary

THING = SortType("Thing")
V = Var("v", THING)
OPEN = Vocabulary(
    {"Thing": Sort("Thing", (ListedMember("one"),))},
    {"Colour": Enum("Colour", (ListedMember("red"), ListedMember("blue")))},
    {
        "good": Symbol("good", (V,), BOOL),
        "p": Symbol("p", (), BOOL),
        "q": Symbol("q", (), BOOL),
    },
)
P, Q = (build.apply(OPEN.symbols[name], ()) for name in "pq")
GOOD_ONE = build.apply(OPEN.symbols["good"], [build.member(THING, "one")])
ALL_GOOD = build.quantified("forall", [V], build.apply(OPEN.symbols["good"], [V]))


def test_every_small_world_is_listed_once() -> None:
    found = list(worlds(OPEN, {"Thing": 2}))
    assert len(found) == how_many(OPEN, {"Thing": 2}) == 2 * 4 + 4 * 4
    assert len({repr(world) for world in found}) == len(found)


def test_constants_take_the_given_numbers() -> None:
    words = Vocabulary(symbols={"n": Symbol("n", (), INT), "x": Symbol("x", (), REAL)})
    assert how_many(words, {}, (Fraction(1), Fraction(1, 2))) == 2


def test_entailments_are_told_from_fallacies() -> None:
    rule = build.implication(P, Q)
    assert entails_by_brute_force(OPEN, [rule, P], Q, {}) is None
    refuting = entails_by_brute_force(OPEN, [rule, Q], P, {})
    assert refuting is not None
    assert holds(P, refuting, OPEN) is False


def test_an_open_sort_may_have_others_and_a_closed_one_not() -> None:
    assert entails_by_brute_force(OPEN, [GOOD_ONE], ALL_GOOD, {"Thing": 2}) is not None
    closed = Vocabulary({"Thing": Sort("Thing", (ListedMember("one"),), closed=True)}, {}, OPEN.symbols)
    assert entails_by_brute_force(closed, [GOOD_ONE], ALL_GOOD, {"Thing": 2}) is None


def test_contradictions_have_no_model() -> None:
    assert model_by_brute_force(OPEN, [P, build.negation(P)], {}) is None
    assert model_by_brute_force(OPEN, [P, Q], {}) is not None


def _parts(term: Term) -> Iterator[Term]:
    yield term
    for part in children(term):
        yield from _parts(part)


@given(arguments(premises=2, shape=SMALL))
def test_generated_arguments_are_closed_formulas(made: tuple[Vocabulary, list[Term], Term]) -> None:
    words, premises, conclusion = made
    for term in (*premises, conclusion):
        assert type_of(term) == BOOL
        assert not free_variables(term)
        show(term, words)


@given(arguments(premises=1, shape=PROPOSITIONAL))
def test_an_argument_from_its_own_conclusion_is_never_refuted(
    made: tuple[Vocabulary, list[Term], Term],
) -> None:
    words, (premise,), conclusion = made
    assert entails_by_brute_force(words, [premise, conclusion], conclusion, {}) is None


@pytest.mark.parametrize("type_", [INT, REAL])
def test_generated_numbers_have_their_type(type_: Type) -> None:
    for seed in range(50):
        random = Random(seed)
        words = random_vocabulary(random)
        assert type_of(random_term(random, words, type_)) == type_


def test_the_same_seed_gives_the_same_case() -> None:
    made = [random_formula(Random(7), random_vocabulary(Random(7))) for _ in range(2)]
    assert made[0] == made[1]


def test_generated_formulas_are_of_every_kind() -> None:
    kinds: set[str] = set()
    for seed in range(300):
        random = Random(seed)
        shape = Shape(depth=4, divisions=True)
        kinds |= {
            type(part).__name__
            for part in _parts(random_formula(random, random_vocabulary(random, shape), shape))
        }
    assert kinds >= {
        "Truth",
        "Number",
        "Member",
        "Var",
        "Apply",
        "Not",
        "And",
        "Or",
        "Implies",
        "Iff",
        "Equal",
    }
    assert kinds >= {"Less", "Distinct", "Add", "Negate", "Multiply", "Divide", "Extremum", "Absolute"}
    assert kinds >= {"Choice", "Quantified", "Fold", "Widen"}


@pytest.mark.parametrize("seed", first(30, range(80)))
def test_what_is_shown_reads_back_as_the_same_terms(seed: int) -> None:
    random = Random(seed)
    shape = Shape(sorts=2, enums=2, definitions=2, depth=4, divisions=True)
    words = random_vocabulary(random, shape)
    term = random_formula(random, words, shape)
    text = f'case c "t" {{ top C }}\n{declarations(words)}claim C "x" {{ holds {show(term, words)} }}'
    case = load_text(text, "case.fcase").case
    assert case is not None
    assert getattr(case.nodes["C"], "holds", None) == term
    bodies = {name: symbol.body for name, symbol in words.symbols.items()}
    assert {name: symbol.body for name, symbol in case.vocabulary.symbols.items()} == bodies
