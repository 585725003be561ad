"""The library of this package in C, where it was compiled with it; else its work is done in Python.

In the environment, FORMALCASE_NATIVE=0 leaves it alone, and a path names another library. The sources are in
`diagrams/core/`.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ctypes

LIBRARY = os.path.join(os.path.dirname(__file__), "diagrams", "_core.so")
SWITCH = "FORMALCASE_NATIVE"
VERSION = 4
"""Of the functions' meaning: a library that was compiled from other sources is left alone."""
MEMORY = 1 << 30
"""No question may take more bytes; Python would need five times as many and far more time. What it needs
depends on the question alone, so it is the same on every machine."""


@cache
def library() -> ctypes.CDLL | None:
    """The compiled functions, or None where there are none or they are not wanted."""
    where = os.environ.get(SWITCH, LIBRARY)
    if where == "0" or not os.path.exists(where):
        return None
    import ctypes

    try:
        loaded = ctypes.CDLL(where)
        return loaded if loaded.fc_version() == VERSION else None
    except (OSError, AttributeError):  # compiled for something else, or other functions
        return None
