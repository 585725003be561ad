"""`formalcase legs`: exit codes, unknown claims, what people and programs are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import run

CASE = """\
case mill "The mill is quiet" { top C0 }
const day: Bool "it was quiet by day"
const night: Bool "it was quiet by night"
const quiet: Bool "it is quiet"
claim C0 "It is quiet" { holds quiet }
evidence E1 "It was measured by day" { holds day source crew }
assumption A1 "Days tell" { holds day implies quiet }
evidence E2 "It was measured by night" { holds night source guard }
assumption A2 "Nights tell" { holds night implies quiet }
argument S1 "By day" { for C0 from E1, A1 }
argument S2 "By night" { for C0 from E2, A2 }
source crew "The crew"
source guard "The guard"
"""
SHARED = CASE.replace('"The guard"', '"The guard" { within crew }')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mill.fcase"


def document(*args: str | Path) -> Any:
    return json.loads(run("legs", *args, "--format", "json").stdout)


def test_independent_legs_are_called_so_and_the_word_is_explained(path: Path) -> None:
    path.write_text(CASE + "independent S1, S2\n")
    done = run("legs", path)
    assert done.exit_code == 0
    assert "share no leaf, source or forced premise; nothing is said on probability" in done.stdout
    assert "safe" not in done.stdout


def test_a_refuted_statement_is_an_error_and_names_what_shows_it(path: Path) -> None:
    path.write_text(SHARED + "independent S1, S2\n")
    done = run("legs", path)
    assert done.exit_code == 1
    assert "source crew: The crew" in done.stdout
    assert "It was measured by night" in done.stdout


def test_legs_of_which_nothing_is_stated_only_inform(path: Path) -> None:
    path.write_text(SHARED)
    assert run("legs", path).exit_code == 0
    (claim,) = document(path)["claims"]
    assert (claim["verdict"], claim["stated"], claim["effective_legs"]) == ("dependent", False, 1)
    assert claim["reasons"][0]["witness"] == ["crew", "E1", "E2"]


def test_what_is_accepted_counts_apart(path: Path) -> None:
    path.write_text(SHARED + "independent S1, S2 { accepting crew }\n")
    assert run("legs", path).exit_code == 0
    (claim,) = document(path)["claims"]
    assert (claim["verdict"], claim["effective_legs"], claim["effective_with_accepted"]) == (
        "independent",
        2,
        1,
    )


def test_an_undecided_statement_has_an_exit_code_of_its_own(path: Path) -> None:
    path.write_text(CASE.replace(" source guard }", " }") + "independent S1, S2\n")
    done = run("legs", path)
    assert done.exit_code == 3
    assert "it names no source" in done.stdout


def test_an_allowed_error_does_not_count(path: Path) -> None:
    path.write_text(SHARED + 'independent S1, S2 { allow FC720 because "there is but one crew" }\n')
    assert run("legs", path).exit_code == 0


@pytest.mark.parametrize(("claim", "words"), [("Quite", "did you mean `Quiet`"), ("E1", "expected a claim")])
def test_an_unknown_claim_is_refused(path: Path, claim: str, words: str) -> None:
    path.write_text(CASE.replace("C0", "Quiet"))
    done = run("legs", path, claim)
    assert done.exit_code == 2
    assert words in done.stderr


def test_a_claim_with_one_leg_has_nothing_to_compare(path: Path) -> None:
    path.write_text("\n".join(line for line in CASE.splitlines() if "S2" not in line))
    done = run("legs", path, "C0")
    assert done.exit_code == 0
    assert document(path, "C0")["claims"] == []


def test_hostile_sentences_do_no_harm(path: Path) -> None:
    path.write_text(SHARED.replace('"The crew"', '"The \\u{1b}[31m crew"'))
    assert "\x1b" not in run("legs", path).stdout


def test_the_same_bytes_whatever_the_number_of_jobs(path: Path) -> None:
    path.write_text(SHARED + "independent S1, S2\n")
    assert run("legs", path, "--jobs", "1").stdout == run("legs", path, "--jobs", "2").stdout
