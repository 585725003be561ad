"""How far a run is, on the standard error, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""

_ERASE = "\r\x1b[K"
_WIDEST = 70


class Line:
    """What is shown; erased, and written over."""

    def __init__(self) -> None:
        self._there = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Without a total where it is not known how many there will be."""
        from formalcase.render.clean import clean

        of = f"{done}/{total}" if total else f"{done}"
        self._there = True
        self._write(f"{_ERASE}[{of}] {clean(what)[:_WIDEST]}")

    def erase(self) -> None:
        if self._there:
            self._there = False
            self._write(_ERASE)

    def before(self, parts: Iterable[str]) -> Iterator[str]:
        """The parts, each with nothing of the line left when it is there."""
        for part in parts:
            self.erase()
            yield part

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Line | None]:
    """One line that is written over, and gone in the end; None when nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    line = Line()
    try:
        yield line
    finally:
        line.erase()
