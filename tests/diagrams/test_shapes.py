"""Particular graphs: ends, circles, repeated members, great width and depth, families nobody could list."""

from __future__ import annotations

from itertools import islice

import pytest

from formalcase.case.support import Gate, all_of, any_of
from formalcase.diagrams import (
    TooCircular,
    any_minimal_defeater,
    bounded_defeaters,
    minimal_defeaters,
    minimal_supports,
    smallest_defeaters,
)

pytestmark = pytest.mark.usefixtures("engine")


def test_a_leaf_is_its_own_defeater_and_support() -> None:
    assert list(minimal_defeaters({}, "a")) == [("a",)]
    assert list(minimal_supports({}, "a")) == [("a",)]


def test_a_kept_goal_has_no_defeater_and_needs_nothing() -> None:
    assert minimal_defeaters({}, "a", kept=["a"]).count == 0
    assert list(minimal_supports({}, "a", kept=["a"])) == [()]
    assert any_minimal_defeater({}, "a", kept=["a"]) is None


def test_a_goal_without_support_has_the_empty_defeater_and_no_support() -> None:
    graph = {"top": any_of([])}
    assert list(minimal_defeaters(graph, "top")) == [()]
    assert minimal_defeaters(graph, "top").by_size() == {0: 1}
    assert minimal_supports(graph, "top").count == 0


def test_a_goal_from_nothing_has_no_defeater_and_the_empty_support() -> None:
    graph = {"top": all_of([])}
    assert minimal_defeaters(graph, "top").count == 0
    assert list(minimal_supports(graph, "top")) == [()]


def test_a_circle_supports_nothing() -> None:
    graph = {"a": any_of(["b"]), "b": any_of(["a"])}
    assert minimal_supports(graph, "a").count == 0
    with_leaf = {"a": any_of(["b", "x"]), "b": any_of(["a", "y"])}
    assert sorted(minimal_supports(with_leaf, "a")) == [("x",), ("y",)]
    assert [set(found) for found in minimal_defeaters(with_leaf, "a")] == [{"x", "y"}]


def test_a_member_that_occurs_twice_counts_twice() -> None:
    graph = {"top": Gate(2, ("a", "a", "b", "c"))}
    assert set(map(frozenset, minimal_supports(graph, "top"))) == {frozenset("a"), frozenset("bc")}
    assert set(map(frozenset, minimal_defeaters(graph, "top"))) == {frozenset("ab"), frozenset("ac")}


def test_circles_beyond_the_limit_are_refused() -> None:
    names = [f"n{number}" for number in range(220)]
    graph = {name: any_of([other for other in names if other != name]) for name in names}
    with pytest.raises(TooCircular):
        minimal_defeaters(graph, "n0")


def test_sets_of_one_size_follow_the_given_order() -> None:
    graph = {"top": any_of(["left", "right"]), "left": all_of(["a", "b"]), "right": all_of(["c", "d"])}
    family = minimal_defeaters(graph, "top", order=["d", "a", "c", "b"])
    assert list(family.in_order()) == [("d", "a"), ("d", "b"), ("a", "c"), ("c", "b")]


def test_members_of_a_quorum_that_share_a_leaf() -> None:
    graph = {"top": Gate(2, ("p", "q", "r"))} | {name: all_of([name + "1", "shared"]) for name in "pqr"}
    assert minimal_defeaters(graph, "top").by_size() == {1: 1, 2: 3}


def test_a_family_that_nobody_could_list_is_counted_and_begun() -> None:
    legs = 60
    graph = {"top": any_of([f"leg{leg}" for leg in range(legs)])}
    graph |= {f"leg{leg}": all_of([f"{leg}.{leaf}" for leaf in range(10)]) for leg in range(legs)}
    family = minimal_defeaters(graph, "top")
    assert family.count == 10**legs
    assert family.by_size() == {legs: 10**legs}
    first = [f"{leg}.0" for leg in range(legs)]
    assert family.smallest(2) == [tuple(first), (*first[:-1], "59.1")]
    assert len(list(islice(family, 1_000))) == 1_000
    assert family.contains(first)
    assert not family.contains(first[1:])
    assert family.containing("3.7").count == 10 ** (legs - 1)
    importance = family.importance()
    assert importance is not None
    assert importance["3.7"] == {legs: 10 ** (legs - 1)}


def test_wide_and_deep_graphs() -> None:
    size = 8_000
    wide = {"top": all_of([f"l{number}" for number in range(size)])}
    assert minimal_defeaters(wide, "top").by_size() == {1: size}
    wide |= {"other": all_of(["l0", "x", "y"]), "both": all_of(["top", "other"])}
    wide["goal"] = any_of(["both", "z"])
    assert minimal_defeaters(wide, "goal").by_size() == {2: size + 2}
    deep = {f"n{number}": all_of([f"n{number + 1}", f"l{number}"]) for number in range(size)}
    family = minimal_defeaters(deep, "n0")
    assert family.count == size + 1
    assert family.smallest(1) == [(f"n{size}",)]
    assert bounded_defeaters(deep, "n0", 1).count == size + 1
    assert any_minimal_defeater(deep, "n0") is not None
    assert all(found.at_most == 1 for found in smallest_defeaters(deep, deep).values())
    shared = {
        f"n{number}": Gate(number % 2 + 1, (f"n{number + 1}", f"l{number % 700}")) for number in range(size)
    }
    assert minimal_defeaters(shared, "n0").count > 0


def test_equal_input_gives_equal_output() -> None:
    graph = {"top": Gate(2, ("p", "q", "r"))} | {name: any_of([name + "1", "s", "t"]) for name in "pqr"}
    assert list(minimal_defeaters(graph, "top")) == list(minimal_defeaters(dict(graph), "top"))
