"""The interval if all leaves were independent, and whether they can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from formalcase.analyses.confidence.blocks import Block
from formalcase.analyses.confidence.bounds import Credences, Interval
from formalcase.analyses.confidence.event import Always, Atom, Event, Free, Knot, taken_apart, true_in
from formalcase.diagrams.circuit import TRUE, Circuit
from formalcase.frozen import dataclass

_MOST_INPUTS = 16
"""A knot of more leaves and pieces than this is not gone through."""
_MOST_NAMES = 8
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Tied:
    """Leaves that cannot be independent unless some of them are certain: the definitions exclude an
    assignment to which every product gives a chance."""

    leaves: tuple[str, ...]


def if_independent(
    circuit: Circuit, leaves: Sequence[str], blocks: Sequence[Block], credences: Credences
) -> Interval | Tied | None:
    """The least and the greatest probability of the event when all leaves are independent. None when it could
    not be computed. To be called within `deep_recursion()`."""
    for block in blocks:
        open_ = [name for name in block.leaves if not _is_certain(credences[name])]
        if _is_tied(block, open_, credences):
            return Tied(_fewest_tied(block, open_, credences))
    alone = {leaf: place for place, leaf in enumerate(leaves)}
    event = taken_apart(circuit, leaves, alone, [1] * len(leaves))
    if not _small(event):
        return None
    low = _probability(event, {leaf: ends[0] for leaf, ends in credences.items()})
    high = _probability(event, {leaf: ends[1] for leaf, ends in credences.items()})
    return Interval(low, high, all(block.exact for block in blocks))


def polynomial(
    shape: Circuit, leaves: Sequence[str], credences: Credences
) -> dict[frozenset[str], int] | None:
    """The probability of the event when all leaves are independent, as a polynomial in those of the leaves
    that are not certain; None when these are too many."""
    names = [name for name in leaves if not _is_certain(credences[name])]
    if shape.root <= TRUE or not 0 < len(names) <= _MOST_NAMES:
        return None
    count = 1 << len(names)
    every = (1 << count) - 1
    halves = dict(zip(names, _halves(len(names)), strict=True))
    inputs = [halves.get(name, every if credences[name][0] == 1 else 0) for name in leaves]
    event = true_in(shape, inputs, every)
    # From the worlds to the products: each name in turn is 1 or absent (Moebius).
    times = [event >> world & 1 for world in range(count)]
    for place in range(len(names)):
        for world in range(count):
            if world >> place & 1:
                times[world] -= times[world ^ 1 << place]
    return {
        frozenset(name for place, name in enumerate(names) if world >> place & 1): number
        for world, number in enumerate(times)
        if number
    }


def _halves(size: int) -> list[int]:
    """For each of so many inputs the worlds in which it is true: those that have its bit."""
    every = (1 << (1 << size)) - 1
    return [
        (((1 << (1 << place)) - 1) << (1 << place)) * (every // ((1 << (2 << place)) - 1))
        for place in range(size)
    ]


def _is_certain(ends: tuple[Fraction, Fraction]) -> bool:
    return ends in ((_ZERO, _ZERO), (_ONE, _ONE))


def _is_tied(block: Block, names: Sequence[str], credences: Credences) -> bool:
    """Whether some assignment to these leaves is excluded, the certain ones being what they are."""
    places = [block.leaves.index(name) for name in names]
    fixed = {
        place: credences[name][0] == 1
        for place, name in enumerate(block.leaves)
        if _is_certain(credences[name])
    }
    possible = {
        tuple(each[place] for place in places)
        for each in block.assignments
        if all(each[place] == value for place, value in fixed.items())
    }
    return len(possible) < 1 << len(names)


def _fewest_tied(block: Block, names: Sequence[str], credences: Credences) -> tuple[str, ...]:
    """A minimal part of leaves that are tied."""
    kept = list(names)
    for name in names:
        rest = [each for each in kept if each != name]
        if rest and _is_tied(block, rest, credences):
            kept = rest
    return tuple(kept)


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
    every = (1 << (1 << len(chances))) - 1
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

    return chance(true_in(circuit, _halves(len(chances)), every), len(chances))
