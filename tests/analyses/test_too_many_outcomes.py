"""Where the outcomes of what is undecided are too many to go through, the case is undecided."""

from __future__ import annotations

from pathlib import Path

import pytest
from expectations import check_all

from formalcase.analyses import consistency, verdict

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.mark.parametrize(
    ("case", "gone_through", "not_gone_through"),
    [
        ("undecided/hopeless_anyway", "not_established", "undecided"),
        ("rebuttal/undecided_reach_beside_the_case", "established", "undecided"),
        # It stands without the undecided step, so there is nothing to go through.
        ("undecided/beside_a_leg_that_stands", "established", "established"),
    ],
)
def test_the_verdict_is_no_yes_and_no_no_then(
    case: str, gone_through: str, not_gone_through: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = CORPUS / f"{case}.fcase"
    assert check_all([path])[path].verdict == gone_through
    monkeypatch.setattr(verdict, "_MOST_OUTCOMES", 1)
    assert check_all([path])[path].verdict == not_gone_through


def test_support_sets_that_are_not_tried_are_no_reason_for_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    path = CORPUS / "consistency" / "a_consistent_choice_of_legs_below.fcase"
    assert check_all([path])[path].verdict == "established"
    monkeypatch.setattr(consistency, "_MOST_TRIES", 1)
    assert check_all([path])[path].verdict == "undecided"


def test_with_a_closing_go_all_leaves_that_speak_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that one try is enough where each leaf alone would take one of its own."""
    monkeypatch.setattr(consistency, "_MOST_TRIES", 3)
    path = CORPUS / "consistency" / "a_closing_that_a_leg_denies.fcase"
    assert check_all([path])[path].verdict == "established"
