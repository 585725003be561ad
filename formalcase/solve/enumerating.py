"""In the worker: requests for minimal sets. One begins an enumeration, the others read it out in parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formalcase.solve.errors import ReplayError, gravest
from formalcase.solve.wire import Message

if TYPE_CHECKING:
    from formalcase.solve.minimal import Enumeration, Found


class Enumerating:
    """Holds the enumeration that is under way; most workers are never asked for any."""

    def __init__(self) -> None:
        self._batches: _Batches | None = None

    def reply(self, request: Message) -> Message:
        if request["kind"] == "begin":
            self._batches = _Batches(request)
        assert self._batches is not None
        try:
            reply = self._batches.next(request["most"], request["steps"])
        except ReplayError as mismatch:
            return {"error": str(mismatch), "replay": True}
        if reply["complete"] or reply["reason"]:
            # The last one. What it took is free for the next question.
            self._batches = None
        return reply


class _Batches:
    def __init__(self, request: Message) -> None:
        self._request = request
        self._enumeration: Enumeration | None = None
        self._search: Iterator[Found | None] = iter(())
        self._ended = False
        self._reasons: set[str] = set()

    def next(self, most: int, steps: int) -> Message:
        """Up to so many sets, and fewer when so many steps have been taken or all is over."""
        found: dict[str, list[list[int]]] = {"defeaters": [], "supports": []}
        try:
            self._read(found, most, steps)
        except MemoryError:
            self._ended = True
            self._reasons.add("memory")
        enumeration = self._enumeration
        return {
            **found,
            "no_more_defeaters": enumeration is not None and enumeration.no_more_defeaters,
            "complete": self._ended and not self._reasons,
            "reason": gravest(self._reasons) if self._ended and self._reasons else "",
        }

    def _read(self, found: dict[str, list[list[int]]], most: int, steps: int) -> None:
        from formalcase.solve.labels import bits
        from formalcase.solve.minimal import Enumeration

        if self._enumeration is None:
            self._enumeration = Enumeration(self._request)
            self._search = self._enumeration.search()
        stop = self._enumeration.work + steps
        while most > 0:
            try:
                each = next(self._search)
            except StopIteration:
                self._ended = True
                self._reasons |= self._enumeration.reasons
                return
            if each is not None:
                kind, labels = each
                found[kind].append(bits(labels))
                most -= 1
            if self._enumeration.work >= stop:
                return
