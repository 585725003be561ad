"""Bounds on the probability of an event when leaves have credences and nothing is assumed on dependence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import prod
from typing import assert_never

from formalcase.analyses.confidence.blocks import Block
from formalcase.analyses.confidence.event import Always, Atom, Event, Free, Knot, bits, true_in
from formalcase.analyses.confidence.program import Bounded, Greatest, fitting, greatest
from formalcase.analyses.step import Ask
from formalcase.diagrams.circuit import FIRST_LEAF, reachable
from formalcase.frozen import dataclass

MOST_WORLDS = 2048
"""So many worlds of one knot are gone through; beyond, its bounds are those of its gates, one by one."""
_ZERO, _ONE = Fraction(0), Fraction(1)

Credences = Mapping[str, tuple[Fraction, Fraction]]
"""Bounds on the probability of each leaf."""


@dataclass(frozen=True, slots=True)
class Interval:
    """What lies between `low` and `high`. `sharp`: both ends are attained; otherwise the interval may be
    wider than it need be, and is no less true."""

    low: Fraction
    high: Fraction
    sharp: bool = True


class Bounds:
    """The bounds of events over the same blocks; remembers what it has computed."""

    def __init__(self, blocks: Sequence[Block], ask: Ask) -> None:
        self._blocks = blocks
        self._block_of = {leaf: block for block in blocks for leaf in block.leaves}
        self._ask = ask
        self._greatest: dict[tuple[tuple[Bounded, ...], int, int], Greatest | None] = {}
        self._telling: dict[tuple[int, int], tuple[int, ...]] = {}
        self._fitting: dict[tuple[Bounded, ...], dict[int, Fraction] | tuple[str, ...] | None] = {}

    def conflicts(self, credences: Credences) -> list[tuple[str, ...]]:
        """Minimal sets of leaves whose credences no distribution fits, at most one of each block."""
        found = [self._conflict(block, credences) for block in self._blocks]
        return [conflict for conflict in found if conflict]

    def interval(self, event: Event, credences: Credences) -> Interval:
        """The bounds; the credences must fit. To be called within `deep_recursion()`."""
        match event:
            case Always(holds):
                return Interval(Fraction(holds), Fraction(holds))
            case Atom(leaf):
                return self._atom(leaf, credences)
            case Free(need, parts):
                return gate_bounds(need, [self.interval(part, credences) for part in parts])
            case Knot():
                return self._knot(event, credences)
            case _:
                assert_never(event)

    # ---- Blocks ----

    def _atom(self, leaf: str, credences: Credences) -> Interval:
        block = self._block_of[leaf]
        low, high = credences[leaf]
        possible = {value for (value,) in block.assignments}
        if len(possible) == 1:
            low = high = Fraction(possible.pop())
        return Interval(low, high, block.exact)

    def _conflict(self, block: Block, credences: Credences) -> tuple[str, ...]:
        known = _of_block(block, credences)
        if all(each.low == 0 and each.high == 1 for each in known) and block.assignments:
            return ()
        if len(block.assignments) == 2 ** len(block.leaves):
            return ()
        found = self._fit(known, len(block.assignments))
        return found if isinstance(found, tuple) else ()

    def _fit(self, known: tuple[Bounded, ...], count: int) -> dict[int, Fraction] | tuple[str, ...] | None:
        if known not in self._fitting:
            self._fitting[known] = fitting(known, count, self._ask)
        return self._fitting[known]

    # ---- Knots ----

    def _knot(self, knot: Knot, credences: Credences) -> Interval:
        pieces = {
            place: self.interval(each, credences)
            for place, each in enumerate(knot.inputs)
            if not isinstance(each, str)
        }
        worlds = _Worlds([self._blocks[number] for number in knot.blocks], pieces, credences)
        if worlds.count > MOST_WORLDS:
            return self._gate_by_gate(knot, pieces, credences)
        event = true_in(knot.circuit, worlds.inputs(knot), worlds.every)
        start = self._start(worlds)
        high = self._most(worlds, event, start)
        other = self._most(worlds, worlds.every & ~event, start)
        if high is None or other is None:
            return self._gate_by_gate(knot, pieces, credences)
        exact = worlds.exact and high.attained and other.attained
        return Interval(_ONE - other.value, high.value, exact)

    def _most(self, worlds: _Worlds, event: int, start: Sequence[int]) -> Greatest | None:
        key = (worlds.known, event, worlds.count)
        if key not in self._greatest:
            before = self._telling.get((event, worlds.count), ())
            found = greatest(worlds.known, event, worlds.count, [*start, *before], self._ask)
            if found is not None:
                self._telling[event, worlds.count] = found.worlds
            self._greatest[key] = found
        return self._greatest[key]

    def _start(self, worlds: _Worlds) -> list[int]:
        """Worlds over which some distribution fits: one of each component, coupled in step."""
        steps: set[Fraction] = {_ZERO}
        laws: list[list[tuple[Fraction, int]]] = []
        for part in worlds.parts:
            law = self._law(part)
            if law is None:
                return list(range(worlds.count))
            ends = list(accumulate(law.values()))
            laws.append(list(zip(ends, law, strict=True)))
            steps.update(ends[:-1])
        found = []
        for step in sorted(steps):
            states = [next(state for end, state in law if step < end) for law in laws]
            found.append(worlds.number(states))
        return found

    def _law(self, part: _Part) -> dict[int, Fraction] | None:
        if len(part.known) == 1 and part.states == 2:
            (only,) = part.known
            true, false = (0, 1) if only.worlds & 1 else (1, 0)
            return {state: p for state, p in ((true, only.low), (false, _ONE - only.low)) if p}
        found = self._fit(part.known, part.states)
        return found if isinstance(found, dict) else None

    def _gate_by_gate(self, knot: Knot, pieces: Mapping[int, Interval], credences: Credences) -> Interval:
        """Bounds that hold in any dependence, without a look at what the worlds are."""
        value = {
            FIRST_LEAF + place: Interval(*credences[each]) if isinstance(each, str) else pieces[place]
            for place, each in enumerate(knot.inputs)
        }
        for gate in reachable(knot.circuit):
            members = [value[member] for member in knot.circuit.members[gate]]
            value[gate] = gate_bounds(knot.circuit.need[gate], members)
        found = value[knot.circuit.root]
        return Interval(found.low, found.high, False)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is free of the rest in a knot: so many states, and what is known of sets of them."""

    states: int
    known: tuple[Bounded, ...]


