"""The examples come out as the texts beside them say, and stand in the canonical layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

import formalcase
from formalcase.cli.app import app
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOLDERS = sorted({path.parent for path in EXAMPLES.rglob("*.fcase")})
SCHEMING = EXAMPLES / "scheming_inability"

_STATED = re.compile(
    r"^(?:### `|\$ formalcase check examples/\w+/)(?P<file>\w+\.fcase)"
    r".*?`(?P<verdict>established|not_established|undecided)`",
    re.MULTILINE | re.DOTALL,
)
_ROW = re.compile(r"^\| (?P<names>[A-Z][A-Za-z0-9_, ]*) \| (?P<verdict>[^|]+) \|", re.MULTILINE)


@cache
def results() -> Mapping[Path, CaseResult]:
    """The result of each example that is a case."""
    return {Path(case.file): case for case in check_paths([EXAMPLES], Settings(jobs=2)).cases}


def readme(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


def steps(case: CaseResult) -> dict[str, str]:
    return {each.subject: each.verdict.value for each in case.obligations if each.kind == "validity"}


def subjects(case: CaseResult, name: str) -> set[str]:
    return {finding.subject for finding in case.findings if finding.name == name}


# ---- What the texts say --------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_verdicts_are_the_ones_stated(folder: Path) -> None:
    stated = {found["file"]: found["verdict"] for found in _STATED.finditer(readme(folder))}
    assert stated == {path.name: case.verdict for path, case in results().items() if path.parent == folder}


def test_the_table_of_the_published_argument_is_so() -> None:
    """Each row: a step with its verdict, a claim without an argument, or a doubt with its status."""
    text = readme(SCHEMING)
    section = text[text.index("### `case.fcase`") : text.index("### `limit3.fcase`")]
    rows = [(found["names"].split(", "), found["verdict"].strip("* ")) for found in _ROW.finditer(section)]
    stated = {name: verdict for names, verdict in rows for name in names}
    case = results()[SCHEMING / "case.fcase"]
    # The text calls what is in the module by its short name.
    found = {name.removeprefix("results."): verdict for name, verdict in steps(case).items()}
    found |= dict.fromkeys(subjects(case, "unargued-claim"), "nobody argues for it")
    found |= {defeater.id: defeater.status for defeater in case.defeaters}
    assert stated == found


def test_one_pass_less_and_the_missing_cells_decide() -> None:
    case = results()[SCHEMING / "limit3.fcase"]
    assert steps(case)["COUNT"] == "invalid"
    assert {verdict for step, verdict in steps(case).items() if step != "COUNT"} == {"valid"}


def test_what_is_left_in_the_mended_case_are_four_open_doubts() -> None:
    case = results()[SCHEMING / "mended.fcase"]
    assert set(steps(case).values()) == {"valid", "warranted"}
    assert subjects(case, "unargued-claim") == set()
    opened = {defeater.id for defeater in case.defeaters if defeater.status == "open"}
    assert opened == {"D_SANDBAG", "D_PROMPTS", "D_ANALOGY", "D_MARKS"}


def with_accepted(*doubts: str, folder: Path) -> CaseResult:
    """The mended case, with some of its doubts accepted."""
    text = (SCHEMING / "mended.fcase").read_text(encoding="utf-8")
    for doubt in doubts:
        text, number = re.subn(
            rf'(defeater {doubt} "[^"]*" \{{[^}}]*?) *\}}', r'\1 residual "for this test" }', text
        )
        assert number == 1
    (folder / "mended.fcase").write_text(text, encoding="utf-8")
    (folder / "results.fcase").write_bytes((SCHEMING / "results.fcase").read_bytes())
    return formalcase.check(formalcase.load(folder / "mended.fcase")).cases[0]


def test_with_two_doubts_answered_the_claim_stands_by_awareness(tmp_path: Path) -> None:
    case = with_accepted("D_SANDBAG", "D_PROMPTS", folder=tmp_path)
    assert case.verdict == "established"
    assert (len(case.support.leaves), case.support.by_judgement) == (9, 0)


def test_with_all_doubts_answered_the_claim_follows_from_40_leaves(tmp_path: Path) -> None:
    case = with_accepted("D_SANDBAG", "D_PROMPTS", "D_ANALOGY", "D_MARKS", folder=tmp_path)
    assert case.verdict == "established"
    assert len(case.support.leaves) == 40
    assert not subjects(case, "contradictory-part") | subjects(case, "contradictory-legs")


def test_the_ten_lines_rest_on_three_leaves() -> None:
    folder = EXAMPLES / "ten_lines"
    assert set(results()[folder / "case.fcase"].support.leaves) == {"E1", "A1", "A2"}
    assert steps(results()[folder / "wrong.fcase"]) == {"S1": "invalid"}


def test_the_worked_case_has_one_reason() -> None:
    case = results()[EXAMPLES / "worked" / "scheming.fcase"]
    assert [defeater.id for defeater in case.defeaters if defeater.status == "open"] == ["D1"]
    assert sorted(steps(case).values()) == ["valid", "valid", "valid", "warranted"]
    assert steps(case)["S2"] == "warranted"


# ---- Layout --------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["examples", "specs"])
def test_what_ships_is_in_the_canonical_layout(folder: str) -> None:
    done = CliRunner().invoke(app, ["fmt", "--check", str(ROOT / folder)])
    assert done.output == ""
    assert done.exit_code == 0
