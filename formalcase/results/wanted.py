"""What is asked about a claim, and what is known of the sets of one kind: listed or only counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formalcase.analyses.defeating.reading import Found, Query, Semantics
from formalcase.frozen import dataclass
from formalcase.logic.number_text import in_short
from formalcase.results.listing import MOST_LISTED, Listing, Search, Set

MOST_LOOKED_AT = 100
"""So many sets are asked whether what is lost still follows, and whether the other reading agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked about a claim."""

    semantics: Semantics = "argument"
    query: Query = Query()
    limit: int | None = None
    """At most so many sets are listed."""
    count_only: bool = False
    supports: bool = False
    importance: bool = False
    load_map: bool = False
    compared: bool = True
    """Whether the sets are compared with the other reading."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of all sets of a question, listed or not."""

    count: int | None = None
    complete: bool = False
    reason: str = ""
    by_size: Mapping[int, int] | None = None
    importance: Mapping[str, Mapping[int, int]] | None = None
    occurrences: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """How many sets were listed, and whether there are more."""

    number: int
    more: bool


class SetsOfAKind:
    """The sets of one kind, those that defeat or those that support, and what is known of them."""

    def __init__(self, found: Found, wanted: Wanted, search: Search, places: Mapping[str, int]) -> None:
        self._found = found
        self._wanted = wanted
        self._search = search
        # In which order they come may not be known before they have been looked for.
        self._ahead = search.run(lambda: found.in_order, True)
        most = MOST_LISTED if wanted.limit is None else wanted.limit
        if wanted.count_only and self._ahead:
            most = 0
        self.listing = Listing(found, most, search, None if self._ahead else places)
        self.tally: Tally | None = None
        self._ended = False
        self.first: list[Set] = []
        """The first sets that were listed."""

    def count(self) -> None:
        """Counts, where that can be had before the sets. The first of them are looked for before that, so
        that they are there when the counting is interrupted."""
        if self._ahead and self.tally is None:
            self.listing.begin()
            self.tally = self._search.run(self._taken, None)

    def batches(self) -> Iterator[list[Set]]:
        for batch in self.listing.batches():
            if not self._wanted.count_only:
                self.first += batch[: MOST_LOOKED_AT - len(self.first)]
                yield batch
        if self.tally is None:
            self.tally = self._search.run(self._taken, None)
        self._ended = not self._search.interrupted

    def _taken(self) -> Tally:
        found = self._found
        importance, occurrences = None, None
        if self._wanted.importance:
            importance, occurrences = found.importance, found.occurrences
        return Tally(found.count, found.complete, found.reason, found.by_size, importance, occurrences)

    @property
    def known(self) -> Tally:
        return self.tally or Tally(by_size=self.listing.by_size)

    @property
    def complete(self) -> bool:
        """Whether all minimal sets are listed or, where only their number was asked for, counted."""
        if not (self._ended and self.known.complete):
            return False
        return self.known.count is not None if self._wanted.count_only else not self.listing.more

    @property
    def out_of_budget(self) -> bool:
        """Whether sets are missing that no bound of the question left out."""
        if self.listing.stopped:
            return True
        if self.tally is None or self.tally.complete or self.tally.count is not None:
            return False
        return self._ahead or not self.listing.more

    @property
    def uncounted_leaves(self) -> bool:
        """Whether there were too many sets to tell how many have each leaf."""
        return self.tally is not None and self.tally.occurrences is None

    def reasons(self) -> Iterator[str]:
        """Why they may not be all, in words."""
        if self.known.reason:
            yield self.known.reason
        if self.listing.stopped:
            yield self.listing.stopped
        if self.listing.more and not self._wanted.count_only:
            total = self.known.count
            yield f"only {self.listing.listed} are listed" + (
                f" of {in_short(total)}" if total is not None else ""
            )
