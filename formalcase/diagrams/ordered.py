"""The sets of a diagram whose sets are all of one size, in dictionary order, in memory that does not grow.

What is looked at next is a *part*: the sets that have all leaves of a beginning and no others up to some
place. A part is told by the beginning and this place alone, so that what is still to come costs next to
nothing to remember; one walk over the diagram finds its sets again (see `part`). Walks are few: a part of
many sets is not divided leaf by leaf. Its first set is found, and then, by halving, the longest beginning of
that set that still has many; later the longest shorter beginning that has others as well.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Protocol, TypeVar

from formalcase.diagrams import native
from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.part import PythonPart

_BATCH = 10_000  # at most so many sets are sorted at once,
_MEMBERS = 1_000_000  # and no more members in all, but for a single set

Name = TypeVar("Name", int, str)


class Part(Protocol):
    """What a walk over the diagram answers; the sets are those of the part that was gone to last."""

    def weigh(self, beginning: array[int], length: int, last: int) -> int:
        """How many sets have the first `length` leaves of a beginning, and no others up to `last`. Numbers
        above some billions need not be exact. Nothing is gone to: that must follow."""

    def go_to(self, beginning: array[int], length: int, last: int) -> int:
        """The same, and goes there."""

    def narrow(self, last: int) -> int:
        """Goes on to the sets of the part without others up to a later `last`; how many there are."""

    def group(self, batch: int) -> int:
        """The last of the next leaves behind `last` of which one is in at most so many sets; -1 if the first
        alone is in more."""

    def first(self) -> array[int]:
        """The first set, rising. Something else must be gone to after this."""

    def lacks(self, leaves: array[int], length: int, end: int, last: int) -> bool:
        """Whether a set with the first `length` leaves, and no others up to `last`, lacks one of those up to
        place `end`. Something must be gone to after this."""

    def listed(self, end: int, most: int) -> array[int]:
        """The sets with a leaf behind `last` and up to `end`, or all if `end` is not behind it: rising, in
        dictionary order, one after the other. There must be no more than `most`."""


def ordered(diagram: Diagram, size: int, names: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """All sets of the diagram, which has some and all of this size: members by rising leaf number and told by
    name, sets in dictionary order of the numbers."""
    if size == 0:
        return iter([()])
    compiled = native.core()
    part: Part | None = compiled.part(diagram, size) if compiled is not None else None
    batches = _batches(part or PythonPart(diagram, size), size)
    name = names.__getitem__
    return chain.from_iterable(zip(*[map(name, found)] * size, strict=True) for found in batches)


def _batches(part: Part, size: int) -> Iterator[array[int]]:
    batch = max(1, min(_BATCH, _MEMBERS // size))
    chosen, length, last = array("i"), 0, -1  # the part: a beginning of `chosen`, and others behind `last`
    above: list[tuple[int, int]] = []  # of the parts that this one is in: length and last
    count = part.go_to(chosen, 0, last)
    while True:
        while count > batch:
            end = part.group(batch)
            if end >= 0:
                yield part.listed(end, batch)
                last, count = end, part.narrow(end)
                continue
            above.append((length, last))
            chosen = part.first()
            length = _longest_with_many(part, chosen, length + 1, batch)
            last = chosen[length - 1]
            count = part.go_to(chosen, length, last)
        if count:
            yield part.listed(-1, count)
        while above:
            outer, place = above[-1]
            before, length = length, outer
            found = _longest_with_others(part, chosen, outer, before, place)
            if found > outer:
                length = found
                break
            above.pop()
            if found == outer:
                break
        else:
            return
        last = chosen[length]
        count = part.go_to(chosen, length, last)


def _longest_with_many(part: Part, chosen: array[int], length: int, batch: int) -> int:
    """The longest beginning of a set that more sets than `batch` have; the given one is such."""
    return _last(lambda n: part.weigh(chosen, n, chosen[n - 1]) > batch, length, len(chosen))


def _longest_with_others(part: Part, chosen: array[int], outer: int, before: int, place: int) -> int:
    """The length, from `outer` and less than `before`, of the longest beginning of `chosen` that has sets
    without all of `chosen` up to `before`; -1 if none has. There are none that come earlier than `chosen`
    and have not the place of the outer part: those that lack something come later."""

    def only_these(length: int) -> bool:
        last = place if length == outer else chosen[length - 1]
        return not part.lacks(chosen, length, before, last)

    fewer = _last(lambda n: only_these(before - n), 0, before - outer + 1)
    found = before - fewer - 1
    return found if found >= outer else -1


def _last(holds: Callable[[int], bool], start: int, end: int) -> int:
    """The last number below `end` of which something holds, that holds of `start` and then of all up to that
    one. In steps that double, so that a near one is found soon."""
    step = 1
    while start + step < end and holds(start + step):
        start += step
        step *= 2
    end = min(end, start + step)
    while end - start > 1:
        middle = (start + end) // 2
        if holds(middle):
            start = middle
        else:
            end = middle
    return start
