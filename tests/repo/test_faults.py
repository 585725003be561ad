"""The seeded faults of the examples: the tables on their pages say what the checker finds, and what not.

A fault is a change to one or both files of a case, `faults/NAME.diff`, in the form that `patch` reads.
Its first paragraph is what the page says of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import formalcase
from formalcase.case.model import Case
from formalcase.diagnostics.finding import Severity
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = sorted(path.parent for path in EXAMPLES.glob("*/faults"))
BASE = "mended.fcase"
"""The case that the faults are put into."""

_NAME = re.compile(r"\[(?P<name>\w+)\]\(faults/(?P=name)\.diff\)")
_FOUND = re.compile(r"(?P<code>FC\d{3}) `(?P<name>[a-z-]+)` at (?P<subjects>`[^;]+)")
_QUOTED = re.compile(r"`([^`]+)`")
_HEADING = re.compile(r"^### `(?P<file>\w+\.fcase)`", re.MULTILINE)

# The verdict, and what is found with it: subjects by code and name.
Outcome = tuple[str, Mapping[str, set[str]]]


def ids(folder: Path) -> str:
    return folder.name


def readme(folder: Path) -> str:
    return (folder / "README.md").read_text(encoding="utf-8")


def cells(text: str) -> list[list[str]]:
    """The rows of the tables in a text, heads and rules included."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"
    ]


def found_in(cell: str) -> dict[str, set[str]]:
    return {
        f"{match['code']} {match['name']}": set(_QUOTED.findall(match["subjects"]))
        for match in _FOUND.finditer(cell)
    }


def found(case: CaseResult) -> dict[str, set[str]]:
    """The errors and warnings, but for the one that every case that is not established has."""
    by_code: dict[str, set[str]] = defaultdict(set)
    for finding in case.findings:
        if finding.severity is not Severity.NOTE and finding.name != "not-established":
            by_code[f"{finding.code} {finding.name}"].add(finding.subject)
    return dict(by_code)


# ---- The table of faults -------------------------------------------------------------------------


def table(folder: Path) -> dict[str, tuple[str, Outcome]]:
    """By the name of a fault: its sentence, and what comes out."""
    rows = [row for row in cells(readme(folder)) if _NAME.fullmatch(row[0])]
    return {
        _NAME.fullmatch(name)["name"]: (text, (verdict.strip("`"), found_in(by)))  # type: ignore[index]
        for name, text, verdict, by in rows
    }


def hunks(diff: str) -> list[tuple[str, str, str]]:
    """The changes in a diff: a file, a piece of its text, and what stands there instead."""
    changes = []
    for part in re.split(r"^--- a/", diff, flags=re.MULTILINE)[1:]:
        head, *pieces = re.split(r"^@@.*\n", part, flags=re.MULTILINE)
        for piece in pieces:
            lines = piece.splitlines(keepends=True)
            before = "".join(line[1:] for line in lines if line[0] != "+")
            after = "".join(line[1:] for line in lines if line[0] != "-")
            changes.append((head.splitlines()[0], before, after))
    return changes


