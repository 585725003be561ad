"""Confidence as text and as a picture: three intervals, one of them a bound, and what the words never say."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from formalcase.render.confidence import confidence_lines, short
from formalcase.render.picture.confidence import confidence_svg
from formalcase.results.confidence import (
    ConfidenceResult,
    IntervalResult,
    LeafCredence,
    LeafGain,
    ReadingResult,
)


def _interval(low: str, high: str, text: str, *, sharp: bool = True) -> IntervalResult:
    return IntervalResult(low=low, high=high, sharp=sharp, text=text)


FULL = ConfidenceResult(
    claim="C\x1b[31m",
    text="these are bounds on what can be derived",
    leaves=(LeafCredence(id="A", kind="assumption", text="a", low="0.9", high="1"),),
    without=("B",),
    supposition="S.T.uncorrelated",
    given=ReadingResult(
        text="given that `B` holds",
        bound=_interval("1/3", "2/3", "with nothing assumed on dependence; this is a bound"),
        uncorrelated=_interval("0.5", "0.6", "if `S.T.uncorrelated`; this is no bound", sharp=False),
        tied=("A", "B"),
    ),
    anyhow=ReadingResult(text="with nothing said of `B`", incoherent=(("A", "B"),)),
    gains=tuple(LeafGain(leaf=f"L{n}", gain="0.1", low="0.5") for n in range(9)),
)


def test_numbers_are_rounded_outwards_and_never_past_an_end() -> None:
    assert short("1/3", up=False) == "0.3333"
    assert short("1/3", up=True) == "0.3334"
    assert short("0.95", up=True) == "0.95"
    assert short("0.99999999999", up=True) == "1"
    assert short("0.00000000001", up=False) == "0"


def test_the_intervals_stand_side_by_side_with_what_they_suppose() -> None:
    text = "\n".join(confidence_lines(FULL))
    assert "0.3333 .. 0.6667 with nothing assumed on dependence; this is a bound" in text
    assert text.count("this is a bound") == 1
    assert "may be wider" in text
    assert "cannot all be independent: A, B" in text
    assert "no bound, as no probabilities fit the credences of A, B" in text
    assert "rounded outwards" in text
    assert "and 4 more leaves" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("columns", [40, 100])
def test_lines_keep_to_the_width(columns: int) -> None:
    assert max(map(len, confidence_lines(FULL, columns=columns))) <= columns


def test_the_picture_has_a_bar_and_words_for_each_interval() -> None:
    picture = confidence_svg(FULL)
    assert picture is not None
    root = ElementTree.fromstring(picture)
    bars = [each for each in root.iter() if each.get("class") == "bar"]
    assert len(bars) == 2
    words = " ".join(root.itertext())
    assert "(bound)" in words
    assert "an if, no bound" in words


def test_there_is_no_picture_where_nothing_fits() -> None:
    nothing = FULL.model_copy(update={"given": ReadingResult(text=""), "anyhow": None})
    assert confidence_svg(nothing) is None


def test_the_words_promise_nothing() -> None:
    text = " ".join([*confidence_lines(FULL), confidence_svg(FULL) or ""]).lower()
    assert not re.search(r"\b(safe|approved|probability of the claim|proved)\b", text)
