"""What real arguments leave out: that something exists, ranges, values, words as they are used, divisors."""

from __future__ import annotations

from fractions import Fraction

from missing_problems import step
from missing_search import search

from formalcase.analyses.premises import Missing
from formalcase.case.verdicts import Verdict

RISKS = """
sort System "a system"
const deployed: System "the deployed system"
enum Risk { phishing, exploits }
fn uplift(s: System, r: Risk): Level "u"
fn limit(r: Risk): Level "l"
enum Level { none < low < high }
fn unacceptable(s: System): Bool "{s} is unacceptable"
def of_concern(s: System, r: Risk): Bool "{s} is of concern in {r}" = uplift(s, r) > limit(r)
"""
NUMBERS = """
unit usd "dollars"
const limit: Real[usd] "the limit"
const tolerable: Real[usd] "what is tolerable"
const share: Real "a share"
const hits: Int "hits"
const runs: Int "runs"
"""


def texts(found: Missing) -> list[str]:
    return [each.text for each in found.candidates]


def test_what_has_a_property_may_have_to_stand_in_a_relation_to_something() -> None:
    premises = ["forall r in Risk: not of_concern(deployed, r)"]
    found = search(step(RISKS, premises, "not unacceptable(deployed)"))
    (best, *_) = [each for each in found.candidates if each.origin == "rule"]
    assert best.text == "forall x in System: unacceptable(x) implies exists y in Risk: of_concern(x, y)"


def test_that_something_exists_is_offered_where_a_rule_would_say_too_much() -> None:
    words = """
sort Task
enum Risk { phishing, intrusion }
fn proxy(t: Task, r: Risk): Bool "p"
const flags: Task "f"
"""
    found = search(
        step(words, ["proxy(flags, intrusion)"], "forall r in Risk: exists t in Task: proxy(t, r)")
    )
    assert "exists x in Task: proxy(x, phishing)" in texts(found)[:3]
    assert "forall x in Task: proxy(x, phishing)" not in texts(found)


def test_a_value_is_offered_where_no_bound_from_one_side_would_do() -> None:
    found = search(step(NUMBERS, ["limit = tolerable / 10"], "limit = 5[usd]"))
    assert texts(found) == ["tolerable = 50[usd]"]
    related = search(step(NUMBERS, ["tolerable = 50[usd]"], "limit = 5[usd]"))
    assert texts(related) == ["limit = tolerable / 10"]


def test_the_widest_range_has_both_ends_in_it_or_not() -> None:
    found = search(step(NUMBERS, ["share = hits"], "share > 2.5 and share <= 7"))
    assert "hits in 3 .. 7" in texts(found)
    (wide,) = [each for each in found.candidates if each.text == "hits in 3 .. 7"]
    assert len(wide.members) == 2


def test_a_word_is_offered_with_the_numbers_that_it_is_used_with() -> None:
    words = """
sort Task
const spear: Task "s"
fn capable(t: Task): Bool "c"
fn successes(t: Task): Int "s"
def passes(t: Task, least: Int): Bool "p" = successes(t) >= least
def tells(t: Task, least: Int): Bool "t" = capable(t) implies passes(t, least)
"""
    found = search(step(words, ["forall t in Task: tells(t, 10)"], "not capable(spear)"))
    assert texts(found)[0] == "not passes(spear, 10)"


def test_the_value_of_a_function_is_spoken_of_for_what_is_at_hand() -> None:
    words = """
enum Risk { phishing, intrusion }
enum Level { none < low < high }
fn harmful(r: Risk): Level "h"
fn by_panel(r: Risk): Level "p"
"""
    found = search(step(words, ["forall r in Risk: harmful(r) >= by_panel(r)"], "harmful(intrusion) >= low"))
    assert texts(found)[0] == "by_panel(intrusion) > none"
    assert not any("and by_panel(intrusion)" in each for each in texts(found))


def test_all_conditions_are_put_together_negations_and_comparisons_among_them() -> None:
    words = """
sort Model
const m1: Model "m"
fn aware(m: Model): Bool "a"
fn elicited(m: Model): Bool "e"
fn sandbags(m: Model): Bool "s"
fn passed(m: Model): Int "p"
"""
    premises = ["elicited(m1)", "not sandbags(m1)", "forall m in Model: passed(m) < 9"]
    found = search(step(words, premises, "not aware(m1)"))
    rules = [each.text for each in found.candidates if each.origin == "rule"]
    joined = "forall x in Model: elicited(x) and not sandbags(x) and passed(x) < 9 implies not aware(x)"
    assert rules[0] == joined


def test_a_step_that_divides_is_told_what_excludes_zero_and_the_rest_with_it() -> None:
    found = search(step(NUMBERS, ["hits = 47"], "hits / runs >= 0.9"))
    assert found.verdict is Verdict.BLOCKED
    assert texts(found) == ["runs in 1 .. 52"]
    # A premise that divides does not show that its own divisor is not zero.
    circular = search(step(NUMBERS, ["share * (1 / share) = 1"], "share <= 1"))
    assert all("/" not in each for each in texts(circular))


def test_nothing_that_divides_by_what_may_be_zero_is_offered() -> None:
    words = NUMBERS + 'def rate: Real "rate" = hits / runs\nconst fit: Bool "fit"'
    found = search(step(words, ["runs != 0 and rate <= 0.1 implies fit", "hits = 1"], "fit"))
    assert found.candidates
    for each in found.candidates:
        assert "rate" not in each.text or "runs" in each.text


def test_a_bound_of_two_numbers_is_within_what_was_computed() -> None:
    found = search(step(NUMBERS, ["share * 2 = hits"], "share in 1 .. 2"))
    assert "hits in 2 .. 4" in texts(found)
    assert all(each.within in (None, Fraction(0)) for each in found.candidates)
