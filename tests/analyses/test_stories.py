"""Counterexamples in words: what fails is said, and for whom; and it can be pasted into the case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import formalcase
from formalcase.results.common import Story

CASE = """
case c "c" {{ top C }}
sort S
sort R {{ a "risk a", b "risk b", ... }}
const d: S "the system"
const old: S "the old system"
fn bad(s: S, r: R): Bool "{{s}} is bad at {{r}}"
fn safe(s: S): Bool      "{{s}} is safe"
fn owner(s: S): S        "the owner of {{s}}"
fn many(n: Int): Bool    "{{n}} are many"
const p1: Bool "p1" const p2: Bool "p2" const p3: Bool "p3"
const p4: Bool "p4" const p5: Bool "p5" const p6: Bool "p6"
def fine(s: S): Bool "{{s}} is fine" = forall r in R: not bad(s, r)
def no_worse(s: S): Bool = fine(s) and safe(s)
assumption P "so much is so" {{ holds {premise} }}
claim C "the claim" {{ holds {claim} }}
argument X "so" {{ for C from P }}
"""


def story(claim: str, premise: str = "safe(old)") -> Story:
    (case,) = formalcase.check(formalcase.loads(CASE.format(claim=claim, premise=premise))).cases
    (validity,) = [each for each in case.obligations if each.kind == "validity"]
    assert validity.counterexample is not None, validity.verdict
    return validity.counterexample


def facts(told: Story, *, telling: bool = True) -> list[str]:
    """The facts that are telling, or those that are not, with `d` for whatever `d` stands for."""
    (system,) = [each.value for each in told.assignments if each.term == "d"]
    return [
        f"{each.term} = {each.value}".replace(system, "d")
        for each in told.assignments
        if each.telling is telling and each.term != "d"
    ]


@pytest.mark.parametrize(
    ("claim", "fact", "words"),
    [
        ("forall r in R: not bad(d, r)", r"bad\(d, .*\) = true", r"S #\d is bad at"),
        ("not bad(d, a)", r"bad\(d, a\) = true", r"S #\d is bad at risk a"),
        ("safe(d)", r"safe\(d\) = false", r"it is not the case that S #\d is safe"),
        ("fine(d)", r"bad\(d, .*\) = true", r"S #\d is bad at"),
        ("no_worse(d) or p1", r"fine\(d\) = false|safe\(d\) = false", r"it is not the case that S #\d is"),
        ("exists r in R: bad(d, r)", r"bad\(d, a\) = false", r"not the case that S #\d is bad at risk a"),
        ("d != old implies exists s in S: not safe(s)", r"safe\(.*\) = true", r"S #\d is safe"),
        ("safe(owner(d))", r"owner\(d\) = .*", r"the owner of S #\d: S #\d"),
        ("many(3) and d = d", r"many\(3\) = false", r"not the case that 3 are many"),
    ],
)
def test_what_makes_the_conclusion_fail_is_told(claim: str, fact: str, words: str) -> None:
    told = story(claim, "safe(old) and d = d")
    assert any(re.fullmatch(fact, each) for each in facts(told))
    assert re.search(words, told.text)


def test_what_makes_the_conclusion_fail_is_told_before_much_that_is_so() -> None:
    told = story("safe(d)", "p1 and p2 and p3 and p4 and p5 and p6 and fine(d)")
    assert facts(told)[0] == "safe(d) = false"
    assert "is safe" in told.text


def test_others_complete_the_world() -> None:
    told = story("fine(d)", "fine(old)")
    assert all("(d" in fact for fact in facts(told) if fact.startswith("bad"))
    assert any(fact.startswith("bad(S#") for fact in facts(told, telling=False))


def test_one_part_of_a_conjunction_that_fails_is_enough() -> None:
    told = story("safe(d) and p1 and p2", "not p1 and not p2")
    (first, *_) = [fact for fact in facts(told) if fact.endswith("false")]
    assert first in ("safe(d) = false", "p1 = false")


def test_a_conclusion_with_very_many_instances_is_told_all_the_same() -> None:
    many = ", ".join(f"{letter} in R" for letter in "tuvwxyz")
    assert "is bad at" in story(f"forall {many}: not bad(d, t)").text


PART = """
sort Site { north, ... }
enum Level { low < high < word }
enum Mood { high, `not` }
const word: Level "the level of words"
fn level(s: Site): Level "the level of {s}"
fn mood(s: Site): Mood "the mood of {s}"
"""
WHOLE = """
case c "c" { top C }
import "part.fcase" as other
enum Own { low, mid }
const mine: Own "mine"
const `my own`: Own "my own"
assumption A "a" { holds other.level(other.north) != other.low and other.mood(other.north) = other.`not` }
claim C "c" {
    holds other.level(other.north) = other.Level.word and other.word = other.low
          and mine != mid and other.mood(other.north) = other.Mood.high and `my own` = mid
}
argument S "s" { for C from A }
"""


def test_what_a_world_says_can_be_pasted_into_the_case(tmp_path: Path) -> None:
    (tmp_path / "part.fcase").write_text(PART)
    case = tmp_path / "case.fcase"
    case.write_text(WHOLE)
    (result,) = formalcase.check(formalcase.load(case)).cases
    (validity,) = [each for each in result.obligations if each.kind == "validity"]
    assert validity.counterexample is not None
    said = [f"{each.term} = {each.value}" for each in validity.counterexample.assignments]
    assert any("other.level" in fact for fact in said)
    pasted = "\n".join(
        f'assumption F{number} "f" {{ holds {fact} }}' for number, fact in enumerate(said) if "#" not in fact
    )
    case.write_text(WHOLE + pasted)
    assert formalcase.check(formalcase.load(case)).cases[0].verdict != "malformed"


def test_what_lets_the_premises_hold_all_the_same_is_told_next() -> None:
    told = facts(story("safe(d)", "p1 and p2 and p3 and forall s in S: fine(s) implies safe(s)"))
    assert told[0] == "safe(d) = false"
    assert told[1] == "fine(d) = false"
    assert told[2].startswith("bad(d, ")


def test_it_may_take_several_premises() -> None:
    told = story("p1", "p6 and p5 and p4 and d = d and (many(3) implies p1) and (p2 implies many(3))")
    assert facts(told)[:3] == ["p1 = false", "many(3) = false", "p2 = false"]


def test_a_fact_that_a_premise_hangs_on_is_not_cut_from_the_sentence() -> None:
    told = story(
        "safe(d)",
        "p1 and p2 and p3 and p4 and p5 and p6 and forall s in S: fine(s) implies safe(s)",
    )
    assert "is fine" in told.text


SCANNER = """
case upload "u" { top C0 }
sort File { ledger, notes, ... }
fn customer(f: File): Bool "{f} holds customer data"
fn uploaded(f: File): Bool "{f} is uploaded"
fn score(f: File): Int "the score of {f}"
const limit: Int "the limit"
claim C0 "c" { holds forall f in File: customer(f) implies not uploaded(f) }
evidence E1 "a" { holds forall f in File: customer(f) implies score(f) > 80 }
evidence E2 "b" { holds forall f in File: score(f) > limit implies not uploaded(f) }
assumption A1 "l" { holds limit = 90 }
argument S0 "s" { for C0 from E1, E2, A1 }
"""


def test_a_number_that_the_premises_speak_of_draws_nobody_else_into_the_story() -> None:
    (case,) = formalcase.check(formalcase.loads(SCANNER)).cases
    (validity,) = [each for each in case.obligations if each.kind == "validity"]
    told = validity.counterexample
    assert told is not None
    telling = [each.term for each in told.assignments if each.telling]
    assert {"limit", "score(ledger)"} <= set(telling)
    assert not any("notes" in term for term in telling)
