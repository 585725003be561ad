"""Where each box stands: a tidy tree, left to right, as tight as the boxes allow.

Boxes of one depth share a column. Subtrees are stacked along their outlines (Reingold and Tilford 1981), so
that a short branch may stand beside a long one. All measures are in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formalcase.frozen import dataclass
from formalcase.render.picture.outline import Box
from formalcase.render.picture.widths import wrapped

WIDTH = 196.0
SIZE = 11.0
LINE = 14.0
PAD = 7.0
MARK = 10.0
"""The room for the mark of the verdict, behind the first line."""
_AWAY_WIDTH = 120.0
ACROSS = 44.0
DOWN = 10.0
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its place: the upper left corner, its size, and the lines of its text."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    head: str
    lines: tuple[str, ...]
    parent: int
    """The place in the list of the box that it hangs on; -1 for the first."""

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    boxes: tuple[Placed, ...]
    width: float
    height: float


def layout(top: Box) -> Layout:
    """Places for all boxes, from the top down; linear but for the depth of the tree."""
    boxes, parents, depths = _listed(top)
    unplaced = [
        placed(box, PAD + depth * (WIDTH + ACROSS), PAD, parent)
        for box, depth, parent in zip(boxes, depths, parents, strict=True)
    ]
    offsets = _stacked(parents, [each.height for each in unplaced])
    least = min(offsets)
    drawn = tuple(
        replace(each, y=PAD + offset - least) for each, offset in zip(unplaced, offsets, strict=True)
    )
    return Layout(
        drawn,
        width=max(each.x + each.width for each in drawn) + PAD,
        height=max(each.y + each.height for each in drawn) + PAD,
    )


def placed(box: Box, x: float, y: float, parent: int = -1) -> Placed:
    """A box with its upper left corner there, as large as its text."""
    head, lines = _text(box)
    width, height = _size(box, lines)
    return Placed(box, x, y, width, height, head, tuple(lines), parent)


def _listed(top: Box) -> tuple[list[Box], list[int], list[int]]:
    """The boxes, parents before children, with the place of each parent and the depth."""
    boxes, parents, depths = [top], [-1], [0]
    place = 0
    while place < len(boxes):
        for below in boxes[place].below:
            boxes.append(below)
            parents.append(place)
            depths.append(depths[place] + 1)
        place += 1
    return boxes, parents, depths


def _text(box: Box) -> tuple[str, list[str]]:
    head = f"{box.id}: {box.status}" if box.status else box.id
    room = (_AWAY_WIDTH if box.kind == "away" else WIDTH) - 2 * PAD - 8
    most = 1 if box.kind == "away" else _MOST_LINES
    lines = wrapped(box.text, room, SIZE, most)
    if box.hidden:
        lines.append(f"+ {box.hidden} below, in a picture of its own")
    return wrapped(head, room - MARK, SIZE, 1)[0], lines


def _size(box: Box, lines: Sequence[str]) -> tuple[float, float]:
    width = _AWAY_WIDTH if box.kind == "away" else WIDTH
    return width, 2 * PAD + LINE * (1 + len(lines))


def _stacked(parents: Sequence[int], heights: Sequence[float]) -> list[float]:
    """The upper edge of each box. A subtree is kept as its outline: the upper and the lower edge of what it
    has in each column, from its own column on, the deepest column first in the list."""
    children: list[list[int]] = [[] for _ in parents]
    for place, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(place)
    shift = [0.0] * len(parents)  # of a subtree against that of its parent
    outlines: dict[int, tuple[list[float], list[float]]] = {}
    for place in range(len(parents) - 1, -1, -1):
        upper: list[float] = []
        lower: list[float] = []
        for child in children[place]:
            shift[child] = _joined(upper, lower, *outlines.pop(child))
        first, last = (children[place][0], children[place][-1]) if children[place] else (-1, -1)
        middle = (
            (shift[first] + heights[first] / 2 + shift[last] + heights[last] / 2) / 2
            if first >= 0
            else heights[place] / 2
        )
        own = middle - heights[place] / 2
        # Edges are told from the upper edge of the box itself.
        for child in children[place]:
            shift[child] -= own
        upper[:] = [edge - own for edge in upper]
        lower[:] = [edge - own for edge in lower]
        upper.append(0.0)
        lower.append(heights[place])
        outlines[place] = (upper, lower)
    tops = [0.0] * len(parents)
    for place, parent in enumerate(parents):
        if parent >= 0:
            tops[place] = tops[parent] + shift[place]
    return tops


def _joined(
    upper: list[float], lower: list[float], next_upper: list[float], next_lower: list[float]
) -> float:
    """Puts a subtree below those that are there; how far it had to move. Lists end with the column of the
    subtrees' own boxes."""
    shared = min(len(upper), len(next_upper))
    move = max((lower[-k] + DOWN - next_upper[-k] for k in range(1, shared + 1)), default=0.0)
    deeper = len(next_upper) - len(upper)
    for k in range(1, shared + 1):
        lower[-k] = next_lower[-k] + move
    if deeper > 0:
        upper[:0] = [edge + move for edge in next_upper[:deeper]]
        lower[:0] = [edge + move for edge in next_lower[:deeper]]
    return move
