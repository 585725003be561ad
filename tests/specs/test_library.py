"""The library that ships: it assumes nothing, and cases that import it check."""

from __future__ import annotations

from pathlib import Path

import pytest

import formalcase
from formalcase.case.formulas import implicit_leaves
from formalcase.case.model import Case
from formalcase.resources import specs
from formalcase.results.check import CaseResult

FILES = sorted(specs().rglob("*.fcase"))
HEAD = """
case c "A case" {{ top C1 }}
import std.evaluation
const m: evaluation.System "the model"
const t: evaluation.Task "the task"
claim C1 "The claim" {{ holds {claim} }}
evidence E1 "The counts" {{ holds {counts} }}
argument S1 "By the rule" {{ for C1 from E1 }}
"""


def test_there_is_a_library() -> None:
    assert FILES


def importing(path: Path) -> Case:
    name = ".".join(path.relative_to(specs()).with_suffix("").parts)
    return formalcase.loads(f'import std.{name}\ncase c "A case" {{ top C1 }}\nclaim C1 "The claim"\n')


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_import_assumes_nothing(path: Path) -> None:
    case = importing(path)
    assert list(case.nodes) == ["C1"]
    assert implicit_leaves(case.vocabulary) == {}
    assert case.remarks == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_library_is_listed_in_its_readme(path: Path) -> None:
    assert f"({path.name})" in (specs() / "README.md").read_text(encoding="utf-8")


def checked(claim: str, counts: str) -> CaseResult:
    text = HEAD.format(claim=claim, counts=counts)
    return formalcase.check(formalcase.loads(text)).cases[0]


@pytest.mark.parametrize(
    ("counts", "claim", "verdict"),
    [
        ("trials(m, t) = 50 and evaluation.successes(m, t) = 11", "passes(m, t, 20[percent])", "established"),
        (
            "trials(m, t) = 50 and evaluation.successes(m, t) = 10",
            "passes(m, t, 20[percent])",
            "not_established",
        ),
        ("trials(m, t) = 50 and evaluation.successes(m, t) <= 10", "counted(m, t)", "not_established"),
        ("trials(m, t) = 50 and evaluation.successes(m, t) in {0, 50}", "counted(m, t)", "established"),
        ("trials(m, t) = 50", "tried(m, t, 50)", "established"),
        ("trials(m, t) = 50", "tried(m, t, 51)", "not_established"),
        ("successes(m, t) = 10", "passes(m, t, 20[percent])", "not_established"),
    ],
)
def test_the_words_mean_what_their_glosses_say(counts: str, claim: str, verdict: str) -> None:
    assert checked(f"evaluation.{claim}", f"evaluation.{counts}").verdict == verdict


def test_without_a_trial_there_is_no_pass() -> None:
    counts = "evaluation.trials(m, t) = 0 and evaluation.successes(m, t) = 5"
    assert checked("not evaluation.passes(m, t, 20[percent])", counts).verdict == "established"
