"""The program that proposes sets of candidates, by itself."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from formalcase.solve.proposing import Proposing


def all_left(broken: list[set[int]], blocked: list[set[int]], of: int) -> list[frozenset[int]]:
    sets = (frozenset(chosen) for size in range(of + 1) for chosen in combinations(range(of), size))
    return [
        each for each in sets if all(each & one for one in broken) and not any(one <= each for one in blocked)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_cheapest_sets_come_first_until_none_is_left(seed: int) -> None:
    random = Random(seed)
    of = 6
    costs = [random.randint(1, 3) for _ in range(of)]
    proposing = Proposing(costs, {})
    broken: list[set[int]] = []
    blocked: list[set[int]] = []
    while found := proposing.propose(100):
        left = all_left(broken, blocked, of)
        least = min(sum(costs[each] for each in one) for one in left)
        assert {frozenset(each.members) for each in found} == {
            one for one in left if sum(costs[each] for each in one) == least
        }
        assert {each.cost for each in found} == {least}
        if random.random() < 0.5:
            broken.append(set(random.sample(range(of), 3)))
            proposing.break_one(broken[-1])
        else:
            blocked.append(set(found[0].members))
            proposing.block(blocked[-1])
    assert proposing.exhausted
    assert all_left(broken, blocked, of) == []


def test_no_more_are_given_than_asked_for() -> None:
    proposing = Proposing([1] * 5, {})
    proposing.break_one(range(5))
    assert len(proposing.propose(3)) == 3
    assert not proposing.exhausted


def test_a_proposal_does_not_contradict_itself_about_a_term() -> None:
    values = {0: (0, {0, 1}), 1: (0, {1, 2}), 2: (0, {0, 2})}
    proposing = Proposing([1, 1, 1, 1], values)
    proposing.break_one([0])
    proposing.break_one([1])
    assert [each.members for each in proposing.propose(10)] == [(0, 1)]
    proposing.break_one([2])
    assert proposing.propose(10) == []
    assert proposing.exhausted


def test_what_a_proposal_says_by_an_equation_counts() -> None:
    # With the equation 1, candidate 0 says what candidate 2 says.
    proposing = Proposing([1, 1, 1], {}, [(0, 1, 2)])
    proposing.break_one([2])
    assert [each.members for each in proposing.propose(10)] == [(2,)]
    proposing.block([2])
    assert proposing.propose(10) == []
    assert proposing.exhausted
    other = Proposing([1, 1, 5], {}, [(0, 1, 2)])
    other.break_one([2])
    assert [each.members for each in other.propose(10)] == [(0, 1)]


def test_the_conflicts_are_for_all_calls_together() -> None:
    proposing = Proposing([1] * 30, {}, conflicts=50)
    random = Random(0)
    for _ in range(200):
        proposing.break_one(random.sample(range(30), 4))
    while found := proposing.propose(8):
        for each in found:
            proposing.block(each.members)
    assert not proposing.exhausted


def test_nothing_suffices_when_nothing_can_be_broken() -> None:
    proposing = Proposing([1], {})
    proposing.break_one([])
    assert proposing.propose() == []
    assert proposing.exhausted
