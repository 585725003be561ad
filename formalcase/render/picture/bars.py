"""A bar for each interval of credence that a case gives, from 0 to 1; drawn, and never combined."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from xml.sax.saxutils import escape

from formalcase.frozen import dataclass
from formalcase.render.clean import clean
from formalcase.render.picture.svg import document, rounded
from formalcase.render.picture.widths import text_width, wrapped

_SIZE = 11.0
_ROW = 26.0
_AXIS = 320.0
_MOST_LABEL = 220.0

_BAR_STYLE = """\
.pic .axis { stroke: var(--line); stroke-width: 0.6; }
.pic .bar { fill: var(--line); stroke: var(--line); stroke-width: 1; }
"""


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds between 0 and 1, and how they are written."""

    label: str
    low: Fraction
    high: Fraction
    words: str


def bars_svg(intervals: Sequence[Interval], title: str, *, name: str) -> str:
    """One row for each interval; a single value is a tick of its own width."""
    label = 12 + min(_MOST_LABEL, max((text_width(each.label, _SIZE) for each in intervals), default=0.0))
    words = max((text_width(each.words, _SIZE) for each in intervals), default=0.0)
    described = "; ".join(f"{each.label}: {each.words}" for each in intervals)
    parts = []
    bottom = rounded(_ROW * len(intervals) + 4)
    for tenth in range(0, 11, 2):
        x = rounded(label + _AXIS * tenth / 10)
        parts.append(f'<line class="axis" x1="{x}" y1="4" x2="{x}" y2="{bottom}"/>')
        tick = rounded(_ROW * len(intervals) + 18)
        parts.append(f'<text x="{x}" y="{tick}" text-anchor="middle">{_tenths(tenth)}</text>')
    for row, each in enumerate(intervals):
        y = 4 + _ROW * row
        text = wrapped(each.label, _MOST_LABEL, _SIZE, 1)[0]
        left = label + _AXIS * float(each.low)
        wide = max(3.0, _AXIS * float(each.high - each.low))
        parts.append(f'<text x="6" y="{rounded(y + 17)}">{escape(clean(text))}</text>')
        place = f'x="{rounded(left)}" y="{rounded(y + 7)}" width="{rounded(wide)}" height="12"'
        parts.append(f'<rect class="bar" {place}/>')
        x = rounded(label + _AXIS + 10)
        parts.append(f'<text x="{x}" y="{rounded(y + 17)}">{escape(clean(each.words))}</text>')
    width, height = label + _AXIS + words + 24, _ROW * len(intervals) + 26
    return document(parts, width, height, title, described, name=name, style=_BAR_STYLE)


def _tenths(tenth: int) -> str:
    return "0" if tenth == 0 else "1" if tenth == 10 else f"0.{tenth}"
