"""The smaller commands: show, explain, new, schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import run

from formalcase.diagnostics.catalogue import CATALOGUE

CASE = """\
case stairs "Nobody falls" { top C1 }
const falls: Int "falls"
claim C1 "Few fall" { holds falls < 3 }
assumption A1 "Falls are few" { holds falls < 5 }
argument S1 "So" { for C1 from A1 }
"""


# ---- new -----------------------------------------------------------------------------------------


def test_a_new_case_is_established_with_notes_at_most(tmp_path: Path) -> None:
    path = tmp_path / "mine.fcase"
    assert run("new", path).exit_code == 0
    assert len(path.read_text().splitlines()) <= 10
    done = run("check", path, "--format", "json")
    assert done.exit_code == 0
    (case,) = json.loads(done.stdout)["cases"]
    assert case["verdict"] == "established"
    assert all(finding["severity"] == "note" for finding in case["findings"])


def test_a_new_case_is_in_canonical_layout(tmp_path: Path) -> None:
    path = tmp_path / "mine.fcase"
    run("new", path)
    assert run("fmt", "--check", path).exit_code == 0


def test_new_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "mine.fcase"
    path.write_text("mine")
    done = run("new", path)
    assert done.exit_code == 2
    assert "FC915" in done.stderr
    assert path.read_text() == "mine"


def test_new_does_not_write_through_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "link.fcase").symlink_to(tmp_path / "elsewhere")
    assert run("new", tmp_path / "link.fcase").exit_code == 2
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("name", "code"), [("mine", "FC916"), ("mine.txt", "FC916"), ("no/mine.fcase", "FC914")]
)
def test_new_refuses_names_that_cannot_be(tmp_path: Path, name: str, code: str) -> None:
    done = run("new", tmp_path / name)
    assert done.exit_code == 2
    assert code in done.stderr


# ---- explain -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["FC912", "fc912", "bad-setting"])
def test_a_finding_is_explained_by_code_or_name(code: str) -> None:
    done = run("explain", code)
    assert done.exit_code == 0
    assert "FC912" in done.stdout


def test_a_finding_of_each_hundred_can_be_explained() -> None:
    # That each has a page which can be shown is for `test_finding_pages.py`.
    one_each = {code[:3]: code for code in CATALOGUE}.values()
    assert len(one_each) >= 6
    for code in one_each:
        done = run("explain", code)
        assert done.exit_code == 0
        assert code in done.stdout


@pytest.mark.parametrize("code", ["FC000", "bad-seting", "", "../../etc/passwd", "\x1b[31m"])
def test_an_unknown_finding_is_an_input_error(code: str) -> None:
    done = run("explain", code)
    assert done.exit_code == 2
    assert "FC917" in done.stderr
    assert "\x1b" not in done.stderr


# ---- schema --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_schema_is_printed(command: str) -> None:
    schema = json.loads(run("schema", command).stdout)
    assert schema["$id"] == f"formalcase/{command}/1"


def test_an_unknown_schema_is_an_input_error() -> None:
    done = run("schema", "chek")
    assert done.exit_code == 2
    assert "did you mean `check`?" in done.stderr


# ---- show ----------------------------------------------------------------------------------------


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "stairs.fcase"
    path.write_text(CASE)
    return path


def test_a_step_is_shown_with_its_world(case: Path) -> None:
    done = run("show", case, "S1")
    assert done.exit_code == 1
    assert "does not follow" in done.stdout
    assert "falls = " in done.stdout


def test_a_leaf_that_is_fine_is_clean(case: Path) -> None:
    assert run("show", case, "A1").exit_code == 0


def test_a_node_as_json(case: Path) -> None:
    document = json.loads(run("show", case, "A1", "--format", "json").stdout)
    assert document["schema"] == "formalcase/show/1"
    assert [link["id"] for link in document["node"]["carries"]] == ["S1"]


def test_a_case_from_standard_input_is_shown() -> None:
    assert "does not follow" in run("show", "-", "S1", text=CASE).stdout


def test_an_unknown_node_is_an_input_error(case: Path) -> None:
    done = run("show", case, "A11")
    assert done.exit_code == 2
    assert "did you mean `A1`?" in done.stderr


@pytest.mark.parametrize("text", ["", "claim C1 {", 'claim C1 "x" { holds y }', 'claim C1 "a module" { }'])
def test_what_is_no_case_cannot_be_shown(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.fcase"
    path.write_text(text)
    done = run("show", path, "C1")
    assert done.exit_code == 2
    assert "error[FC" in done.stderr


def test_a_folder_or_nothing_cannot_be_shown(tmp_path: Path) -> None:
    assert run("show", tmp_path, "C1").exit_code == 2
    assert run("show", tmp_path / "no.fcase", "C1").exit_code == 2


# ---- export --------------------------------------------------------------------------------------


def test_the_questions_are_written_to_a_folder(case: Path, tmp_path: Path) -> None:
    done = run("export", "smt2", case, "-o", tmp_path / "out")
    assert done.exit_code == 0
    written = sorted((tmp_path / "out").iterdir())
    assert done.stdout.splitlines() == [str(path) for path in written]
    assert all("(check-sat)" in path.read_text() for path in written)


def test_an_export_needs_a_case_and_a_folder(case: Path, tmp_path: Path) -> None:
    assert run("export", "smt2", tmp_path / "no.fcase", "-o", tmp_path / "out").exit_code == 2
    assert run("export", "smt2", case, "-o", case).exit_code == 2
    assert run("export", "smt2", case).exit_code == 2
