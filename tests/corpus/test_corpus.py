"""Each case below this folder comes out as the `#!` lines in it say."""

from __future__ import annotations

from pathlib import Path

import pytest
from expectations import check_all, discover, expectations_in, problems

from formalcase.results.check import CaseResult

HERE = Path(__file__).parent
CASES = discover(HERE)


@pytest.fixture(scope="module")
def results() -> dict[Path, CaseResult]:
    return check_all(CASES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.relative_to(HERE).with_suffix("")))
def test_case_comes_out_as_expected(path: Path, results: dict[Path, CaseResult]) -> None:
    assert path in results, "the run gave no result for this file"
    assert problems(expectations_in(path.read_text(encoding="utf-8")), results[path]) == []


def test_nothing_is_established_by_a_contradiction(results: dict[Path, CaseResult]) -> None:
    # The cases of `contradictions/` each rest on premises that cannot all be true; whatever else their
    # expectations say, the top claim's own step may be valid only where the conflict lies beyond it.
    for path in (HERE / "contradictions").glob("*.fcase"):
        assert results[path].verdict.value != "established", path.name


def test_each_case_says_what_a_simpler_implementation_gets_wrong() -> None:
    for path in CASES:
        lines = path.read_text(encoding="utf-8").splitlines()
        remarks = [line for line in lines if line.startswith("# ") and len(line) > 20]
        assert remarks, f"{path.relative_to(HERE)} has no remark"


def test_nothing_is_listed_twice(results: dict[Path, CaseResult]) -> None:
    for path, result in results.items():
        for listed in (
            result.support.leaves,
            [entry.id for entry in result.ledger],
            [obligation.id for obligation in result.obligations],
            [finding.fingerprint for finding in result.findings],
        ):
            assert len(set(listed)) == len(listed), (path, listed)
