"""Readings for tests of the command: one on small graphs, and one whose answers are made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from formalcase.analyses.defeating.reading import Query, Semantics


class MadeUp:
    """What was found, made up: sets from `make` until `stop_at`, where `stop` is called."""

    def __init__(
        self,
        sets: Sequence[tuple[str, ...]],
        *,
        reason: str = "",
        known: bool = True,
        in_order: bool = True,
    ) -> None:
        self._sets = sets
        self.in_order = in_order
        self.reason = reason
        self._known = known

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._sets)

    def so_far(self) -> tuple[()]:
        return ()

    @property
    def count(self) -> int | None:
        return len(self._sets) if self._known else None

    @property
    def complete(self) -> bool:
        return not self.reason

    @property
    def by_size(self) -> Mapping[int, int]:
        return dict(sorted(Counter(map(len, self._sets)).items()))

    @property
    def importance(self) -> Mapping[str, Mapping[int, int]]:
        leaves = dict.fromkeys(leaf for found in self._sets for leaf in found)
        return {leaf: Counter(len(found) for found in self._sets if leaf in found) for leaf in leaves}

    @property
    def occurrences(self) -> Mapping[str, int]:
        return Counter(leaf for found in self._sets for leaf in found)


class Fake:
    """A reading that answers what it is told."""

    def __init__(
        self,
        found: Callable[[Query], MadeUp],
        *,
        semantics: Semantics = "argument",
        supported: bool | None = True,
        conflict: tuple[str, ...] = (),
    ) -> None:
        self.claim = "C0"
        self.semantics = semantics
        self.supported = supported
        self.conflict = conflict
        self._found = found

    def defeaters(self, query: Query = Query()) -> MadeUp:  # noqa: B008
        return self._found(query)

    def supports(self, query: Query = Query()) -> MadeUp:  # noqa: B008
        return self._found(query)
