"""Labelled arguments from outside: no wrong verdict on any row, and few that stay undecided.

`entailed` rows must come out `valid` (`vacuous` where the premises conflict), `contradicted` rows
`invalid` and refuted, `unknown` rows `invalid` and not refuted, `not_entailed` rows `invalid`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fol import Row, built_case, rows, spec_text

import formalcase
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

DATA = Path(__file__).parent / "data"
RIGHT = {
    "entailed": {"valid"},
    "contradicted": {"refuted"},
    "unknown": {"invalid"},
    "not_entailed": {"invalid", "refuted"},
}
# The premises of this row contradict each other; that is why its conclusion is entailed.
CONFLICTING = {"pelletier-pb25"}


def undisputed(name: str, every: int = 1, longest: int | None = None) -> list[Row]:
    """Rows of a set: each so-manieth, and none with more characters than `longest`."""
    kept = [row for row in rows(DATA / f"{name}.jsonl") if not row.disputed]
    if longest is not None:
        kept = [row for row in kept if sum(map(len, row.texts)) <= longest]
    return kept[::every]


def verdict(case: CaseResult) -> str:
    """The verdict on the step; `refuted` for a step whose premises refute its conclusion."""
    (step,) = (each for each in case.obligations if each.kind == "validity")
    if any(finding.name == "refuted-step" for finding in case.findings):
        assert step.verdict.value == "invalid"
        return "refuted"
    return step.verdict.value


def verdicts(sample: Sequence[Row], folder: Path) -> dict[str, str]:
    """The verdict on each row, by way of the spec language."""
    paths = [folder / f"{number:04}.fcase" for number in range(len(sample))]
    for path, row in zip(paths, sample, strict=True):
        path.write_text(spec_text(row), encoding="utf-8")
    cases = check_paths(list(paths), Settings(jobs=2)).cases
    assert len(cases) == len(sample)
    return {row.id: verdict(case) for row, case in zip(sample, cases, strict=True)}


def decided(sample: Sequence[Row], found: dict[str, str]) -> float:
    """The share of rows that are decided; fails on the first wrong verdict."""
    for row in sample:
        right = {"vacuous"} if row.id in CONFLICTING or _is_unsatisfiable(row) else RIGHT[row.label]
        assert found[row.id] in right | {"undecided"}, row
    return sum(found[row.id] != "undecided" for row in sample) / len(sample)


def _is_unsatisfiable(row: Row) -> bool:
    """The conclusion `false` stands for "the premises are unsatisfiable"."""
    return row.conclusion == "false" and row.label == "entailed"


def test_syllogisms(tmp_path: Path) -> None:
    sample = undisputed("syllogisms", every=25)
    assert decided(sample, verdicts(sample, tmp_path)) == 1


@pytest.mark.slow
def test_all_syllogisms(tmp_path: Path) -> None:
    sample = undisputed("syllogisms")
    assert len(sample) == 512
    assert decided(sample, verdicts(sample, tmp_path)) == 1


def test_folio(tmp_path: Path) -> None:
    sample = undisputed("folio-validation", every=7)
    assert decided(sample, verdicts(sample, tmp_path)) == 1


@pytest.mark.slow
def test_all_of_folio(tmp_path: Path) -> None:
    sample = undisputed("folio-validation")
    assert len(sample) == 90
    assert decided(sample, verdicts(sample, tmp_path)) == 1


def test_pelletier(tmp_path: Path) -> None:
    sample = undisputed("pelletier", longest=115)
    assert len(sample) >= 20
    assert decided(sample, verdicts(sample, tmp_path)) == 1


@pytest.mark.slow
def test_all_of_pelletier(tmp_path: Path) -> None:
    sample = undisputed("pelletier")
    assert len(sample) == 27
    assert decided(sample, verdicts(sample, tmp_path)) >= 0.88


def test_tptp(tmp_path: Path) -> None:
    sample = undisputed("tptp-fof", every=2, longest=100)
    assert len(sample) >= 30
    assert decided(sample, verdicts(sample, tmp_path)) >= 0.85


@pytest.mark.slow
def test_all_of_tptp(tmp_path: Path) -> None:
    sample = undisputed("tptp-fof")
    assert len(sample) == 126
    assert decided(sample, verdicts(sample, tmp_path)) >= 0.85


def test_cases_from_the_builder_come_out_as_those_from_text(tmp_path: Path) -> None:
    sample = undisputed("folio-validation", every=18)
    from_text = verdicts(sample, tmp_path)
    for row in sample:
        (case,) = formalcase.check(built_case(row)).cases
        assert verdict(case) == from_text[row.id]
