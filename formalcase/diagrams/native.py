"""The work of the diagrams in C, where it was compiled with the package: the same steps and answers, sooner.

`core()` gives it, or None; then the Python modules beside this one do the work. The sources are in `core/`.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from formalcase import compiled
from formalcase.case.support import Graph
from formalcase.diagrams.circuit import Circuit
from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.errors import OutOfSteps, TooCircular
from formalcase.diagrams.native_part import NativePart

if TYPE_CHECKING:
    import ctypes

_DONE, _PAUSED, _CIRCULAR = 0, 1, 4  # else steps or memory are spent
_LEAF, _KEPT = -1, -2
_HEAD = 6
_MOST = 1 << 60  # no number of steps is larger
_LARGEST = (1 << 31) - 1
_MEMORY = compiled.MEMORY
_MOST_WORDS = 32  # of 32 bits, for a number of sets
_PAUSE = 1 << 18
"""After so many steps of work Python has a look at what else came up, an interrupt for example."""

Slices = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal of a graph; see `intake`. With `turned` what makes it false is asked for."""

    graph: Graph
    goal: str
    kept: Collection[str]
    order: Sequence[str] | None
    copies: int
    turned: bool


class Core:
    """The functions of the library."""

    def __init__(self, library: ctypes.CDLL) -> None:
        import ctypes

        number, large, address = ctypes.c_int32, ctypes.c_int64, ctypes.c_void_p

        class Question(ctypes.Structure):
            _fields_ = [("spent", large), ("answer", address), ("length", large), ("code", number)]

        handle = ctypes.POINTER(Question)
        self._graph = library.fc_graph
        self._graph.restype = handle
        self._graph.argtypes = [large, address, number, number, address, large, number]
        self._circuit = library.fc_circuit
        self._circuit.restype = handle
        self._circuit.argtypes = [large, address, number, number, number]
        self._run = library.fc_run
        self._run.argtypes = [handle, large, number, address, large]
        self._one = library.fc_one
        self._one.argtypes = [handle]
        self._end = library.fc_end
        self._end.argtypes = [handle]
        self._end.restype = None
        self._sizes = library.fc_sizes
        lists = (address, address, address, address)
        self._sizes.restype = large
        self._sizes.argtypes = (large, *[number] * 4, *lists, address, number, address, number)
        self._part = library.fc_part
        self._part.restype = ctypes.c_void_p
        self._part.argtypes = (large, number, number, *lists, number, number)
        self._library = library
        self._read = ctypes.string_at

    def graph(
        self, asked: Asked, budget: int, size: int | None, slices: Slices
    ) -> tuple[Diagram, tuple[str, ...], int]:
        """The diagram of a goal, the names of its leaves and the steps it took, as `intake` and `solved`
        find them."""
        question, names = self._begun(asked)
        diagram, leaves, spent = self._answer(question, budget, size, slices)
        return diagram, tuple([names[leaf] for leaf in leaves]), spent

    def one(self, asked: Asked) -> tuple[str, ...] | None:
        """One minimal set, as `one_minimal` finds it. Raises MemoryError."""
        question, names = self._begun(asked)
        try:
            known = question.contents
            if known.code != _DONE or self._one(question) != _DONE:
                raise MemoryError
            if known.length < 0:
                return None
            found = array("i")
            if known.length:
                found.frombytes(self._read(known.answer, 4 * known.length))
            return tuple([names[leaf] for leaf in found])
        finally:
            self._end(question)

    def _begun(self, asked: Asked) -> tuple[Any, list[str]]:
        """A question, and the names of the numbers in it. Raises TooCircular."""
        names, told = _told_graph(asked.graph, asked.goal, frozenset(asked.kept))
        places = array("i")
        if asked.order is not None:
            place = {name: position for position, name in enumerate(asked.order)}
            places.extend([place.get(name, len(place)) for name in names])
        question = self._graph(
            *(_MEMORY, _address(told), len(names), 0, _address(places) if places else None),
            *(asked.copies, asked.turned),
        )
        if not question:
            raise MemoryError
        if question.contents.code == _CIRCULAR:
            spent = question.contents.spent
            self._end(question)
            raise TooCircular(spent, asked.copies)
        return question, names

    def circuit(self, circuit: Circuit, budget: int, size: int | None, slices: Slices) -> tuple[Diagram, int]:
        """The diagram of a circuit and the steps it took, as `solved` finds them."""
        told = array("i")
        for need, members in zip(circuit.need, circuit.members, strict=True):
            told.append(need)
            told.append(len(members))
            told.extend(members)
        question = self._circuit(_MEMORY, _address(told), len(circuit.need), circuit.leaves, circuit.root)
        if not question:
            raise MemoryError
        diagram, _, spent = self._answer(question, budget, size, slices)
        return diagram, spent

    def _answer(
        self, question: Any, budget: int, size: int | None, slices: Slices
    ) -> tuple[Diagram, Sequence[int], int]:
        try:
            code = question.contents.code
            if code == _DONE:
                shares = array("q", slices)
                budget = max(-_MOST, min(budget, _MOST))
                most = -1 if size is None else max(0, min(size, _LARGEST))
                code = _PAUSED
                while code == _PAUSED:
                    code = self._run(question, budget, most, _address(shares), _PAUSE)
            known = question.contents
            if code != _DONE:
                raise OutOfSteps(known.spent)
            told = array("i")
            told.frombytes(self._read(known.answer, 4 * known.length))
            return *_as_diagram(told), known.spent
        finally:
            self._end(question)

    def sizes(self, diagram: Diagram) -> tuple[int, ...] | None:
        """How many sets there are of size 0, 1, 2, …; None where the numbers are too large for this."""
        room = diagram.leaves + 1
        found = array("I", [0]) * (_MOST_WORDS * room)
        lists = [*_lists(diagram), _as_array(diagram.starts)]
        lengths = map(len, (diagram.low, diagram.roots, diagram.starts))
        told = self._sizes(
            *(_MEMORY, diagram.leaves, *lengths, *map(_address, lists), diagram.root),
            *(_address(found), room),
        )
        if told < 0:
            return None
        length, words = divmod(told, 64)
        if sys.byteorder == "big":
            found.byteswap()
        width = 4 * words
        text = memoryview(found).cast("B")
        return tuple([int.from_bytes(text[i : i + width], "little") for i in range(0, width * length, width)])

    def part(self, diagram: Diagram, size: int) -> NativePart | None:
        """A diagram whose sets are all of this size, to be listed; None where memory is short."""
        lists = _lists(diagram)
        begun = self._part(
            *(_MEMORY, diagram.leaves, len(diagram.low), *map(_address, lists), diagram.root, size)
        )
        return NativePart(self._library, begun, lists, diagram, size) if begun else None


