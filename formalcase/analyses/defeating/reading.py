"""What both readings answer: which minimal sets there are, and how much of that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, Protocol

from formalcase.frozen import dataclass

Semantics = Literal["argument", "logic"]


@dataclass(frozen=True, slots=True)
class Query:
    """Which of the minimal sets are wanted: of at most `max_size` members, with the leaf `containing`."""

    max_size: int | None = None
    containing: str | None = None


class NotListed(Exception):  # noqa: N818
    """The sets that are left cannot be listed within the memory there is; the text says so."""


class Found(Protocol):
    """Minimal sets of leaf ids that a query asked for.

    Iterating gives them lazily, members in the order of the case; it may end with NotListed.
    """

    @property
    def in_order(self) -> bool:
        """Whether small sets come first, those of one size in the order of their members, and counting takes
        no going through them. Otherwise they come as they are found."""

    def __iter__(self) -> Iterator[tuple[str, ...]]: ...

    def so_far(self) -> Iterable[tuple[str, ...]]:
        """For a search that was broken off: sets that are known by now and may not have been given yet; no
        more is looked for."""

    @property
    def count(self) -> int | None:
        """How many sets the query has, or None if that is not known (yet)."""

    @property
    def complete(self) -> bool:
        """Whether all minimal sets are here: nothing was cut off, neither by a bound nor by a budget."""

    @property
    def reason(self) -> str:
        """Why sets may be missing, in words; empty when none are."""

    @property
    def by_size(self) -> Mapping[int, int]:
        """How many of the known sets there are of each size that occurs, small sizes first."""

    @property
    def importance(self) -> Mapping[str, Mapping[int, int]]:
        """For each leaf in a known set: how many sets with it there are of each size; of a large family of
        the smallest sizes only."""

    @property
    def occurrences(self) -> Mapping[str, int] | None:
        """For each leaf in a known set: how many sets with it there are. None where there are so many sets
        that their numbers are too long to be told for each leaf; then `importance` has nothing."""


class Reading(Protocol):
    """One claim, read one way."""

    @property
    def claim(self) -> str: ...

    @property
    def semantics(self) -> Semantics: ...

    @property
    def supported(self) -> bool | None:
        """Whether the claim has support (argument), or follows from all leaves (logic); None: not known."""

    @property
    def conflict(self) -> tuple[str, ...]:
        """Leaves that contradict each other, minimal; then the logic reading says nothing more."""

    def defeaters(self, query: Query = Query()) -> Found:  # noqa: B008
        """The minimal sets of leaves whose loss leaves the claim without support."""

    def supports(self, query: Query = Query()) -> Found:  # noqa: B008
        """The minimal sets of leaves that are enough support for the claim."""
