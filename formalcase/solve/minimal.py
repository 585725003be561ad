"""In the worker: all minimal supports and all minimal defeater sets of a formula, one after the other.

Some labels are *always* asserted (the negated claim among them), the *soft* ones may be taken away. A
support is a subset-minimal set of soft labels that contradicts what is always asserted; a defeater set is
a subset-minimal set without which the rest of the soft labels does not.

The search is MARCO's (Liffiton, Previti, Malik, Marques-Silva: Fast, flexible MUS enumeration): a set that
is not explored is asked of the solver; a satisfiable one grows until it is maximal, and what it lacks is a
defeater set; any other shrinks to a support. Such sets come in four ways, and whichever is the cheapest of
late is taken:

- `losses`: what hits every known support is a defeater set, unless a support is missing;
- `proofs`: what hits every known defeater set is a support, unless a defeater set is missing;
- `map`: clingo looks for a set that is neither above a known support nor below a known satisfiable set;
- `rest`: the solver looks for a satisfiable set that is below none that is known, without any supports.

The first three end when nothing of either kind is missing, the last when no defeater set is. Sets of soft
labels are the bits of an int, by position.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Literal

from formalcase.solve.errors import ReplayError
from formalcase.solve.explored import Explored
from formalcase.solve.labels import bits
from formalcase.solve.oracle import Oracle
from formalcase.solve.rest import Rest
from formalcase.solve.turns import Turns, Way
from formalcase.solve.wire import Message

# How many solver steps count for one place in the search for hitting sets, and are about the work of one
# conflict in the map.
_STEPS_PER_PLACE = 5
_STEPS_PER_CONFLICT = 10
# Where ways are compared, as small checks take longer than their steps say: what a place weighs, putting one
# check to the solver, reading a model, a label in it, and a seed of the map; and what asking for the rest
# takes more for each known set.
_WEIGHT_OF_PLACE = 10
_WEIGHT_OF_CHECK = 400
_WEIGHT_OF_SEED = 3_000
_WEIGHT_OF_KNOWN = 3
# After how much work each way is first tried.
_FIRST: dict[bool, dict[Way, int]] = {
    True: {"losses": 0, "rest": 0, "proofs": 100_000, "map": 2_000_000},
    False: {"losses": 0, "proofs": 0, "map": 2_000_000, "rest": 4_000_000},
}
# So many supports are asked about again at once; the first ones earlier, so that they need not wait: one,
# then so many times more each time.
_TOGETHER = 64
_MORE_TOGETHER = 8


Found = tuple[Literal["defeaters", "supports"], int]
"""A kind, and a set of it."""

Search = Generator[Found | None, None, None]
"""Gives what is found, and None after each check that found nothing, so that it can be paused."""


class Enumeration:
    """The search of one request. What is found first depends on the request alone, not on how it is read."""

    def __init__(self, request: Message) -> None:
        self.oracle = Oracle(request)
        self.reasons = self.oracle.reasons
        """Why the result is not complete."""
        self.no_more_defeaters = False
        self._total: int = request["total"]
        self._defeaters_first: bool = request["defeaters_first"]
        self._all = self.oracle.all
        conflicts = max(1, self._total // _STEPS_PER_CONFLICT)
        self._known = Explored(len(self.oracle.soft), Rest(self.oracle), conflicts)
        self._turns = Turns(_FIRST[self._defeaters_first])
        # Ways in which a candidate was not decided.
        self._undecided: set[Way] = set()
        self._waiting: list[int] = []
        self._together = 1
        self._other_work = 0
        self._over = False

    @property
    def work(self) -> int:
        """The steps taken, by the solver and in looking for candidates."""
        candidates = _STEPS_PER_PLACE * self._places + _STEPS_PER_CONFLICT * self._known.conflicts
        return self.oracle.work + candidates

    @property
    def _places(self) -> int:
        return self._known.losses.places + self._known.proofs.places

    def search(self) -> Search:
        """Runs until everything is explored or the steps are spent; then `reasons` tells what is missing."""
        while not self._over:
            way = self._turns.next()
            if way is None:
                break
            if self.work >= self._total:
                self.reasons.add("budget")
                break
            before, found = self._weight(), self._worth()
            yield from self._one_round(way)
            self._turns.paid(way, self._weight() - before, self._worth() - found)
            if len(self._waiting) >= self._together:
                yield from self._asked_again()
        yield from self._asked_again()

    def _one_round(self, way: Way) -> Search:
        match way:
            case "losses":
                return self._try_a_loss()
            case "proofs":
                return self._try_a_proof()
            case "map":
                return self._explore()
            case "rest":
                return self._look_for_a_defeater()

    def _weight(self) -> int:
        checks = self.oracle.work + _WEIGHT_OF_CHECK * self.oracle.checks
        candidates = _WEIGHT_OF_PLACE * self._places + _STEPS_PER_CONFLICT * self._known.conflicts
        return checks + candidates + self._other_work

    def _worth(self) -> int:
        """How much of what is looked for has been found."""
        defeaters = len(self._known.defeaters)
        if self._defeaters_first and not self.no_more_defeaters:
            return defeaters
        return defeaters + len(self._known.supports)

    # ---- The ways of looking ---------------------------------------------------------------------

    def _try_a_loss(self) -> Search:
        """A candidate for a defeater set: minimal, as each of its labels is needed by some support."""
        try:
            lost = self._known.next_loss()
        except StopIteration:
            self._end("losses")
            return
        if lost is not None:
            sat = self.oracle.ask(self._all & ~lost)
            if sat == "sat":
                self._known.add_defeater(lost)
                yield "defeaters", lost
                return
            if sat == "unsat":
                yield from self._shrink(self.oracle.core())
            else:
                self._undecided.add("losses")
        yield None

    def _try_a_proof(self) -> Search:
        """A candidate for a support: minimal, as without any of its labels some known set is satisfiable."""
        try:
            labels = self._known.next_proof()
        except StopIteration:
            self._end("proofs")
            return
        if labels is not None:
            sat = self.oracle.ask(labels)
            if sat == "unsat":
                self._support(labels)
            elif sat == "sat":
                yield from self._grow(labels)
            else:
                self._undecided.add("proofs")
        yield None

    def _explore(self) -> Search:
        """A set that is neither known to be satisfiable nor to be contradictory."""
        try:
            seed = self._known.next_seed()
        except StopIteration:
            if not self._known.map_is_empty:
                self.reasons.add("budget")
                self._undecided.add("map")
            self._end("map")
            return
        self._other_work += _WEIGHT_OF_SEED
        if seed is None:
            yield None
            return
        if not (yield from self._settle(seed)):
            self._undecided.add("map")
            self._known.give_up(seed)

    def _look_for_a_defeater(self) -> Search:
        self._other_work += _WEIGHT_OF_KNOWN * len(self._known.defeaters)
        sat = self._known.rest.ask()
        yield None
        if sat == "sat" and (yield from self._settle(self._known.rest.kept())):
            return
        # Every satisfiable set is part of one that is known; or this is too hard to tell, now and later.
        self._turns.close("rest")
        if sat == "unsat" and not self._known.loose_losses:
            self.no_more_defeaters = True

    def _end(self, way: Way) -> None:
        """Nothing more is to be explored this way."""
        self._turns.close(way)
        if way in self._undecided:
            return
        # Every set is above a known core or below a known satisfiable set. All candidates for losses, or for
        # proofs, were right; on the map, what is loose may hide a smaller one.
        self._over = True
        loose_losses = way != "losses" and self._known.loose_losses
        loose_cores = way != "proofs" and self._known.loose_cores
        self.no_more_defeaters = self.no_more_defeaters or not loose_losses
        if not loose_losses and not loose_cores:
            self.reasons.clear()

    # ---- Growing and shrinking -------------------------------------------------------------------

    def _settle(self, labels: int) -> Generator[Found | None, None, bool]:
        """Asks about a set, and finds what it leads to; false when that stays open."""
        sat = self.oracle.ask(labels)
        yield None
        if sat == "sat":
            yield from self._grow(labels)
        elif sat == "unsat":
            yield from self._shrink(self.oracle.core())
        return sat != "unknown"

    def _grow(self, labels: int, *, guess: bool = True) -> Search:
        """From a set that was just found to be satisfiable to a maximal one, and so to a defeater set."""
        maximal = True
        known = labels
        labels |= self.oracle.also_on() if guess else 0
        barred = self._known.barred(labels)
        for label in bits(self._all & ~labels):
            bit = 1 << label
            if (labels | barred) & bit:
                continue
            sat = self.oracle.ask(labels | bit)
            if sat == "sat":
                known = labels = labels | bit
                labels |= self.oracle.also_on() if guess else 0
                barred = self._known.barred(labels)
            elif sat == "unsat":
                self._known.add_contradiction(self.oracle.core())
            else:
                maximal = False
            yield None
        if labels != known and self.oracle.ask(labels) != "sat":
            # What was on was no more than a hint.
            yield from self._grow(known, guess=False)
            return
        lost = self._all & ~labels
        if maximal:
            self._known.add_defeater(lost)
            yield "defeaters", lost
        else:
            # Whether it grows any further is unknown: no claim.
            self._known.add_loose_loss(lost)

    def _shrink(self, core: int) -> Search:
        """From a contradictory set to a minimal one, and so to a support."""
        minimal = True
        needed = self._known.needed(core)
        for label in bits(core):
            bit = 1 << label
            if not core & bit or needed & bit:
                continue
            sat = self.oracle.ask(core & ~bit)
            if sat == "unsat":
                core = self.oracle.core()
                needed = self._known.needed(core)
            minimal = minimal and sat != "unknown"
            yield None
        if minimal:
            self._support(core)
        else:
            self._known.add_loose_core(core)

    def _support(self, labels: int) -> None:
        self._known.add_support(labels)
        self._waiting.append(labels)

    def _asked_again(self) -> Search:
        """The supports that have waited for it, once a solver that knows nothing else agrees."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        self._together = min(_MORE_TOGETHER * self._together, _TOGETHER)
        together = self.oracle.again(waiting)
        for labels in waiting:
            alone = together if together == "unsat" or len(waiting) == 1 else self.oracle.again([labels])
            if alone == "sat":
                count = labels.bit_count()
                raise ReplayError(f"a support of {count} labels is satisfiable when it is asked again")
            if alone == "unsat":
                yield "supports", labels
            else:
                self.reasons.add("budget")
