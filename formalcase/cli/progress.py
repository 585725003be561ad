"""How far a run is, on the standard error, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""

_ERASE = "\r\x1b[K"
_WIDEST = 70


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Progress | None]:
    """One line that is written over, and gone in the end; None when nobody would see it."""
    stream = sys.stderr
    if quiet or not stream.isatty():
        yield None
        return
    from formalcase.render.clean import clean

    def show(what: str, done: int, total: int) -> None:
        stream.write(f"{_ERASE}[{done}/{total}] {clean(what)[:_WIDEST]}")
        stream.flush()

    try:
        yield show
    finally:
        stream.write(_ERASE)
        stream.flush()
