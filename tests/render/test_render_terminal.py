"""What people see in the terminal."""

from __future__ import annotations

import re

import pytest
import render_samples as samples

from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.diagnostics.finding import Location, Severity
from formalcase.render.ansi import Paint, wants_colour
from formalcase.render.concise import concise_text
from formalcase.render.snippet import snippet
from formalcase.render.terminal import terminal_text
from formalcase.source import Source

GOLDEN = """\
error[FC401] does-not-follow: `S1` does not follow
 --> stairs.fcase:6:1
  |
6 | argument S1 "Slips are no falls" { for C1 from E1 }
  | ^^^^^^^^^^^
see: it is for this
 --> stairs.fcase:4:1
  |
4 | claim C1 "Nobody falls" { holds falls = 0 }
  | --------
  = help: add a premise
  = fix: add E2

case stairs: not established: follows from 1 leaf, 1 of them open; 1 of 2 steps by judgement, not by logic
  Nobody falls
  Draws on       1 leaf, 1 not yet accepted by a person
                   - evidence E1: Two slipped
  Steps          1 does not follow; 1 by judgement, not by logic; 1 follows
                   S1: does not follow  (stairs.fcase:6:1)
                     cited and not needed: E2
                     - slips = 2   (slips in a year)
                     - falls = 1
                   by judgement, not by logic:
                     S2
  Formal share   50 % is written as formulas, the rest as sentences only
  Doubts         1 defeater open: not argued for, and not answered
                   - D1: Miscounted (attacks E1)
                 1 defeater accepted as residual risk
                   - D2: Ice (attacks S1)
  For people     1 judgement open (evidence 1)
                 1 definition to read: falls
  Accepted       - FC405 `S1` does not follow (line 7), because it is counted next year
  Not checked    whether the leaves are true; whether each formula says what its sentence says;
                 whether the steps by judgement hold

1 case (1 not established); 1 error; 1 finding accepted; 1 judgement open for people
"""


def lookup(file: str) -> Source | None:
    return samples.SOURCE if file == "stairs.fcase" else None


def test_a_failing_case_in_full() -> None:
    assert terminal_text(samples.FAILING, lookup=lookup) == GOLDEN


def test_quiet_has_errors_and_verdicts_only() -> None:
    warned = samples.case(findings=(samples.finding(Severity.WARNING), samples.finding(code="FC402")))
    text = terminal_text(samples.result(warned), quiet=True)
    assert "FC402" in text
    assert "FC401" not in text
    assert text.endswith("judgement, not by logic\n")


def test_colour_changes_nothing_but_the_colour() -> None:
    plain = terminal_text(samples.FAILING, lookup=lookup)
    coloured = terminal_text(samples.FAILING, lookup=lookup, colour=True)
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("verdict", list(CaseVerdict))
@pytest.mark.parametrize(
    "step", [Verdict.VALID, Verdict.INVALID, Verdict.UNDECIDED, Verdict.VACUOUS, Verdict.BLOCKED]
)
def test_the_words_never_vouch_for_the_system(verdict: CaseVerdict, step: Verdict) -> None:
    text = terminal_text(samples.result(samples.case(verdict, obligations=(samples.step(step),))))
    assert not re.search(r"\bsafe\b|\bapproved\b|\bproved\b", text)


@pytest.mark.parametrize(
    "verdict", [CaseVerdict.ESTABLISHED, CaseVerdict.NOT_ESTABLISHED, CaseVerdict.UNDECIDED]
)
def test_every_judged_case_says_what_was_not_checked(verdict: CaseVerdict) -> None:
    assert "whether the leaves are true" in terminal_text(samples.result(samples.case(verdict)))


def test_hidden_findings_are_counted() -> None:
    assert "3 findings not shown" in terminal_text(samples.result(samples.case()), hidden=3)


def test_the_same_finding_of_a_shared_module_is_counted_once() -> None:
    shared = samples.finding(location=samples.at("E2"))
    text = terminal_text(samples.result(samples.case(findings=(shared, shared))))
    assert text.count("error[FC401]") == 1