def seeded(folder: Path, fault: Path, into: Path) -> Path:
    """A copy of the case with the fault in it."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.fcase")}
    for name, before, after in hunks(fault.read_text(encoding="utf-8")):
        assert texts[name].count(before) == 1, f"{fault.name}: not to be found once in {name}:\n{before}"
        texts[name] = texts[name].replace(before, after)
    copy = into / folder.name / fault.stem
    copy.mkdir(parents=True)
    for name, text in texts.items():
        (copy / name).write_text(text, encoding="utf-8")
    return copy / BASE


def test_there_are_faults() -> None:
    assert CASES


@pytest.mark.parametrize("folder", CASES, ids=ids)
def test_the_page_has_every_fault_in_its_own_words(folder: Path) -> None:
    faults = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "faults").glob("*.diff")}
    assert {name: diff.split("\n\n")[0] for name, diff in faults.items()} == {
        name: text for name, (text, _) in table(folder).items()
    }


@pytest.mark.parametrize("folder", CASES, ids=ids)
def test_every_fault_fits_the_case_as_it_stands(folder: Path, tmp_path: Path) -> None:
    for fault in sorted((folder / "faults").glob("*.diff")):
        assert seeded(folder, fault, tmp_path).is_file()


@pytest.mark.parametrize("folder", CASES, ids=ids)
def test_some_faults_are_not_found_and_the_page_says_so(folder: Path) -> None:
    cell = {row[0]: row[3] for row in cells(readme(folder)) if _NAME.fullmatch(row[0])}
    for name, (_, (verdict, findings)) in table(folder).items():
        unseen = verdict == "established" and not findings
        assert (cell[f"[{name}](faults/{name}.diff)"] == "**not found**") == unseen
    assert "**not found**" in cell.values()


@pytest.mark.slow
@pytest.mark.parametrize("folder", CASES, ids=ids)
def test_the_faults_are_found_as_the_page_says(folder: Path, tmp_path: Path) -> None:
    paths = [seeded(folder, fault, tmp_path) for fault in sorted((folder / "faults").glob("*.diff"))]
    got = {
        Path(case.file).parent.name: (case.verdict.value, found(case))
        for case in check_paths(paths, Settings(jobs=2)).cases
    }
    assert got == {name: outcome for name, (_, outcome) in table(folder).items()}


# ---- What the pages say of the cases without faults ----------------------------------------------


@cache
def result(path: Path) -> CaseResult:
    (case,) = check_paths([path], Settings(jobs=2)).cases
    return case


@pytest.mark.parametrize("folder", CASES, ids=ids)
def test_the_case_without_faults_has_neither_errors_nor_warnings(folder: Path) -> None:
    case = result(folder / BASE)
    assert case.verdict == "established"
    assert found(case) == {}


def sections(folder: Path) -> dict[str, str]:
    text = readme(folder).split("\n## Seeded faults")[0]
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {head["file"]: text[head.end() : end] for head, end in zip(heads, ends, strict=True)}


@pytest.mark.parametrize("folder", CASES, ids=ids)
def test_the_findings_are_the_ones_stated(folder: Path) -> None:
    for file, text in sections(folder).items():
        stated: dict[str, set[str]] = defaultdict(set)
        for code, subjects, *_ in [row for row in cells(text) if row[0].startswith("FC")]:
            stated[code.replace("`", "")] |= set(_QUOTED.findall(subjects))
        assert stated == found(result(folder / file)), file


@pytest.mark.parametrize(
    ("folder", "leaves", "judged"), [("cyber_inability", 32, 3), ("ai_control", 17, 2)], ids=str
)
def test_the_numbers_of_the_pages(folder: str, leaves: int, judged: int) -> None:
    support = result(EXAMPLES / folder / BASE).support
    assert (len(support.leaves), support.by_judgement) == (leaves, judged)
    section = sections(EXAMPLES / folder)[BASE]
    assert f"follows from {leaves} leaves" in section.replace("\n", " ")
    assert {3: "three", 2: "two"}[judged] + " steps are closed by judgement" in section.replace("\n", " ")


@pytest.mark.parametrize(("folder", "number"), [("cyber_inability", 14), ("ai_control", 6)])
def test_all_steps_of_the_cases_with_bridges_are_valid(folder: str, number: int) -> None:
    case = result(EXAMPLES / folder / "case.fcase")
    assert [each.verdict for each in case.obligations if each.kind == "validity"] == ["valid"] * number


def control(tmp_path: Path, *changes: tuple[str, str]) -> CaseResult:
    """The mended control case, with changes to the case that it mends."""
    folder = EXAMPLES / "ai_control"
    text = (folder / "case.fcase").read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    (tmp_path / "case.fcase").write_text(text, encoding="utf-8")
    (tmp_path / BASE).write_bytes((folder / BASE).read_bytes())
    return result(tmp_path / BASE)


def test_the_control_case_has_room_for_a_third_more_traffic(tmp_path: Path) -> None:
    (tmp_path / "most").mkdir()
    (tmp_path / "more").mkdir()
    most = control(tmp_path / "most", ("40_000[run/year]", "53_333[run/year]"))
    more = control(tmp_path / "more", ("40_000[run/year]", "53_334[run/year]"))
    assert (most.verdict, more.verdict) == ("established", "not_established")


def test_the_control_case_has_no_run_to_spare(tmp_path: Path) -> None:
    case = control(tmp_path, ("tested_runs = 8_000_000", "tested_runs = 7_999_999"))
    assert found(case)["FC401 invalid-step"] == {"control.EXTRAPOLATE"}


@pytest.mark.slow
def test_a_contradiction_that_nobody_cites_is_noticed_in_the_case_itself(tmp_path: Path) -> None:
    folder = EXAMPLES / "cyber_inability"
    fault = folder / "faults" / "context_contradicted_formally.diff"
    case = result(seeded(folder, fault, tmp_path).with_name("case.fcase"))
    assert found(case)["FC421 unreachable"] == {"RELEASE"}


# ---- What the pages tell red teams ---------------------------------------------------------------


def loaded(folder: str) -> Case:
    return formalcase.load(EXAMPLES / folder / BASE)


def test_every_leaf_of_the_control_case_is_a_single_point_of_failure() -> None:
    assert formalcase.defeaters(loaded("ai_control")).by_size == {1: 17}


@pytest.mark.slow
def test_what_brings_the_cyber_case_down() -> None:
    found_sets = formalcase.defeaters(loaded("cyber_inability"))
    assert found_sets.by_size == {1: 27, 2: 3}
    sets = {frozenset(each.ids) for each in found_sets}
    single = {leaf for each in sets if len(each) == 1 for leaf in each}
    assert {
        f"cyber.{name}" for name in ("EFFORT", "HONEST", "NO_HARDER", "AS_BEFORE", "Risk.closed")
    } < single
    assert {"cyber.E_FLAGS", "cyber.E_MEMORY", "PANEL_RIGHT"} < single
    assert frozenset({"cyber.P_FLAGS", "cyber.P_MEMORY"}) in sets


@pytest.mark.slow
def test_what_falls_when_the_weights_are_released() -> None:
    supposed = formalcase.what_if(loaded("cyber_inability"), false=["cyber.API"])
    assert {each.claim.removeprefix("cyber.") for each in supposed.falls} == {
        *("C1", "J2", "C_PHISHING", "C_EXPLOITS", "C_INTRUSION"),
        *("N_SPEAR", "N_FLAGS", "N_MEMORY", "N_RANGE"),
    }
