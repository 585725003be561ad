"""Each candidate, written into the case as an assumption that the step cites, makes the step valid."""

from __future__ import annotations

from random import Random

import pytest
from missing_problems import PROBLEMS, Problem, bools, step
from missing_search import search
from sampling import first

import formalcase
from formalcase.analyses.premises import Candidate

MIXED = """
sort Part "p" { door, lamp, ... }
enum Grade "g" { low < middle < high }
const chosen: Part "c"
const grade: Grade "g"
const load: Real[1/hour] in 0 .. 9[1/hour] "l"
const number: Int "n"
const dry: Bool "d"
fn strong(p: Part): Bool "{p} is strong"
fn near(p: Part, q: Part): Bool "{p} is near {q}"
fn rank(p: Part): Grade "the rank of {p}"
fn weight(p: Part): Real[1/hour] "the weight of {p}"
def twice: Int "d" = 2 * number
"""
PREMISES = (
    "forall p in Part: strong(p) implies rank(p) >= middle",
    "forall p in Part, q in Part: near(p, q) and strong(p) implies strong(q)",
    "near(door, chosen)",
    "dry or grade = low",
    "load <= 4[1/hour] implies dry",
    "weight(door) <= 2 * load",
    "twice >= 6 implies strong(lamp)",
    "grade > low implies strong(door)",
)
GOALS = (
    "strong(chosen)",
    "rank(chosen) >= middle",
    "dry",
    "weight(door) <= 6[1/hour]",
    "strong(lamp)",
    "exists p in Part: strong(p)",
    "forall p in Part: rank(p) >= middle",
)


def pasted(text: str, candidate: Candidate) -> str:
    """The case with the candidate in it."""
    if candidate.nodes:
        more, cited = "", ", ".join(candidate.nodes)
    else:
        more, cited = f'\nassumption NEW "new" {{ holds {candidate.text} }}', "NEW"
    return text.replace("for G from", f"for G from {cited},") + more


def verdict_of_step(text: str) -> str:
    (result,) = formalcase.check(formalcase.loads(text)).cases
    return next(
        each.verdict for each in result.obligations if each.kind == "validity" and each.subject == "S"
    )


@pytest.mark.parametrize("problem", PROBLEMS, ids=[each.name for each in PROBLEMS])
def test_each_answer_to_the_twelve_problems_closes_the_step(problem: Problem) -> None:
    for candidate in search(problem.text).candidates:
        assert verdict_of_step(pasted(problem.text, candidate)) == "valid", candidate.text


@pytest.mark.parametrize("seed", first(3, (5, 4, 2, 3, 1, 0)))
def test_each_answer_to_a_mixed_case_closes_the_step(seed: int) -> None:
    random = Random(seed)
    premises = random.sample(PREMISES, random.randint(2, 5))
    text = step(MIXED, premises, random.choice(GOALS))
    for candidate in search(text).candidates[:8]:
        assert candidate.consistent
        assert verdict_of_step(pasted(text, candidate)) == "valid", candidate.text


def test_a_word_is_never_hidden_by_the_variable_of_a_rule() -> None:
    words = 'sort H "h"\nfn good(h: H): Bool "{h}"\nfn x(h: H): Bool "{h}"\n' + bools("p")
    text = step(words, ["forall h in H: x(h) implies good(h)", "p"], "forall h in H: good(h)")
    (candidate,) = (each for each in search(text).candidates if each.origin == "rule")
    assert verdict_of_step(pasted(text, candidate)) == "valid"
