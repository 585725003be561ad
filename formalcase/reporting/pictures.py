"""The pictures of a report, as SVG for the page and as rows for those who would rather read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from formalcase.case.model import Case
from formalcase.frozen import dataclass
from formalcase.render.clean import clean
from formalcase.render.picture.bars import Interval, bars_svg
from formalcase.render.picture.confidence import confidence_svg
from formalcase.render.picture.grid import Row, grid_svg, marks
from formalcase.render.picture.layout import Layout, layout
from formalcase.render.picture.outline import Box, outline
from formalcase.render.picture.pages import pages
from formalcase.render.picture.svg import Notation, svg_text
from formalcase.reporting.anchors import anchor
from formalcase.reporting.picked import down_of
from formalcase.results.legs import ClaimLegs
from formalcase.results.report import ReportResult

COLUMNS = 30
ROWS = 60
"""A grid shows so many sets and leaves at most; the tables beside it say how many there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A box of the outline; `level` counts from 1."""

    level: int
    box: Box
    first: bool
    """Whether this is the place where the node itself is drawn, and no reference to it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One picture of the argument. `further` are the nodes whose parts are pictures of their own."""

    id: str
    node: str
    text: str
    svg: str
    width: int
    further: tuple[str, ...]
    lines: tuple[Line, ...]


def outline_lines(top: Box) -> Iterator[Line]:
    """All boxes, from the top down, without recursion: a chain may be as long as the case."""
    todo = [(1, top)]
    while todo:
        level, box = todo.pop()
        yield Line(level, box, box.kind != "away")
        todo += [(level + 1, each) for each in reversed(box.below)]


def argument_pages(case: Case, report: ReportResult) -> list[Page]:
    """The argument below the top claim: one picture, or an overview and one for each part."""
    top = outline(case, report.check)
    if top is None:
        return []
    notation: Notation = "cae" if report.settings.notation == "cae" else "gsn"
    shown = pages(top)
    own = {box.id for box in shown[1:]}
    found = []
    for number, box in enumerate(shown, 1):
        drawn = layout(box)
        found.append(
            Page(
                id=anchor("p", box.id),
                node=box.id,
                text=box.text,
                svg=svg_text(drawn, _title(box, number, len(shown)), notation, name=f"picture-{number}"),
                width=_width(drawn),
                further=tuple(each.id for each in box.walk() if each.hidden and each.id in own),
                lines=tuple(outline_lines(box)),
            )
        )
    return found


def _title(box: Box, number: int, of: int) -> str:
    if of == 1:
        return f"The argument for {box.id}"
    return f"The argument for {box.id}, picture {number} of {of}"


def _width(drawn: Layout) -> int:
    return round(drawn.width)


def sets_grid(report: ReportResult) -> str | None:
    """The listed defeater sets, a column each, against the leaves in them; leaves in most sets first. None
    where every set is a single leaf: a list says as much."""
    down = down_of(report)
    if down is None or all(len(each.members) == 1 for each in down.sets):
        return None
    sets = [[member.id for member in each.members] for each in down.sets[:COLUMNS]]
    order = {each.subject: place for place, each in enumerate(report.judgements)}
    inside = {name: sum(name in each for each in sets) for each in sets for name in each}
    alone = {each[0] for each in sets if len(each) == 1}
    names = sorted(inside, key=lambda name: (name not in alone, -inside[name], order.get(name, len(order))))
    rows = [
        Row(clean(name), marks(sets, name), "alone enough" if name in alone else "") for name in names[:ROWS]
    ]
    columns = [str(number) for number in range(1, len(sets) + 1)]
    described = "; ".join(f"set {number}: {', '.join(each)}" for number, each in enumerate(sets, 1))
    title = "Minimal defeater sets: leaves against sets"
    return grid_svg(columns, rows, title, described[:2_000], name="sets")


def confidence_bars(row: ClaimLegs, number: int) -> str | None:
    """The bounds that the credences of the legs of a claim come to; None where there are none."""
    found = row.confidence
    return None if found is None else confidence_svg(found, name=f"bounds-{number}")


def credence_bars(report: ReportResult) -> str | None:
    """The intervals that the case gives for its leaves; None if it gives none."""
    intervals = [
        Interval(
            clean(each.subject),
            Fraction(each.credence[0]),
            Fraction(each.credence[1]),
            each.credence[0] if each.credence[0] == each.credence[1] else " to ".join(each.credence),
        )
        for each in report.judgements
        if each.credence is not None
    ]
    return bars_svg(intervals, "Credence as the case states it", name="credence") if intervals else None
