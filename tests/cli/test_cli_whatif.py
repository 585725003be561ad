"""`formalcase whatif`: exit codes, unknown ids, hostile names, and the same bytes twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import run

CASE = """\
case mill "The mill is quiet" { top C0 }
const level: Real "the level"
claim    C0 "It is under 60" { holds level < 60 }
claim    C1 "It is under 70" { holds level < 70 }
evidence E1 "It was measured under 55" { holds level < 55 source day }
evidence E2 "It was measured under 50" { holds level < 50 source night }
evidence E3 "It was measured under 40" { holds level < 40 }
argument S1 "By day"   { for C0 from E1 }
argument S2 "By night" { for C0 from E2 }
argument S3 "By day"   { for C1 from E1 }
source day   "The day shift" { within plant }
source night "The night shift" { within plant }
source plant "The plant"
context K1 "In winter" { about C0 }
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "mill.fcase"
    path.write_text(CASE)
    return path


def document(*args: str | Path) -> Any:
    done = run("whatif", *args, "--format", "json")
    assert done.exit_code in (0, 2, 3), done.output
    return json.loads(done.stdout)


def test_whatever_falls_the_question_was_answered(case: Path) -> None:
    done = run("whatif", case, "--fail", "plant")
    assert done.exit_code == 0
    assert "the top claim `C0` falls" in done.stdout
    assert "safe" not in done.stdout


def test_what_falls_comes_first_and_in_the_words_of_the_case(case: Path) -> None:
    text = run("whatif", case, "--fail", "E1").stdout
    assert text.index("`C1`: It is under 70") < text.index("`C0`: It is under 60")
    assert "still by `S2`" in text


def test_withdrawn_is_not_false_is_said_in_both_forms(case: Path) -> None:
    assert "lost is not false" in run("whatif", case, "--fail", "E1").stdout
    assert document(case, "--fail", "E1")["still_entailed"] == [{"lost": "E1", "by": ["E2"]}]
    assert document(case, "--false", "E1")["still_entailed"] == []


def test_false_takes_along_what_entails_it(case: Path) -> None:
    answer = document(case, "--false", "E1")
    assert [each["id"] for each in answer["also_false"]] == ["E2", "E3"]
    assert [each["claim"] for each in answer["falls"]] == ["C0", "C1"]
    assert (answer["verdict_before"], answer["verdict_after"]) == ("established", "not_established")


def test_a_source_lists_what_is_under_it(case: Path) -> None:
    (source,) = document(case, "--fail", "plant")["failed"]
    assert source["kind"] == "source"
    assert source["takes"] == ["E1", "E2"]


def test_a_repair_is_pasted_and_brings_the_claim_back(case: Path) -> None:
    answer = document(case, "--fail", "plant")
    best = next(each for each in answer["repairs"] if each["claim"] == "C0")
    assert (best["leaves"], best["restores"], best["smallest"]) == (["E3"], True, True)
    case.write_text(CASE + best["text"] + "\n")
    mended = document(case, "--fail", "plant")
    assert mended["supported"] is True
    assert mended["verdict_after"] == "established"


def test_ids_are_repeatable_and_counted_once(case: Path) -> None:
    answer = document(case, "--fail", "E1", "--fail", "E2", "--fail", "E1", "--assume", "C1")
    assert [each["id"] for each in answer["failed"]] == ["E1", "E2"]
    assert [each["claim"] for each in answer["falls"]] == ["C0"]


def test_a_warrant_that_a_proved_step_does_not_have_is_read_as_the_step(case: Path) -> None:
    answer, step = document(case, "--fail", "S1.warrant"), document(case, "--fail", "S1")
    assert [(each["id"], each["named"]) for each in answer["failed"]] == [("S1", "S1.warrant")]
    assert [(each["id"], each["named"]) for each in step["failed"]] == [("S1", "")]
    assert answer["falls"] == step["falls"]
    assert answer["verdict_after"] == step["verdict_after"]
    assert "named as `S1.warrant`" in run("whatif", case, "--fail", "S1.warrant").stdout


