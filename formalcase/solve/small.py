"""The search for a world with few individuals."""

from __future__ import annotations

from collections.abc import Sequence

import z3

from formalcase.solve import ground, native
from formalcase.solve.decision import Decision
from formalcase.solve.parsed import Parsed

# How many instances one search may write out, and what part of its steps it may spend on one size.
_INSTANCES = 20_000
_STEPS_PER_INSTANCE = 20
_SIZES = 2


class SmallWorlds:
    """Worlds of one question, by the size of their universes. What has been written out for one choice
    of labels serves the next."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.renew()

    def renew(self) -> None:
        """Forgets everything that was written out or learnt."""
        self.sized: dict[tuple[int, ...], _Sized] = {}

    def find(self, labels: Sequence[str], steps: int, most: int) -> Decision | None:
        """A world in the smallest universes that have one, of at most so many individuals a sort where
        no more are listed. Without sorts there is but one universe, and then `unsat` is an answer, too."""
        search = _Search(self, labels, steps)
        for size in ground.sizes(self.parsed, most):
            decision = search.within(size)
            if decision.sat == "sat":
                return search.fewer(size, decision)
            if decision.sat == "unsat" and not size:
                return decision
            if search.exhausted:
                break
        return None


class _Search:
    def __init__(self, worlds: SmallWorlds, labels: Sequence[str], steps: int) -> None:
        self.worlds = worlds
        self.labels = labels
        self.stop = worlds.parsed.work() + steps
        self.steps = steps // _SIZES
        self.instances = min(_INSTANCES, steps // _STEPS_PER_INSTANCE)
        self.exhausted = False

    def within(self, size: tuple[int, ...]) -> Decision:
        """Is there a world in universes of this size?"""
        parsed = self.worlds.parsed
        steps = min(self.steps, self.stop - parsed.work())
        if steps <= 0:
            self.exhausted = True
            return Decision("unknown", reason="budget")
        if size not in self.worlds.sized:
            self.worlds.sized[size] = _Sized(parsed, size)
        try:
            decision, made = self.worlds.sized[size].ask(self.labels, steps, self.instances)
        except ground.TooLargeError:
            del self.worlds.sized[size]
            self.exhausted = True
            return Decision("unknown", reason="budget")
        self.instances -= made
        return decision

    def fewer(self, size: tuple[int, ...], found: Decision) -> Decision:
        """Takes individuals away sort by sort, as all sorts grew together."""
        if len(size) < 2:
            return found
        for at, least in enumerate(ground.least_sizes(self.worlds.parsed)):
            while size[at] > least:
                smaller = (*size[:at], size[at] - 1, *size[at + 1 :])
                decision = self.within(smaller)
                if decision.sat != "sat":
                    break
                found, size = decision, smaller
        return found


class _Sized:
    """A solver for universes of one size, with what has been written out behind switches."""

    def __init__(self, parsed: Parsed, size: tuple[int, ...]) -> None:
        self.parsed = parsed
        self.grounding = ground.Grounding(parsed, size)
        self.solver = z3.SimpleSolver(ctx=parsed.context)
        self.held: set[str] = set()

    def ask(self, labels: Sequence[str], steps: int, instances: int) -> tuple[Decision, int]:
        """The answer, and how many instances had to be made; TooLargeError if more than allowed."""
        self.grounding.left = instances
        switches = self.parsed.switches
        if not self.held:
            native.add(self.solver, self.parsed.background)
            native.add(self.solver, self.grounding.closures())
        for label in labels:
            if label not in self.held:
                self.held.add(label)
                native.add(self.solver, [self.grounding.written_out(self.parsed.switched[label])])
        native.limit(self.solver, steps)
        on = [switches[label] for label in labels]
        sat = native.check(self.solver, on)
        made = instances - self.grounding.left
        if sat == "sat":
            universes = self.grounding.universes
            return Decision(sat, "", self.parsed, self.solver, on, universes), made
        if sat == "unsat":
            return Decision(sat, core=tuple(labels)), made
        return Decision(sat, reason=native.reason(self.solver)), made
