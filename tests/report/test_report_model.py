"""What a report says about a case: what falls with what, who judges what, and which case it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_pages import MILL

import formalcase
from formalcase.case.support import Gate, supported
from formalcase.logic.depth import deep_recursion
from formalcase.render.json import schema_name
from formalcase.reporting import picked
from formalcase.reporting.digest import case_digest
from formalcase.reporting.falling import Falling
from formalcase.results.report import Judgement, ReportResult


@pytest.fixture(scope="module")
def result() -> ReportResult:
    return formalcase.report(formalcase.loads(MILL)).result


def row(result: ReportResult, subject: str) -> Judgement:
    return next(each for each in result.judgements if each.subject == subject)


def test_the_check_in_it_is_that_of_check(result: ReportResult) -> None:
    (case,) = formalcase.check(formalcase.loads(MILL)).cases
    assert result.check == case


def test_every_obligation_of_a_person_has_a_row_with_a_question(result: ReportResult) -> None:
    asked = {each.id for each in result.check.obligations if each.by == "person"}
    rows = {each.id: each for each in result.judgements}
    assert asked <= set(rows)
    assert all(each.question for each in rows.values())
    assert "low/definition" in rows


def test_what_falls_with_a_leaf_is_told(result: ReportResult) -> None:
    # C0 has a second leg, C1 has not.
    assert row(result, "E2").falls == ("C1",)
    assert row(result, "S3.warrant").falls == ("C1",)
    assert row(result, "E1").falls == ()
    assert row(result, "low").falls == ("C0",)
    assert row(result, "low").top_falls
    assert row(result, "low").cited_by == ("S1", "S2")


def test_a_warrant_asks_whether_the_step_holds(result: ReportResult) -> None:
    assert "`C1` follows from `E2`, `E3`" in row(result, "S3.warrant").question


def test_owner_reason_source_and_credence_come_from_the_case(result: ReportResult) -> None:
    assert result.owner == "ana"
    assert row(result, "E3").credence == ("0.9", "0.95")
    assert row(result, "E1").sources == ("day",)
    assert row(result, "A1").because == "nothing moves"
    assert row(result, "D2").because == "it is checked every week"


def test_conditions_are_contexts_and_what_is_taken_as_given(result: ReportResult) -> None:
    assert [(each.id, each.kind, each.about) for each in result.conditions] == [
        ("W1", "context", ("C0",)),
        ("A1", "given", ("S1",)),
    ]


def test_legs_say_what_they_rest_on(result: ReportResult) -> None:
    # E1 is doubted, so S1 needs what answers the doubt as well.
    (legs,) = result.legs
    assert [(each.leg, each.leaves, each.sources) for each in legs.draws] == [
        ("S1", ("E1", "A1", "S4.warrant"), ("day",)),
        ("S2", ("E2",), ("night",)),
    ]


def test_missing_premises_of_a_step_that_does_not_follow_are_there() -> None:
    text = """
    case c "A case" { top C }
    const x: Bool "it rains"
    const y: Bool "it is wet"
    claim C "It is wet" { holds y }
    evidence E "It rains" { holds x }
    assumption A "Rain wets" { holds x implies y }
    argument S "So" { for C from E }
    """
    result = formalcase.report(formalcase.loads(text)).result
    (found,) = result.premises
    assert found.step == "S"
    assert "A" in {each.cites for each in found.candidates}


def test_the_digest_is_of_what_is_said_and_not_of_how_it_is_laid_out() -> None:
    def digest(text: str) -> str:
        with deep_recursion():
            return case_digest(formalcase.loads(text))

    lines = MILL.strip().splitlines()
    swapped = [*lines[:-2], lines[-1], lines[-2]]
    spaced = "\n\n".join(lines).replace("  ", "   ")
    assert digest(MILL) == digest("\n".join(swapped)) == digest(f"# a comment\n{spaced}")
    for before, after in (
        ("under 55", "under 54"),
        ("level < 55", "level < 54"),
        ("owner ana", "owner bob"),
        ("for C1 from E2", "for C1 from E1"),
        ("residual", "because"),
        ('"the level"', '"the pressure"'),
    ):
        assert digest(MILL.replace(before, after, 1)) != digest(MILL), before


def test_the_json_is_the_model() -> None:
    report = formalcase.report(formalcase.loads(MILL))
    document = json.loads(report.json())
    assert document.pop("schema") == schema_name("report")
    assert document == report.result.model_dump(mode="json")


def test_a_day_makes_evidence_stale_in_the_report() -> None:
    text = MILL.replace("source day cites", "expires 2020-01-01 source day cites")
    from datetime import date

    case = formalcase.loads(text)
    result = formalcase.report(case, settings=formalcase.Settings(as_of=date(2021, 1, 1))).result
    assert row(result, "E1").verdict == "stale"
    assert result.settings.as_of == "2021-01-01"


NODES = [f"n{number}" for number in range(8)]
GATES = st.dictionaries(
    st.sampled_from(NODES),
    st.builds(
        lambda members, least: Gate(min(least, len(members)), tuple(members)),
        st.lists(st.sampled_from([*NODES, "a", "b", "c", "d"]), max_size=4),
        st.integers(0, 3),
    ),
)


@settings(derandomize=True, max_examples=150)
@given(GATES, st.sets(st.sampled_from([*NODES, "a", "b", "c", "d", "not there"]), max_size=3))
def test_what_falls_is_what_loses_its_support(graph: dict[str, Gate], lost: set[str]) -> None:
    """Circles, quorums and repeated members included."""
    assert Falling(graph).without(lost) == supported(graph) - supported(graph, lost)


def test_where_nothing_leads_to_the_top_claim_what_is_cited_is_to_be_signed() -> None:
    text = """
    case c "A case" { top C }
    claim C "It is wet"
    claim B "It rains"
    evidence E "The barometer fell" { owner ana }
    argument S "So" { for C from B, E }
    """
    result = formalcase.report(formalcase.loads(text)).result
    assert result.check.verdict == "not_established"
    assert {"E", "S.warrant"} <= {each.subject for each in picked.to_sign(result)}
    assert {"E", "S.warrant"} <= set(picked.leaves_of(result))


def test_an_answer_to_a_doubt_is_no_open_doubt(result: ReportResult) -> None:
    opened, others, answers = picked.doubts_of(result.check)
    assert ([each.id for each in opened], [each.id for each in answers]) == ([], ["D3"])
    assert {each.id for each in others} == {"D1", "D2"}
