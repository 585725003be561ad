"""Minimal defeater sets for Python: found while they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from formalcase.analyses.defeating.asked import Asked
from formalcase.analyses.defeating.reading import Found, NotListed, Query, Reading, Semantics
from formalcase.frozen import dataclass
from formalcase.results.defeaters import Member
from formalcase.results.losses import members_of, undecided_words
from formalcase.solve.session import Session


@dataclass(frozen=True, slots=True)
class MinimalSet:
    """Leaves that are enough together, and of which no part is enough."""

    members: tuple[Member, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(member.id for member in self.members)

    def __len__(self) -> int:
        return len(self.members)


class Lease:
    """A session that is closed whenever nobody uses it; it starts again by itself when it is asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._users = 0
        self.closed = 0
        """How often it was closed: a search that was begun before will find no more."""

    def __enter__(self) -> Session:
        self._users += 1
        return self._session

    def __exit__(self, *_: object) -> None:
        self._users -= 1
        if not self._users:
            self.closed += 1
            self._session.close()


class MinimalSets:
    """The minimal sets of one question. Iterating gives the first before the last is known; each time anew.

    The attributes tell what is known now: in the argument reading they need the number of the sets, not the
    sets themselves; in the logic reading they grow while the sets are gone through.
    """

    def __init__(self, find: Callable[[], Found], members: Mapping[str, Member], lease: Lease) -> None:
        self._find = find
        self._members = members
        self._lease = lease
        self._known: Found | None = None
        self._since = 0
        self._ended = False
        self._stopped = ""

    @property
    def _found(self) -> Found:
        if self._known is None:
            self._known = self._find()
            self._since = self._lease.closed
        return self._known

    def __iter__(self) -> Iterator[MinimalSet]:
        member = self._members.__getitem__
        # Whoever breaks off leaves this too: no worker outlives the loop.
        with self._lease:
            if not self._ended and self._since != self._lease.closed:
                self._known = None
            try:
                for found in self._found:
                    yield MinimalSet(tuple(map(member, found)))
            except NotListed as stopped:
                self._stopped = str(stopped)
            self._ended = True

    @property
    def count(self) -> int | None:
        """How many sets there are, or None if that is not known (yet)."""
        return self._found.count

    @property
    def complete(self) -> bool:
        """Whether these are all minimal sets: nothing was cut off, and no step was left undecided."""
        return self._found.complete and not self._stopped

    @property
    def reason(self) -> str:
        """Why sets may be missing; empty when none are."""
        return "; ".join(filter(None, (self._found.reason, self._stopped)))

    @property
    def by_size(self) -> dict[int, int]:
        """How many there are of each size that occurs."""
        return dict(self._found.by_size)

    @property
    def importance(self) -> dict[str, dict[int, int]]:
        """For each leaf in a set: how many of the sets with it there are of each size; of a large family of
        the smallest sizes only, see `occurrences`."""
        return {leaf: dict(sizes) for leaf, sizes in self._found.importance.items()}

    @property
    def occurrences(self) -> dict[str, int] | None:
        """For each leaf in a set: how many of the sets have it. None where the numbers would be too long."""
        found = self._found.occurrences
        return None if found is None else dict(found)


class Defeaters(MinimalSets):
    """The minimal sets of leaves whose loss brings a claim down.

    `supported` says whether there is anything to lose; None: not known. `conflict` names leaves that
    contradict each other, about which the logic reading says no more; `doubts` the defeaters that are not
    refuted today, and `undecided` the steps that are undecided: the sets leave both aside.
    """

    def __init__(self, asked: Asked, query: Query, lease: Lease) -> None:
        argued, reading = asked.argued, asked.reading
        self.claim = argued.claim
        self.semantics: Semantics = reading.semantics
        self.conflict = reading.conflict
        self.supported = None if self.conflict else reading.supported
        self.doubts = argued.doubts
        self.undecided = argued.undecided
        self._asked = asked
        self._query = query
        self._reading = reading
        self._read = lease.closed
        super().__init__(lambda: self._current().defeaters(query), members_of(argued), lease)

    def supports(self) -> MinimalSets:
        """The minimal sets of leaves that are enough support for the claim, under the same bounds."""
        return MinimalSets(lambda: self._current().supports(self._query), self._members, self._lease)

    def _current(self) -> Reading:
        """A reading whose search was not ended; diagrams stay as they are."""
        if self.semantics == "logic" and self._read != self._lease.closed:
            self._reading = self._asked.read()
            self._read = self._lease.closed
        return self._reading

    @property
    def complete(self) -> bool:
        return super().complete and not self.undecided

    @property
    def reason(self) -> str:
        return "; ".join(filter(None, (undecided_words(self.undecided), super().reason)))
