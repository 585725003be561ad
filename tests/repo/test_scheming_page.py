"""What the page of the scheming case says beyond its verdicts: seeded faults, legs, defeater sets, what-if.

The faults are put under `granted.fcase`, which is established but not without findings: a published case
is kept as it is. So this table says what is new against it, notes included, and how many leaves are left.
"""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from test_faults import cells, seeded
from typer.testing import CliRunner

import formalcase
from formalcase.case.model import Case
from formalcase.cli.app import app
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "scheming_inability"
BASE = "granted.fcase"

_NAME = re.compile(r"\[(?P<name>\w+)\]\(seeded/(?P=name)\.diff\)")
_FOUND = re.compile(r"(?P<code>FC\d{3}) `(?P<name>[a-z-]+)` at (?P<subjects>`[^;]+)")
_QUOTED = re.compile(r"`([^`]+)`")

Found = frozenset[tuple[str, str]]
"""Findings, each as its code with its name, and its subject."""

Row = tuple[str, str, str, Found]
"""What is changed, the verdict, the number of leaves, what is found."""


def page() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def diffs() -> list[Path]:
    return sorted((FOLDER / "seeded").glob("*.diff"))


@cache
def loaded(name: str = "mended.fcase") -> Case:
    return formalcase.load(FOLDER / name)


# ---- The table of faults -------------------------------------------------------------------------


def findings(case: CaseResult) -> Found:
    return frozenset((f"{each.code} {each.name}", each.subject or "") for each in case.findings)


def table() -> dict[str, tuple[str, Row]]:
    """By the name of a fault, the cell of what is found as it is written, and the row."""
    rows = {}
    for row in cells(page()):
        if name := _NAME.fullmatch(row[0]):
            _, text, verdict, leaves, by = row
            found = frozenset(
                (f"{match['code']} {match['name']}", subject)
                for match in _FOUND.finditer(by)
                for subject in _QUOTED.findall(match["subjects"])
            )
            rows[name["name"]] = (by, (text, verdict.strip("`"), leaves, found))
    return rows


def test_the_page_has_every_fault_in_its_own_words() -> None:
    assert {path.stem: path.read_text(encoding="utf-8").split("\n\n")[0] for path in diffs()} == {
        name: row[0] for name, (_, row) in table().items()
    }


def test_every_fault_fits_the_case_as_it_stands(tmp_path: Path) -> None:
    for fault in diffs():
        assert seeded(FOLDER, fault, tmp_path).with_name(BASE).is_file()


def test_what_is_not_found_is_called_so() -> None:
    assert {name for name, (by, _) in table().items() if by == "**not found**"} == {
        name for name, (_, row) in table().items() if not row[3]
    }
    assert any(not row[3] for _, row in table().values())


@pytest.mark.slow
def test_the_faults_are_found_as_the_page_says(tmp_path: Path) -> None:
    paths = [FOLDER / BASE] + [seeded(FOLDER, fault, tmp_path).with_name(BASE) for fault in diffs()]
    base, *faulty = check_paths(paths, Settings(jobs=2)).cases
    assert base.verdict == "established"
    got = {
        fault.stem: (case.verdict.value, str(len(case.support.leaves)), findings(case) - findings(base))
        for fault, case in zip(diffs(), faulty, strict=True)
    }
    assert got == {name: row[1:] for name, (_, row) in table().items()}


# ---- The legs ------------------------------------------------------------------------------------


@cache
def legs_of_the_claim() -> str:
    done = CliRunner().invoke(app, ["legs", str(FOLDER / "mended.fcase"), "P0"])
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("leaf", ["THREATS", "ELICITED", "HONEST", "SETTING"])
def test_the_legs_share_four_leaves(leaf: str) -> None:
    assert f"shared leaf: `LEG_SA` and `LEG_ST` both rest on `{leaf}`" in legs_of_the_claim()
    assert legs_of_the_claim().count("shared leaf:") == 4


def test_the_legs_count_as_one() -> None:
    assert "shared source:" in legs_of_the_claim()
    assert legs_of_the_claim().count("shared source:") == 2
    assert "effective number of legs: 1 of 2" in legs_of_the_claim()


# ---- Defeater sets -------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_brings_the_claim_down() -> None:
    sets = list(formalcase.defeaters(loaded()))
    sizes = [len(each) for each in sets]
    assert {size: sizes.count(size) for size in sizes} == {1: 4, 2: 93, 3: 31}
    assert {leaf for each in sets if len(each) == 1 for leaf in each.ids} == {
        *("THREATS", "ELICITED", "HONEST", "SETTING")
    }
    assert all(
        {"results.AWARENESS", "results.NEVER_SOLVED"} < set(each.ids) for each in sets if len(each) == 3
    )


def test_two_cells_break_the_count_alone() -> None:
    sets = list(formalcase.defeaters(loaded(), "P3_COUNT", semantics="logic"))
    alone = {leaf for each in sets if len(each) == 1 for leaf in each.ids}
    assert alone == {"results.O1_RULES", "results.O1_EVASION", "results.BAR_EVASION"}
    pairs = [set(each.ids) for each in sets if len(each) == 2]
    assert len(pairs) == 10
    assert not any(leaf.startswith(("results.FLASH", "results.GPT4O")) for pair in pairs for leaf in pair)
    assert sum(len(each) == 3 for each in sets) == 19


def test_as_it_is_argued_every_cell_counts() -> None:
    assert formalcase.defeaters(loaded(), "P3_COUNT").by_size == {1: 22}


# ---- What if -------------------------------------------------------------------------------------


def shown() -> list[tuple[str, str]]:
    """The commands that the page shows, and what it shows of their output."""
    blocks = re.findall(r"```\n\$ formalcase (whatif [^\n]*)\n(.*?)\n```", page(), re.DOTALL)
    return [(command, output) for command, output in blocks]


@pytest.mark.parametrize(("command", "output"), shown())
def test_the_page_shows_the_what_if_as_it_comes_out(
    command: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(app, shlex.split(command))
    assert done.exit_code == 0
    assert done.stdout.rstrip("\n") == output


def falls(*fail: str) -> set[str]:
    return {each.claim for each in formalcase.what_if(loaded(), fail=fail).falls}


@pytest.mark.parametrize("leaf", ["HONEST", "ELICITED", "SETTING"])
def test_what_the_evaluations_take_for_granted_takes_both_legs(leaf: str) -> None:
    assert falls(leaf) == {"P0", "P2", "P3"}


def test_the_two_cells_take_the_leg_of_stealth_alone() -> None:
    assert falls("results.O1_RULES", "results.O1_EVASION") == {"P3", "P3_COUNT"}


def test_without_the_marks_the_awareness_count_stands() -> None:
    assert falls("results.AWARENESS") == set()
    assert falls("results.AWARENESS", "results.NEVER_SOLVED") == {"P2", "P2_COUNT"}
