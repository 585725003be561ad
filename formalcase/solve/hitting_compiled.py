"""Minimal hitting sets by the compiled search, where there is one: the same sets in the same order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from formalcase import compiled
from formalcase.solve.hitting import HittingSets

_FOUND, _GOING_ON, _OVER, _FULL = range(4)


def hitting_sets(labels: int) -> HittingSets | CompiledHittingSets:
    """A search that has nothing to hit yet."""
    functions = _functions()
    return HittingSets(labels) if functions is None else CompiledHittingSets(labels, functions)


class CompiledHittingSets:
    """What `HittingSets` is; `add` and the iterator raise MemoryError where memory is short."""

    def __init__(self, labels: int, functions: Any) -> None:
        import ctypes

        self._functions = functions
        self._size = (labels + 63) // 64 * 8
        self._found = ctypes.create_string_buffer(self._size)
        self._search: int = functions.fc_hitting(compiled.MEMORY, labels) or 0
        if not self._search:
            raise MemoryError
        self._places = ctypes.c_int64.from_address(self._search)

    def __del__(self) -> None:
        if self._search:
            self._functions.fc_hitting_end(self._search)

    @property
    def places(self) -> int:
        return self._places.value

    def add(self, labels: int) -> None:
        if not self._functions.fc_hitting_add(self._search, labels.to_bytes(self._size, "little")):
            raise MemoryError

    def __iter__(self) -> Iterator[int | None]:
        return self

    def __next__(self) -> int | None:
        told = self._functions.fc_hitting_next(self._search, self._found)
        if told == _FOUND:
            return int.from_bytes(self._found.raw, "little")
        if told == _OVER:
            raise StopIteration
        if told == _FULL:
            raise MemoryError
        return None


@cache
def _functions() -> Any:
    """Words are read from bytes as they are, so the lowest byte must be the first."""
    library = compiled.library() if sys.byteorder == "little" else None
    if library is not None:
        import ctypes

        address = ctypes.c_void_p
        library.fc_hitting.restype = address
        library.fc_hitting.argtypes = [ctypes.c_int64, ctypes.c_int32]
        library.fc_hitting_end.restype = None
        library.fc_hitting_end.argtypes = [address]
        library.fc_hitting_add.argtypes = [address, ctypes.c_char_p]
        library.fc_hitting_next.argtypes = [address, ctypes.c_char_p]
    return library
