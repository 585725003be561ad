"""Every dependence that was planted is found, and none that was not."""

from __future__ import annotations

from random import Random

import pytest
from legjudging import one_verdict
from plantedlegs import PLANTS, Planted, planted

from formalcase.analyses.legs.judge import LegsJudged
from formalcase.solve import Session

FEW = 3
MANY = 30
"""Of which the first are the few."""


def held_to(case: Planted, judged: LegsJudged) -> None:
    told = [(reason.kind, reason.legs, reason.witness) for reason in judged.reasons]
    assert not judged.undecided, (case.text, judged.undecided)
    assert judged.verdict == ("dependent" if case.kinds else "independent"), (case.text, told)
    assert all(reason.kind in case.kinds for reason in judged.reasons), (case.text, told)
    assert all(case.within.issuperset(reason.witness) for reason in judged.reasons), (case.text, told)
    if case.kinds:
        named = [set(reason.witness) & case.witness for reason in judged.reasons]
        assert any(named), (case.text, told)
        if case.plant != "shared_claim":
            assert case.witness <= set().union(*named), (case.text, told)


@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_planted_is_found_and_nothing_else(plant: str, asking: Session) -> None:
    for number in range(FEW):
        case = planted(f"{plant} {number}", plant)
        held_to(case, one_verdict(case.text, asking))


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_planted_is_found_in_many_cases(plant: str, asking: Session) -> None:
    for number in range(FEW, MANY):
        case = planted(f"{plant} {number}", plant)
        held_to(case, one_verdict(case.text, asking))


@pytest.mark.parametrize("plant", PLANTS)
def test_order_and_names_do_not_matter(plant: str, asking: Session) -> None:
    seed = f"order {plant}"
    case = planted(seed, plant)
    plain = one_verdict(case.text, asking)
    random = Random(seed)
    marks: dict[str, str] = {}

    def renamed(name: str) -> str:
        return marks.setdefault(name, f"n{random.randrange(10**9)}_{len(marks)}")

    other = planted(seed, plant, renamed, random)
    judged = one_verdict(other.text, asking)
    held_to(other, judged)
    assert judged.verdict == plain.verdict
    assert sorted(each.kind for each in judged.reasons) == sorted(each.kind for each in plain.reasons)
