"""Files, offsets and spans: where a piece of text stands.

Offsets count code points from the start of the text. Lines and columns are 1-based and worked out
late, because most spans are never shown.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Final

_BITS = 30  # no text comes near that length; two such numbers are one small integer
_MASK = (1 << _BITS) - 1


class Source:
    """One text that was read, and the name under which people know it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts; a line ends after its line feed."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """The (line, column) of an offset, both from 1, in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; the inverse of `position`."""
        return self.line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its line end."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


class Span:
    """The half-open stretch `start … end` of a source.

    A large case has millions of these, more than of anything else: both ends are in one number, which
    takes half of the memory.
    """

    __slots__ = ("_place", "source")

    source: Final[Source]

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self._place: Final = start << _BITS | end

    @property
    def start(self) -> int:
        return self._place >> _BITS

    @property
    def end(self) -> int:
        return self._place & _MASK

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def to(self, other: Span) -> Span:
        """The stretch from the start of this span to the end of the other."""
        return Span(self.source, self.start, other.end)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not Span:
            return NotImplemented
        assert isinstance(other, Span)
        return self._place == other._place and self.source is other.source

    def __hash__(self) -> int:
        return hash((id(self.source), self._place))

    def __repr__(self) -> str:
        return f"Span({self.source!r}, {self.start}, {self.end})"


def file_span(path: str) -> Span:
    """A place that names a file and no line of it but the first."""
    return Span(Source(path, ""), 0, 0)
