"""Steps, statuses and verdicts of random propositional cases, against a second implementation that was
written from the definitions alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from propositional import Generated, random_case
from reference import Reference

from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings


def checked(cases: list[Generated], folder: Path) -> list[CaseResult]:
    paths = [folder / f"{number:05}.fcase" for number in range(len(cases))]
    for path, case in zip(paths, cases, strict=True):
        path.write_text(case.text, encoding="utf-8")
    return list(check_paths(list(paths), Settings(jobs=2)).cases)


def told(result: CaseResult) -> tuple[dict[str, str], dict[str, str], str]:
    steps = {each.subject: each.verdict.value for each in result.obligations if each.kind == "validity"}
    statuses = {each.id: each.status for each in result.defeaters}
    return steps, statuses, result.verdict.value


def wanted(case: Generated) -> tuple[dict[str, str], dict[str, str], str]:
    reference = Reference(case.model)
    return reference.verdicts, reference.statuses(), reference.verdict()


def compare(seeds: range, folder: Path) -> None:
    cases = [random_case(seed) for seed in seeds]
    for case, result in zip(cases, checked(cases, folder), strict=True):
        assert told(result) == wanted(case), case.text


def test_random_cases_come_out_as_the_definitions_say(tmp_path: Path) -> None:
    compare(range(40), tmp_path)


@pytest.mark.slow
def test_many_random_cases_come_out_as_the_definitions_say(tmp_path: Path) -> None:
    compare(range(40, 640), tmp_path)


def test_the_random_cases_are_of_all_kinds() -> None:
    # A generator that only makes hopeless cases would compare nothing.
    verdicts: set[str] = set()
    statuses: set[str] = set()
    established = 0
    for seed in range(150):
        steps, found, verdict = wanted(random_case(seed))
        verdicts |= set(steps.values())
        statuses |= set(found.values())
        established += verdict == "established"
    assert verdicts == {"valid", "invalid", "vacuous", "warranted"}
    assert statuses == {"open", "unresolved", "sustained", "refuted", "residual"}
    assert established >= 30
