"""How much work something is, without a clock: the calls that it makes, of Python's own functions too."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(body: Callable[[], object]) -> int:
    """The same number on every machine.

    What a function that is not written in Python does in one call counts as one.
    """
    count = 0

    def counting(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        body()
    finally:
        sys.setprofile(before)
    return count
