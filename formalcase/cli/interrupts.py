"""Ctrl-C where what is known so far is worth having: it ends the search, and not the answer."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """While this is entered, Ctrl-C raises KeyboardInterrupt only within `heard`; elsewhere it is kept until
    `heard` is entered next. So what is being written is never cut in the middle. A second one raises
    wherever it comes, for those who do not want to wait."""

    def __init__(self) -> None:
        self._came = False
        self._hearing = False
        self._before: signal.Handlers | object = None

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._take)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def _take(self, _signal: int, _frame: FrameType | None) -> None:
        again, self._came = self._came, True
        if again or self._hearing:
            self._hearing = False
            raise KeyboardInterrupt

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Raises KeyboardInterrupt when Ctrl-C comes within, or came since the last time."""
        self._hearing = True
        try:
            if self._came:
                raise KeyboardInterrupt
            yield
        finally:
            self._hearing = False
