"""Hitting sets: those of the definition, also when sets come meanwhile."""

from __future__ import annotations

import random

import pytest

from formalcase.solve.hitting import HittingSets
from formalcase.solve.minimal_map import Map

LABELS = 7
ALL = (1 << LABELS) - 1


def minimal_hitting_sets(sets: set[int]) -> set[int]:
    hitting = [chosen for chosen in range(ALL + 1) if all(chosen & each for each in sets)]
    return {
        chosen
        for chosen in hitting
        if not any(other != chosen and other & chosen == other for other in hitting)
    }


def some_sets(source: random.Random) -> list[int]:
    return [source.randint(1, ALL) & source.randint(1, ALL) for _ in range(source.randint(0, 7))]


@pytest.mark.parametrize("seed", range(3))
def test_all_minimal_hitting_sets_are_found_each_once_in_the_last_pass(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(150):
        sets = some_sets(source)
        hitting = HittingSets(LABELS)
        for each in sets:
            hitting.add(each)
        found = [each for each in hitting if each is not None]
        assert len(set(found)) == len(found)
        assert set(found) == minimal_hitting_sets(set(sets))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_missed_may_be_added_on_the_way(seed: int) -> None:
    """As in the search for defeater sets: the supports are not known before something misses them."""
    source = random.Random(seed)
    for _ in range(150):
        sets = some_sets(source)
        expected = minimal_hitting_sets(set(sets))
        hitting = HittingSets(LABELS)
        found: set[int] = set()
        for each in hitting:
            if each is None or each in found:
                continue
            missed = [one for one in sets if not one & each]
            if missed:
                hitting.add(source.choice(missed))
            else:
                assert each in expected
                found.add(each)
        assert found == expected


@pytest.mark.parametrize("seed", range(2))
def test_the_map_gives_what_is_not_blocked_until_nothing_is_left(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(10):
        explored = Map(LABELS, 10**6)
        blocked: list[tuple[bool, int]] = []

        def is_blocked(labels: int, blocked: list[tuple[bool, int]] = blocked) -> bool:
            return any(labels & of == (of if up else labels) for up, of in blocked)

        # What is blocked beforehand counts from the first seed on.
        for each in some_sets(source):
            explored.block_up(each)
            blocked.append((True, each))
        for seed_ in explored:
            if seed_ is None:
                continue
            assert not is_blocked(seed_)
            if source.random() < 0.5:
                explored.block_up(seed_)
                blocked.append((True, seed_))
            else:
                explored.block_down(seed_)
                blocked.append((False, seed_))
        assert explored.exhausted
        assert all(is_blocked(labels) for labels in range(ALL + 1))
