"""`formalcase report`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import run

CASE = """\
case mill "The mill is quiet" { top C0 }
const level: Real "the level"
claim    C0 "It is under 60" { holds level < 60 }
evidence E1 "It was measured under 55" { holds level < 55 }
argument S1 "By day" { for C0 from E1 }
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "mill.fcase"
    path.write_text(CASE)
    return path


@pytest.mark.parametrize(
    ("suffix", "begin"),
    [(".html", "<!DOCTYPE html>"), (".md", "# Report on the argument “The mill is quiet”"), (".json", "{")],
)
def test_the_name_of_the_file_chooses_the_form(suffix: str, begin: str, case: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = run("report", case, "-o", tmp_path / f"{name}{suffix}")
        assert done.exit_code == 0
        assert done.stdout == ""
    assert (tmp_path / f"one{suffix}").read_text().lstrip().startswith(begin)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_the_exit_code_is_that_of_check_and_the_report_is_written(case: Path, tmp_path: Path) -> None:
    case.write_text(CASE.replace("level < 60 }", "level < 50 }"))
    done = run("report", case, "-o", tmp_path / "r.json")
    assert done.exit_code == 1
    document = json.loads((tmp_path / "r.json").read_text())
    assert document["schema"] == "formalcase/report/1"
    assert document["check"]["verdict"] == "not_established"


@pytest.mark.parametrize(
    "flags",
    [
        ("-o", "r.pdf"),
        ("-o", "-"),
        ("-o", "r.html", "--audience", "everybody"),
        ("-o", "r.html", "--notation", "uml"),
        ("-o", "r.html", "--budget", "0"),
        (),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_written(
    flags: tuple[str, ...], case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("report", case, *flags)
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mill.fcase"]


def test_a_case_that_cannot_be_read_has_no_report(case: Path, tmp_path: Path) -> None:
    case.write_text("case mill {")
    assert run("report", case, "-o", tmp_path / "r.html").exit_code == 2
    assert not (tmp_path / "r.html").exists()


def test_flags_reach_the_report(case: Path, tmp_path: Path) -> None:
    flags = ("--audience", "redteam", "--notation", "cae", "--budget", "7", "--as-of", "2025-01-02")
    assert run("report", case, "-o", tmp_path / "r.json", *flags).exit_code == 0
    settings = json.loads((tmp_path / "r.json").read_text())["settings"]
    assert settings == {
        "budget": 7000,
        "as_of": "2025-01-02",
        "audience": "redteam",
        "notation": "cae",
    }
