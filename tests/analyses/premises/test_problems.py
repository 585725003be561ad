"""The twelve problems on which other engines were measured."""

from __future__ import annotations

import pytest
from missing_problems import PROBLEMS, Problem
from missing_search import search


@pytest.mark.parametrize("problem", PROBLEMS, ids=[each.name for each in PROBLEMS])
def test_the_wanted_answers_come_first_and_the_list_is_complete(problem: Problem) -> None:
    found = search(problem.text)
    offered = [each.text for each in found.candidates if each.origin != "conditional"]
    assert set(problem.wanted) <= set(offered[:3])
    assert found.complete
    assert found.stopped == ""
    assert all(each.minimal and each.consistent for each in found.candidates)
    if not problem.wanted:
        assert offered == []
        assert [each.origin for each in found.candidates] == ["conditional"]


def test_the_two_long_routes_are_all_there_is() -> None:
    found = search(PROBLEMS[-1].text)
    assert [each.text for each in found.candidates] == list(PROBLEMS[-1].wanted)


def test_the_same_search_gives_the_same_answer() -> None:
    text = PROBLEMS[7].text
    assert search(text) == search(text)
