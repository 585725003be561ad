"""`formalcase premises`: candidates as text to paste, `--apply`, exit codes, bad input."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from commandline import run

CASE = """\
# A comment that stays.
case monitor "No run leaks" { top C0 }
sort Run "a run"
fn leaks(r: Run): Bool   "{r} leaks"
fn flagged(r: Run): Bool "{r} is flagged"   # another
claim C0 "No run leaks" { holds forall r in Run: not leaks(r) }
assumption A1 "No flagged run leaks" { holds forall r in Run: flagged(r) implies not leaks(r) }
evidence E1 "Leaking runs are flagged" { holds forall r in Run: leaks(r) implies flagged(r) }
argument S1 "By the monitor" { for C0 from A1 }
"""
REFUTED = """\
case r "R" { top C }
const x: Int "x"
claim C "small" { holds x < 3 }
evidence E "large" { holds x > 5 }
argument S "so" { for C from E }
"""
UNARGUED = """\
case u "U" { top C }
const x: Int "x"
claim C "small" { holds x < 9 }
evidence E "smaller" { holds x < 5 }
"""


def document(*args: str | Path) -> dict[str, Any]:
    result = run("premises", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def write(tmp_path: Path, text: str, name: str = "case.fcase") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_what_the_case_has_comes_first(tmp_path: Path) -> None:
    (step,) = document(write(tmp_path, CASE))["steps"]
    assert (step["step"], step["verdict"], step["complete"]) == ("S1", "invalid", True)
    first = step["candidates"][0]
    assert (first["rank"], first["origin"], first["cites"]) == (1, "case", "E1")
    assert {"text", "minimal", "consistent", "stronger_than"} <= first.keys()


def test_each_candidate_is_explained_and_rules_out_a_world(tmp_path: Path) -> None:
    (step,) = document(write(tmp_path, CASE))["steps"]
    for candidate in step["candidates"]:
        assert candidate["explanation"].startswith("if also ")
        assert "the step holds; it would fail only where" in candidate["explanation"]
        assert "Run #1" in candidate["rules_out"]
    assert "`exists r in Run: leaks(r) and not flagged(r)`" in step["candidates"][0]["explanation"]
    text = run("premises", tmp_path / "case.fcase").stdout
    assert "it would fail only" in text
    assert "it rules out" in text
    assert "it rules out" not in run("premises", tmp_path / "case.fcase", "--quiet").stdout


def test_text_has_the_formula_the_origin_and_what_was_not_checked(tmp_path: Path) -> None:
    result = run("premises", write(tmp_path, CASE), "S1")
    assert result.exit_code == 0
    assert "forall r in Run: leaks(r) implies flagged(r)" in result.stdout
    assert "not checked" in result.stdout


@pytest.mark.parametrize("number", [1, 2])
def test_apply_writes_the_candidate_and_leaves_all_else_as_it_is(tmp_path: Path, number: int) -> None:
    path = write(tmp_path, CASE)
    result = run("premises", path, "S1", "--apply", str(number))
    assert result.exit_code == 0, result.output
    lines = path.read_text().splitlines()
    kept = [line for line in CASE.splitlines() if not line.startswith("argument")]
    assert [line for line in lines if line in kept] == kept
    checked = json.loads(run("check", path, "--format", "json").stdout)["cases"][0]
    assert checked["verdict"] == "established"


@pytest.mark.parametrize("seed", range(3))
def test_apply_closes_the_step_of_a_random_case(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    words = ["p", "q", "r", "s"]
    rules = [f"{' and '.join(random.sample(words, 2))} implies g", f"{random.choice(words)} implies g"]
    lines = ['case t "a step" { top G }', *(f'const {name}: Bool "{name}"' for name in [*words, "g"])]
    lines += [f'assumption A{at} "a rule" {{ holds {rule} }}' for at, rule in enumerate(rules)]
    lines += ['claim G "the goal" { holds g }', 'argument S "so" { for G from A0, A1 } # kept', ""]
    path = write(tmp_path, "\n".join(lines))
    candidates = document(path, "S")["steps"][0]["candidates"]
    number = random.randint(1, len(candidates))
    assert run("premises", path, "S", "--apply", str(number)).exit_code == 0
    written = path.read_text()
    assert set(written.splitlines()) >= set(lines[:-2])
    assert written.rstrip().endswith("# kept")
    (case,) = json.loads(run("check", path, "--format", "json").stdout)["cases"]
    assert case["verdict"] == "established"


def test_apply_keeps_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "crlf.fcase"
    raw = b"\xef\xbb\xbf" + CASE.replace("\n", "\r\n").encode()
    path.write_bytes(raw)
    assert run("premises", path, "S1", "--apply", "1").exit_code == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.replace(b"from A1, E1", b"from A1") == raw


def test_apply_writes_whole_lines_as_the_file_has_them(tmp_path: Path) -> None:
    old = '    argument # argument\n    S1 "By the monitor" { for C0 from A1 }\n'
    text = CASE.replace('argument S1 "By the monitor" { for C0 from A1 }\n', old).replace("\n", "\r\n")
    path = write(tmp_path, text)
    assert run("premises", path, "S1", "--apply", "2").exit_code == 0
    before, after = path.read_bytes().decode().split('    argument # argument\r\n    S1 "By the monitor"')
    assert text.startswith(before[: before.rindex("    assumption A_S1 ")])
    assert before.endswith(" }\r\n")
    assert after == " { for C0 from A1, A_S1 }\r\n"


def test_apply_gives_a_step_without_premises_its_first(tmp_path: Path) -> None:
    path = write(tmp_path, UNARGUED + 'argument S "so" { for C } # kept\n')
    assert run("premises", path, "S", "--apply", "1").exit_code == 0
    assert path.read_text().endswith('argument S "so" { for C from E } # kept\n')


def test_apply_leaves_a_file_alone_that_is_read_only(tmp_path: Path) -> None:
    path = write(tmp_path, CASE)
    path.chmod(0o444)
    result = run("premises", path, "S1", "--apply", "1")
    assert result.exit_code == 2
    assert "read-only" in result.stderr
    assert path.read_text() == CASE


DIVIDES = 'case b "B" { top C }\nconst x: Real "x"\nconst y: Real "y"\n'


def test_a_blocked_step_is_told_what_excludes_zero(tmp_path: Path) -> None:
    words = DIVIDES + 'claim C "c" { holds y <= 2 }\nevidence E "e" { holds y = 1 / x }\n'
    path = write(tmp_path, words + 'argument S "so" { for C from E }\n')
    (step,) = document(path, "S")["steps"]
    assert step["verdict"] == "blocked"
    assert {each["text"] for each in step["candidates"]} == {"x >= 0.5", "x < 0.0"}
    assert "may be zero" in run("premises", path).stdout
    assert run("premises", path, "S", "--apply", "1").exit_code == 0
    assert json.loads(run("check", path, "--format", "json").stdout)["cases"][0]["verdict"] == "established"


def test_of_a_blocked_step_that_nothing_mends_it_is_said_that_it_is_blocked(tmp_path: Path) -> None:
    words = DIVIDES + 'claim C "c" { holds x * (1 / x) = 1 }\nevidence E "e" { holds y > 0 }\n'
    path = write(tmp_path, words + 'argument S "so" { for C from E }\n')
    result = run("premises", path, "S")
    assert "blocked" in result.stdout


def test_apply_argues_for_a_claim_that_nobody_argues_for(tmp_path: Path) -> None:
    path = write(tmp_path, UNARGUED)
    assert document(path, "C")["steps"][0]["candidates"][0]["cites"] == "E"
    assert run("premises", path, "C", "--apply", "1").exit_code == 0
    assert json.loads(run("check", path, "--format", "json").stdout)["cases"][0]["verdict"] == "established"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("S1", "--apply", "99"), "FC922"),
        (("S1", "--apply", "0"), "FC922"),
        (("S9",), "FC918"),
        (("C0",), "FC920"),
        (("A1",), "FC920"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    path = write(tmp_path, CASE)
    result = run("premises", path, *arguments)
    assert result.exit_code == 2
    assert code in result.stderr
    assert path.read_text() == CASE


def test_apply_refuses_standard_input() -> None:
    result = run("premises", "-", "--apply", "1", text=CASE)
    assert result.exit_code == 2
    assert "FC922" in result.stderr


def test_apply_refuses_a_step_of_an_imported_file(tmp_path: Path) -> None:
    write(tmp_path, CASE, "inner.fcase")
    path = write(tmp_path, 'import "inner.fcase" as inner\ncase o "O" { top inner.C0 }\n', "outer.fcase")
    result = run("premises", path, "inner.S1", "--apply", "1")
    assert result.exit_code == 2
    assert "FC922" in result.stderr


def test_a_refuted_conclusion_lacks_no_premise(tmp_path: Path) -> None:
    (step,) = document(write(tmp_path, REFUTED))["steps"]
    assert step["refuted"]
    assert step["candidates"] == []
    assert set(step["conflict"]) == {"C", "E"}


def test_nothing_is_missing_where_everything_follows(tmp_path: Path) -> None:
    assert document(write(tmp_path, CASE.replace("from A1", "from A1, E1")))["steps"] == []


def test_the_same_bytes_twice_and_with_two_jobs(tmp_path: Path) -> None:
    path = write(tmp_path, CASE)
    outputs = {run("premises", path, "--format", "json", *more).stdout for more in ((), (), ("--jobs", "2"))}
    assert len(outputs) == 1


def test_check_offers_the_best_candidate_as_a_fix(tmp_path: Path) -> None:
    path = write(tmp_path, CASE)
    findings = json.loads(run("check", path, "--format", "json").stdout)["cases"][0]["findings"]
    (invalid,) = [each for each in findings if each["code"] == "FC401"]
    assert [edit["text"] for edit in invalid["fix"]["edits"]] == [", E1"]
