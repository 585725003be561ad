"""Guesses at what was meant: near ones are found, and none of them takes long."""

from __future__ import annotations

import pytest
from effort import calls
from hypothesis import given
from hypothesis import strategies as st

from formalcase.diagnostics.suggest import LONGEST, MOST, did_you_mean, nearest


@pytest.mark.parametrize(
    ("name", "candidates", "guess"),
    [
        ("C11", ["C1", "E7"], "C1"),
        ("leak", ["leaks", "flagged"], "leaks"),
        ("LEAKS", ["leaks", "flagged"], "leaks"),
        ("leaks", ["stopped"], None),
        ("", ["stopped"], None),
        ("leaks", [], None),
        ("leaks", [""], None),
    ],
)
def test_the_nearest_name(name: str, candidates: list[str], guess: str | None) -> None:
    assert nearest(name, candidates) == guess
    assert did_you_mean(name, candidates) == (guess and f"did you mean `{guess}`?")


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=8))
def test_the_order_of_the_candidates_means_nothing(name: str, candidates: list[str]) -> None:
    assert nearest(name, candidates) == nearest(name, candidates[::-1])


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=8))
def test_a_guess_is_one_of_the_candidates(name: str, candidates: list[str]) -> None:
    assert nearest(name, candidates) in {None, *candidates}


def test_long_words_are_no_slips() -> None:
    assert nearest("a" * LONGEST, ["a" * LONGEST]) is not None
    assert nearest("a" * (LONGEST + 1), ["a" * (LONGEST + 1)]) is None
    assert nearest("leaks", ["leaks" * LONGEST]) is None


def test_of_many_candidates_those_that_begin_alike_come_first() -> None:
    many = [f"a{number:05d}" for number in range(3 * MOST)]
    assert nearest("zebrs", [*many, "zebra"]) == "zebra"


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("a" * 1_000_000, ["a" * 999_999]),
        ("ab" * (LONGEST // 2), ["ba" * 500_000] * 10),
        ("ab" * (LONGEST // 2), [f"{'ba' * 25}{number:06d}" for number in range(20_000)]),
    ],
)
def test_no_guess_takes_much_work(name: str, candidates: list[str]) -> None:
    assert calls(lambda: nearest(name, candidates)) < 20 * len(candidates) + 2_000 * MOST
