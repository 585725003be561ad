"""What a candidate comes to: where it fails, and a world that it rules out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from missing_problems import PROBLEMS, Problem, bools, step
from missing_search import search

import formalcase
from formalcase.analyses.premises.explaining import opposite
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.evaluate import evaluate
from formalcase.logic.term import BOOL, Term
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.world import Table, World

WORDS = ("p", "q", "r")
SYMBOLS = {name: Symbol(name, (), BOOL) for name in WORDS}
ATOMS = st.sampled_from([build.apply(symbol, ()) for symbol in SYMBOLS.values()])
FORMULAS: st.SearchStrategy[Term] = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        parts.map(build.negation),
        st.tuples(parts, parts).map(build.conjunction),
        st.tuples(parts, parts).map(build.disjunction),
        st.tuples(parts, parts).map(lambda both: build.implication(*both)),
    ),
    max_leaves=6,
)


@settings(derandomize=True, max_examples=100)
@given(FORMULAS, st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_the_opposite_is_true_where_the_formula_is_false(
    formula: Term, values: tuple[bool, bool, bool]
) -> None:
    world = World({}, {name: Table({(): value}) for name, value in zip(WORDS, values, strict=True)})
    vocabulary = Vocabulary(symbols=SYMBOLS)
    assert evaluate(opposite(formula), world, vocabulary) is not evaluate(formula, world, vocabulary)


@pytest.mark.parametrize("problem", PROBLEMS, ids=[each.name for each in PROBLEMS])
def test_the_world_that_is_ruled_out_is_a_counterexample(problem: Problem) -> None:
    found = search(problem.text)
    case = formalcase.loads(problem.text)
    premises = [node.holds for name, node in case.nodes.items() if name.startswith("A")]  # type: ignore[union-attr]
    goal = case.nodes["G"].holds  # type: ignore[union-attr]
    for candidate in found.candidates:
        if candidate.ruled_out is None:
            assert candidate.origin == "conditional"
            continue
        with deep_recursion():
            told = [
                evaluate(each, candidate.ruled_out, case.vocabulary)
                for each in (*premises, goal, candidate.formula)
                if each is not None
            ]
        assert told == [*(True for _ in premises), False, False]


def test_words_that_have_nothing_to_do_with_the_conclusion_are_left_out() -> None:
    words = bools("p", "q", "r", "s", "t")
    apart = step(words, ["p implies q", "r implies s", "s or t"], "q")
    joined = step(words, ["p implies q", "r implies s", "s or t", "t implies p"], "q")
    literals = [
        next(each.searched for each in search(text).strata if each.origin == "literals")
        for text in (apart, joined)
    ]
    assert literals == [4, 10]
