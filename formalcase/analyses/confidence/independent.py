"""The interval if all leaves were independent, and whether they can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import assert_never

from formalcase.analyses.confidence.blocks import Block
from formalcase.analyses.confidence.bounds import Credences, Interval
from formalcase.analyses.confidence.event import Always, Atom, Event, Free, Knot, taken_apart, true_in
from formalcase.diagrams.circuit import Circuit
from formalcase.frozen import dataclass

_MOST_INPUTS = 16
"""A knot of more leaves and pieces than this is not gone through."""
_MOST_FACES = 2_000
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Tied:
    """Leaves that cannot be independent, as no product of their credences gives nothing to an assignment that
    the definitions exclude."""

    leaves: tuple[str, ...]


def if_independent(
    circuit: Circuit, leaves: Sequence[str], blocks: Sequence[Block], credences: Credences
) -> Interval | Tied | None:
    """The least and the greatest probability of the event among the independent distributions that fit. None
    when it could not be computed. To be called within `deep_recursion()`."""
    alone = {leaf: place for place, leaf in enumerate(leaves)}
    event = taken_apart(circuit, leaves, alone, [1] * len(leaves))
    if not _small(event):
        return None
    chosen = dict(credences)
    faces: list[list[Credences]] = []
    for block in blocks:
        found = _faces(block, credences)
        if found is None:
            return None
        if not found:
            return Tied(_tied(block, credences))
        if len(found) == 1:
            chosen |= found[0]
        else:
            faces.append(found)
    lows, highs = [], []
    for number, face in enumerate(_products(faces)):
        if number >= _MOST_FACES:
            return None
        own = {**chosen, **face}
        lows.append(_probability(event, {leaf: low for leaf, (low, _) in own.items()}))
        highs.append(_probability(event, {leaf: high for leaf, (_, high) in own.items()}))
    return Interval(min(lows), max(highs), all(block.exact for block in blocks))


def _products(faces: Sequence[Sequence[Credences]]) -> Iterator[Credences]:
    if not faces:
        yield {}
        return
    for face in faces[0]:
        for rest in _products(faces[1:]):
            yield {**face, **rest}


def _faces(block: Block, credences: Credences) -> list[Credences] | None:
    """The credences narrowed so that a product of them fits the block: every assignment that is excluded has
    a leaf that is certain to be otherwise. All the widest ways to do so; None if they are too many."""
    size = len(block.leaves)
    own = {name: credences[name] for name in block.leaves}
    if len(block.assignments) == 1 << size:
        return [own]
    if size > _MOST_INPUTS:
        return None
    allowed = set(block.assignments)
    excluded = [
        assignment
        for number in range(1 << size)
        if (assignment := tuple(bool(number >> place & 1) for place in range(size))) not in allowed
    ]
    found: dict[tuple[tuple[str, bool], ...], Credences] = {}
    todo: list[dict[str, bool]] = [{}]
    for _ in range(_MOST_FACES):
        if not todo:
            return list(found.values())
        certain = todo.pop()
        ends = {**own, **{name: (Fraction(value), Fraction(value)) for name, value in certain.items()}}
        left = next((each for each in excluded if not _ruled_out(block, each, ends)), None)
        if left is None:
            found[tuple(sorted(certain.items()))] = ends
            continue
        for name, value in zip(block.leaves, left, strict=True):
            low, high = own[name]
            if name not in certain and (low == 0 if value else high == 1):
                todo.append({**certain, name: not value})
    return None


def _tied(block: Block, credences: Credences) -> tuple[str, ...]:
    """Two leaves that cannot be independent by themselves, if there are such; else all of the block."""
    for places in combinations(range(len(block.leaves)), 2):
        pair = Block(
            tuple(block.leaves[place] for place in places),
            tuple(dict.fromkeys(tuple(each[place] for place in places) for each in block.assignments)),
        )
        if not _faces(pair, credences):
            return pair.leaves
    return block.leaves


def _ruled_out(block: Block, assignment: Sequence[bool], ends: Credences) -> bool:
    return any(
        ends[name] == (_ZERO, _ZERO) if value else ends[name] == (_ONE, _ONE)
        for name, value in zip(block.leaves, assignment, strict=True)
    )


def _small(event: Event) -> bool:
    match event:
        case Always() | Atom():
            return True
        case Free(_, parts):
            return all(map(_small, parts))
        case Knot(_, inputs, _):
            inner = [each for each in inputs if not isinstance(each, str)]
            return len(inputs) <= _MOST_INPUTS and all(map(_small, inner))
        case _:
            assert_never(event)


def _probability(event: Event, of: Mapping[str, Fraction]) -> Fraction:
    match event:
        case Always(holds):
            return Fraction(holds)
        case Atom(leaf):
            return of[leaf]
        case Free(need, parts):
            return _at_least(need, [_probability(part, of) for part in parts])
        case Knot(circuit, inputs, _):
            chances = [of[each] if isinstance(each, str) else _probability(each, of) for each in inputs]
            return _of_worlds(circuit, chances)
        case _:
            assert_never(event)


def _at_least(need: int, chances: Sequence[Fraction]) -> Fraction:
    """That at least `need` of independent events hold."""
    fewer = [_ONE, *([_ZERO] * (need - 1))]  # by how many hold, as long as these are too few
    total = _ZERO
    for chance in chances:
        total += fewer[-1] * chance
        for number in range(len(fewer) - 1, 0, -1):
            fewer[number] = fewer[number] * (1 - chance) + fewer[number - 1] * chance
        fewer[0] *= 1 - chance
    return total


def _of_worlds(circuit: Circuit, chances: Sequence[Fraction]) -> Fraction:
    """Of the root, when the inputs are independent: input number n is true in the worlds with bit n."""
    count = 1 << len(chances)
    every = (1 << count) - 1
    inputs = []
    for place in range(len(chances)):
        half = ((1 << (1 << place)) - 1) << (1 << place)
        inputs.append(half * (every // ((1 << (2 << place)) - 1)))
    known: dict[tuple[int, int], Fraction] = {}

    def chance(worlds: int, left: int) -> Fraction:
        """Of worlds in which the inputs from number `left` on are settled already."""
        if worlds == 0:
            return _ZERO
        if worlds == (1 << (1 << left)) - 1:
            return _ONE
        key = (worlds, left)
        if key not in known:
            size = 1 << (left - 1)
            true, false = worlds >> size, worlds & ((1 << size) - 1)
            p = chances[left - 1]
            known[key] = p * chance(true, left - 1) + (1 - p) * chance(false, left - 1)
        return known[key]

    return chance(true_in(circuit, inputs, every), len(chances))
