"""One-line declarations that stand line under line, set in columns as in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formalcase.frozen import dataclass
from formalcase.syntax.layout import WIDTH

_WIDEST_GAP = 12
"""A line whose text before a column is longer by more than this starts a new set of columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """A declaration on one line, in cells. Only rows of one `family` share their first column, only rows
    of one `kind` the others; `gap` stands between the second and the third cell."""

    family: str
    kind: str
    cells: tuple[str, ...]
    gap: str
    start: int
    end: int

    def gap_before(self, column: int) -> str:
        return self.gap if column == 2 else " "

    def rest(self, column: int) -> int:
        """The width of the cells from a column on, with the gaps before them."""
        return sum(len(self.gap_before(i)) + len(self.cells[i]) for i in range(column, len(self.cells)))

    @property
    def width(self) -> int:
        return len(self.cells[0]) + self.rest(1)


def columns(rows: Sequence[Row]) -> list[str]:
    """The lines of some rows, padded so that cells under each other start in one column."""
    lines = [row.cells[0] for row in rows]
    for column in range(1, max((len(row.cells) for row in rows), default=0)):
        for section in _sections(rows, lines, column):
            longest = max(len(lines[index]) for index in section)
            if any(longest + rows[index].rest(column) > WIDTH for index in section):
                longest = 0
            for index in section:
                row = rows[index]
                lines[index] = lines[index].ljust(longest) + row.gap_before(column) + row.cells[column]
    return lines


def _sections(rows: Sequence[Row], lines: Sequence[str], column: int) -> Iterator[list[int]]:
    """Runs of rows that have a cell in a column, are alike, and about as long before it."""
    section: list[int] = []
    least = most = 0
    for index, row in enumerate(rows):
        if column >= len(row.cells):
            if section:
                yield section
            section = []
            continue
        length = len(lines[index])
        if section:
            alike = column == 1 or rows[section[-1]].kind == row.kind
            if alike and max(most, length) - min(least, length) <= _WIDEST_GAP:
                section.append(index)
                least, most = min(least, length), max(most, length)
                continue
            yield section
        section, least, most = [index], length, length
    if section:
        yield section
