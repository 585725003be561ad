"""What the page of the misuse case says beyond its findings and faults: its form, its room, its what-if.

The findings and the table of faults are for `test_faults.py`, as with the other cases.
"""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

import formalcase
from formalcase.case.model import Case, Claim
from formalcase.cli.app import app
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "misuse_safeguards"

FROM_THE_INTERFACE = {"FILTERED", "BANNED", "IDENTIFIED", "CORRECTED"}
FROM_THESE = {"USUAL", "ANSWERED", "UPLIFT", "MEANS_ASSISTED", "FORM", "S0"}
UNTOUCHED = {"MEANS_UNAIDED", "ATTEMPTS", "LIMIT"}


@cache
def loaded(name: str = "mended.fcase") -> Case:
    return formalcase.load(FOLDER / name)


def page() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def verdicts(case: CaseResult) -> dict[str, str]:
    """By step, the verdict on its validity."""
    return {
        each.subject.removeprefix("misuse."): each.verdict.value
        for each in case.obligations
        if each.kind == "validity"
    }


def changed(into: Path, *changes: tuple[str, str]) -> CaseResult:
    """The mended case, with changes to either of its files."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.fcase")}
    for before, after in changes:
        (name,) = [name for name, text in texts.items() if before in text]
        assert texts[name].count(before) == 1, before
        texts[name] = texts[name].replace(before, after)
    for name, text in texts.items():
        (into / name).write_text(text, encoding="utf-8")
    (case,) = check_paths([into / "mended.fcase"], Settings(jobs=2)).cases
    return case


# ---- The form ------------------------------------------------------------------------------------


def test_the_closed_form_is_the_integral_of_the_line() -> None:
    sympy = pytest.importorskip("sympy")
    slope, shortest, longest, day = sympy.symbols("slope shortest longest day", positive=True)
    spread = 1 / (longest - shortest)
    mean = sympy.integrate(slope * day * spread, (day, shortest, longest))
    assert sympy.simplify(mean - slope * (shortest + longest) / 2) == 0


def test_the_steps_of_the_case_are_valid() -> None:
    (case,) = check_paths([FOLDER / "case.fcase"], Settings(jobs=2)).cases
    assert sorted(verdicts(case).values()) == ["valid"] * 12


def test_the_mended_case_follows_from_34_leaves_and_three_judgements() -> None:
    case = formalcase.check(loaded()).cases[0]
    assert (len(case.support.leaves), case.support.by_judgement) == (34, 3)


# ---- The room ------------------------------------------------------------------------------------


def limit(usd: int) -> tuple[tuple[str, str], tuple[str, str]]:
    return (
        ("limit = 1_000_000[usd/year]", f"limit = {usd}[usd/year]"),
        ("tolerable = 10_000_000[misuse.usd/year]", f"tolerable = {usd * 10}[misuse.usd/year]"),
    )


@pytest.mark.parametrize(("usd", "verdict"), [(855_000, "not_established"), (855_001, "established")])
def test_the_form_comes_to_855_000_dollars(usd: int, verdict: str, tmp_path: Path) -> None:
    assert changed(tmp_path, *limit(usd)).verdict == verdict


MORE_FOR_THE_RED_TEAM = ("tested = 0.5[request/day]", "tested = 0.6[request/day]")


def test_a_number_on_the_way_breaks_its_own_step(tmp_path: Path) -> None:
    case = changed(tmp_path, MORE_FOR_THE_RED_TEAM)
    assert case.verdict == "not_established"
    assert {name for name, verdict in verdicts(case).items() if verdict in {"invalid", "refuted"}} == {
        "RED_TEAMED"
    }


@pytest.mark.slow
@pytest.mark.parametrize(("usd", "verdict"), [(912_000, "not_established"), (912_001, "established")])
def test_with_the_numbers_carried_along_the_form_comes_to_912_000(
    usd: int, verdict: str, tmp_path: Path
) -> None:
    carried = (
        MORE_FOR_THE_RED_TEAM,
        ("holds usual <= 0.5[request/day]", "holds usual <= 0.6[request/day]"),
        ("holds answered in 0 .. 1.5[request/day]", "holds answered in 0 .. 1.6[request/day]"),
        ("holds rise <= 0.00015[1/attempt/day]", "holds rise <= 0.00016[1/attempt/day]"),
    )
    assert changed(tmp_path, *carried, *limit(usd)).verdict == verdict


# ---- What if, and what brings it down ------------------------------------------------------------


def test_the_page_shows_the_what_if_as_it_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, _, shown = page().split("```\n$ formalcase ", 1)[1].split("\n```", 1)[0].partition("\n")
    done = CliRunner().invoke(app, shlex.split(command))
    assert done.exit_code == 0
    assert done.stdout.rstrip("\n") == shown


@pytest.mark.parametrize("way", ["fail", "false"])
def test_released_weights_take_down_the_named_claims_and_no_others(way: str) -> None:
    released = ["misuse.API"]
    supposed = (
        formalcase.what_if(loaded(), fail=released)
        if way == "fail"
        else formalcase.what_if(loaded(), false=released)
    )
    falls = {each.claim.removeprefix("misuse.") for each in supposed.falls}
    assert falls == FROM_THE_INTERFACE | FROM_THESE
    claims = {node.id for node in loaded("case.fcase").nodes.values() if isinstance(node, Claim)}
    assert claims - falls == UNTOUCHED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("leaf", "claim"),
    [("IN_LINE", "FILTERED"), ("CLOSED", "BANNED"), ("CHECKED", "IDENTIFIED"), ("WITHIN_MONTH", "CORRECTED")],
)
def test_each_safeguard_falls_with_a_leaf_of_its_own(leaf: str, claim: str) -> None:
    supposed = formalcase.what_if(loaded(), fail=[f"misuse.{leaf}"])
    falls = {each.claim.removeprefix("misuse.") for each in supposed.falls}
    assert falls & FROM_THE_INTERFACE == {claim}


def test_what_brings_the_case_down() -> None:
    sets = formalcase.defeaters(loaded())
    assert sets.by_size == {1: 30, 2: 4}
    assert {frozenset(each.ids) for each in sets if len(each) == 2} == {
        frozenset({one, other})
        for one in ("ON_RECORD", "UNSEEN")
        for other in ("misuse.GROUPS", "misuse.AS_MANY_AGAIN")
    }
    single = {leaf for each in sets if len(each) == 1 for leaf in each.ids}
    assert {f"misuse.{name}" for name in ("ONLY_CHANCE", "SHAPE", "AS_ABLE", "API")} < single
