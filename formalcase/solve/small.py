"""The search for a world with few individuals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formalcase.solve import ground
from formalcase.solve.decision import PLAIN, Decision, attempt
from formalcase.solve.parsed import Parsed

# What may be written out for one search, and what part of the steps it may take in all, and for one size.
_INSTANCES = 20_000
_ALL_SIZES = 5
_ONE_SIZE = 10


def small_world(parsed: Parsed, labels: Sequence[str], steps: int, most: int) -> Decision | None:
    """A world in the smallest universes that have one, of at most so many individuals a sort where no
    more are listed. Without sorts there is but one universe, and then `unsat` is an answer, too."""
    search = _Search(parsed, labels, steps)
    for size in ground.sizes(parsed, most):
        decision = search.within(size)
        if decision.sat == "sat":
            return search.fewer(size, decision)
        if decision.sat == "unsat" and not size:
            return decision
        if search.instances <= 0:
            break
    return None


class _Search:
    def __init__(self, parsed: Parsed, labels: Sequence[str], steps: int) -> None:
        self.parsed = parsed
        self.labels = labels
        self.steps = steps // _ONE_SIZE
        self.stop = parsed.work() + steps // _ALL_SIZES
        self.instances = min(_INSTANCES, steps // 20)

    def within(self, size: tuple[int, ...]) -> Decision:
        """Is there a world in universes of this size?"""
        grounding = ground.Grounding(self.parsed, size, self.instances)
        try:
            formulas = grounding.formulas(self.labels)
        except ground.TooLargeError:
            self.instances = 0
            return Decision("unknown", reason="budget")
        self.instances = grounding.left
        steps = min(self.steps, self.stop - self.parsed.work())
        decision = attempt(self.parsed, formulas, self.labels, PLAIN, steps)
        if self.parsed.work() >= self.stop:
            self.instances = 0
        return replace(decision, individuals=grounding.universes)

    def fewer(self, size: tuple[int, ...], found: Decision) -> Decision:
        """Takes individuals away sort by sort, as all sorts grew together."""
        if len(size) < 2:
            return found
        for at, least in enumerate(ground.least_sizes(self.parsed)):
            while size[at] > least:
                size = (*size[:at], size[at] - 1, *size[at + 1 :])
                decision = self.within(size)
                if decision.sat != "sat":
                    size = (*size[:at], size[at] + 1, *size[at + 1 :])
                    break
                found = decision
        return found
