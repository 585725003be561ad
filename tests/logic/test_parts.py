"""The parts of a formula mean together what it means, and packing makes no difference to them."""

from __future__ import annotations

from random import Random

import pytest
from brute import holds, how_many, worlds
from randomcases import SMALL, random_formula, random_vocabulary
from sampling import first

from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.parts import instances, parts
from formalcase.logic.term import BOOL, REAL, EnumType, SortType, Var
from formalcase.logic.vocabulary import Enum, ListedMember, Sort, Symbol, Vocabulary

COLOUR = EnumType("Colour")
THING = SortType("Thing")
IT = Var("it", COLOUR)
ONE = Var("one", THING)
WORDS = Vocabulary(
    {"Thing": Sort("Thing", (ListedMember("a"), ListedMember("b")), closed=True)},
    {"Colour": Enum("Colour", (ListedMember("red"), ListedMember("blue")))},
    {
        "p": Symbol("p", (), BOOL),
        "q": Symbol("q", (), BOOL),
        "x": Symbol("x", (), REAL),
        "y": Symbol("y", (), REAL),
        "good": Symbol("good", (IT,), BOOL),
        "fine": Symbol("fine", (ONE,), BOOL),
    },
)
P, Q, X, Y = (build.apply(WORDS.symbols[name], ()) for name in "pqxy")
GOOD = build.apply(WORDS.symbols["good"], [IT])


@pytest.mark.parametrize("seed", first(80, range(300)))
def test_the_parts_together_mean_what_the_formula_means(seed: int) -> None:
    random = Random(seed)
    vocabulary = random_vocabulary(random, SMALL)
    formula = random_formula(random, vocabulary, SMALL)
    with deep_recursion():
        found = parts(formula, vocabulary)
        more = [each for part in found for each in instances(part, vocabulary)]
    sizes = dict.fromkeys(vocabulary.sorts, 1)
    if how_many(vocabulary, sizes) > 2_000:
        sizes = {}
    for number, world in enumerate(worlds(vocabulary, sizes)):
        if number == 400:
            break
        whole = holds(formula, world, vocabulary)
        if whole is not None:
            split = [holds(part, world, vocabulary) for part in found]
            assert None in split or all(split) == whole
            if whole:
                assert all(holds(each, world, vocabulary) is not False for each in more)


def test_conjunctions_are_taken_apart_wherever_they_hide() -> None:
    with deep_recursion():
        hidden = build.negation(build.disjunction([build.negation(P), build.negation(Q)]))
        assert parts(hidden, WORDS) == (P, Q)
        rule = build.implication(P, build.conjunction([Q, GOOD]))
        everywhere = build.quantified("forall", [IT], rule)
        assert len(parts(everywhere, WORDS)) == 2
        nowhere = build.negation(build.quantified("exists", [IT], build.disjunction([P, GOOD])))
        assert len(parts(nowhere, WORDS)) == 2


def test_an_equation_of_numbers_is_two_bounds() -> None:
    with deep_recursion():
        found = parts(build.equal(X, Y, WORDS), WORDS)
    assert found == (build.at_most(X, Y, WORDS), build.at_most(Y, X, WORDS))


def test_a_definition_is_unfolded() -> None:
    both = Symbol("both", (), BOOL, body=build.conjunction([P, Q]))
    words = Vocabulary(WORDS.sorts, WORDS.enums, {**WORDS.symbols, "both": both})
    with deep_recursion():
        assert parts(build.apply(both, ()), words) == (P, Q)


def test_what_is_said_of_all_is_said_of_each() -> None:
    with deep_recursion():
        of_enum = build.quantified("forall", [IT], GOOD)
        assert len(instances(of_enum, WORDS)) == 2
        of_closed = build.quantified("forall", [ONE], build.apply(WORDS.symbols["fine"], [ONE]))
        assert len(instances(of_closed, WORDS)) == 2
        assert instances(P, WORDS) == ()
