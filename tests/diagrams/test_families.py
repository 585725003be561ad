"""Every answer about a family equals the one by definition, on thousands of random graphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from random import Random

import pytest
from randomgraphs import (
    GOAL,
    Leaves,
    defeaters_by_definition,
    holds,
    random_graph,
    supports_by_definition,
)

from formalcase.case.support import Gate
from formalcase.diagrams import (
    Family,
    OutOfSteps,
    any_minimal_defeater,
    any_minimal_support,
    bounded_defeaters,
    bounded_supports,
    listing,
    measures,
    minimal_defeaters,
    minimal_supports,
    ordered,
    smallest_defeaters,
    solve,
)

pytestmark = pytest.mark.usefixtures("engine")
FAST = {"python": range(70), "native": range(70, 140)}
SLOW = range(140, 5_000)


def kept_and_order(seed: int, leaves: Sequence[str]) -> tuple[tuple[str, ...], list[str] | None]:
    """In a third of the graphs some leaves are never lost, in half the order of the leaves is given."""
    random = Random(seed)
    kept = tuple(leaf for leaf in leaves if seed % 3 == 0 and random.random() < 0.15)
    return kept, random.sample(leaves, len(leaves)) if seed % 5 < 2 else None


def sizes(found: Collection[Leaves]) -> dict[int, int]:
    return dict(sorted(Counter(map(len, found)).items()))


def same(family: Family, expected: set[Leaves]) -> None:
    """The listing, the counts and the order of a family."""
    listed = list(family)
    assert len(listed) == family.count == len(expected)
    assert set(map(frozenset, listed)) == expected
    assert family.by_size() == sizes(expected)
    place = {leaf: position for position, leaf in enumerate(family.leaves)}
    ordered = sorted(
        (tuple(sorted(found, key=place.__getitem__)) for found in expected),
        key=lambda found: (len(found), [place[leaf] for leaf in found]),
    )
    assert list(family.in_order()) == ordered
    assert family.smallest(3) == ordered[:3]


def questions(family: Family, expected: set[Leaves], leaves: Sequence[str], seed: int) -> None:
    """What can be asked of a family: parts, importance, membership."""
    importance, occurrences = family.importance(), family.occurrences()
    assert importance is not None
    assert occurrences is not None
    assert family.used() == {leaf for found in expected for leaf in found}
    for leaf in leaves:
        with_it = {found for found in expected if leaf in found}
        assert importance.get(leaf, {}) == sizes(with_it)
        assert occurrences.get(leaf, 0) == len(with_it)
        part = family.containing(leaf)
        assert set(map(frozenset, part)) == with_it
        assert (part.count, part.by_size()) == (len(with_it), sizes(with_it))
        assert part.used() == {other for found in with_it for other in found}
    for size in range(4):
        part = family.up_to(size)
        small = {found for found in expected if len(found) <= size}
        assert set(map(frozenset, part)) == small
        assert part.by_size() == sizes(small)
        assert part.used() == {leaf for found in small for leaf in found}
    assert all(family.contains(found) for found in expected)
    random = Random(seed)
    for _ in range(5):
        some = frozenset(random.sample(leaves, random.randint(0, len(leaves))))
        assert family.contains(some) == (some in expected)
    assert not family.contains(["no leaf"])


def agree(seed: int) -> None:
    graph, leaves = random_graph(seed)
    kept, order = kept_and_order(seed, leaves)
    defeaters = defeaters_by_definition(graph, GOAL, leaves, kept)
    supports = supports_by_definition(graph, GOAL, leaves, kept)
    for family, expected in (
        (minimal_defeaters(graph, GOAL, kept=kept, order=order), defeaters),
        (minimal_supports(graph, GOAL, kept=kept, order=order), supports),
    ):
        same(family, expected)
        questions(family, expected, leaves, seed)
    for size in range(4):
        few = bounded_defeaters(graph, GOAL, size, kept=kept, order=order)
        assert set(map(frozenset, few)) == {found for found in defeaters if len(found) <= size}
        few = bounded_supports(graph, GOAL, size, kept=kept, order=order)
        assert set(map(frozenset, few)) == {found for found in supports if len(found) <= size}
        assert few.within == size
        assert few.used() == {leaf for found in few for leaf in found}
    one = any_minimal_defeater(graph, GOAL, kept=kept)
    assert frozenset(one) in defeaters if one is not None else not defeaters
    one = any_minimal_support(graph, GOAL, kept=kept)
    assert frozenset(one) in supports if one is not None else not supports


def test_all_answers_equal_those_by_definition(engine: str) -> None:
    for seed in FAST[engine]:
        agree(seed)


@pytest.mark.slow
def test_all_answers_equal_those_by_definition_on_many_more_graphs() -> None:
    for seed in SLOW:
        agree(seed)


def test_the_listing_is_the_same_when_it_is_done_in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordered, "_BATCH", 2)
    for kept_ready in (0, 5):
        monkeypatch.setattr(listing, "_KEPT", kept_ready)
        for seed in range(10_000, 10_030):
            graph, leaves = random_graph(seed)
            same(minimal_defeaters(graph, GOAL), defeaters_by_definition(graph, GOAL, leaves))


def test_of_very_large_families_the_smallest_sizes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "sizes_told", lambda _diagram: 2)
    some = 0
    for seed in range(60):
        graph, leaves = random_graph(seed)
        family = minimal_defeaters(graph, GOAL)
        all_of_them = sizes(defeaters_by_definition(graph, GOAL, leaves))
        first = {size: all_of_them[size] for size in all_of_them if size <= min(all_of_them) + 1}
        assert family.by_size() == first
        assert family.all_sizes == (first == all_of_them)
        some += not family.all_sizes
    assert some > 5


def test_every_engine_and_order_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """With slices of a few steps, attempts stop within operators, go on later, and others overtake."""
    monkeypatch.setattr(solve, "_STEPS_A_MEMBER", 0)
    for first, second in ((1, 3), (2, 8), (5, 1)):
        monkeypatch.setattr(solve, "_FIRST_SLICE", first)
        monkeypatch.setattr(solve, "_SECOND_SLICE", second)
        for seed in range(11_000, 11_024):
            graph, leaves = random_graph(seed)
            same(minimal_defeaters(graph, GOAL), defeaters_by_definition(graph, GOAL, leaves))


def test_defeaters_and_supports_are_each_others_hitting_sets() -> None:
    for seed in range(12_000, 12_100):
        graph, leaves = random_graph(seed)
        defeaters = [set(found) for found in minimal_defeaters(graph, GOAL)]
        supports = [set(found) for found in minimal_supports(graph, GOAL)]
        assert all(lost & support for lost in defeaters for support in supports)
        assert holds(graph, GOAL, frozenset(leaves)) == bool(supports)
        assert len(supports) == len(minimal_hitting_sets(defeaters))


def minimal_hitting_sets(families: Sequence[set[str]]) -> set[Leaves]:
    """The minimal sets that meet all of the given ones, one given set at a time."""
    found: set[Leaves] = {frozenset()}
    for given in families:
        longer = {some if some & given else some | {leaf} for some in found for leaf in sorted(given)}
        found = {some for some in longer if not any(other < some for other in longer)}
    return found


def test_smallest_sizes_of_all_nodes() -> None:
    for seed in range(13_000, 13_012):
        graph, leaves = random_graph(seed)
        kept, _ = kept_and_order(seed, leaves)
        exact = smallest_defeaters(graph, [*graph, *leaves], kept=kept, budget=1_000_000)
        quick = smallest_defeaters(graph, [*graph, *leaves], kept=kept)
        for node in [*graph, *leaves]:
            every = defeaters_by_definition(graph, node, leaves, kept)
            least = min(map(len, every), default=None)
            assert exact[node].exact
            assert exact[node].at_most == least
            if least is None:
                assert quick[node].at_most is None
                continue
            most = quick[node].at_most
            assert most is not None
            assert quick[node].at_least <= least <= most
            assert quick[node].exact or least >= 2


def test_a_spent_budget_is_said() -> None:
    graph, _ = random_graph(1)
    with pytest.raises(OutOfSteps) as stopped:
        minimal_defeaters(graph, GOAL, budget=3)
    assert stopped.value.steps > 0


def test_members_that_turn_out_to_be_one_still_count_twice() -> None:
    graph = {
        "both": Gate(2, ("x", "y")),
        "all": Gate(4, ("x", "y", "z", "u")),
        "either": Gate(1, ("v", "w")),
        "first": Gate(1, ("either", "both")),
        "second": Gate(1, ("either", "all", "both")),
        "third": Gate(2, ("either", "all")),
        "goal": Gate(2, ("second", "first", "third")),
    }
    assert set(minimal_supports(graph, "goal")) == {("v",), ("w",), ("x", "y")}
    assert set(minimal_defeaters(graph, "goal")) == {("v", "w", "x"), ("v", "w", "y")}
