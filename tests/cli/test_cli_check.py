"""`formalcase check`: exit codes, formats, files, and what happens when things go wrong."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from commandline import run
from typer.testing import Result

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.cli.exit import Exit, exit_of
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.results.check import CaseResult, CheckResult, Obligation
from formalcase.results.common import Tool
from formalcase.settings import FailOn, Settings

STEPS = {"S1": Verdict.VALID}


def finding(severity: Severity, *, allowed: str | None = None, code: str = "FC401") -> Finding:
    return Finding(
        code=code,
        name="some-finding",
        severity=severity,
        message="`S1` is not so",
        location=None,
        fingerprint="0",
        allowed=allowed,
    )


def case(
    verdict: CaseVerdict = CaseVerdict.ESTABLISHED, *findings: Finding, step: Verdict = Verdict.VALID
) -> CaseResult:
    obligation = Obligation(id="S1/v", kind="validity", subject="S1", verdict=step, by=Judge.SOLVER)
    person = Obligation(id="E1/e", kind="evidence", subject="E1", verdict=Verdict.OPEN, by=Judge.PERSON)
    return CaseResult(
        file="a.fcase",
        id="a",
        title="A",
        top="C1",
        verdict=verdict,
        formal_share=1,
        obligations=(obligation, person),
        findings=findings,
    )


def result(*cases: CaseResult, findings: tuple[Finding, ...] = ()) -> CheckResult:
    tool = Tool(name="formalcase", version="0")
    return CheckResult(tool=tool, solvers={}, files=("a.fcase",), cases=cases, findings=findings)


ERROR = finding(Severity.ERROR)
WARNING = finding(Severity.WARNING)
NOTE = finding(Severity.NOTE)
ACCEPTED = finding(Severity.ERROR, allowed="known")
INTERNAL = finding(Severity.ERROR, code="FC990")
BAD = CaseVerdict.NOT_ESTABLISHED
OPEN = CaseVerdict.UNDECIDED
BROKEN = CaseVerdict.MALFORMED


@pytest.mark.parametrize(
    ("checked", "fail_on", "code"),
    [
        (result(case()), FailOn.ERROR, 0),
        (result(case(CaseVerdict.ESTABLISHED, WARNING, NOTE)), FailOn.ERROR, 0),
        (result(case(CaseVerdict.ESTABLISHED, ACCEPTED)), FailOn.ERROR, 0),
        (result(case(CaseVerdict.ESTABLISHED, NOTE)), FailOn.WARNING, 0),
        (result(case(CaseVerdict.ESTABLISHED, WARNING)), FailOn.WARNING, 1),
        (result(case(CaseVerdict.ESTABLISHED, ERROR)), FailOn.ERROR, 1),
        (result(case(BAD)), FailOn.ERROR, 1),
        (result(case(BAD, ACCEPTED)), FailOn.ERROR, 1),
        (result(case(), case(OPEN)), FailOn.ERROR, 3),
        (result(case(step=Verdict.UNDECIDED)), FailOn.ERROR, 3),
        (result(case(OPEN), case(BAD)), FailOn.ERROR, 1),
        (result(case(OPEN), case(BAD), case(BROKEN)), FailOn.ERROR, 2),
        (result(case(), findings=(ERROR,)), FailOn.ERROR, 2),
        (result(), FailOn.ERROR, 2),
        (result(case(BROKEN), case(BAD, INTERNAL)), FailOn.ERROR, 4),
    ],
)
def test_the_first_exit_code_that_applies(checked: CheckResult, fail_on: FailOn, code: int) -> None:
    assert exit_of(checked, fail_on) == code


# ---- Through the command -------------------------------------------------------------------------


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Settings]:
    """In place of the pipeline: one failing case; the settings of each call are kept."""
    calls: list[Settings] = []

    def check_paths(
        paths: Sequence[object], settings: Settings, progress: object, session: object
    ) -> CheckResult:
        calls.append(settings)
        return result(case(BAD, ERROR, WARNING))

    monkeypatch.setattr("formalcase.pipeline.check.check_paths", check_paths)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.fcase").write_text("")
    return calls


@pytest.mark.usefixtures("checked")
def test_text_is_the_default() -> None:
    done = run("check", "a.fcase")
    assert done.exit_code == 1
    assert "error[FC401]" in done.stdout
    assert "not established" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.usefixtures("checked")
def test_json_and_concise() -> None:
    assert json.loads(run("check", "a.fcase", "--format", "json").stdout)["schema"] == "formalcase/check/1"
    assert run("check", "a.fcase", "--format", "concise").stdout.startswith("error[FC401] ")


@pytest.mark.usefixtures("checked")
def test_hiding_a_finding_makes_no_verdict_better() -> None:
    done = run("check", "a.fcase", "--ignore", "FC4")
    assert done.exit_code == 1
    assert "FC401" not in done.stdout
    assert "2 findings not shown" in done.stdout


def test_flags_become_settings(checked: list[Settings]) -> None:
    flags = "--as-of 2025-09-01 --jobs 2 --budget 7 --quiet --fail-on warning --select FC4,FC7 --select FC9"
    run("check", "a.fcase", *flags.split())
    (settings,) = checked
    assert str(settings.as_of) == "2025-09-01"
    assert (settings.jobs, settings.budget, settings.quiet, settings.fail_on) == (2, 7, True, "warning")
    assert settings.select == ("FC4", "FC7", "FC9")


@pytest.mark.parametrize(
    "flags",
    [
        "--format jsn",
        "--as-of 2025-13-01",
        "--as-of today",
        "--jobs 0",
        "--jobs x",
        "--budget -1",
        "--fail-on note",
        "--select FC8888",
        "--ignore E501",
        "--colour red",
        "--nonsense",
    ],
)
def test_a_wrong_flag_is_an_input_error(checked: list[Settings], flags: str) -> None:
    done = run("check", "a.fcase", *flags.split())
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr
    assert not checked


def test_no_path_is_an_input_error() -> None:
    assert run("check").exit_code == 2


@pytest.mark.usefixtures("checked")
def test_an_output_file_is_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o640)
    done = run("check", "a.fcase", "--format", "json", "-o", out)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert json.loads(out.read_text())["cases"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.fcase", "out.json"]


@pytest.mark.usefixtures("checked")
def test_an_output_through_a_link_changes_what_the_link_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real.txt")
    run("check", "a.fcase", "-o", "link")
    assert (tmp_path / "link").is_symlink()
    assert "not established" in (tmp_path / "real.txt").read_text()


@pytest.mark.usefixtures("checked")
@pytest.mark.parametrize("output", ["nowhere/out.txt", "."])
def test_an_output_that_cannot_be_written_is_an_input_error(output: str) -> None:
    done = run("check", "a.fcase", "-o", output)
    assert done.exit_code == 2
    assert "FC914" in done.stderr


def test_an_output_never_takes_the_place_of_a_case(checked: list[Settings], tmp_path: Path) -> None:
    done = run("check", "a.fcase", "-o", "a.fcase")
    assert done.exit_code == 2
    assert (tmp_path / "a.fcase").read_text() == ""
    assert not checked


# ---- Faults and interruptions --------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> Result:
    def check_paths(*_: object) -> CheckResult:
        raise fault

    monkeypatch.setattr("formalcase.pipeline.check.check_paths", check_paths)
    return run("check", "a.fcase")


@pytest.mark.parametrize("fault", [KeyError("\x1b[31mx"), RecursionError(), MemoryError(), OSError(5, "io")])
def test_a_fault_of_ours_is_short_and_says_so(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    monkeypatch.delenv("FORMALCASE_DEBUG", raising=False)
    done = failing(monkeypatch, fault)
    assert done.exit_code == 4
    assert "internal error" in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


def test_a_developer_can_ask_where_it_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORMALCASE_DEBUG", "1")
    done = failing(monkeypatch, KeyError("x"))
    assert done.exit_code == 4
    assert "Traceback" in done.stderr


def test_an_interruption_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    done = failing(monkeypatch, KeyboardInterrupt())
    assert done.exit_code == Exit.INTERRUPTED
    assert "interrupted" in done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    done = subprocess.Popen(
        [sys.executable, "-m", "formalcase", "schema", "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert done.stdout is not None
    assert done.stderr is not None
    done.stdout.close()
    assert done.stderr.read() == b""
    assert done.wait() == 0
    done.stderr.close()


# ---- The whole way -------------------------------------------------------------------------------

STAIRS = """\
case stairs "Nobody falls" { top C1 }
const falls: Int "falls"
claim C1 "Few fall" { holds falls < 3 }
assumption A1 "Falls are few" { holds falls < LIMIT }
assumption A2 "They are not negative" { holds falls >= 0 }
argument S1 "So" { for C1 from A1, A2 }
"""


@pytest.mark.parametrize(("limit", "code"), [("2", 0), ("9", 1), ("nonsense", 2)])
def test_a_real_case_from_start_to_end(tmp_path: Path, limit: str, code: int) -> None:
    path = tmp_path / "stairs.fcase"
    path.write_text(STAIRS.replace("LIMIT", limit))
    done = subprocess.run(
        [sys.executable, "-m", "formalcase", "check", str(path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr == ""
    assert "case stairs" in done.stdout


def test_standard_input_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    def once() -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "formalcase", "check", "-", "--format", "json"],
            input=STAIRS.replace("LIMIT", "9").encode(),
            capture_output=True,
            cwd=tmp_path,
            check=False,
        ).stdout

    first = once()
    assert json.loads(first)["cases"][0]["verdict"] == "not_established"
    assert once() == first
