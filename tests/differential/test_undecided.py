"""Verdicts on random cases some of whose valid steps are supposed to be undecided, against the second
implementation: a time-out must neither make a case pass nor make it fail for good."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from asking import ask_of
from propositional import Generated, random_case
from reference import Reference

import formalcase
from formalcase.analyses.consistency import Theory
from formalcase.analyses.entailments import rebuttals
from formalcase.analyses.outcome import expired
from formalcase.analyses.validity import judge_steps
from formalcase.analyses.verdict import CaseJudged, judge_case
from formalcase.analyses.wordbook import wordbook
from formalcase.case.formulas import declared_leaves, full_vocabulary, warrant_leaf
from formalcase.case.verdicts import Verdict
from formalcase.logic.depth import deep_recursion
from formalcase.solve.session import Session

_TODAY = date(2026, 1, 1)


def supposed(made: Generated, seed: int) -> frozenset[str]:
    """Some of the valid steps, one at least if there is any."""
    valid = sorted(step for step, verdict in Reference(made.model).verdicts.items() if verdict == "valid")
    return frozenset(Random(seed).sample(valid, min(len(valid), Random(seed).randint(1, 3))))


def judged(made: Generated, undecided: frozenset[str], session: Session) -> CaseJudged:
    """The case as `examine` judges it, but for the verdicts on some steps."""
    ask = ask_of(session)
    case = formalcase.loads(made.text)
    vocabulary = full_vocabulary(case)
    words = wordbook(vocabulary)
    steps = dict(judge_steps(case, words, ask))
    warrants = [
        warrant_leaf(case, step.form.step) for step in steps.values() if step.verdict is Verdict.WARRANTED
    ]
    leaves = {**declared_leaves(case), **{leaf.id: leaf for leaf in warrants}, **words.implicit}
    reached = rebuttals(case, leaves, words, ask)
    for name in undecided:
        steps[name] = replace(steps[name], verdict=Verdict.UNDECIDED)
    theory = Theory(leaves, words, ask)
    return judge_case(case, steps, reached, theory, expired(case, _TODAY))


def compare(seeds: range) -> Counter[str]:
    verdicts: Counter[str] = Counter()
    with deep_recursion(), Session(1) as session:
        for seed in seeds:
            made = random_case(seed)
            undecided = supposed(made, seed)
            if not undecided:
                continue
            reference = Reference(made.model, undecided)
            found = judged(made, undecided, session)
            statuses = {name: status.value for name, status in found.statuses.of.items()}
            assert statuses == reference.statuses(), (undecided, made.text)
            assert found.verdict.value == reference.verdict(), (undecided, made.text)
            verdicts[found.verdict.value] += 1
    return verdicts


def test_undecided_steps_come_out_as_the_definitions_say() -> None:
    verdicts = compare(range(5000, 5050))
    assert verdicts.keys() == {"established", "undecided", "not_established"}


@pytest.mark.slow
def test_many_undecided_steps_come_out_as_the_definitions_say() -> None:
    compare(range(6000, 6500))
