"""One node by itself."""

from __future__ import annotations

import render_samples as samples
from test_render_json import some_case

from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue.limits import UNKNOWN_NODE
from formalcase.render.node import node_text
from formalcase.results.node import show_result


def test_a_step_shows_its_verdict_and_its_neighbours() -> None:
    view = show_result(samples.FAILING, some_case(), "S1").node
    assert view is not None
    assert [(link.id, link.role) for link in view.rests_on] == [("E1", "premise")]
    assert [(link.id, link.role) for link in view.carries] == [("C1", "conclusion")]
    text = node_text(view)
    assert "S1: does not follow" in text
    assert "Two people slip." in text
    assert "it uses E1" in text
    assert "cited and not needed: E2" in text


def test_a_leaf_shows_all_that_rests_on_it() -> None:
    view = show_result(samples.FAILING, some_case(), "E2").node
    assert view is not None
    assert {link.id for link in view.carries} == {"S2"}
    assert view.reaches == ("S2", "C1")


def test_a_claim_rests_on_its_steps() -> None:
    view = show_result(samples.FAILING, some_case(), "C1").node
    assert view is not None
    assert [link.id for link in view.rests_on] == ["S1", "S2"]


def test_a_leaf_shows_its_ledger_entry_and_its_defeaters() -> None:
    view = show_result(samples.FAILING, some_case(), "E1").node
    assert view is not None
    assert view.ledger is not None
    assert [each.id for each in view.defeaters] == ["D1"]
    assert "for a person, open" in node_text(view)


def test_a_warrant_is_shown_under_its_own_name() -> None:
    warranted = samples.human(Verdict.OPEN, "S2.warrant")
    view = show_result(samples.result(samples.case(obligations=(warranted,))), some_case(), "S2.warrant").node
    assert view is not None
    assert view.reaches == ("S2", "C1")


def test_an_unknown_node_is_named_with_the_nearest() -> None:
    shown = show_result(samples.FAILING, some_case(), "S11")
    assert shown.node is None
    assert [finding.code for finding in shown.findings] == [UNKNOWN_NODE.code]
    assert shown.findings[0].help == "did you mean `S1`?"


def test_a_malformed_case_gives_its_findings() -> None:
    shown = show_result(samples.FAILING, None, "S1")
    assert shown.node is None
    assert shown.findings == samples.FAILING.cases[0].findings
