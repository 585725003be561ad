"""The examples and the tables on their pages: what each case comes to, and which seeded faults are found.

A page has a section `### FILE` for each case of its folder, which starts with the verdict and the exit code.
A table in it that starts with `finding` lists all errors and warnings but FC430; one that starts with `step
or claim` lists all steps with their verdicts, the claims that nobody argues for, and the doubts.

A fault is a change to the files of a case, `faults/NAME.diff`, in the form that `patch` reads. Its first
paragraph is what the table of faults says of it; the table has what is found that is not found without it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from pages import ROOT
from typer.testing import CliRunner

from formalcase.cli.app import app
from formalcase.diagnostics.finding import Severity
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

PAGES = sorted((ROOT / "examples").glob("*/README.md"))
WITH_FAULTS = [page for page in PAGES if page.with_name("faults").is_dir()]
NOT_FOUND = "**not found**"

_UNSEEN = re.compile(r"<!--.*?-->\n", re.DOTALL)
_SECTION = re.compile(r"^### `(?P<file>\w+\.fcase)`.*\n(?P<text>(?:(?!##).*\n)*)", re.MULTILINE)
_OUTCOME = re.compile(r"\s*`(?P<verdict>established|not_established|undecided)`, exit code (?P<code>\d)\b")
_SUPPORT = re.compile(
    r"follows from (?P<leaves>\d+) leaves(?:; (?P<judged>\w+) steps are closed by judgement)?"
)
_FAULT = re.compile(r"\[(?P<name>\w+)\]\(faults/(?P=name)\.diff\)")
_BASE = re.compile(r"^formalcase check faulty/(?P<file>\w+\.fcase)$", re.MULTILINE)
_FOUND = re.compile(r"(?P<code>FC\d{3}) `(?P<name>[a-z-]+)` at (?P<subjects>`[^;]+)")
_QUOTED = re.compile(r"`([^`]+)`")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Found = Mapping[str, set[str]]
"""Subjects of findings, by code and name."""


def name_of(page: Path) -> str:
    return page.parent.name


def read(page: Path) -> str:
    """The text that a reader sees."""
    return _UNSEEN.sub("", page.read_text(encoding="utf-8"))


def tables(text: str, first: str) -> list[Mapping[str, str]]:
    """The rows of the tables whose first column is called so, each by the heads of the columns."""
    rows: list[Mapping[str, str]] = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        head, _, *body = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()
        ]
        if head[0] == first:
            rows += [dict(zip(head, row, strict=True)) for row in body]
    return rows


def findings(case: CaseResult, *, notes: bool) -> Found:
    """The findings by their name, but for the one that every case that is not established has."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in case.findings:
        if each.name != "not-established" and (notes or each.severity is not Severity.NOTE):
            found[f"{each.code} {each.name}"].add(each.subject or "")
    return dict(found)


# ---- The cases -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_case_comes_out_as_its_section_says(page: Path) -> None:
    cases = {Path(case.file).name: case for case in check_paths([page.parent], Settings()).cases}
    sections = {found["file"]: found["text"] for found in _SECTION.finditer(read(page))}
    assert list(sections) == sorted(cases, key=list(sections).index)
    for file, text in sections.items():
        case, outcome = cases[file], _OUTCOME.match(text)
        assert outcome is not None, file
        failed = any(each.severity is Severity.ERROR for each in case.findings)
        assert (outcome["verdict"], outcome["code"]) == (case.verdict, str(int(failed))), file
        for stated in _SUPPORT.finditer(" ".join(text.split())):
            judged = stated["judged"] and _NUMBERS.index(stated["judged"])
            assert stated["leaves"] == str(len(case.support.leaves)), file
            assert judged in (None, case.support.by_judgement), file
        if rows := tables(text, "finding"):
            assert stated_findings(rows) == findings(case, notes=False), file
        if rows := tables(text, "step or claim"):
            assert stated_verdicts(rows) == verdicts(case), file


def stated_findings(rows: Sequence[Mapping[str, str]]) -> Found:
    stated: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        stated[row["finding"].replace("`", "")] |= set(_QUOTED.findall(row["at"]))
    return dict(stated)


def stated_verdicts(rows: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    return {name: row["verdict"].strip("* ") for row in rows for name in row["step or claim"].split(", ")}


def verdicts(case: CaseResult) -> Mapping[str, str]:
    """What is in a module goes by its short name, as on the page."""
    found = {
        each.subject.rpartition(".")[2]: each.verdict.value
        for each in case.obligations
        if each.kind == "validity"
    }
    found |= {each.subject or "": "unargued" for each in case.findings if each.name == "unargued-claim"}
    return found | {defeater.id.rpartition(".")[2]: defeater.status for defeater in case.defeaters}


# ---- Their faults --------------------------------------------------------------------------------


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


def base_of(page: Path) -> Path:
    """The case that the faults are put under."""
    (file,) = _BASE.findall(read(page))
    return page.with_name(file)


def seeded(page: Path, into: Path) -> Mapping[str, Path]:
    """By the name of a fault, the case with the fault in a copy of its files."""
    copies = {}
    for fault in sorted(page.with_name("faults").glob("*.diff")):
        texts = {path.name: read(path) for path in page.parent.glob("*.fcase")}
        for name, before, after in hunks(read(fault)):
            assert texts[name].count(before) == 1, f"{fault.name}: not to be found once in {name}:\n{before}"
            texts[name] = texts[name].replace(before, after)
        folder = into / fault.stem
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        copies[fault.stem] = folder / base_of(page).name
    return copies


def faults_on(page: Path) -> Mapping[str, Mapping[str, str]]:
    rows = tables(read(page), "fault")
    return {found["name"]: row for row in rows if (found := _FAULT.fullmatch(row["fault"]))}


def found_in(cell: str) -> Found:
    return {
        f"{match['code']} {match['name']}": set(_QUOTED.findall(match["subjects"]))
        for match in _FOUND.finditer(cell)
    }


@pytest.mark.parametrize("page", WITH_FAULTS, ids=name_of)
def test_the_page_has_every_fault_in_its_own_words(page: Path, tmp_path: Path) -> None:
    texts = {name: read(page.with_name("faults") / f"{name}.diff") for name in seeded(page, tmp_path)}
    rows = faults_on(page)
    assert {name: row["what is changed"] for name, row in rows.items()} == {
        name: text.split("\n\n")[0] for name, text in texts.items()
    }
    unseen = [name for name, row in rows.items() if row["found by"] == NOT_FOUND]
    assert unseen == [name for name, row in rows.items() if not found_in(row["found by"])]
    assert unseen, "the ones that are not found are the most useful rows"


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_FAULTS, ids=name_of)
def test_the_faults_are_found_as_the_page_says(page: Path, tmp_path: Path) -> None:
    faults = seeded(page, tmp_path)
    base, *faulty = check_paths([base_of(page), *faults.values()], Settings(jobs=2)).cases
    assert base.verdict == "established"
    usual = findings(base, notes=True)
    rows = faults_on(page)
    for name, case in zip(faults, faulty, strict=True):
        found = findings(case, notes=True)
        new = {key: more for key, at in found.items() if (more := at - usual.get(key, set()))}
        row = rows[name]
        stated = (row["verdict"].strip("`"), row["leaves"], found_in(row["found by"]))
        assert stated == (case.verdict, str(len(case.support.leaves)), new), name


# ---- Layout --------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["examples", "specs"])
def test_what_ships_is_in_the_canonical_layout(folder: str) -> None:
    done = CliRunner().invoke(app, ["fmt", "--check", str(ROOT / folder)])
    assert done.output == ""
    assert done.exit_code == 0
