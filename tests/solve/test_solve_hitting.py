"""Hitting sets: those of the definition, also when sets come meanwhile."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from formalcase import compiled
from formalcase.solve.hitting import HittingSets
from formalcase.solve.hitting_compiled import CompiledHittingSets, hitting_sets
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


def search(engine: str, labels: int) -> HittingSets | CompiledHittingSets:
    return HittingSets(labels) if engine == "python" else hitting_sets(labels)


@pytest.mark.parametrize("seed", range(3))
def test_all_minimal_hitting_sets_are_found_each_once_in_the_last_pass(engine: str, seed: int) -> None:
    source = random.Random(seed)
    for _ in range(150):
        sets = some_sets(source)
        hitting = search(engine, LABELS)
        for each in sets:
            hitting.add(each)
        found = [each for each in hitting if each is not None]
        assert len(set(found)) == len(found)
        assert set(found) == minimal_hitting_sets(set(sets))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_missed_may_be_added_on_the_way(engine: str, seed: int) -> None:
    """As in the search for defeater sets: the supports are not known before something misses them."""
    source = random.Random(seed)
    for _ in range(150):
        sets = some_sets(source)
        expected = minimal_hitting_sets(set(sets))
        hitting = search(engine, LABELS)
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


@pytest.fixture
def _compiled() -> None:
    if compiled.library() is None:
        pytest.skip("there is no native core here")


@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("labels", [1, 7, 63, 64, 65, 130])
def test_the_compiled_search_goes_the_same_way(labels: int) -> None:
    source = random.Random(labels)

    def one_set() -> int:
        return sum({1 << source.randrange(labels) for _ in range(source.randint(1, 6))})

    for count in (0, 1, 5, 12, 30, 150):
        one, other = HittingSets(labels), hitting_sets(labels)
        assert isinstance(other, CompiledHittingSets)
        for each in [one_set() for _ in range(count)]:
            one.add(each)
            other.add(each)
        for mine, theirs in islice(zip(one, other, strict=True), 300):
            assert mine == theirs
            assert one.places == other.places
            if source.random() < 0.2:
                late = one_set()
                one.add(late)
                other.add(late)


@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("limit", range(0, 40_000, 2_000))
def test_the_compiled_search_says_when_memory_is_short(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(compiled, "MEMORY", limit)

    def many() -> None:
        search = hitting_sets(30)
        for at in range(3_000):
            search.add(1 << at % 30 | 1 << at % 7)
            next(search)

    with pytest.raises(MemoryError):
        many()


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
