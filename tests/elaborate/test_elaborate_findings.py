"""Each small text gives just the findings that it should, each at its place."""

from __future__ import annotations

import pytest
from elaborate_samples import CASE_BLOCKS, HEAD, SAMPLES, Expected

from formalcase.diagnostics.finding import Finding, Severity
from formalcase.elaborate import Loaded, load_text
from formalcase.source import Source


def place(finding: Finding, text: str) -> str:
    """The text at the place of a finding."""
    at = finding.location
    assert at is not None
    starts = Source("", text).line_starts
    return text[starts[at.line - 1] + at.column - 1 : starts[at.end_line - 1] + at.end_column - 1]


def told(loaded: Loaded, text: str) -> Expected:
    return tuple((finding.code, place(finding, text)) for finding in loaded.findings)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_its_findings(name: str) -> None:
    addition, expected = SAMPLES[name]
    text = HEAD + addition
    loaded = load_text(text, "sample.fcase")
    assert told(loaded, text) == expected
    errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    assert (loaded.case is None) == bool(errors)


@pytest.mark.parametrize("name", CASE_BLOCKS)
def test_a_case_block_gives_its_findings(name: str) -> None:
    text, expected = CASE_BLOCKS[name]
    assert told(load_text(text, "sample.fcase"), text) == expected


ADVICE = {
    "a slip": ('assumption A "a" { holds ham(new) }', "did you mean `harm`?"),
    "capitals": ('assumption A "a" { holds HARM(new) }', "did you mean `harm`?"),
    "a bound variable": (
        'assumption A "a" { holds forall model in Model: harm(modle) }',
        "did you mean `model`?",
    ),
    "a node for a node": ('argument S2 "s" { for C from lob, CC }', "did you mean `C`?"),
    "a type of another notation": ('const c: Probability "c"', "write `Real`, or `Real[percent]`"),
    "a type for a type": ('const c: Modle "c"', "did you mean `Model`?"),
    "a member of an enum": ('assumption A "a" { holds tier(new) = Tier.nune }', "did you mean `none`?"),
    "a member of a sort": (
        'assumption A "a" { holds harm(Model.new) }',
        "the members of a sort are plain names: `new`",
    ),
    "a unit": ('const c: Real[yaer] "c"', "did you mean `year`?"),
    "a code": ('claim C2 "c" { allow fc430 because "b" }', "did you mean `FC430`?"),
    "a slot": ('fn f(model: Model): Bool "{modle}"', "did you mean `model`?"),
    "nothing comes near": (
        'assumption A "a" { holds zzzzz(new) }',
        "declare it, or correct the spelling",
    ),
    "a word of the language": (
        'argument S2 "s" { for C from E, given }',
        "`given` is also the word of a field or declaration; what should stand before it is missing",
    ),
    "a step as a premise": (
        'argument S2 "s" { for C from S }',
        "cite the claim that it argues for",
    ),
}


@pytest.mark.parametrize("name", ADVICE)
def test_a_finding_gives_advice(name: str) -> None:
    addition, expected = ADVICE[name]
    assert expected in {finding.help for finding in load_text(HEAD + addition, "sample").findings}


def test_a_clash_names_both_places() -> None:
    text = HEAD + 'claim harm "again"'
    (finding,) = load_text(text, "sample").findings
    (other,) = finding.related
    assert other.location is not None
    assert (finding.location and finding.location.line, other.location.line) == (17, 7)
    assert (other.message, finding.subject) == ("a function is declared here", "harm")


def test_findings_are_in_the_order_of_the_text() -> None:
    text = HEAD + 'argument S2 "s" { for NO from E }\nconst c: NONE "c"\ncase k2 "A case" { top C }\n'
    lines = [finding.location.line for finding in load_text(text, "x").findings if finding.location]
    assert lines == sorted(lines) == [17, 18, 19]


def test_a_lost_field_has_no_follow_up() -> None:
    for text in (
        HEAD + 'argument S2 "s" { for 5 from E }',
        HEAD + 'defeater D2 "d" { attacks 5 }',
        HEAD.replace("top C", "top 5"),
    ):
        assert [finding.code for finding in load_text(text, "x").findings] == ["FC040"]


def test_the_case_block_is_known_even_if_the_case_is_malformed() -> None:
    loaded = load_text(HEAD + 'const c: NONE "c"', "x")
    assert (loaded.case, loaded.id, loaded.title, loaded.broken) == (None, "k", "A case", True)