@cache
def core() -> Core | None:
    """The compiled work, or None where there is none or it is not wanted."""
    library = compiled.library()
    return None if library is None else Core(library)


def _lists(diagram: Diagram) -> list[array[int]]:
    return [_as_array(each) for each in (diagram.variable, diagram.low, diagram.high, diagram.roots)]


def _as_array(numbers: Sequence[int]) -> array[int]:
    return numbers if isinstance(numbers, array) else array("i", numbers)


def _address(numbers: array[int]) -> int:
    return numbers.buffer_info()[0]


def _told_graph(graph: Graph, goal: str, kept: frozenset[str]) -> tuple[list[str], array[int]]:
    """Numbers for the names below a goal, which is 0; and for each what it needs and its members."""
    names = [goal]
    number = {goal: 0}
    told: list[int] = []
    for name in names:  # which grows meanwhile
        gate = None if name in kept else graph.get(name)
        if gate is None:
            told += (_KEPT if name in kept else _LEAF, 0)
            continue
        members = gate.members
        told += (max(0, min(gate.least, len(members) + 1)), len(members))
        for member in members:
            if member not in number:
                number[member] = len(names)
                names.append(member)
            told.append(number[member])
    return names, array("i", told)


def _as_diagram(told: array[int]) -> tuple[Diagram, Sequence[int]]:
    nodes, modules, blocks, named, leaves, root = told[:_HEAD]
    lists = []
    start = _HEAD
    for length in (nodes, nodes, nodes, modules, blocks, named):
        lists.append(told[start : start + length])
        start += length
    variable, low, high, roots, starts, leaf_of = lists
    return Diagram(leaves, variable, low, high, roots, starts, root), leaf_of
