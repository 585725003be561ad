"""A large case in several pictures, each small enough to be read on one screen."""

from __future__ import annotations

from formalcase.render.picture.outline import Box

MOST = 60
"""How many boxes one screen shows so that they can be read."""


def pages(top: Box, most: int = MOST) -> list[Box]:
    """The overview first, then a picture for each subtree that was cut off, in the order of the argument.

    Only claims are cut, the largest below a box first, so that a picture begins with something that is
    argued for. A step with very many premises stays whole, and its picture may then be larger.
    """
    sizes: dict[int, int] = {}
    cut: list[Box] = []
    for box in reversed(list(top.walk())):
        size = 1 + sum(sizes[id(each)] for each in box.below)
        for place in _largest_first(box, sizes):
            if size <= most:
                break
            below = box.below[place]
            size -= sizes[id(below)] - 1
            cut.append(below)
            box.below[place] = Box(
                below.id,
                below.kind,
                below.text,
                below.status,
                below.mood,
                below.link,
                hidden=sizes[id(below)] - 1,
            )
        sizes[id(box)] = size
    return [top, *reversed(cut)]


def _largest_first(box: Box, sizes: dict[int, int]) -> list[int]:
    places = [place for place, each in enumerate(box.below) if each.kind == "claim" and each.below]
    return sorted(places, key=lambda place: (-sizes[id(box.below[place])], place))
