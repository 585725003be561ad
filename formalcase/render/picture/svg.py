"""The picture as SVG that stands by itself: no script, no font, nothing that is fetched.

What a box says is said by a mark, its border and a word, and by colour only as well: the picture means the
same in black and white. `notation` chooses the shapes: those of GSN (Goal Structuring Notation, community
standard 3) or of CAE (claims, arguments, evidence).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from formalcase.render.clean import clean
from formalcase.render.picture.layout import LINE, MARK, PAD, SIZE, Layout, Placed
from formalcase.render.picture.outline import Kind, Mood

Notation = Literal["gsn", "cae"]

STYLE = """\
.pic { --ink: #1b1b1b; --paper: #ffffff; --good: #e8f3ea; --bad: #fbe3e0; --doubt: #fdf1d4; --open: #e9eefb;
  --plain: #f4f4f4; --line: #5c5c5c; background: var(--paper); font-family: Arial, Helvetica, sans-serif; }
@media (prefers-color-scheme: dark) { .pic { --ink: #f0f0f0; --paper: #1c1c1e; --good: #1f3b26;
  --bad: #54211c; --doubt: #4a3b10; --open: #23305a; --plain: #2c2c2e; --line: #a8a8a8; } }
@media print { .pic { --ink: #000000; --paper: #ffffff; --good: #ffffff; --bad: #ffffff; --doubt: #ffffff;
  --open: #ffffff; --plain: #ffffff; --line: #000000; } }
.pic text { fill: var(--ink); font-size: 11px; }
.pic .head { font-weight: bold; }
.pic .shape { stroke: var(--line); stroke-width: 1.2; }
.pic .good { fill: var(--good); }
.pic .bad { fill: var(--bad); stroke-width: 3; }
.pic .doubt { fill: var(--doubt); stroke-width: 2; stroke-dasharray: 6 3; }
.pic .open { fill: var(--open); stroke-dasharray: 2 3; }
.pic .plain { fill: var(--plain); }
.pic .edge { fill: none; stroke: var(--line); stroke-width: 1.2; }
.pic .attack { stroke-width: 2; stroke-dasharray: 6 3; }
.pic .context { stroke-dasharray: 2 3; }
.pic .tip { fill: var(--line); stroke: var(--line); }
.pic .hollow { fill: var(--paper); stroke: var(--line); }
.pic .sign { fill: none; stroke: var(--ink); stroke-width: 1.8; }
"""
"""The style that every picture carries; `.pic` keeps it from whatever stands around."""

_KINDS: dict[Kind, str] = {
    "claim": "claim",
    "step": "argument",
    "evidence": "evidence",
    "assumption": "assumption",
    "warrant": "warrant",
    "defeater": "defeater",
    "context": "context",
    "away": "reference",
}
_MOODS: dict[Mood, str] = {
    "good": "thin border and a tick: holds",
    "bad": "thick border and a cross: fails",
    "doubt": "long dashes and a question mark: in doubt or undecided",
    "open": "dots and a ring: a person must judge",
    "plain": "thin border and no mark: no verdict",
}


def svg_text(drawn: Layout, title: str, notation: Notation = "gsn", *, name: str = "picture") -> str:
    """The picture as a whole document. `name` makes the ids in it different from those of other pictures on
    the same page."""
    parts = [edge_svg(drawn.boxes[each.parent], each) for each in drawn.boxes if each.parent >= 0]
    parts += [box_svg(each, notation) for each in drawn.boxes]
    return document(parts, drawn.width, drawn.height, title, _described(drawn), name=name)


def document(
    parts: Iterable[str],
    width: float,
    height: float,
    title: str,
    description: str,
    *,
    name: str,
    style: str = "",
) -> str:
    """A picture from its parts, with the words for those who do not see it; `style` adds to what every
    picture carries."""
    wide, high = rounded(width), rounded(height)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="pic" role="img" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" aria-labelledby={quoteattr(f"{name}-title {name}-desc")}>',
            f"<title id={quoteattr(f'{name}-title')}>{escape(clean(title))}</title>",
            f"<desc id={quoteattr(f'{name}-desc')}>{escape(clean(description))}</desc>",
            f"<style>{STYLE}{style}</style>",
            *parts,
            "</svg>\n",
        )
    )


def _described(drawn: Layout) -> str:
    moods = ", ".join(_MOODS[mood] for mood in dict.fromkeys(each.box.mood for each in drawn.boxes))
    return f"{len(drawn.boxes)} boxes, the top claim on the left, what supports it to the right; {moods}"


def edge_svg(above: Placed, below: Placed) -> str:
    """The line from a box to one to its right."""
    start, end = above.x + above.width, below.x
    turn = (below.x + above.x + above.width) / 2
    path = f"M{rounded(start)},{rounded(above.middle)} C{rounded(turn)},{rounded(above.middle)} "
    path += f"{rounded(turn)},{rounded(below.middle)} {rounded(end)},{rounded(below.middle)}"
    kind = below.box.link
    line = f'<path class="edge {kind}" d="{path}"/>'
    return line + _tip(below) if kind != "attack" else line + _cross(above)


def _tip(below: Placed) -> str:
    """An arrow head at the box below: filled for support, hollow for context."""
    x, y = below.x, below.middle
    points = (
        f"{rounded(x)},{rounded(y)} {rounded(x - 7)},{rounded(y - 3.5)} {rounded(x - 7)},{rounded(y + 3.5)}"
    )
    shape = "tip" if below.box.link == "support" else "hollow"
    return f'<polygon class="{shape}" points="{points}"/>'


def _cross(above: Placed) -> str:
    """A cross where an attack meets what it attacks."""
    x, y = above.x + above.width + 6, above.middle
    strokes = f"M{rounded(x - 4)},{rounded(y - 4)} l8,8 M{rounded(x - 4)},{rounded(y + 4)} l8,-8"
    return f'<path class="edge" stroke-width="2" d="{strokes}"/>'


def box_svg(each: Placed, notation: Notation) -> str:
    """A box with its text, and all of its text as a title."""
    box = each.box
    label = f"{_KINDS[box.kind]} {box.id}" + (f", {box.status}" if box.status else "") + f": {box.text}"
    parts = [f"<g><title>{escape(clean(label))}</title>", _shape(each, notation)]
    x = each.x + PAD + 4
    y = each.y + PAD + SIZE
    parts.append(f'<text class="head" x="{rounded(x)}" y="{rounded(y)}">{escape(clean(each.head))}</text>')
    for row, line in enumerate(each.lines, 1):
        place = rounded(y + row * LINE)
        parts.append(f'<text x="{rounded(x)}" y="{place}">{escape(clean(line))}</text>')
    parts.append(_mark(each))
    parts.append("</g>")
    return "".join(parts)


def _mark(each: Placed) -> str:
    """The verdict as a small drawing in the upper right corner."""
    x, y = each.x + each.width - PAD - MARK, each.y + PAD + 1
    match each.box.mood:
        case "good":
            strokes = f"M{rounded(x)},{rounded(y + 4.5)} l3,4 l6,-8"
        case "bad":
            strokes = f"M{rounded(x + 0.5)},{rounded(y + 0.5)} l8,8 m0,-8 l-8,8"
        case "doubt":
            return f'<text class="head" x="{rounded(x + 1)}" y="{rounded(y + 9)}">?</text>'
        case "open":
            return f'<circle class="sign" cx="{rounded(x + 4.5)}" cy="{rounded(y + 4.5)}" r="4"/>'
        case _:
            return ""
    return f'<path class="sign" d="{strokes}"/>'


def _shape(each: Placed, notation: Notation) -> str:
    """The outline of a box.

    GSN: goals are rectangles, strategies lean, solutions have round ends, assumptions and contexts round
    corners. CAE: claims have round ends, arguments round corners, evidence is a rectangle.
    """
    attributes = f'class="shape {each.box.mood}"'
    x, y, width, height = each.x, each.y, each.width, each.height
    kind = each.box.kind
    if kind == "step" and notation == "gsn":
        lean = 6.0
        corners = [
            (x + lean, y),
            (x + width + lean, y),
            (x + width - lean, y + height),
            (x - lean, y + height),
        ]
        return _polygon(attributes, corners)
    if kind in ("defeater", "away"):
        cut = 8.0
        corners = [
            (x + cut, y),
            (x + width, y),
            (x + width, y + height - cut),
            (x + width - cut, y + height),
            (x, y + height),
            (x, y + cut),
        ]
        return _polygon(attributes, corners)
    corner = _CORNERS[notation].get(kind, 0.0)
    radius = rounded(min(corner, height / 2))
    place = f'x="{rounded(x)}" y="{rounded(y)}" width="{rounded(width)}" height="{rounded(height)}"'
    return f'<rect {attributes} {place} rx="{radius}"/>'


_CORNERS: dict[Notation, dict[Kind, float]] = {
    "gsn": {"evidence": 24.0, "assumption": 12.0, "warrant": 12.0, "context": 16.0},
    "cae": {"claim": 24.0, "step": 10.0, "assumption": 24.0, "warrant": 10.0},
}


def _polygon(attributes: str, corners: list[tuple[float, float]]) -> str:
    points = " ".join(f"{rounded(x)},{rounded(y)}" for x, y in corners)
    return f'<polygon {attributes} points="{points}"/>'


def rounded(value: float) -> str:
    """A number as SVG takes it, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