class _Worlds:
    """The worlds of a knot: each combination of an assignment of each block with each piece true or false."""

    def __init__(self, blocks: Sequence[Block], pieces: Mapping[int, Interval], credences: Credences) -> None:
        self.parts = [_Part(len(each.assignments), _of_block(each, credences)) for each in blocks]
        self.parts += [
            _Part(2, (Bounded(f"\0{place}", 0b10, piece.low, piece.high),)) for place, piece in pieces.items()
        ]
        self.exact = all(block.exact for block in blocks) and all(piece.sharp for piece in pieces.values())
        self.count = prod(part.states for part in self.parts)
        self.every = (1 << self.count) - 1 if self.count <= MOST_WORLDS else 0
        self._strides = list(accumulate([1, *(part.states for part in self.parts[:-1])], int.__mul__))
        self.known = tuple(self._known()) if self.count <= MOST_WORLDS else ()

    def number(self, states: Sequence[int]) -> int:
        return sum(state * stride for state, stride in zip(states, self._strides, strict=True))

    def inputs(self, knot: Knot) -> list[int]:
        """For each input of the knot, the worlds in which it holds."""
        by_name = {each.name: each.worlds for each in self.known}
        return [
            by_name[each if isinstance(each, str) else f"\0{place}"] for place, each in enumerate(knot.inputs)
        ]

    def _known(self) -> list[Bounded]:
        found = []
        for part, stride in zip(self.parts, self._strides, strict=True):
            period = part.states * stride
            repeats = sum(1 << start for start in range(0, self.count, period))
            for each in part.known:
                once = sum(((1 << stride) - 1) << (state * stride) for state in bits(each.worlds))
                found.append(Bounded(each.name, once * repeats, each.low, each.high))
        return found


def _of_block(block: Block, credences: Credences) -> tuple[Bounded, ...]:
    return tuple(
        Bounded(
            name,
            sum(1 << state for state, each in enumerate(block.assignments) if each[place]),
            *credences[name],
        )
        for place, name in enumerate(block.leaves)
    )


def gate_bounds(need: int, members: Sequence[Interval]) -> Interval:
    """At least `need` of some events, in any dependence; sharp if they are free of each other."""
    return Interval(
        _ONE - _most_likely(len(members) - need + 1, [_ONE - each.low for each in members]),
        _most_likely(need, [each.high for each in members]),
        all(each.sharp for each in members),
    )


def _most_likely(need: int, highs: Collection[Fraction]) -> Fraction:
    """How likely at most it is that `need` of some events hold, each as likely as it can be: leave out the
    likeliest ones, which at best hold always, and spread the others evenly (Rüger)."""
    ordered = sorted(highs)
    best = _ONE
    total = sum(ordered, _ZERO)
    for left_out in range(need):
        best = min(best, total / (need - left_out))
        total -= ordered[len(ordered) - 1 - left_out]
    return best