@pytest.mark.parametrize(
    ("flags", "code", "advice"),
    [
        (("--fail", "E11"), "FC918", "did you mean `E1`?"),
        (("--false", "e1"), "FC918", "did you mean `E1`?"),
        (("--assume", "DAY"), "FC918", ""),
        (("--fail", ""), "FC918", ""),
        (("--false", "S1.warrant"), "FC918", "`S1` was proved and has no warrant"),
        (("--fail", "K1"), "FC920", ""),
        (("--fail", "level"), "FC920", ""),
        (("--false", "S1"), "FC920", ""),
        (("--false", "day"), "FC920", ""),
        (("--assume", "S1"), "FC920", ""),
        ((), "FC921", ""),
        (("--fail", "E1", "--assume", "E1"), "FC921", ""),
        (("--fail", "plant", "--assume", "E1"), "FC921", ""),
        (("--false", "E1", "--assume", "E1"), "FC921", ""),
        (("--false", "E1", "--assume", "E2"), "FC921", ""),
        (("--false", "C1", "--assume", "C0"), "FC921", ""),
    ],
)
def test_what_cannot_be_supposed_is_an_input_error(
    case: Path, flags: tuple[str, ...], code: str, advice: str
) -> None:
    done = run("whatif", case, *flags, "--format", "json")
    assert done.exit_code == 2
    answer = json.loads(done.stdout)
    assert code in {each["code"] for each in answer["findings"]}
    assert advice in str([each["help"] for each in answer["findings"]])
    assert answer["verdict_after"] is None


def test_an_unknown_id_is_said_where_errors_are_said(case: Path) -> None:
    done = run("whatif", case, "--fail", "E11")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "FC918" in done.stderr
    assert "did you mean `E1`?" in done.stderr


def test_what_the_definitions_exclude_cannot_be_supposed(tmp_path: Path) -> None:
    path = tmp_path / "x.fcase"
    path.write_text(CASE.replace("level < 55 ", "level < 55 or level >= 55 "))
    done = run("whatif", path, "--false", "E1")
    assert done.exit_code == 2
    assert "FC921" in done.stderr


@pytest.mark.parametrize("text", ["", "claim C1 {", 'claim C1 "a module" { }'])
def test_what_is_no_case_cannot_be_asked_about(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.fcase"
    path.write_text(text)
    assert run("whatif", path, "--fail", "C1").exit_code == 2
    assert run("whatif", tmp_path, "--fail", "C1").exit_code == 2
    assert run("whatif", tmp_path / "no.fcase", "--fail", "C1").exit_code == 2


def test_a_case_comes_in_on_standard_input() -> None:
    assert "`C1`" in run("whatif", "-", "--fail", "E1", text=CASE).stdout


def test_an_undecided_question_has_a_code_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "hard.fcase"
    path.write_text(
        'case hard "Fermat" { top C1 }\n'
        "const a: Int\nconst b: Int\nconst c: Int\n"
        'evidence E1 "Positive" { holds a > 0 and b > 0 and c > 0 }\n'
        'evidence E2 "Something" { holds a > 1 }\n'
        'claim C1 "No cubes add up" { holds a*a*a + b*b*b != c*c*c }\n'
        'argument S1 "By Euler" { for C1 from E1 }\n'
    )
    done = run("whatif", path, "--fail", "E2", "--budget", "20")
    assert done.exit_code == 3
    assert "not settled" in done.stdout


def test_hostile_names_and_sentences_are_shown_harmless(tmp_path: Path) -> None:
    path = tmp_path / "evil.fcase"
    evil = 'E, "} 1'
    path.write_text(
        'case evil "x" { top C1 }\n'
        'claim C1 "wipe\\u{1b}[2J" { }\n'
        f'evidence `{evil}` "safe\\u{{202e}}" {{ }}\n'
        f'argument S1 "s" {{ for C1 from `{evil}` because "b" }}\n',
        encoding="utf-8",
    )
    for form in ("text", "json"):
        done = run("whatif", path, "--fail", "C1", "--fail", evil, "--format", form)
        assert done.exit_code == 0
        refused = run("whatif", path, "--fail", "\x1b[31m", "--format", form)
        assert refused.exit_code == 2
        for hidden in ("\x1b", "\u202e"):
            assert hidden not in done.stdout + done.stderr + refused.stdout + refused.stderr


def test_the_same_question_has_the_same_bytes(case: Path) -> None:
    flags = ("--false", "E1", "--fail", "E3", "--format", "json")
    first = run("whatif", case, *flags, "--jobs", "1").stdout
    assert run("whatif", case, *flags, "--jobs", "2").stdout == first
    assert '"also_false"' in first


def test_the_answer_goes_to_a_file(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = run("whatif", case, "--fail", "E1", "--format", "json", "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(out.read_text())["schema"] == "formalcase/whatif/1"


def test_the_document_has_the_keys_of_the_schema(case: Path) -> None:
    schema = json.loads(run("schema", "whatif").stdout)
    answer = document(case, "--false", "E1")
    assert list(answer) == list(schema["properties"])
    for key, part in (("falls", "ClaimFate"), ("false", "Supposition"), ("also_false", "FalseLeaf")):
        assert list(answer[key][0]) == list(schema["$defs"][part]["properties"])


def test_quiet_keeps_what_falls_and_the_verdict(case: Path) -> None:
    text = run("whatif", case, "--fail", "E1", "--quiet").stdout
    assert "`C1`" in text
    assert "established" in text
    assert "still by" not in text
