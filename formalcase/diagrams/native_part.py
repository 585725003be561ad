"""A part of a diagram as `ordered` goes through it, with the work in C; see `core/part.h`."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.part import PythonPart

if TYPE_CHECKING:
    import ctypes


class NativePart:
    """As `part.PythonPart`. `lists` are those of the diagram, which the library reads where they are."""

    def __init__(
        self, library: ctypes.CDLL, begun: int, lists: Sequence[array[int]], diagram: Diagram, size: int
    ) -> None:
        import ctypes

        number, large, address = ctypes.c_int32, ctypes.c_int64, ctypes.c_void_p
        self._begun = begun
        self._lists = lists
        self._diagram = diagram
        self._size = size
        self._here: tuple[array[int], int, int] = (array("i"), 0, -1)
        self._end = library.fc_part_end
        self._end.argtypes, self._end.restype = [address], None
        self._weigh, self._go_to = library.fc_weigh, library.fc_go_to
        self._narrow, self._group = library.fc_narrow, library.fc_group
        self._first, self._lacks = library.fc_first, library.fc_lacks
        self._listed = library.fc_listed
        for question, answer, told in (
            (self._weigh, large, (address, number, number)),
            (self._go_to, large, (address, number, number)),
            (self._narrow, large, (number,)),
            (self._group, number, (large,)),
            (self._first, None, (address,)),
            (self._lacks, number, (address, number, number, number)),
            (self._listed, number, (number, number, address)),
        ):
            question.argtypes = (address, *told)
            question.restype = answer

    def __del__(self) -> None:
        self._end(self._begun)

    def weigh(self, beginning: array[int], length: int, last: int) -> int:
        return int(self._weigh(self._begun, beginning.buffer_info()[0], length, last))

    def go_to(self, beginning: array[int], length: int, last: int) -> int:
        self._here = (beginning, length, last)
        return int(self._go_to(self._begun, beginning.buffer_info()[0], length, last))

    def narrow(self, last: int) -> int:
        self._here = (*self._here[:2], last)
        return int(self._narrow(self._begun, last))

    def group(self, batch: int) -> int:
        return int(self._group(self._begun, batch))

    def first(self) -> array[int]:
        found = array("i", bytes(4 * self._size))
        self._first(self._begun, found.buffer_info()[0])
        return found

    def lacks(self, leaves: array[int], length: int, end: int, last: int) -> bool:
        return bool(self._lacks(self._begun, leaves.buffer_info()[0], length, end - length, last))

    def listed(self, end: int, most: int) -> array[int]:
        found = array("i", bytes(4 * self._size * most))
        written = self._listed(self._begun, end, most, found.buffer_info()[0])
        if written < 0:  # memory is short; Python asks the system and not our limit
            part = PythonPart(self._diagram, self._size)
            part.go_to(*self._here)
            return part.listed(end, most)
        del found[written * self._size :]
        return found
