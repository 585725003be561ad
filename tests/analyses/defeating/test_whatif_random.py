"""What stands and what falls in random propositional cases, against brute force: every ground of every
claim is gone through, and formulas are sets of worlds."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from asking import ask_of

sys.path.insert(0, str(Path(__file__).parents[2] / "differential"))

from propositional import Generated, random_case
from reference import Ground, Model, Reference
from sampling import first

import formalcase
from formalcase.analyses.defeating.suppositions import suppositions
from formalcase.analyses.defeating.whatif import WhatIf, what_if
from formalcase.analyses.groundwork import Groundwork, groundwork
from formalcase.diagnostics.errors import SpecError
from formalcase.encode.question import Question
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Session
from formalcase.solve.question import Budget

_BUDGET = Budget()


class Supposing(Reference):
    """The definitions with what is supposed: leaves that are lost, and worlds that are left."""

    def __init__(
        self, model: Model, lost: frozenset[str] = frozenset(), false: frozenset[str] = frozenset()
    ) -> None:
        self.lost = lost
        self.false = false
        super().__init__(model)

    @property
    def facts(self) -> int:
        worlds = self.model.everything
        for name in self.false:
            worlds &= ~self.formula(name)
        return worlds

    def closed(self, words: frozenset[str]) -> int:
        """In a case where a closing is false, it goes with nothing any more."""
        held = frozenset(word for word in words if f"{word}.closed" not in self.out)
        return super().closed(held)

    @property
    def out(self) -> frozenset[str]:
        return self.false | self.lost if self.false else frozenset()

    def _without(self, defeaters: frozenset[str]) -> frozenset[str]:
        return super()._without(defeaters) | self.lost

    def _consistent(self, leaves: frozenset[str]) -> bool:
        if not self.false:
            return super()._consistent(leaves)
        words = frozenset().union(*(self.words(name) for name in (*leaves, *self.false)))
        return bool(self.all_of(sorted(leaves)) & self.closed(words) & self.facts)


def also_false(today: Reference, false: frozenset[str]) -> frozenset[str]:
    facts = Supposing(today.model, false=false).facts
    return frozenset(
        leaf
        for leaf in today.all_leaves()
        if leaf not in false and today.formula(leaf) and not today.formula(leaf) & facts
    )


def stands(
    today: Reference, lost: frozenset[str], claim: str, judge: Reference, *, consistently: bool
) -> bool:
    """Whether a claim has a ground without what is lost, with answers to the doubts refuted today."""
    standing = today.grounds(lost)
    grounds: Sequence[Ground] = standing.get(claim, ())
    for ground in grounds:
        doubts = today._refuted_on(ground.nodes)
        for answers in today._answers(doubts, frozenset(), standing):
            if not consistently or judge._consistent(ground.leaves | answers):
                return True
    return False


def expected_falls(today: Reference, lost: frozenset[str], false: frozenset[str]) -> set[str]:
    judge = Supposing(today.model, lost, false)
    falls: set[str] = set()
    for claim in today.model.claims:
        if not stands(today, frozenset(), claim, today, consistently=False):
            continue
        carried = stands(today, lost, claim, judge, consistently=False)
        if not carried or (
            false
            and not stands(today, lost, claim, judge, consistently=True)
            and stands(today, frozenset(), claim, today, consistently=True)
        ):
            falls.add(claim)
    return falls


# ---- The tool --------------------------------------------------------------------------------------


class NoSets:
    """Nothing is enumerated: what falls and the verdict must not depend on it."""

    def __call__(self, question: Question, *, soft: object, goal: str, hard: object = ()) -> NoSets:
        return self

    def batches(self) -> Iterator[object]:
        return iter(())


def ground_of(case: Generated, session: Session) -> Groundwork:
    loaded = formalcase.loads(case.text)
    return groundwork(loaded, ask_of(session), loaded.as_of)


def asked(
    ground: Groundwork, session: Session, *, fail: Sequence[str] = (), false: Sequence[str] = ()
) -> WhatIf:
    question = suppositions(ground, fail, false, ())
    return what_if(ground, "C1", question, ask_of(session), NoSets())  # type: ignore[arg-type]


def fallen(answer: WhatIf) -> set[str]:
    return {fate.claim for fate in answer.falls}


@pytest.mark.parametrize("start", first(1, range(0, 40, 10)))
def test_what_falls_when_leaves_are_withdrawn(start: int, asking: Session) -> None:
    with deep_recursion():
        for seed in range(start, start + 10):
            case, random = random_case(seed), Random(seed)
            ground, today = ground_of(case, asking), Reference(case.model)
            leaves = sorted(today.all_leaves())
            for _ in range(2):
                lost = frozenset(random.sample(leaves, random.randint(1, min(3, len(leaves)))))
                answer = asked(ground, asking, fail=sorted(lost))
                assert fallen(answer) == expected_falls(today, lost, frozenset()), (seed, lost, case.text)
                wanted = Supposing(case.model, lost).verdict()
                assert answer.after.verdict.value == wanted, (seed, lost, case.text)
                assert answer.before.verdict.value == today.verdict(), (seed, case.text)


@pytest.mark.parametrize("start", first(1, range(200, 240, 10)))
def test_what_falls_when_something_is_false(start: int, asking: Session) -> None:
    tried = 0
    with deep_recursion():
        for seed in range(start, start + 10):
            case, random = random_case(seed), Random(seed)
            ground, today = ground_of(case, asking), Reference(case.model)
            names = sorted([*today.all_leaves(), *case.model.claims])
            false = frozenset(random.sample(names, random.choice((1, 1, 2))))
            facts = Supposing(case.model, false=false).facts
            if not facts:
                with pytest.raises(SpecError):
                    asked(ground, asking, false=sorted(false))
                continue
            tried += 1
            also = also_false(today, false)
            answer = asked(ground, asking, false=sorted(false))
            assert set(answer.also_false.leaves) == also, (seed, false, case.text)
            lost = false | also
            assert fallen(answer) == expected_falls(today, lost, false), (seed, false, case.text)
            wanted = Supposing(case.model, lost, false).verdict()
            assert answer.after.verdict.value == wanted, (seed, false, case.text)
    assert tried >= 5


def test_each_minimal_defeater_set_brings_the_claim_down_and_no_part_of_it_does(asking: Session) -> None:
    tried = 0
    with deep_recursion():
        for seed in range(400, 430):
            case = random_case(seed)
            today = Reference(case.model)
            if not stands(today, frozenset(), "C1", today, consistently=False):
                continue
            sets = minimal_defeater_sets(today)
            larger = [found for found in sets if len(found) > 1][:2]
            if not larger:
                continue
            ground = ground_of(case, asking)
            for found in larger:
                tried += 1
                assert "C1" in fallen(asked(ground, asking, fail=found)), (seed, found)
                for part in combinations(found, len(found) - 1):
                    assert "C1" not in fallen(asked(ground, asking, fail=part)), (seed, found)
    assert tried >= 4


def minimal_defeater_sets(today: Reference) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    leaves = sorted(today.all_leaves())
    for size in range(1, 4):
        for some in combinations(leaves, size):
            if any(set(each) <= set(some) for each in found):
                continue
            if not stands(today, frozenset(some), "C1", today, consistently=False):
                found.append(some)
    return found


def test_conflicts_are_the_minimal_sets_that_the_facts_exclude(asking: Session) -> None:
    """Against enumeration, with the real search for minimal sets."""
    sets = partial(asking.minimal_sets, budget=_BUDGET, defeaters_first=False)
    some = 0
    with deep_recursion():
        for seed in range(500, 530):
            case = random_case(seed)
            today = Reference(case.model)
            false = frozenset([Random(seed).choice(sorted(case.model.claims))])
            facts = Supposing(case.model, false=false).facts
            if not facts or some >= 4:
                continue
            ground = ground_of(case, asking)
            answer = what_if(ground, "C1", suppositions(ground, (), sorted(false), ()), ask_of(asking), sets)
            for found in answer.conflicts.sets:
                some += 1
                assert not today.all_of(found) & facts, (seed, found)
                assert today.all_of(found), (seed, found)
                for part in combinations(found, len(found) - 1):
                    assert today.all_of(part) & facts, (seed, found)
    assert some >= 4
