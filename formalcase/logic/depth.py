"""Room for formulas that nest deeply."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# A formula nests at most 1,000 levels, and a chain of definitions, each using the one before, may be
# as long as the file. In CPython 3.11 and later, calls between Python functions do not use the C stack.
_FRAMES = 200_000


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Raises Python's recursion limit while the block runs, and puts it back afterwards."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
