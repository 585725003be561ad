"""`formalcase fmt`: rewrites what it can read, and nothing else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from commandline import run

UNTIDY = 'case   stairs "Nobody falls"{top C1}\nclaim C1     "Few fall"{ }\n# the end\n'
BROKEN = 'case stairs "Nobody falls" { top\nclaim "x" {'


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "a.fcase"
    path.write_text(UNTIDY)
    return path


def test_a_file_is_rewritten_once(case: Path) -> None:
    case.chmod(0o600)
    assert run("fmt", case).exit_code == 0
    tidy = case.read_text()
    assert tidy != UNTIDY
    assert "# the end" in tidy
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    before = case.stat().st_mtime_ns, case.stat().st_ino
    assert run("fmt", case).exit_code == 0
    assert (case.stat().st_mtime_ns, case.stat().st_ino) == before
    assert [path.name for path in case.parent.iterdir()] == ["a.fcase"]


def test_check_only_tells(case: Path) -> None:
    done = run("fmt", "--check", case)
    assert done.exit_code == 1
    assert "would change" in done.stdout
    assert case.read_text() == UNTIDY
    run("fmt", case)
    assert run("fmt", "--check", case).exit_code == 0


def test_a_file_with_syntax_errors_is_left_as_it_is_and_the_others_are_done(case: Path) -> None:
    broken = case.with_name("b.fcase")
    broken.write_text(BROKEN)
    done = run("fmt", broken, case)
    assert done.exit_code == 2
    assert "b.fcase:" in done.stderr
    assert done.stdout == ""
    assert broken.read_text() == BROKEN
    assert case.read_text() != UNTIDY


def test_a_folder_means_all_its_files(case: Path) -> None:
    inner = case.parent / "inner"
    inner.mkdir()
    for name in ("module.fcase", "other.txt"):
        (inner / name).write_text(UNTIDY)
    assert run("fmt", case.parent).exit_code == 0
    assert (inner / "module.fcase").read_text() == case.read_text()
    assert (inner / "other.txt").read_text() == UNTIDY


def test_standard_input_is_filtered(case: Path) -> None:
    done = run("fmt", "-", text=UNTIDY)
    assert done.exit_code == 0
    run("fmt", case)
    assert done.stdout == case.read_text()


def test_broken_standard_input_gives_nothing() -> None:
    done = run("fmt", "-", text=BROKEN)
    assert done.exit_code == 2
    assert done.stdout == ""


def test_what_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    assert run("fmt", tmp_path / "no.fcase").exit_code == 2
    assert run("fmt", tmp_path).exit_code == 2


def test_what_is_not_text_is_an_input_error(case: Path) -> None:
    case.write_bytes(b"\xff\xfe\x00x")
    assert run("fmt", case).exit_code == 2
    assert case.read_bytes() == b"\xff\xfe\x00x"
