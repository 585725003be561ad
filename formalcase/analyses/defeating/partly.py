"""The minimal sets of one kind of one goal, as far as a budget allows; what was found is kept.

First all of them as one family; where the budget is spent before it stands, those of bounded size, the bound
growing; then the smallest ones one by one; then one. What comes out does not depend on what was asked first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from formalcase.case.support import Graph, supported
from formalcase.diagrams import (
    Family,
    OutOfSteps,
    TooCircular,
    any_minimal_defeater,
    any_minimal_support,
    bounded_defeaters,
    bounded_supports,
    minimal_defeaters,
    minimal_supports,
)
from formalcase.frozen import dataclass

_SOON = 20  # this part of the budget goes into the whole family before the first sets are looked for
_FEW_SIZES = 4  # a bound up to this is tried before the whole family
_ENOUGH = 1_000  # so many sets are looked for one by one
_STEPS_A_CONFLICT = 40  # what a conflict of the search one by one costs, beside a step of the diagrams

LeafSet = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Singly:
    """Sets found one by one; `settled` is the size up to which they are all, None if they are all."""

    sets: tuple[LeafSet, ...] = ()
    settled: int | None = 0
    reason: str = ""


class PartlyKnown:
    """`leaves` are those that may be lost or kept, in order; the goal has support by all of them."""

    def __init__(
        self, graph: Graph, goal: str, leaves: tuple[str, ...], *, supports: bool, budget: int
    ) -> None:
        self.leaves = leaves
        self.whole: Family | None = None
        """All sets, once they are known."""
        self._graph = graph
        self._goal = goal
        self._supports = supports
        self._budget = budget
        self._tried = 0  # the most that went into the whole family in vain
        self._bounded: list[Family] = []  # those of at most 1, 2, 3, … leaves
        self._left = budget  # for these
        self._circular = False
        self._cuts: dict[int, Family | None] = {}  # of all sets, by size

    # ---- Families ----

    def growing(self, most: int | None) -> Iterator[Family]:
        """Families of which each has all sets of the one before, the first of them soon. They end with one
        that has all sets of at most `most` leaves, or with the largest within the budget."""
        size = 1
        if self._all_within(self._budget // _SOON) is None:
            while (family := self._bounded_by(size)) is not None:
                yield family
                size += 1
                if family is self.whole or (most is not None and size > most):
                    return
                if (family.count and not _few(most)) or self._all_for_the_work_so_far() is not None:
                    break
        if self.all_there_are() is not None and (cut := self._cut(most)) is not None:
            yield cut
            return
        while (most is None or size <= most) and (family := self._bounded_by(size)) is not None:
            yield family
            size += 1

    def largest(self, most: int | None) -> Family | None:
        """The last of the growing families, as soon as it can be had."""
        if not _few(most):
            self.all_there_are()
        families = list(self.growing(most))
        return families[-1] if families else None

    def known_to(self, most: int | None) -> bool:
        """Whether a family at hand has all sets of at most so many leaves, or just all."""
        return self._cut(most) is not None or (most is not None and len(self._bounded) >= max(1, most))

    def _cut(self, most: int | None) -> Family | None:
        """Of all sets those of at most so many leaves; None where they are not known, or too many for it."""
        if self.whole is None or most is None:
            return self.whole
        if most not in self._cuts:
            try:
                self._cuts[most] = self.whole.up_to(most)
            except OutOfSteps:
                self._cuts[most] = None
        return self._cuts[most]

    def all_there_are(self) -> Family | None:
        """All sets, or None if the budget is not enough."""
        return self._all_within(self._budget)

    def _all_for_the_work_so_far(self) -> Family | None:
        """All sets, if they take no more than went into those of bounded size, where this has doubled: the
        smallest may have dozens of leaves, and all of them come sooner than the bound gets there."""
        so_far = self._budget - self._left
        return self._all_within(so_far) if so_far >= 2 * self._tried else self.whole

    def _all_within(self, budget: int) -> Family | None:
        if self.whole is None and budget > self._tried and not self._circular:
            find = minimal_supports if self._supports else minimal_defeaters
            try:
                self.whole = find(self._graph, self._goal, order=self.leaves, budget=budget)
            except OutOfSteps:
                self._tried = budget
            except TooCircular:
                self._circular = True
        return self.whole

    def up_to(self, size: int) -> Family | None:
        """The sets of at most so many leaves, or None if the budget is not enough."""
        found: Family | None = None
        for each in range(1, size + 1):
            found = self._bounded_by(each)
        return found

    def _bounded_by(self, size: int) -> Family | None:
        """The same; to be asked for with one leaf more each time."""
        if size <= len(self._bounded):
            return self._bounded[size - 1]
        if size > len(self.leaves) or self._left <= 0 or self._circular:
            return None
        find = bounded_supports if self._supports else bounded_defeaters
        try:
            found = find(self._graph, self._goal, size, order=self.leaves, budget=self._left)
        except OutOfSteps:
            self._left = 0
            return None
        except TooCircular:
            self._circular = True
            return None
        self._left -= found.steps + len(self._graph)  # reading the graph is work as well
        self._bounded.append(found)
        if size == len(self.leaves):
            self.whole = found
        return found

    # ---- One by one ----

    @property
    def singly(self) -> tuple[LeafSet, ...]:
        """The smallest sets beyond the largest family, where this is not all."""
        return self._one_by_one.sets

    def settled_to(self, most: int | None) -> bool:
        """Whether the sets of the family with those beyond are all of at most so many leaves."""
        settled = self._one_by_one.settled
        return settled is None or (most is not None and most <= settled)

    @property
    def reason(self) -> str:
        """Why sets may be missing beyond those of the family and those found one by one."""
        return self._one_by_one.reason

    @cached_property
    def _one_by_one(self) -> _Singly:
        family = self._bounded[-1] if self._bounded else None
        size, known = len(self._bounded), family.count if family else 0
        found = self._by_optimisation(size, known) if known < _ENOUGH else _Singly(settled=size)
        if not known and not found.sets and found.settled is not None and self.one is not None:
            why = "this is one of the sets, and need not be a smallest"
            return _Singly((self.one,), found.settled, f"{self._spent}; {why}")
        if found.settled is None:
            return found
        told, more = "", ""
        if found.settled:
            told = f"all sets of up to {found.settled} members are known"
            if not found.sets and not known:
                told = f"there are none of up to {found.settled} members"
        if found.sets or known:
            more = "there may be more"
        return _Singly(found.sets, found.settled, "; ".join(filter(None, (self._spent, told, more))))

    @property
    def _spent(self) -> str:
        if self._circular:
            return "the argument has too many circles for all sets to be worked out"
        return "the budget was spent before all sets were known"

    def _by_optimisation(self, size: int, known: int) -> _Singly:
        """The sets of more than `size` leaves, after the `known` ones of up to so many."""
        from formalcase.solve.smallest_sets import smallest_sets

        search = smallest_sets(
            self._graph,
            self._goal,
            self.leaves,
            supports=self._supports,
            most=known + _ENOUGH,
            conflicts=max(1, self._budget // _STEPS_A_CONFLICT),
        )
        found = list(search)
        beyond = tuple(each for each in found if len(each) > size)
        if search.exhausted:
            return _Singly(beyond, None)
        # No set of a size is given before all smaller ones.
        return _Singly(beyond, max(size, len(found[-1]) - 1 if found else 0))

    @cached_property
    def one(self) -> LeafSet | None:
        """One minimal set, not always a smallest; None when there is none."""
        find = any_minimal_support if self._supports else any_minimal_defeater
        try:
            return find(self._graph, self._goal, order=self.leaves)
        except TooCircular:
            return self._one_by_halving()

    def _one_by_halving(self) -> LeafSet | None:
        """Without looking into circles: only by asking, again and again, what is supported.

        The least beginning of the leaves that is enough ends with one that is needed; with this the same
        again, until those that are needed are enough.
        """
        needed: list[str] = []
        rest = list(self.leaves)
        if not self._is_enough(rest):
            return None
        while not self._is_enough(needed):
            least = bisect_left(range(len(rest)), True, key=lambda n: self._is_enough(rest[: n + 1] + needed))
            needed.append(rest[least])
            rest = rest[:least]
        chosen = set(needed)
        return tuple(leaf for leaf in self.leaves if leaf in chosen)

    def _is_enough(self, leaves: list[str]) -> bool:
        if self._supports:
            return self._goal in supported(self._graph, set(self.leaves).difference(leaves))
        return self._goal not in supported(self._graph, set(leaves))


def _few(most: int | None) -> bool:
    return most is not None and most <= _FEW_SIZES
