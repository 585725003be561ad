"""The logic reading: what trying all sets of leaves gives, by rules and by the solver; and never a guess."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from random import Random
from typing import cast

import pytest
from logic_samples import Asking, InProcess, argument_of, by_trying_all, grounds, reading_of

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.logic import LogicReading
from formalcase.analyses.defeating.reading import Found, Query
from formalcase.analyses.groundwork import Groundwork
from formalcase.solve import Session

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "differential"))

from propositional import random_case
from reference import Reference

MOST_LEAVES = 9


def sets_of(found: Found) -> set[frozenset[str]]:
    listed = list(found)
    sets = {frozenset(each) for each in listed}
    assert len(sets) == len(listed)
    assert found.complete, found.reason
    assert found.reason == ""
    assert found.count == len(listed)
    assert sum(found.by_size.values()) == len(listed)
    return sets


def all_of(reference: Reference, names: Collection[str]) -> int:
    return reference.all_of(sorted(names))


@pytest.mark.parametrize("diagrams", [True, False])
def test_random_cases_are_read_as_the_definitions_say(asking: Session, diagrams: bool) -> None:
    random = Random(3)
    kinds = {"blocked": 0, "entailed": 0, "not entailed": 0}
    for seed in range(18):
        case = random_case(seed)
        reference = Reference(case.model)
        ground = grounds(case.text, Asking(asking))
        for claim in case.model.claims:
            for argument in (argument_of(ground, claim), any_leaves(ground, claim, random)):
                if 0 < len(argument.leaves) <= MOST_LEAVES:
                    reading = LogicReading(
                        ground, argument, cast("Session", InProcess(asking)), 1_000_000, diagrams=diagrams
                    )
                    kinds[compare(reference, argument, reading)] += 1
    assert min(kinds.values()) > 5, kinds


def any_leaves(ground: Groundwork, claim: str, random: Random) -> Argued:
    """Leaves for which nobody argued."""
    names = random.sample(sorted(ground.leaves), min(6, len(ground.leaves)))
    return Argued(claim, {}, {name: ground.leaves[name] for name in names}, frozenset(), (), ())


def compare(reference: Reference, argument: Argued, reading: LogicReading) -> str:
    """What kind of claim it is; all that the reading says of it is held against the definitions."""
    names = [leaf.id for leaf in argument.leaves.values()]
    goal = reference.formula(argument.claim)
    if not all_of(reference, names):
        conflict = reading.conflict
        assert conflict
        assert not all_of(reference, conflict)
        assert all(all_of(reference, set(conflict) - {each}) for each in conflict)
        assert reading.supported is None
        assert list(reading.defeaters()) == []
        assert not reading.defeaters().complete
        return "blocked"
    assert reading.conflict == ()
    defeaters, supports = by_trying_all(names, lambda chosen: not all_of(reference, chosen) & ~goal)
    if defeaters == {frozenset()}:
        assert reading.supported is False
        assert sets_of(reading.defeaters()) == sets_of(reading.supports()) == set()
        # What the argument supports, its leaves entail.
        assert not argument.supported
        return "not entailed"
    assert reading.supported is True
    assert sets_of(reading.defeaters()) == defeaters
    assert sets_of(reading.supports()) == supports
    if argument.supported:
        by_argument = {frozenset(each) for each in ArgumentReading(argument).defeaters()}
        assert all(any(smaller <= each for smaller in by_argument) for each in defeaters)
    return "entailed"


NUMBERS = """
case c "c" {{ top C }}
sort Model {{ m1, m2 }}
enum Tier {{ low < mid < high }}
const x: Real in 0 .. 10 "x"
const y: Real "y"
fn good(m: Model): Bool "{{m}} is good"
fn tier(m: Model): Tier "the tier of {{m}}"
def total: Real "total" = x + y
{leaves}
claim C "c" {{ holds {claim} }}
argument S "s" {{ for C from {premises} }}
"""


def numbers(claim: str, *leaves: str, cited: str | None = None) -> str:
    lines = "\n".join(f'evidence E{at} "e" {{ holds {each} }}' for at, each in enumerate(leaves))
    every = ", ".join(f"E{at}" for at in range(len(leaves)))
    return NUMBERS.format(leaves=lines, claim=claim, premises=cited or every)


@pytest.mark.parametrize(
    ("text", "defeaters", "supports"),
    [
        (numbers("x <= 5", "x <= 3", "x <= 4"), [("E0", "E1")], [("E0",), ("E1",)]),
        (
            numbers("total <= 12", "y <= 2", "x <= 3"),
            [("E0",), ("E1",)],
            [("E0", "E1")],
        ),
        (
            numbers("forall m in Model: good(m)", "good(m1)", "good(m2)"),
            [("E0",), ("E1",), ("Model.closed",)],
            [("E0", "E1", "Model.closed")],
        ),
        (
            numbers(
                "forall m in Model: tier(m) != low",
                "forall m in Model: good(m) implies tier(m) >= mid",
                "forall m in Model: good(m)",
            ),
            [("E0",), ("E1",)],
            [("E0", "E1")],
        ),
        (numbers("x >= -1", "y <= 2", cited="1 of (E0)"), [("x.range",)], [("x.range",)]),
    ],
)
def test_numbers_and_quantifiers(
    asking: Session, text: str, defeaters: list[tuple[str, ...]], supports: list[tuple[str, ...]]
) -> None:
    reading = reading_of(text, asking)
    assert reading.supported is True
    assert sorted(reading.defeaters()) == sorted(defeaters)
    assert sorted(reading.supports()) == sorted(supports)


TWO_GROUPS = """
case c "c" { top C }
const p: Bool "p"
const q: Bool "q"
const x: Real "x"
assumption A "a" { holds p }
assumption B "b" { holds p implies q }
assumption L "l" { holds x <= 3 }
assumption M "m" { holds x >= LEAST }
claim C "c" { holds q }
argument S "s" { for C from A, B given L, M }
"""


def test_what_has_nothing_to_do_with_the_claim_need_only_be_consistent(asking: Session) -> None:
    fine = reading_of(TWO_GROUPS.replace("LEAST", "1"), asking)
    assert (fine.supported, fine.conflict) == (True, ())
    assert list(fine.defeaters()) == [("A",), ("B",)]
    blocked = reading_of(TWO_GROUPS.replace("LEAST", "4"), asking)
    assert (blocked.supported, blocked.conflict) == (None, ("L", "M"))
    assert (list(blocked.defeaters()), blocked.defeaters().count) == ([], None)
    assert not blocked.supports().complete


PAIRS = "\n".join(f'const {side}{at}: Bool "{side}{at}"' for at in range(4) for side in "ab")


def pairs() -> str:
    """A claim that needs one of each of four pairs, and rests on something else that no rule says."""
    leaves = "\n".join(
        f'assumption {side.upper()}{at} "a" {{ holds {side}{at} }}' for at in range(4) for side in "ab"
    )
    goal = " and ".join(f"(a{at} or b{at})" for at in range(4))
    steps = "\n".join(
        f'claim C{at} "c" {{ holds a{at} or b{at} }}\n'
        f'argument S{at} "s" {{ for C{at} from 1 of (A{at}, B{at}) }}'
        for at in range(4)
    )
    return (
        f'case c "c" {{ top C }}\n{PAIRS}\n{leaves}\nclaim C "c" {{ holds {goal} }}\n{steps}\n'
        'argument S "s" { for C from C0, C1, C2, C3 }\n'
    )


@pytest.mark.parametrize("diagrams", [True, False])
def test_queries_are_filters_that_say_what_they_leave_out(asking: Session, diagrams: bool) -> None:
    reading = reading_of(pairs(), asking, diagrams=diagrams)
    assert sets_of(reading.defeaters()) == {frozenset({f"A{at}", f"B{at}"}) for at in range(4)}
    assert set(reading.defeaters(Query(containing="B2"))) == {("A2", "B2")}
    assert sets_of(reading.defeaters(Query(max_size=2))) == sets_of(reading.defeaters())
    small = reading.defeaters(Query(max_size=1))
    assert (list(small), small.count, small.complete) == ([], 0, False)
    assert "more than 1 leaf" in small.reason
    supports = reading.supports()
    assert len(sets_of(supports)) == 16
    assert supports.by_size == {4: 16}
    assert supports.importance["A0"] == {4: 8}
    with_both = reading.supports(Query(max_size=4, containing="A0"))
    assert len(sets_of(with_both)) == 8
    assert sets_of(reading.defeaters(Query(containing="nobody"))) == set()


def test_the_solver_gives_sets_as_it_finds_them(asking: Session) -> None:
    found = reading_of(pairs(), asking, diagrams=False).supports()
    assert (found.count, found.complete) == (None, False)
    assert found.reason
    first = next(iter(found))
    assert found.by_size == {} or found.by_size[len(first)] >= 1
    # Reading from the start again gives the same, and then the rest.
    assert next(iter(found)) == first
    assert len(list(found)) == 16
    assert (found.count, found.complete, found.reason) == (16, True, "")


HARD = (
    "forall m in Model: good(m)",
    "x * x * x + y * y * y = 3 * x * y + 1",
    "x * x * y = 2",
    "y * y * x >= 1 / 2",
    "x * y * y * y <= 7",
)


def test_too_small_a_budget_is_neither_yes_nor_no(asking: Session) -> None:
    ground = grounds(numbers("x * x + y * y * y * x >= 1 / 100", *HARD), Asking(asking, steps=200))
    argument = Argued("C", {}, ground.leaves, frozenset(), (), ())
    reading = LogicReading(ground, argument, asking, 200)
    assert reading.supported is None
    assert reading.conflict == ()
    found = reading.defeaters()
    assert (list(found), found.count, found.complete) == ([], None, False)
    assert found.reason


def test_a_search_that_ends_early_says_so(asking: Session) -> None:
    text = numbers("x <= 5", *(f"x <= {at} / 2" for at in range(1, 9)))
    ground = grounds(text, Asking(asking))
    reading = LogicReading(ground, argument_of(ground), asking, 1_000_000, total=1, diagrams=False)
    assert reading.supported is True
    found = reading.defeaters()
    list(found)
    assert (found.count, found.complete) == (None, False)
    assert "budget" in found.reason


OWN_LEAVES = """
case c "c" { top C }
const x: Real in 0 .. 10 "x"
evidence E "e"
claim C "c" { holds x <= 10 }
argument S "s" { for C from E informal }
"""


def test_what_the_claim_does_not_rest_on_is_not_added(asking: Session) -> None:
    reading = reading_of(OWN_LEAVES.replace("x <= 10 }", "x <= 9 }"), asking)
    # By the warrant, not by the range, which is no leaf of the claim.
    assert reading.supported is True
    assert sorted(reading.defeaters()) == [("E",), ("S.warrant",)]


@pytest.mark.parametrize("diagrams", [True, False])
def test_a_claim_that_holds_by_definition_needs_nothing(asking: Session, diagrams: bool) -> None:
    text = TWO_GROUPS.replace("LEAST", "1").replace("holds q }", "holds q or not q }")
    reading = reading_of(text, asking, diagrams=diagrams)
    assert reading.supported is True
    assert list(reading.defeaters()) == []
    assert list(reading.supports()) == [()]


def test_a_claim_that_nobody_argued_has_no_leaves(asking: Session) -> None:
    text = 'case c "c" { top C }\nconst p: Bool "p"\nassumption A "a" { holds p }\nclaim C "c" { holds p }\n'
    reading = reading_of(text, asking)
    assert reading.supported is False
    assert reading.defeaters().count == 0
