"""In the worker: what is known of the sets of labels, kept in every form in which it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formalcase.solve.hitting_compiled import hitting_sets
from formalcase.solve.remembered import Remembered
from formalcase.solve.rest import Rest

if TYPE_CHECKING:
    from formalcase.solve.minimal_map import Map


class Explored:
    """The defeater sets and the supports that are known, and what follows from them without a check.

    Below a satisfiable set everything is satisfiable, above a contradictory one nothing. A loss is what a
    satisfiable set lacks, a core is a contradictory set; both may be *loose*: not known to be minimal.
    """

    def __init__(self, labels: int, rest: Rest, conflicts: int) -> None:
        self.defeaters: set[int] = set()
        self.supports: set[int] = set()
        self.loose_losses: set[int] = set()
        self.loose_cores: set[int] = set()
        self.losses = hitting_sets(labels)
        """The candidates for defeater sets: what hits every known support."""
        self.proofs = hitting_sets(labels)
        """The candidates for supports: what hits every known defeater set."""
        self.rest = rest
        self._map: Map | None = None
        self._seeds: Iterator[int | None] = iter(())
        self._conflicts = conflicts
        self._labels = labels
        self._all = (1 << labels) - 1
        self._needs = Remembered(labels)
        self._contradictions = Remembered(labels)

    # ---- What is new -----------------------------------------------------------------------------

    def add_defeater(self, lost: int) -> None:
        if lost in self.defeaters:
            raise AssertionError("a defeater set was found twice")
        self.defeaters.add(lost)
        self.loose_losses.discard(lost)
        self._needs.add(lost)
        self._add_loss(lost)

    def add_loose_loss(self, lost: int) -> None:
        if lost not in self.defeaters:
            self.loose_losses.add(lost)
            self._add_loss(lost)

    def _add_loss(self, lost: int) -> None:
        self.proofs.add(lost)
        self.rest.must_keep_some_of(lost)
        if self._map is not None:
            self._map.block_down(self._all & ~lost)

    def add_support(self, labels: int) -> None:
        if labels in self.supports:
            raise AssertionError("a support was found twice")
        self.supports.add(labels)
        self.loose_cores.discard(labels)
        self._add_core(labels)

    def add_loose_core(self, labels: int) -> None:
        self.loose_cores.add(labels)
        self._add_core(labels)

    def _add_core(self, labels: int) -> None:
        self._contradictions.add(labels)
        self.losses.add(labels)
        if self._map is not None:
            self._map.block_up(labels)

    def add_contradiction(self, labels: int) -> None:
        """A contradictory set that is only remembered for a while."""
        self._contradictions.add(labels)

    # ---- What is not known -----------------------------------------------------------------------

    def next_loss(self) -> int | None:
        """What hits all supports and is not known; None while none is found. StopIteration at the end."""
        return next(each for each in self.losses if each not in self.defeaters)

    def next_proof(self) -> int | None:
        """The same for supports."""
        return next(each for each in self.proofs if each not in self.supports)

    def next_seed(self) -> int | None:
        """What is not explored, from the map; None while none is found. StopIteration at the end."""
        if self._map is None:
            self._map = self._drawn()
            self._seeds = iter(self._map)
        return next(self._seeds)

    def _drawn(self) -> Map:
        """The map, made when it is first asked for: it takes a while, and many questions do without."""
        from formalcase.solve.minimal_map import Map

        drawn = Map(self._labels, self._conflicts)
        for labels in sorted(self.supports | self.loose_cores):
            drawn.block_up(labels)
        for lost in sorted(self.defeaters | self.loose_losses):
            drawn.block_down(self._all & ~lost)
        return drawn

    @property
    def conflicts(self) -> int:
        """The work of the map."""
        return 0 if self._map is None else self._map.conflicts

    def give_up(self, seed: int) -> None:
        """This seed alone is not asked about again."""
        assert self._map is not None
        self._map.block(seed)

    @property
    def map_is_empty(self) -> bool:
        """Whether the map came to its end because every set is explored."""
        return self._map is not None and self._map.exhausted

    # ---- What needs no check ---------------------------------------------------------------------

    def barred(self, labels: int) -> int:
        """The labels that are known to contradict these: each is all that a known contradiction adds."""
        return self._contradictions.alone(self._all & ~labels)

    def needed(self, core: int) -> int:
        """The labels of this core that are known to leave the others satisfiable: a defeater set takes away
        each of them and none of the others."""
        return self._needs.alone(core)
