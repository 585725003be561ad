"""A grid of marks as SVG: leaves against defeater sets, leaves and sources against legs.

A mark is a filled cell with a cross, so it is seen without colour; a row whose marks are many is said to be
so by a word at its end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

from formalcase.frozen import dataclass
from formalcase.render.clean import clean
from formalcase.render.picture.svg import document, rounded
from formalcase.render.picture.widths import text_width, wrapped

_CELL = 24.0
_SIZE = 11.0
_HEAD = 20.0
_MOST_LABEL = 240.0
_PAD = 6.0

_GRID_STYLE = """\
.pic .cell { fill: none; stroke: var(--line); stroke-width: 0.6; }
.pic .mark { fill: var(--line); stroke: var(--line); stroke-width: 0.6; }
.pic .cross { fill: none; stroke: var(--paper); stroke-width: 2; }
.pic .band { fill: var(--plain); }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """`note` stands behind the last cell."""

    label: str
    marks: frozenset[int]
    note: str = ""


def grid_svg(columns: Sequence[str], rows: Sequence[Row], title: str, description: str, *, name: str) -> str:
    """The grid; `columns` are short labels. `name` makes the ids in it different from others on the page."""
    label = _PAD + min(_MOST_LABEL, max((text_width(each.label, _SIZE) for each in rows), default=0.0)) + 10
    wide = [max(_CELL, text_width(column, _SIZE) + 10) for column in columns]
    lefts = [label + sum(wide[:place]) for place in range(len(wide))]
    note = max((text_width(each.note, _SIZE) for each in rows), default=0.0)
    width = label + sum(wide) + (note + 14 if note else _PAD)
    height = _HEAD + _CELL * len(rows) + _PAD
    parts = []
    for place, column in enumerate(columns):
        middle = rounded(lefts[place] + wide[place] / 2)
        parts.append(
            f'<text class="head" x="{middle}" y="14" text-anchor="middle">{escape(clean(column))}</text>'
        )
    for number, row in enumerate(rows):
        parts += _row(row, number, label, lefts, wide)
    return document(parts, width, height, title, description, name=name, style=_GRID_STYLE)


def _row(row: Row, number: int, label: float, lefts: Sequence[float], wide: Sequence[float]) -> list[str]:
    top = _HEAD + _CELL * number
    base = rounded(top + 16)
    text = wrapped(row.label, _MOST_LABEL, _SIZE, 1)[0]
    parts = [f'<text x="{rounded(_PAD)}" y="{base}">{escape(clean(text))}</text>']
    for place, (left, each) in enumerate(zip(lefts, wide, strict=True)):
        box = f'x="{rounded(left)}" y="{rounded(top)}" width="{rounded(each)}" height="{rounded(_CELL)}"'
        if place in row.marks:
            x, y = left + each / 2, top + _CELL / 2
            strokes = f"M{rounded(x - 4)},{rounded(y - 4)} l8,8 M{rounded(x - 4)},{rounded(y + 4)} l8,-8"
            parts.append(f'<rect class="mark" {box}/><path class="cross" d="{strokes}"/>')
        else:
            parts.append(f'<rect class="cell" {box}/>')
    if row.note:
        end = rounded(label + sum(wide) + 8)
        parts.append(f'<text class="head" x="{end}" y="{base}">{escape(clean(row.note))}</text>')
    return parts


def marks(columns: Sequence[Collection[str]], name: str) -> frozenset[int]:
    """In which of the columns a name is."""
    return frozenset(place for place, members in enumerate(columns) if name in members)
