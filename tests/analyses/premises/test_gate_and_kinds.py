"""When no premise can be missing, and what is offered of each kind."""

from __future__ import annotations

from fractions import Fraction

import pytest
from missing_problems import bools, step
from missing_search import search

from formalcase.analyses.premises import Limits, Missing
from formalcase.case.verdicts import Verdict


def of(found: Missing, origin: str) -> list[str]:
    return [each.text for each in found.candidates if each.origin == origin]


def test_a_refuted_conclusion_has_no_missing_premise() -> None:
    found = search(step(bools("p", "q", "r"), ["p implies not q", "p", "r"], "q"))
    assert (found.verdict, found.refuted, found.candidates) == (Verdict.INVALID, True, ())
    assert set(found.conflict) == {"A0", "A1", "G"}
    assert found.complete


def test_premises_that_contradict_each_other_have_no_missing_premise() -> None:
    found = search(step(bools("p", "q", "r"), ["p", "not p", "r"], "q"))
    assert (found.verdict, found.refuted, found.candidates) == (Verdict.VACUOUS, False, ())
    assert set(found.conflict) == {"A0", "A1"}


def test_a_valid_step_misses_nothing() -> None:
    found = search(step(bools("p"), ["p"], "p"))
    assert (found.verdict, found.candidates, found.complete) == (Verdict.VALID, (), True)


def test_a_claim_that_says_nothing_misses_nothing() -> None:
    text = step(bools("p", "q"), ["p"], "p", 'claim C2 "either" { holds q or not q }')
    assert search(text, "C2").candidates == ()


def test_there_is_no_such_step() -> None:
    with pytest.raises(KeyError):
        search(step(bools("p"), ["p"], "p"), "A0")


def test_the_conclusion_is_not_offered_again() -> None:
    found = search(step(bools("p", "q"), ["p"], "q"))
    assert [each.origin for each in found.candidates] == ["conditional"]
    assert found.candidates[0].text == "p implies q"


def test_a_disjunction_with_a_premise_denied_is_not_offered() -> None:
    found = search(step(bools("p", "q", "r"), ["p and q implies r", "p"], "r"))
    assert [each.text for each in found.candidates] == ["q"]


def test_a_premise_that_contradicts_what_the_case_rests_on_is_not_offered() -> None:
    """Elsewhere the case assumes that there is no alarm: of two routes one is left."""
    words = bools("alarm", "lock", "safe", "good")
    rules = ["alarm implies safe", "lock implies safe"]
    alone = search(step(words, rules, "safe"))
    assert of(alone, "literals") == ["alarm", "lock"]
    text = step(words, rules, "safe").replace("top G", "top T")
    more = """
        claim T "the top" { holds good }
        assumption B1 "no alarm" { holds not alarm }
        assumption B2 "enough" { holds safe and not alarm implies good }
        argument S0 "both" { for T from G, B1, B2 }
    """
    assert of(search(text + more), "literals") == ["lock"]


def test_a_member_is_not_hidden_by_the_members_that_it_excludes() -> None:
    words = 'enum Level "l" { a, b, c, d }\nconst level: Level "l"\n' + bools("ok")
    found = search(step(words, ["level = c implies ok", "level = d implies ok"], "ok"))
    assert of(found, "literals") == ["level = c", "level = d", "level != a and level != b"]
    assert found.candidates[0].stronger_than == ("level != a and level != b",)


def test_a_rule_with_a_guard_from_the_conclusion_is_not_offered() -> None:
    words = 'sort H "h"\nfn good(h: H): Bool "{h}"\nfn done(h: H): Bool "{h}"'
    found = search(step(words, ["forall h in H: done(h) implies good(h)"], "forall h in H: good(h)"))
    assert of(found, "rule") == ["forall x in H: done(x)"]


def test_a_rule_from_one_property_to_another() -> None:
    properties = [f'fn {name}(h: H): Bool "{{h}}"' for name in ("good", "done", "seen")]
    words = "\n".join(('sort H "h" { h1, ... }', *properties))
    premises = ["forall h in H: done(h) implies good(h)", "forall h in H: seen(h)"]
    found = search(step(words, premises, "forall h in H: good(h)"))
    assert "forall x in H: done(x)" in of(found, "rule")
    premises = ["forall h in H: seen(h) or done(h)", "done(h1)"]
    found = search(step(words, premises, "good(h1)"))
    assert "forall x in H: done(x) implies good(x)" in of(found, "rule")


def test_a_bound_that_is_reached_is_strict() -> None:
    found = search(step('const x: Real "x"\n' + bools("ok"), ["x < 2.5 implies ok"], "ok"))
    assert of(found, "literals") == ["x < 2.5"]
    found = search(step('const x: Real "x"\nconst y: Real "y"', ["y = 2 * x"], "y < 5"))
    assert of(found, "bound") == ["x < 2.5"]


def test_a_bound_from_below_on_a_whole_number() -> None:
    found = search(step('const n: Int "n"\nconst m: Int "m"', ["m = 2 * n"], "m > 6"))
    assert of(found, "bound") == ["n >= 4"]


def test_a_bound_by_another_number() -> None:
    found = search(step('const x: Real "x"\nconst y: Real "y"\nconst z: Real "z"', ["z = x - y"], "z <= 3"))
    assert of(found, "bound") == ["x <= y + 3.0"]


def test_a_bound_is_given_in_the_unit_of_its_word() -> None:
    words = 'const a: Real[1/year] "a"\nconst b: Real[1/year] "b"'
    found = search(step(words, ["b = 3 * a"], "b <= 6[1/year]"))
    assert of(found, "bound") == ["a <= 2[1/year]"]


def test_a_bound_that_is_not_rational_comes_within_a_distance() -> None:
    found = search(step('const x: Real "x"\nconst y: Real "y"', ["y = x * x", "x >= 0"], "y <= 2"))
    (only,) = [each for each in found.candidates if each.origin == "bound"]
    assert only.text.startswith("x <= 1.4142135")
    assert not only.minimal
    assert only.within is not None
    assert Fraction(0) < only.within < Fraction(1, 10**6)


def test_a_range_of_the_vocabulary_counts_as_a_premise() -> None:
    words = 'const x: Real in 0 .. 4 "x"\nconst y: Real "y"'
    found = search(step(words, ["y >= 0"], "x + y <= 6"))
    assert "y <= 2.0" in of(found, "bound")


def test_a_search_that_stops_says_what_is_left() -> None:
    names = [f"v{number}" for number in range(8)]
    rules = [f"{one} and {other} implies g" for one in names for other in names if one < other]
    found = search(step(bools(*names, "g"), rules, "g"), limits=Limits(answers=5))
    assert not found.complete
    assert "literals" in found.stopped
    literals = next(each for each in found.strata if each.origin == "literals")
    assert literals.cost == 2
    assert not any(each.minimal for each in found.candidates if each.origin == "literals")


def test_a_name_that_needs_backticks_can_be_pasted() -> None:
    words = 'const `a b`: Bool "a"\nconst g: Bool "g"\nconst p: Bool "p"'
    found = search(step(words, ["`a b` and p implies g", "p"], "g"))
    assert [each.text for each in found.candidates] == ["`a b`"]
