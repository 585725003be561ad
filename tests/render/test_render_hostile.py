"""Text from strangers never reaches a terminal raw, whatever field it stands in."""

from __future__ import annotations

import json
import unicodedata

import pytest
import render_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from formalcase.case.model import Argument, Case, Claim, Evidence, Reference
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.diagnostics.finding import Location
from formalcase.render.clean import clean, is_harmless, width
from formalcase.render.concise import concise_text
from formalcase.render.json import json_text
from formalcase.render.node import node_text
from formalcase.render.terminal import terminal_text
from formalcase.results.check import CheckResult
from formalcase.results.node import node_view
from formalcase.source import Source

HOSTILE = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\r",
    "\x00",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u2028",
    "\U000e0041",
    "\ud800",
    "\u3164",
    "\ufe0f",
    "\u00ad",
]


def hostile_result(mark: str, verdict: CaseVerdict) -> CheckResult:
    where = Location(file=f"x{mark}", line=1, column=1, end_line=1, end_column=2)
    findings = (
        samples.finding(location=where, mark=mark),
        samples.finding(location=where, allowed=f"why{mark}", mark=mark),
    )
    obligations = (
        samples.step(Verdict.INVALID, mark=mark),
        samples.step(Verdict.VALID, mark=mark),
        samples.human(Verdict.REJECTED, mark=mark),
    )
    case = samples.case(verdict, obligations=obligations, findings=findings, mark=mark)
    return samples.result(case, findings=findings)


def assert_harmless(text: str) -> None:
    assert [hex(ord(c)) for c in text if c != "\n" and not is_harmless(c)] == []


@pytest.mark.parametrize("mark", HOSTILE)
@pytest.mark.parametrize("verdict", list(CaseVerdict))
def test_no_field_reaches_the_terminal_raw(mark: str, verdict: CaseVerdict) -> None:
    result = hostile_result(mark, verdict)
    source = Source("x", f"a{mark}b\n")
    for text in (
        terminal_text(result, lookup=lambda _: source),
        terminal_text(result, quiet=True, lookup=lambda _: source),
        concise_text(result),
        json_text("check", result),
    ):
        assert_harmless(text)
        assert text.endswith("\n")


@pytest.mark.parametrize("mark", HOSTILE)
def test_no_field_of_a_shown_node_reaches_the_terminal_raw(mark: str) -> None:
    result = hostile_result(mark, CaseVerdict.ESTABLISHED).cases[0]
    argument = Argument(
        id=f"S1{mark}",
        text=f"Slips{mark}",
        because=f"so{mark}",
        cites=(f"a{mark}",),
        owner=f"ana{mark}",
        conclusion=Reference(f"C1{mark}"),
        premises=(Reference(f"E1{mark}"),),
    )
    claim = Claim(id=f"C1{mark}", text=f"None{mark}")
    evidence = Evidence(id=f"E1{mark}", text=f"Two{mark}")
    case = Case(file="x", id="x", title="x", nodes={each.id: each for each in (argument, claim, evidence)})
    for name in case.nodes:
        view = node_view(result, case, name)
        assert view is not None
        assert_harmless(node_text(view))


def test_a_line_break_in_a_text_cannot_forge_a_line_of_output() -> None:
    forged = "\nerror[FC000] forged: x"
    text = terminal_text(hostile_result(forged, CaseVerdict.ESTABLISHED))
    assert not [line for line in text.splitlines() if line.startswith("error[FC000]")]
    assert len(concise_text(hostile_result(forged, CaseVerdict.ESTABLISHED)).splitlines()) == 5


@settings(derandomize=True, max_examples=300)
@given(st.text(st.characters(codec=None), max_size=20))
def test_clean_text_is_harmless_and_clean(text: str) -> None:
    once = clean(text)
    assert_harmless(once)
    assert "\n" not in once
    assert clean(once) == once
    assert width(once) >= 0


def test_everything_that_unicode_calls_control_or_format_is_shown_by_number() -> None:
    for number in range(0x110000):
        character = chr(number)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert not is_harmless(character)


@pytest.mark.parametrize("text", ["plain", "naïve café", "猫", "≤ ∀ é", "a\u00a0b", "🙂"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_json_says_exactly_what_the_text_was() -> None:
    for mark in HOSTILE:
        result = samples.result(samples.case(mark=mark))
        assert json.loads(json_text("check", result))["cases"][0]["title"] == f"Nobody falls{mark}"
