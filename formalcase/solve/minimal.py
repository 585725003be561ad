"""In the worker: all minimal supports and all minimal defeater sets of a formula, one after the other.

Some labels are *always* asserted (the negated claim among them), the *soft* ones may be taken away. A
support is a subset-minimal set of soft labels that contradicts what is always asserted; a defeater set is
a subset-minimal set without which the rest of the soft labels does not.

The search is MARCO's (Liffiton, Previti, Malik, Marques-Silva: Fast, flexible MUS enumeration): a map
gives unexplored sets, one after the other. A satisfiable one grows until it is maximal, and what it lacks
is a defeater set; any other shrinks to a support. Sets of soft labels are the bits of an int, by position.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

from formalcase.solve.errors import ReplayError
from formalcase.solve.minimal_map import Map
from formalcase.solve.oracle import Oracle, bits
from formalcase.solve.remembered import Remembered
from formalcase.solve.rest import Rest
from formalcase.solve.turns import Turns, Way
from formalcase.solve.wire import Message

# How many solver steps are about the work of one conflict in the map, of putting one check to the solver,
# and of reading a model, for the whole of it and for each label.
_STEPS_PER_CONFLICT = 10
_STEPS_PER_CHECK = 300
_STEPS_PER_MODEL = 1_500
_STEPS_PER_LABEL = 30


@dataclass(frozen=True, slots=True)
class Found:
    kind: Literal["defeaters", "supports"]
    labels: int


Search = Generator[Found | None, None, None]
"""Gives what is found, and None after each check that found nothing, so that it can be paused."""


class Enumeration:
    """The search of one request. What is found first depends on the request alone, not on how it is read."""

    def __init__(self, request: Message) -> None:
        self.oracle = Oracle(request)
        self.reasons = self.oracle.reasons
        """Why the result is not complete."""
        self.no_more_defeaters = False
        self._all = self.oracle.all
        labels = len(self.oracle.soft)
        self._map = Map(labels, conflicts=max(1, request["total"] // _STEPS_PER_CONFLICT))
        self._rest = Rest(self.oracle)
        self._rest_asked_out = False
        self._defeaters = Remembered(labels)
        self._contradictions = Remembered(labels)
        self._known: set[int] = set()
        self._given_up: set[int] = set()
        self._defeaters_missed = False
        self._turns = Turns()
        self._defeaters_first: bool = request["defeaters_first"]
        self._reading = 0

    def search(self) -> Search:
        """Runs until everything is explored or the steps are spent; then `reasons` tells what is missing."""
        for seed in self._map:
            if self.oracle.spent:
                self.reasons.add("budget")
                return
            yield from self._paid("map", self._explore(seed))
            # The map is good at defeater sets when supports are few, and slow until it knows them. The solver
            # alone finds them with a few checks each, and knows when there is no other one; the map can tell
            # that only when it has seen all supports, of which there may be far more.
            while not self._rest_asked_out and not self.oracle.spent and self._turns.next() == "rest":
                yield from self._paid("rest", self._look_for_defeaters())
        if not self._map.exhausted:
            self.reasons.add("budget")
        elif not self._given_up and not self._defeaters_missed:
            self.no_more_defeaters = True

    def _paid(self, way: Way, search: Search) -> Search:
        before = self._effort()
        found = 0
        for each in search:
            found += each is not None and (each.kind == "defeaters" or not self._defeaters_first)
            yield each
        self._turns.paid(way, self._effort() - before, found)

    def _effort(self) -> int:
        return self.oracle.work + _STEPS_PER_CHECK * self.oracle.checks + self._reading

    def _count_reading(self, labels: int) -> None:
        """Notes that a model is asked which of these labels hold in it."""
        self._reading += _STEPS_PER_MODEL + _STEPS_PER_LABEL * labels.bit_count()

    def _explore(self, seed: int) -> Search:
        sat = self.oracle.ask(seed)
        yield None
        if sat == "sat":
            yield from self._grow(seed)
        elif sat == "unsat":
            yield from self._shrink(self.oracle.core())
        else:
            self._given_up.add(seed)
            self._map.block(seed)

    def _grow(self, labels: int) -> Search:
        """From a satisfiable set to a maximal one, and so to a defeater set."""
        maximal = True
        barred = self._barred(labels)
        for label in bits(self._all & ~labels):
            bit = 1 << label
            if (labels | barred) & bit:
                continue
            sat = "unknown" if labels | bit in self._given_up else self.oracle.ask(labels | bit)
            if sat == "sat":
                labels |= bit
                self._count_reading(self._all & ~labels)
                labels |= self.oracle.also_holding(self._all & ~labels)
                barred = self._barred(labels)
            elif sat == "unsat":
                self._contradictions.add(self.oracle.core())
            else:
                maximal = False
            yield None
        # Smaller sets than a satisfiable one have nothing more to show, whether it is maximal or not.
        lost = self._all & ~labels
        self._map.block_down(labels)
        self._rest.must_keep_some_of(lost)
        if not maximal:
            # Whether it grows any further is unknown: no claim.
            self._defeaters_missed = True
            return
        if lost in self._known:
            raise AssertionError("a defeater set was found twice")
        self._known.add(lost)
        self._defeaters.add(lost)
        yield Found("defeaters", lost)

    def _barred(self, labels: int) -> int:
        """The labels that are known to contradict these: each is all that a known contradiction adds."""
        return self._contradictions.alone(self._all & ~labels)

    def _shrink(self, core: int) -> Search:
        """From a contradictory set to a minimal one, and so to a support."""
        minimal = True
        needed = self._needed(core)
        for label in bits(core):
            bit = 1 << label
            if not core & bit or needed & bit:
                continue
            sat = self.oracle.ask(core & ~bit)
            if sat == "unsat":
                core = self.oracle.core()
                needed = self._needed(core)
            minimal = minimal and sat != "unknown"
            yield None
        self._map.block_up(core)
        self._contradictions.add(core)
        if minimal and self._holds_up(core):
            yield Found("supports", core)

    def _needed(self, core: int) -> int:
        """The labels of this core that are known to leave the others satisfiable: a defeater set takes away
        each of them and none of the others."""
        return self._defeaters.alone(core)

    def _holds_up(self, core: int) -> bool:
        sat = self.oracle.again(core)
        if sat == "sat":
            raise ReplayError(f"a support of {core.bit_count()} labels is satisfiable when it is asked again")
        if sat == "unknown":
            self.reasons.add("budget")
        return sat == "unsat"

    def _look_for_defeaters(self) -> Search:
        sat = self._rest.ask()
        yield None
        if sat == "sat":
            self._count_reading(self._all)
            yield from self._grow(self._rest.kept())
            return
        # Every satisfiable set is part of one that is known; or this is too hard to tell, now and later.
        self._rest_asked_out = True
        if sat == "unsat" and not self._defeaters_missed:
            self.no_more_defeaters = True