def test_findings_stand_by_place_and_code() -> None:
    places = ["argument S2", "case stairs", "claim C1"]
    findings = tuple(samples.finding(location=samples.at(place)) for place in places)
    concise = concise_text(samples.result(samples.case(findings=findings))).splitlines()
    assert [line.split(":")[1] for line in concise[:3]] == ["1", "4", "7"]


def test_many_notes_of_one_kind_are_counted() -> None:
    notes = tuple(
        samples.finding(Severity.NOTE, code="FC120", subject=f"n{number}", mark=str(number))
        for number in range(50)
    )
    text = terminal_text(samples.result(samples.case(findings=notes)))
    assert text.count("note[FC120] does-not-follow") == 5
    assert "and 45 more of this kind" in text


def test_a_malformed_case_has_a_name_without_an_id() -> None:
    broken = samples.case(CaseVerdict.MALFORMED).model_copy(update={"id": None, "top": None})
    text = terminal_text(samples.result(broken))
    assert "case stairs.fcase: malformed" in text
    assert "Not checked" not in text


def test_concise_is_one_line_each() -> None:
    assert concise_text(samples.FAILING) == (
        "stairs.fcase:6:1: error[FC401] `S1` does not follow\n"
        "stairs.fcase:7:41: warning[FC405] `S1` does not follow (allowed: it is counted next year)\n"
        "stairs.fcase: case stairs: not established: "
        "follows from 1 leaf, 1 of them open; 1 of 2 steps by judgement, not by logic\n"
    )


# ---- Source lines --------------------------------------------------------------------------------


def shown(text: str, line: int, column: int, end_line: int, end_column: int) -> list[str]:
    where = Location(file="x", line=line, column=column, end_line=end_line, end_column=end_column)
    return snippet(Source("x", text), where, 1, Paint(), "error")


def test_carets_stand_under_wide_characters_and_tabs() -> None:
    lines = shown("\t猫猫 = x\n", 1, 4, 1, 8)
    assert lines[1] == "1 |     猫猫 = x"
    assert lines[2] == "  | " + " " * 8 + "^" * 4


def test_a_bidi_character_is_as_wide_as_what_is_shown_for_it() -> None:
    lines = shown("a\u202eb", 1, 3, 1, 4)
    assert lines[1] == "1 | a\\u{202e}b"
    assert lines[2] == "  | " + " " * 9 + "^"


def test_a_long_line_is_cut_round_the_place() -> None:
    lines = shown("x" * 5000 + "HERE" + "y" * 5000, 1, 5001, 1, 5005)
    assert "HERE" in lines[1]
    assert len(lines[1]) <= 110
    assert lines[1].startswith("1 | ...")
    assert lines[1].endswith("...")
    assert lines[2].index("^") == lines[1].index("HERE")


def test_many_findings_on_one_huge_line_are_cheap() -> None:
    source = Source("x", "x" * 5_000_000)
    for column in range(1, 5_000_000, 1000):
        where = Location(file="x", line=1, column=column, end_line=1, end_column=column + 1)
        assert snippet(source, where, 1, Paint(), "error")


def test_a_stretch_over_lines_shows_its_first() -> None:
    lines = shown("abc def\nghi\n", 1, 5, 2, 2)
    assert lines[2] == "  |     ^^^"
    assert lines[3].endswith("(to line 2)")


def test_an_empty_place_has_one_caret_even_at_the_end_of_the_file() -> None:
    assert shown("abc", 1, 4, 1, 4)[2] == "  |    ^"
    assert shown("", 1, 1, 1, 1)[2] == "  | ^"


@pytest.mark.parametrize("where", [(9, 1, 9, 2), (1, 99, 1, 100), (0, 0, 0, 0)])
def test_a_place_that_the_text_does_not_have_shows_no_line(where: tuple[int, int, int, int]) -> None:
    assert shown("abc", *where) == []


# ---- Colour --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {}, True),
        ("always", False, {"NO_COLOR": "1"}, False),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_to_colour(choice: str, terminal: bool, environment: dict[str, str], wanted: bool) -> None:
    assert wants_colour(choice, terminal, environment) is wanted
