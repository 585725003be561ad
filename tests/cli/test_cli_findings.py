"""Findings that only the command line has: about paths and names that were given to it, not about a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import run
from typer.testing import Result

PROVED = """\
case stairs "Few fall" { top C1 }
const falls: Int "falls"
claim C1 "Few fall" { holds falls < 5 }
evidence E1 "Hardly anybody fell" { holds falls < 3 }
argument S1 "Counted" { for C1 from E1 }
"""
JUDGED = """\
case stairs "Few fall" { top C1 }
claim C1 "Few fall"
evidence E1 "Hardly anybody fell"
argument S1 "Counted" { for C1 from E1 }
"""
MODULE = 'evidence E1 "Hardly anybody fell"\n'


def codes(done: Result) -> list[str]:
    """The codes of the findings that belong to no case."""
    return [finding["code"] for finding in json.loads(done.stdout)["findings"]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---- Paths that lead nowhere ---------------------------------------------------------------------


def test_a_folder_without_a_case(place: Path) -> None:
    (place / "docs").mkdir()
    done = run("check", "docs", "--format", "json")
    assert done.exit_code == 2
    assert codes(done) == ["FC900"]


def test_a_folder_of_modules_only(place: Path) -> None:
    (place / "parts").mkdir()
    (place / "parts" / "other.fcase").write_text(MODULE)
    done = run("check", "parts", "--format", "json")
    assert done.exit_code == 2
    assert codes(done) == ["FC900"]


def test_a_file_that_is_not_there(place: Path) -> None:
    (place / "pump.fcase").write_text(PROVED)
    done = run("check", "pmup.fcase", "--format", "json")
    assert done.exit_code == 2
    assert codes(done) == ["FC901"]
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["help"] == "did you mean `pump.fcase`?"
    assert finding["location"]["file"] == "pmup.fcase"


def test_one_missing_file_does_not_keep_the_others_from_being_checked(place: Path) -> None:
    (place / "pump.fcase").write_text(PROVED)
    done = run("check", "pump.fcase", "gone.fcase", "--format", "json")
    assert done.exit_code == 2
    assert codes(done) == ["FC901"]
    assert [case["verdict"] for case in json.loads(done.stdout)["cases"]] == ["established"]


@pytest.mark.parametrize("format", ["text", "concise"])
@pytest.mark.parametrize(
    ("path", "code"), [("docs", "FC900"), ("gone.fcase", "FC901"), ("other.fcase", "FC902")]
)
def test_what_is_about_a_whole_file_has_no_line(place: Path, path: str, code: str, format: str) -> None:  # noqa: A002
    (place / "docs").mkdir()
    (place / "other.fcase").write_text(MODULE)
    done = run("check", path, "--format", format)
    assert done.exit_code == 2
    assert code in done.stdout
    assert f"{path}:1:1" not in done.stdout
    assert "^" not in done.stdout


def test_a_finding_at_the_start_of_a_file_has_its_line(place: Path) -> None:
    (place / "x.fcase").write_text("calm x\n")
    assert "x.fcase:1:1: error[" in run("check", "x.fcase", "--format", "concise").stdout


def test_the_line_on_a_case_without_an_id(place: Path) -> None:
    (place / "m.fcase").write_text(MODULE)
    last = run("check", "m.fcase", "--format", "concise").stdout.splitlines()[-1]
    assert last.startswith("m.fcase: malformed")


# ---- Settings ------------------------------------------------------------------------------------


def test_settings_that_cannot_be_read(place: Path) -> None:
    (place / "pump.fcase").write_text(PROVED)
    (place / "formalcase.toml").write_text("budget = [\n")
    done = run("check", "pump.fcase")
    assert done.exit_code == 2
    assert "error[FC910] unreadable-settings" in done.stderr


# ---- Names that are not there --------------------------------------------------------------------


def test_a_node_that_is_not_there(place: Path) -> None:
    (place / "stairs.fcase").write_text(PROVED)
    done = run("show", "stairs.fcase", "S9", "--format", "json")
    assert done.exit_code == 2
    assert codes(done) == ["FC918"]


@pytest.mark.parametrize(
    ("text", "node", "advice"),
    [
        (PROVED, "S1.warrant", "`S1` was proved and has no warrant"),
        (PROVED.replace("falls < 3", "falls < 9"), "S1.warrant", "not closed by judgement"),
        (PROVED, "C1.warrant", "has no node `C1.warrant`"),
    ],
)
def test_a_warrant_that_is_not_there(place: Path, text: str, node: str, advice: str) -> None:
    (place / "stairs.fcase").write_text(text)
    done = run("show", "stairs.fcase", node)
    assert done.exit_code == 2
    assert "error[FC918] unknown-node" in done.stderr
    assert advice in done.stderr


def test_a_warrant_that_is_there_is_shown(place: Path) -> None:
    (place / "stairs.fcase").write_text(JUDGED)
    assert run("show", "stairs.fcase", "S1.warrant").exit_code == 0


def test_a_command_without_a_schema(place: Path) -> None:
    done = run("schema", "fmt")
    assert done.exit_code == 2
    assert "error[FC919] unknown-document" in done.stderr


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("x", "x.fcase"),
        ("x.txt", "x.fcase"),
        ("cases/x.txt", "cases/x.fcase"),
        ("v1.2", "v1.2.fcase"),
        ("x.", "x.fcase"),
        (".fcase", "my.fcase"),
        ("", "my.fcase"),
    ],
)
def test_a_name_that_would_do_is_proposed(place: Path, name: str, better: str) -> None:
    done = run("new", name)
    assert done.exit_code == 2
    assert "FC916" in done.stderr
    assert f"call it `{better}`" in done.stderr
    assert list(place.iterdir()) == []
