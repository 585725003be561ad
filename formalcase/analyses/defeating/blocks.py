"""A theory cut into blocks that hang together by single Booleans, from the block of the claim downwards.

Formulas with a tie in common are in one block. So are formulas that have to do with each other, through
Booleans, in more than one way: in the graph of formulas and Booleans, a block and its neighbour meet in a
Boolean without which nothing links them (an articulation point), and so the blocks are a tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from formalcase.analyses.defeating.skeletons import Part, Theory, Tie
from formalcase.logic.term import Apply


@dataclass(slots=True)
class Block:
    """`above` is the Boolean by which it hangs on the block above; None for that of the claim, and then
    `parts` has the claim. `below` has the blocks that hang on this one, by the Boolean."""

    above: Apply | None
    parts: list[Part] = field(default_factory=list)
    below: dict[Apply, list[Block]] = field(default_factory=dict)

    def members(self) -> Iterator[Block]:
        """This block and all below, each before those that hang on it."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            for others in reversed(block.below.values()):
                waiting += reversed(others)


def cut(theory: Theory) -> Block:
    """The block of the claim. What does not hang together with it is left out."""
    parts = [theory.claim, *theory.parts]
    group = _tied(parts)
    spoken_of: defaultdict[int, dict[Apply, None]] = defaultdict(dict)
    for place, part in enumerate(parts):
        spoken_of[group[place]].update(dict.fromkeys(sorted(part.atoms, key=_order)))
    joined = _joined(spoken_of)
    parts_of: defaultdict[int, list[Part]] = defaultdict(list)
    blocks_with: defaultdict[Apply, dict[int, None]] = defaultdict(dict)
    atoms_of: defaultdict[int, dict[Apply, None]] = defaultdict(dict)
    for place, part in enumerate(parts):
        number = joined[group[place]]
        parts_of[number].append(part)
        atoms_of[number].update(dict.fromkeys(spoken_of[group[place]]))
    for number, atoms in atoms_of.items():
        for atom in atoms:
            blocks_with[atom][number] = None
    root = Block(None)
    waiting = [(root, joined[group[0]])]
    while waiting:
        block, number = waiting.pop()
        block.parts = parts_of[number]
        for atom in atoms_of[number]:
            if atom == block.above:
                continue
            for other in blocks_with[atom]:
                if other != number:
                    below = Block(atom)
                    block.below.setdefault(atom, []).append(below)
                    waiting.append((below, other))
    return root


def _order(atom: Apply) -> str:
    return repr(atom)


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, number: int) -> int:
        path = []
        while (above := self._above.get(number, number)) != number:
            path.append(number)
            number = above
        for each in path:
            self._above[each] = number
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first


def _tied(parts: Sequence[Part]) -> list[int]:
    """For each part, the number of those that ties hold together."""
    sets = _Sets()
    first: dict[Tie, int] = {}
    for place, part in enumerate(parts):
        for tie in part.ties:
            sets.join(place, first.setdefault(tie, place))
    return [sets.of(place) for place in range(len(parts))]


def _joined(spoken_of: Mapping[int, Mapping[Apply, None]]) -> dict[int, int]:
    """The block of each group of parts.

    The links between groups and Booleans are gone through in depth (Tarjan, Hopcroft): they fall into
    components that share no more than single points. Two groups are in one block when they link to a
    Boolean in the same component, or by way of others that do.
    """
    points: dict[int | Apply, list[int | Apply]] = {
        number: list(atoms) for number, atoms in spoken_of.items()
    }
    for number, atoms in spoken_of.items():
        for atom in atoms:
            points.setdefault(atom, []).append(number)
    sets = _Sets()
    entered: dict[int | Apply, int] = {}
    lowest: dict[int | Apply, int] = {}
    links: list[tuple[int | Apply, int | Apply]] = []
    for start in spoken_of:
        if start in entered:
            continue
        entered[start] = lowest[start] = len(entered)
        path: list[tuple[int | Apply, int | Apply | None, Iterator[int | Apply]]] = [
            (start, None, iter(points[start]))
        ]
        while path:
            point, above, rest = path[-1]
            for other in rest:
                if other == above:
                    continue
                if other not in entered:
                    entered[other] = lowest[other] = len(entered)
                    links.append((point, other))
                    path.append((other, point, iter(points[other])))
                    break
                if entered[other] < entered[point]:
                    links.append((point, other))
                    lowest[point] = min(lowest[point], entered[other])
            else:
                path.pop()
                if above is None:
                    continue
                lowest[above] = min(lowest[above], lowest[point])
                if lowest[point] >= entered[above]:
                    _join_component(links, (above, point), sets)
    return {number: sets.of(number) for number in spoken_of}


def _join_component(
    links: list[tuple[int | Apply, int | Apply]], last: tuple[int | Apply, int | Apply], sets: _Sets
) -> None:
    """Takes the links of one component off, and joins the groups that link to the same Boolean in it."""
    group: dict[Apply, int] = {}
    while True:
        link = links.pop()
        number, atom = link if isinstance(link[0], int) else (link[1], link[0])
        assert isinstance(number, int)
        assert isinstance(atom, Apply)
        sets.join(number, group.setdefault(atom, number))
        if link == last:
            return
