"""Our `dataclass` against that of the standard library."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from formalcase import frozen

Make = Callable[..., Any]
CALLS: tuple[tuple[tuple[object, ...], dict[str, object]], ...] = (
    ((), {}),
    ((1,), {}),
    ((1, "a"), {}),
    ((1, "a", [1]), {"note": "n"}),
    ((1, "b", [1]), {"note": "other"}),
    ((1, "a", [1], "n", "too many"), {}),
    ((), {"number": 1, "unknown": 2}),
)


def family(dataclass: Make) -> tuple[type, ...]:
    """One class of each kind that the package has."""

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    @dataclass(frozen=True, slots=True)
    class One:
        number: int

    @dataclass(frozen=True, slots=True)
    class Many:
        """With a text of its own."""

        number: int
        text: str = "a"
        parts: list[int] = field(default_factory=list)
        note: str = field(default="", compare=False, repr=False)

        @property
        def twice(self) -> int:
            return 2 * self.number

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        number: int
        text: str = ""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Below(Named):
        more: tuple[int, ...]
        least: int = 0

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        number: int
        text: str = "a"

    @dataclass(frozen=True, slots=True)
    class Checked:
        number: int
        double: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "double", 2 * self.number)

    return Empty, One, Many, Named, Below, Ordered, Checked


OURS, THEIRS = family(frozen.dataclass), family(dataclasses.dataclass)
PAIRS = pytest.mark.parametrize(("ours", "theirs"), list(zip(OURS, THEIRS, strict=True)))


def outcome(body: Callable[[], object]) -> object:
    try:
        return body()
    except Exception as problem:
        return type(problem), str(problem)


def shown(cls: type, args: tuple[object, ...], named: dict[str, object]) -> object:
    return outcome(lambda: repr(cls(*args, **named)))


def made(cls: type) -> list[Any]:
    """What comes of all calls of a class, as far as it takes them."""
    calls = [*CALLS, ((), {"number": 1, "more": (1,)}), ((), {"number": 1, "text": "a"})]
    results = [outcome(lambda args=args, named=named: cls(*args, **named)) for args, named in calls]  # type: ignore[misc]
    return [each for each in results if isinstance(each, cls)]


@PAIRS
def test_the_same_calls_are_taken_and_shown_the_same(ours: type, theirs: type) -> None:
    assert inspect.signature(ours).parameters.keys() == inspect.signature(theirs).parameters.keys()
    for args, named in CALLS:
        assert shown(ours, args, named) == shown(theirs, args, named)


@PAIRS
def test_equality_and_hash_are_the_same(ours: type, theirs: type) -> None:
    left, right = made(ours), made(theirs)
    assert len(left) == len(right) > 0
    for at, one in enumerate(left):
        for to, other in enumerate(left):
            assert (one == other) == (right[at] == right[to])
        assert one != right[at]
        assert outcome(lambda one=one: hash(one)) == outcome(lambda at=at: hash(right[at]))  # type: ignore[misc]


@PAIRS
def test_nothing_can_be_changed(ours: type, theirs: type) -> None:
    for cls in (ours, theirs):
        one = made(cls)[0]
        assert not hasattr(one, "__dict__")
        for name in ("number", "unheard"):
            with pytest.raises((FrozenInstanceError, TypeError)):
                setattr(one, name, 2)
            with pytest.raises((FrozenInstanceError, TypeError)):
                delattr(one, name)


@PAIRS
def test_fields_replacing_and_matching_work(ours: type, theirs: type) -> None:
    assert [each.name for each in dataclasses.fields(ours)] == [
        each.name for each in dataclasses.fields(theirs)
    ]
    assert ours.__match_args__ == theirs.__match_args__  # type: ignore[attr-defined]
    for one, other in zip(made(ours), made(theirs), strict=True):
        if hasattr(one, "number"):
            changed = dataclasses.replace(one, number=7), dataclasses.replace(other, number=7)
            assert repr(changed[0]) == repr(changed[1])
            assert one.number == other.number


def test_a_default_is_made_anew_each_time() -> None:
    many: Any = OURS[2]
    assert many(1).parts == []
    assert many(1).parts is not many(1).parts
    assert many(3).twice == 6
