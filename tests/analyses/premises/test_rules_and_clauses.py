"""Rules with guards, clauses, and the kinds that a sort falls into."""

from __future__ import annotations

from missing_problems import bools, step
from missing_search import search

from formalcase.analyses.premises import Missing

THINGS = """
sort Thing "t"
const nadal: Thing "n"
const ball: Thing "b"
fn player(t: Thing): Bool "{t} is a player"
fn winner(t: Thing): Bool "{t} is a winner"
fn famous(t: Thing): Bool "{t} is famous"
fn hits(t: Thing, u: Thing): Bool "{t} hits {u}"
"""


def of(found: Missing, origin: str) -> list[str]:
    return [each.text for each in found.candidates if each.origin == origin]


def test_a_rule_with_two_conditions_comes_before_those_with_one() -> None:
    rules = of(search(step(THINGS, ["player(nadal)", "winner(nadal)"], "famous(nadal)")), "rule")
    assert rules == [
        "forall x in Thing: player(x) and winner(x) implies famous(x)",
        "forall x in Thing: player(x) implies famous(x)",
        "forall x in Thing: winner(x) implies famous(x)",
    ]


def test_what_the_conclusion_is_about_may_guard_a_rule() -> None:
    premises = ["forall t in Thing: winner(t) implies famous(t)"]
    rules = of(search(step(THINGS, premises, "forall t in Thing: player(t) implies famous(t)")), "rule")
    assert rules[0] == "forall x in Thing: player(x) implies winner(x)"
    assert "forall x in Thing: winner(x)" in rules


def test_what_stands_in_other_places_is_not_taken_for_the_same() -> None:
    premises = ["forall t in Thing: hits(t, ball) and player(t) implies famous(t)", "player(nadal)"]
    found = search(step(THINGS, premises, "famous(nadal)"))
    assert of(found, "literals") == ["hits(nadal, ball)"]
    assert found.complete
    offered = " ".join(each.text for each in found.candidates)
    assert "player(ball)" not in offered
    assert "nadal = ball" not in offered
    # As soon as something is said to be the same, it may be.
    mixed = search(
        step(THINGS, [*premises, "forall t in Thing: winner(t) implies t = ball"], "famous(nadal)")
    )
    assert "hits(nadal, ball)" in of(mixed, "literals")
    assert mixed.searched > found.searched


def test_an_equation_is_no_detour() -> None:
    words = THINGS + 'const other: Thing "o"'
    premises = [
        "forall t in Thing: player(t) and winner(t) implies famous(t)",
        "player(nadal)",
        "player(other)",
    ]
    found = search(step(words, premises, "famous(nadal)"))
    assert of(found, "literals") == ["winner(nadal)"]
    assert found.complete


def test_a_clause_may_have_a_part_of_the_conclusion() -> None:
    found = search(
        step(bools("p", "q", "r", "s"), ["p implies s", "s implies q", "p or r"], "p implies not r")
    )
    clauses = of(found, "rule")
    assert "r implies not s" in clauses or "s implies not r" in clauses
    assert not any("implies not r" in each and each.startswith("p") for each in clauses)
