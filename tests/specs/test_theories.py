"""The theories of the library mean what their pages say, and the real cases use them."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import formalcase
from formalcase.resources import specs
from formalcase.results.check import CaseResult

sys.path.insert(0, str(Path(__file__).parents[1] / "literate"))

from blocks import Block, amiss, blocks_of

EXAMPLES = Path(__file__).parents[2] / "examples"
THEORIES = ("elicitation", "evaluation", "exposure", "provenance", "thresholds")
BLOCKS = [block for name in THEORIES for block in blocks_of(specs() / f"{name}.md")]

_WORD = re.compile(r"^(?:fn|def|enum|sort) (\w+)", re.MULTILINE)
_ROW = re.compile(r"^\| `(\w+)", re.MULTILINE)
_IMPORT = re.compile(r"^import std\.(\w+)", re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_the_examples_of_the_pages(block: Block) -> None:
    assert amiss(block) == []


@pytest.mark.parametrize("name", THEORIES)
def test_each_page_has_examples_that_hold_and_that_do_not(name: str) -> None:
    verdicts = {
        re.findall(r"#! verdict (\w+)", block.text)[0] for block in BLOCKS if block.document == f"{name}.md"
    }
    assert verdicts == {"established", "not_established"}


@pytest.mark.parametrize("name", THEORIES)
def test_each_page_lists_the_words_of_its_file(name: str) -> None:
    text = (specs() / f"{name}.fcase").read_text(encoding="utf-8")
    page = (specs() / f"{name}.md").read_text(encoding="utf-8")
    assert _ROW.findall(page) == _WORD.findall(text)


@pytest.mark.parametrize("name", THEORIES)
def test_two_real_cases_or_more_import_it(name: str) -> None:
    users = {
        path.parent.name
        for path in EXAMPLES.rglob("*.fcase")
        if name in _IMPORT.findall(path.read_text(encoding="utf-8"))
    }
    assert len(users) >= 2


# ---- What the words mean -------------------------------------------------------------------------

HEAD = """
case c "A case" {{ top C1 }}
import std.{library}
{words}
claim C1 "The claim" {{ holds {claim} }}
evidence E1 "The facts" {{ holds {facts} }}
argument S1 "By definition" {{ for C1 from E1 }}
"""
RATES = (
    'const rate: Real[1/exposure.occasion] "the rate"\n'
    'const runs: Real[exposure.occasion] "the runs"\n'
    'const traffic: Real[exposure.occasion/year] "the traffic"'
)
LEVELS = 'const x: thresholds.Level "x"\nconst y: thresholds.Level "y"\nconst z: Real "z"'
VERSIONS = (
    'import std.evaluation\nconst a: provenance.Artefact "a"\nconst m: evaluation.System "m"\n'
    'const n: evaluation.System "n"\nconst t: evaluation.Task "t"'
)
EFFORTS = (
    "import std.evaluation\nimport std.thresholds\n"
    'const m: evaluation.System "m"\nconst t: evaluation.Task "t"'
)


def verdict(library: str, words: str, facts: str, claim: str) -> str:
    text = HEAD.format(library=library, words=words, facts=facts, claim=claim)
    found: CaseResult = formalcase.check(formalcase.loads(text)).cases[0]
    return found.verdict.value


ONE_RUN = "1[1/exposure.occasion]"
MEANINGS = [
    ("thresholds", LEVELS, "x > y", "thresholds.above(x, y)", True),
    ("thresholds", LEVELS, "x = y", "thresholds.above(x, y)", False),
    ("thresholds", LEVELS, "x < y", "thresholds.set_safely(x, y)", True),
    ("thresholds", LEVELS, "x = y", "thresholds.set_safely(x, y)", False),
    ("thresholds", LEVELS, "z = 0.07", "thresholds.margin(z, 20[percent]) = 13[percent]", True),
    ("thresholds", LEVELS, "z in 0 .. 0.09", "thresholds.clears(z, 11[percent], 20.1[percent])", True),
    ("thresholds", LEVELS, "z in 0 .. 0.09", "thresholds.clears(z, 11[percent], 20[percent])", False),
    ("thresholds", LEVELS, "z < 0", "thresholds.clears(0, z, 1)", False),
    (
        "exposure",
        RATES,
        f"rate = 0.01 * {ONE_RUN} and traffic = 2[exposure.occasion/day]",
        "exposure.expected(rate, traffic) = 7.305[1/year]",
        True,
    ),
    ("exposure", RATES, "runs = 0 and rate = 0", "exposure.three_over(rate, runs)", False),
    (
        "exposure",
        RATES,
        f"runs = 300[exposure.occasion] and rate <= 0.01 * {ONE_RUN}",
        "exposure.three_over(rate, runs)",
        True,
    ),
    (
        "exposure",
        RATES,
        f"runs = 301[exposure.occasion] and rate <= 0.01 * {ONE_RUN}",
        "exposure.three_over(rate, runs)",
        False,
    ),
    ("exposure", RATES, "rate = 0", "exposure.stays_under(1[1/year], 1[1/year], 2[1/year])", False),
    ("exposure", RATES, "rate = 0", "exposure.stays_under(1[1/year], -1[1/year], 2[1/year])", False),
    (
        "exposure",
        RATES,
        f"rate in 0 .. 0.01 * {ONE_RUN} and traffic in 0 .. 100[exposure.occasion/year]",
        "exposure.added(rate, rate, traffic) = 0",
        True,
    ),
    (
        "provenance",
        VERSIONS,
        "forall at in provenance.Stage: provenance.version(a, at) = 3",
        "provenance.unchanged(a)",
        True,
    ),
    ("provenance", VERSIONS, "provenance.version(a, provenance.used) = 3", "provenance.unchanged(a)", False),
    ("provenance", VERSIONS, "provenance.carries_over(m, n)", "provenance.no_abler(m, n, t)", True),
    ("provenance", VERSIONS, "provenance.carries_over(m, n)", "provenance.no_abler(n, m, t)", False),
    (
        "elicitation",
        EFFORTS,
        "elicitation.effort(m, t) = thresholds.high",
        "elicitation.drawn_out(m, t, thresholds.low)",
        False,
    ),
    (
        "elicitation",
        EFFORTS,
        "elicitation.effort(m, t) = thresholds.high and not elicitation.sandbags(m, t)",
        "elicitation.drawn_out(m, t, thresholds.low)",
        True,
    ),
    (
        "elicitation",
        EFFORTS,
        "elicitation.sandbags(m, t)",
        "elicitation.tells(m, t, 20[percent], thresholds.none)",
        True,
    ),
]


@pytest.mark.parametrize(("library", "words", "facts", "claim", "holds"), MEANINGS)
def test_the_words_mean_what_the_pages_say(
    library: str, words: str, facts: str, claim: str, holds: bool
) -> None:
    assert verdict(library, words, facts, claim) == ("established" if holds else "not_established")


@given(st.integers(min_value=1, max_value=5_000))
def test_three_over_n_is_above_the_exact_limit(n: int) -> None:
    """With a rate of 3/n, no event in n occasions has a chance of less than 5 %."""
    rate = Fraction(3, n)
    assert rate >= 1 or (1 - rate) ** n < Fraction(1, 20)
