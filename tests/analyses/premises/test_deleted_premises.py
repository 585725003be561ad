"""A premise that is taken away from a valid step comes back as the best answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from missing_search import ask, search

import formalcase
from formalcase.analyses.groundwork import groundwork
from formalcase.case.model import Argument, Case, Quorum
from formalcase.case.verdicts import Verdict
from formalcase.logic.depth import deep_recursion

EXAMPLES = Path(__file__).parents[3] / "examples"
WORKED = "worked/scheming.fcase"


def deletions(case: Case) -> Iterator[tuple[Case, str, str]]:
    """The case with one needed premise less, the step, and the premise."""
    with deep_recursion():
        steps = groundwork(case, ask, case.as_of).steps
    for name, judged in steps.items():
        step = case.nodes[name]
        if judged.verdict is not Verdict.VALID or not isinstance(step, Argument):
            continue
        for premise in step.premises:
            if not isinstance(premise, Quorum) and premise.id in judged.used:
                kept = tuple(each for each in step.premises if each is not premise)
                nodes = {**case.nodes, name: replace(step, premises=kept)}
                yield replace(case, nodes=nodes), name, premise.id


@pytest.mark.parametrize(
    ("file", "every"),
    [("ten_lines/case.fcase", 1), (WORKED, 4), pytest.param(WORKED, 1, marks=pytest.mark.slow)],
)
def test_the_deleted_premise_is_the_first_node_offered(file: str, every: int) -> None:
    case = formalcase.load(EXAMPLES / file)
    for shorter, step, premise in islice(deletions(case), 0, None, every):
        found = search(shorter, step)
        if found.verdict is not Verdict.VALID:
            offered = [each.nodes for each in found.candidates if each.origin == "case"]
            assert offered[0] == (premise,), (step, premise)
