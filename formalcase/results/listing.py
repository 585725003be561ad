"""Minimal sets by the batch, until there are enough of them or somebody interrupts the search."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import chain, islice
from typing import TypeVar

from formalcase.analyses.defeating.reading import Found, NotListed

Set = tuple[str, ...]
Hearing = Callable[[], AbstractContextManager[object]]
"""Entered round all that may take long: within, KeyboardInterrupt ends the search and not the answer."""

MOST_LISTED = 1_000_000
"""So many sets are listed unless fewer are asked for; more are counted at most."""
_BATCH = 1_000
_MEMBERS = 100_000  # of the sets of a batch
_PATIENCE = 0.1  # seconds; what was found is handed on at least so often

T = TypeVar("T")


class Search:
    """Runs what may take long until it is interrupted; nothing more is begun after that."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing
        self.interrupted = False

    def run(self, body: Callable[[], T], otherwise: T) -> T:
        """What the body gives; `otherwise` when it was interrupted, now or before."""
        if self.interrupted:
            return otherwise
        try:
            with self._hearing():
                return body()
        except KeyboardInterrupt:
            self.interrupted = True
            return otherwise


class Listing:
    """At most `most` sets of what was found, by the batch; and how far it came.

    With `places`, those of the leaves in the case, all sets are looked for and sorted before the first is
    given: for a reading that gives them as it finds them.
    """

    def __init__(
        self, found: Found, most: int, search: Search, places: Mapping[str, int] | None = None
    ) -> None:
        self._found = found
        self._most = most
        self._search = search
        self._places = places
        self._batches = self._found_batches()
        self._begun: list[list[Set]] = []
        self.listed = 0
        self.by_size: Counter[int] = Counter()
        self.more = False
        """Whether there are sets beyond those that were listed."""
        self.stopped = ""
        """Why no more can be listed, in words; empty where that is not so."""

    def begin(self) -> None:
        """Looks for the first sets and keeps them."""
        if self._most:
            self._begun.extend(islice(self._batches, 1))

    def batches(self) -> Iterator[list[Set]]:
        """The sets; to be asked for once."""
        batches: Iterable[list[Set]] = chain(self._begun, self._batches)
        if self._places is not None:
            batches = self._sorted(batches, self._places)
        for batch in batches:
            self.listed += len(batch)
            self.by_size.update(map(len, batch))
            yield batch

    def _found_batches(self) -> Iterator[list[Set]]:
        if not self._most:
            return
        nothing: Iterator[Set] = iter(())
        sets = self._search.run(lambda: iter(self._found), nothing)
        left = self._most if self._places is None else MOST_LISTED
        ended = False
        while left and not ended:
            batch: list[Set] = []
            ended = self._fill(batch, sets, min(left, _BATCH))
            left -= len(batch)
            if batch:
                yield batch
        if self._search.interrupted:
            known = list(islice(self._found.so_far(), left + 1))
            self.more = len(known) > left
            if known[:left]:
                yield known[:left]
        elif not ended:
            self.more = self._search.run(lambda: self._has_next(sets), False)

    def _fill(self, batch: list[Set], sets: Iterator[Set], most: int) -> bool:
        """Adds sets to the batch; whether there are no more, or none are wanted any more."""

        def fill() -> bool:
            due, members = time.monotonic() + _PATIENCE, 0
            try:
                for found in sets:
                    batch.append(found)
                    members += len(found)
                    if len(batch) == most or members > _MEMBERS or time.monotonic() > due:
                        return False
            except NotListed as stopped:
                self.stopped, self.more = str(stopped), True
            return True

        return self._search.run(fill, True)

    def _has_next(self, sets: Iterator[Set]) -> bool:
        try:
            return next(sets, None) is not None
        except NotListed:
            return True

    def _sorted(self, batches: Iterable[list[Set]], places: Mapping[str, int]) -> Iterator[list[Set]]:
        """Small sets first, those of one size by the places of their members."""
        sets = list(dict.fromkeys(found for batch in batches for found in batch))
        sets.sort(key=lambda found: (len(found), [places[member] for member in found]))
        self.more = self.more or len(sets) > self._most
        for start in range(0, min(len(sets), self._most), _BATCH):
            yield sets[start : min(start + _BATCH, self._most)]
