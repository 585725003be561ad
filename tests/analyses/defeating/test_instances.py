"""Quantifiers written out over what need be spoken of: the answers are those to the quantified question."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from brute import how_many, model_by_brute_force
from randomcases import Shape, random_formula, random_vocabulary

import formalcase
from formalcase.analyses.defeating.instances import is_quantified, question_of_instances
from formalcase.case.formulas import declared_leaves, implicit_leaves
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Budget, Session

SHAPE = Shape(sorts=2, enums=1, functions=3, constants=3, definitions=1, depth=3)
STEPS = Budget(300_000)
MOST_WORLDS = 3_000


def compare(seed: int, session: Session) -> str:
    random = Random(seed)
    vocabulary = random_vocabulary(random, SHAPE)
    formulas = [random_formula(random, vocabulary, SHAPE) for _ in range(3)]
    formulas += [leaf.formula for leaf in implicit_leaves(vocabulary).values()]
    labelled = {f"f{at}": formula for at, formula in enumerate(formulas)}
    sets = [chosen for size in range(1, len(labelled) + 1) for chosen in combinations(labelled, size)]
    checks = [Check(" ".join(chosen), chosen) for chosen in sets]
    with deep_recursion():
        plain = make_question(vocabulary, labelled, checks)
        written = question_of_instances(vocabulary, labelled, checks)
    if not is_quantified(plain):
        assert written == plain
        return "plain"
    if is_quantified(written):
        assert written == plain
        return "not written out"
    one, other = session.ask([plain, written], budget=STEPS)
    small = how_many(vocabulary, {}) <= MOST_WORLDS
    for chosen, check in zip(sets, checks, strict=True):
        said = other[check.name].sat
        assert Sat.UNKNOWN in (said, one[check.name].sat) or said is one[check.name].sat, (seed, chosen)
        if small and said is Sat.UNSAT:
            world = model_by_brute_force(vocabulary, [labelled[label] for label in chosen], {})
            assert world is None, (seed, chosen)
    return "written out"


def test_instances_say_what_the_quantifiers_say(asking: Session) -> None:
    kinds = [compare(seed, asking) for seed in range(40)]
    assert kinds.count("written out") > 5, kinds
    assert kinds.count("not written out") > 5, kinds


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_instances_say_so_in_hundreds_of_cases(asking: Session, part: int) -> None:
    kinds = [compare(1_000 + seed, asking) for seed in range(200 * part, 200 * part + 200)]
    assert kinds.count("written out") > 20, kinds


WORDS = """
case c "c" { top C }
sort Model { a, b, ... }
sort Site
const mine: Model "mine"
fn good(m: Model): Bool "good"
fn open(s: Site): Bool "open"
fn next(m: Model): Model "next"
fn next_to(m: Model, n: Model): Bool "next to"
claim C "c" { holds good(a) }
assumption L "l" { holds """


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("forall m in Model: good(m)", True),
        ("exists m in Model: not good(m)", True),
        ("forall s in Site: open(s)", True),  # there is one site at least
        ("exists m in Model: forall n in Model: next_to(m, n)", True),
        ("good(a) iff forall m in Model: good(m)", True),
        ("not forall m in Model: exists n in Model: next_to(m, n)", True),
        ("forall m in Model: exists n in Model: next_to(m, n)", False),  # each may have another one
        ("forall m in Model: good(m) implies good(next(m))", False),
        ("forall m in Model: not (forall n in Model: next_to(m, n))", False),
    ],
)
def test_what_is_written_out(formula: str, written: bool) -> None:
    case = formalcase.loads(WORDS + formula + " }\n")
    labelled = {leaf.id: leaf.formula for leaf in declared_leaves(case).values()}
    with deep_recursion():
        question = question_of_instances(case.vocabulary, labelled, ())
    assert is_quantified(question) is not written
