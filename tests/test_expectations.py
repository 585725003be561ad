"""The runner of the corpus is itself tested: a wrong expectation fails, and so does an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from expectations import BadExpectationError, check_all, discover, expectations_in, problems

RIGHT = """\
#! verdict not_established
#! step S invalid
#! finding invalid-step S
#! exit 1
case c "A title" { language 1 top T }
const p: Bool "p"
const q: Bool "q"
assumption A "A" { holds p }
claim T "T" { holds q }
argument S "S" { for T from A }
"""
WRONG = [
    ("verdict not_established", "verdict established"),
    ("step S invalid", "step S valid"),
    ("step S invalid", "step R invalid"),
    ("step S invalid", "used S A, B"),
    ("step S invalid", "conflict S A"),
    ("step S invalid", "entailed S true"),
    ("step S invalid", "defeater D open"),
    ("finding invalid-step S", "finding invalid-step T"),
    ("finding invalid-step S", "finding restates S"),
    ("finding invalid-step S", "no-finding invalid-step"),
    ("finding invalid-step S", "may restates S"),
    ("exit 1", "exit 0"),
    ("exit 1", "error undefined-name"),
]


def amiss(folder: Path, text: str) -> list[str]:
    path = folder / "case.fcase"
    path.write_text(text, encoding="utf-8")
    return problems(expectations_in(text), check_all([path])[path])


def test_right_expectations_are_met(tmp_path: Path) -> None:
    assert amiss(tmp_path, RIGHT) == []


@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_a_wrong_expectation_fails(right: str, wrong: str, tmp_path: Path) -> None:
    assert amiss(tmp_path, RIGHT.replace(right, wrong)) != []


def test_a_finding_that_nobody_expects_fails(tmp_path: Path) -> None:
    assert amiss(tmp_path, RIGHT.replace("#! finding invalid-step S\n", "")) != []


@pytest.mark.parametrize(
    "line", ["#! verdikt established", "#!", "#! step S", "#! module m", "#! verdict a b"]
)
def test_an_expectation_that_cannot_be_read_fails(line: str) -> None:
    with pytest.raises(BadExpectationError):
        expectations_in(f"{line}\n{RIGHT}")


def test_an_empty_folder_fails(tmp_path: Path) -> None:
    with pytest.raises(BadExpectationError):
        discover(tmp_path)


def test_a_folder_of_modules_alone_fails(tmp_path: Path) -> None:
    (tmp_path / "m.fcase").write_text('#! module\nconst p: Bool "p"\n', encoding="utf-8")
    with pytest.raises(BadExpectationError):
        discover(tmp_path)


def test_a_file_that_expects_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "c.fcase").write_text('case c "A title" { language 1 top T }\n', encoding="utf-8")
    with pytest.raises(BadExpectationError):
        discover(tmp_path)
