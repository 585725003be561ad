"""Minimal sets as the solver finds them, read lazily and kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from formalcase.analyses.defeating.reading import Found, Query
from formalcase.solve.minimal_sets import MinimalSets

_WHY = {
    "memory": "the memory was not enough",
    "overrun": "the time was not enough",
    "crash": "the solver ended unexpectedly",
    "incomplete": "some formulas are beyond what the solver can decide",
    "budget": "the budget was not enough",
    "closed": "the search was ended",
}
_NOT_READ = "not all of them have been looked for"


def in_words(reason: str) -> str:
    """Why something could not be decided, or not be looked for to the end."""
    return _WHY.get(reason, reason)


class Log:
    """What one enumeration has found so far; whoever reads on, all see it."""

    def __init__(self, sets: MinimalSets, more_found: Callable[[int], None]) -> None:
        self._batches = sets.batches()
        self._more_found = more_found
        self.found: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
        """The defeater sets, and the supports."""
        self.complete = False
        self.reason = ""
        self._no_more_defeaters = False

    def read_on(self) -> None:
        """Takes in the next batch."""
        batch = next(self._batches)
        self.found[True] += batch.defeaters
        self.found[False] += batch.supports
        self._more_found(len(batch.defeaters) + len(batch.supports))
        self._no_more_defeaters |= batch.no_more_defeaters
        self.complete = batch.complete
        self.reason = batch.reason

    def all_found(self, defeaters: bool) -> bool:
        return self.complete or (defeaters and self._no_more_defeaters)

    def over(self, defeaters: bool) -> bool:
        """Whether no more sets of this kind will come."""
        return self.all_found(defeaters) or bool(self.reason)


class Enumerated:
    """The sets of one kind that a query asks for, in the order in which they are found."""

    in_order = False

    def __init__(self, log: Log, query: Query, *, defeaters: bool) -> None:
        self._log = log
        self._query = query
        self._defeaters = defeaters

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        found = self._log.found[self._defeaters]
        place = 0
        while True:
            while place < len(found):
                if self._wanted(found[place]):
                    yield found[place]
                place += 1
            if self._log.over(self._defeaters):
                return
            self._log.read_on()

    def so_far(self) -> list[tuple[str, ...]]:
        return self._known()

    @property
    def count(self) -> int | None:
        return len(self._known()) if self._log.all_found(self._defeaters) else None

    @property
    def complete(self) -> bool:
        return not self.reason

    @property
    def reason(self) -> str:
        if not self._log.over(self._defeaters):
            return _NOT_READ
        if not self._log.all_found(self._defeaters):
            return in_words(self._log.reason)
        if len(self._known()) < len(self._asked_for()):
            from formalcase.analyses.defeating.argument import leaves_in_words  # diagrams come with it

            return f"sets of more than {leaves_in_words(self._query.max_size)} are left out"
        return ""

    @property
    def by_size(self) -> Mapping[int, int]:
        return dict(sorted(Counter(map(len, self._known())).items()))

    @property
    def importance(self) -> Mapping[str, Mapping[int, int]]:
        counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for members in self._known():
            for member in members:
                counted[member][len(members)] += 1
        return {member: dict(sorted(sizes.items())) for member, sizes in counted.items()}

    @property
    def occurrences(self) -> Mapping[str, int]:
        return Counter(member for members in self._known() for member in members)

    def _known(self) -> list[tuple[str, ...]]:
        return [members for members in self._log.found[self._defeaters] if self._wanted(members)]

    def _asked_for(self) -> list[tuple[str, ...]]:
        """The known sets of any size."""
        return [members for members in self._log.found[self._defeaters] if self._has_leaf(members)]

    def _wanted(self, members: tuple[str, ...]) -> bool:
        most = self._query.max_size
        return self._has_leaf(members) and (most is None or len(members) <= most)

    def _has_leaf(self, members: tuple[str, ...]) -> bool:
        return self._query.containing is None or self._query.containing in members


class Nothing:
    """No sets: because there are none, or, with a `reason`, because none can be told."""

    in_order = True
    by_size: Mapping[int, int] = {}
    importance: Mapping[str, Mapping[int, int]] = {}
    occurrences: Mapping[str, int] = {}

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self.complete = not reason
        self.count = None if reason else 0

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(())

    def so_far(self) -> tuple[()]:
        return ()


class Awaited:
    """Sets that are looked for when they are first asked about; until then `so_far` tells what is known."""

    def __init__(self, find: Callable[[], Found], so_far: Callable[[], Iterable[tuple[str, ...]]]) -> None:
        self._find = find
        self._so_far = so_far
        self._found: Found | None = None

    @property
    def _there(self) -> Found:
        if self._found is None:
            self._found = self._find()
        return self._found

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._there)

    def so_far(self) -> Iterable[tuple[str, ...]]:
        return self._so_far() if self._found is None else self._found.so_far()

    @property
    def in_order(self) -> bool:
        return self._there.in_order

    @property
    def count(self) -> int | None:
        return self._there.count

    @property
    def complete(self) -> bool:
        return self._there.complete

    @property
    def reason(self) -> str:
        return self._there.reason

    @property
    def by_size(self) -> Mapping[int, int]:
        return self._there.by_size

    @property
    def importance(self) -> Mapping[str, Mapping[int, int]]:
        return self._there.importance

    @property
    def occurrences(self) -> Mapping[str, int] | None:
        return self._there.occurrences
