"""Deciding one check: cheap ways first, and several of them, as none is best for all questions.

1. A warm solver that holds every assertion behind a switch; most questions end here.
2. Finite universes written out, which find the small worlds that quantifiers make hard to find.
3. Fresh solvers of several kinds, each with a share of the budget.

All limits are in solver steps or instances, so the same question takes the same way every time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import z3

from formalcase.solve import ground, native
from formalcase.solve.parsed import Parsed

# What the warm solver may take, and a finite universe, in steps.
_WARM_STEPS = 20_000
_GROUND_STEPS = 60_000
# What may be written out for one check, and the size up to which universes grow.
_INSTANCES = 20_000
_MOST_INDIVIDUALS = 8

_REASONS = ("memory", "budget", "incomplete")


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of solver, and its share of the budget in per cent."""

    share: int
    make: Callable[..., Any]
    options: dict[str, object] = field(default_factory=dict)


_PLAIN = Way(100, z3.Solver)
# Short runs come first: what one kind of solver proves at once another may never prove.
_QUANTIFIED = (
    Way(15, z3.SimpleSolver),
    Way(10, z3.SimpleSolver, {"ematching": False}),
    Way(75, z3.Solver),
)
_FRESH = Way(100, z3.SimpleSolver)
_FREE = (
    Way(30, z3.Solver),
    Way(20, z3.SimpleSolver),
    Way(50, z3.Solver),
)


@dataclass(slots=True)
class Decision:
    """`solver` has the model when the answer is `sat`, until it is asked again; `switches` must be on for
    it. `individuals` name everything there is when that model is one of a finite universe. `alone` says
    that a fresh solver was asked about just these labels. `work` is what this answer took, without
    earlier attempts."""

    sat: str
    reason: str = ""
    solver: Any = None
    switches: Sequence[Any] = ()
    individuals: dict[str, list[Any]] | None = None
    core: tuple[str, ...] = ()
    alone: bool = False
    work: int = 0


class Warm:
    """A solver that holds assertions behind switches, so that it can be asked about any choice of them."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.renew()

    def renew(self) -> None:
        """Forgets everything that the solver has learnt."""
        self.solver = z3.SimpleSolver(ctx=self.parsed.context)
        native.add(self.solver, self.parsed.background)
        self.held: set[str] = set()
        self.steps = 0

    def ask(self, labels: Sequence[str], steps: int) -> Decision:
        if steps != self.steps:
            native.limit(self.solver, steps)
            self.steps = steps
        new = [label for label in labels if label not in self.held]
        native.add(self.solver, (self.parsed.switched[label] for label in new))
        self.held.update(new)
        switches = self.parsed.switches
        on = [switches[label] for label in labels]
        sat = native.check(self.solver, on)
        if sat == "sat":
            return Decision(sat, solver=self.solver, switches=on)
        if sat == "unsat":
            used = {switch.get_id() for switch in self.solver.unsat_core()}
            return Decision(sat, core=tuple(label for label in labels if switches[label].get_id() in used))
        why = native.reason(self.solver)
        # A solver that was cut off is not asked again.
        self.renew()
        return Decision(sat, reason=why)


class Ladder:
    """Decides checks of one question; `steps` is the budget of each."""

    def __init__(self, parsed: Parsed, steps: int) -> None:
        self.parsed = parsed
        self.steps = steps
        self.warm = Warm(parsed)
        self.finite = parsed.quantified and bool(parsed.sorts or parsed.enums)

    def decide(self, labels: Sequence[str], steps: int, *, world: bool = False) -> Decision:
        """Are the assertions under the labels satisfiable? `world`: with few individuals, if so."""
        first = self.warm.ask(labels, min(steps, _WARM_STEPS))
        if first.sat == "unsat":
            return first
        if first.sat == "sat":
            return self.smaller(labels, steps, first) if world else first
        reasons = [first.reason]
        if self.finite:
            found = self.small_world(labels, steps)
            if found is not None:
                return found
        for way in _QUANTIFIED if self.parsed.quantified else _FREE:
            before = self.parsed.work()
            decision = self.alone(labels, steps * way.share // 100, way)
            if decision.sat == "sat" and world:
                return self.smaller(labels, steps, decision)
            if decision.sat != "unknown":
                decision.work = self.parsed.work() - before
                return decision
            reasons.append(decision.reason)
        return Decision("unknown", reason=min(reasons, key=_REASONS.index))

    def alone(self, labels: Sequence[str], steps: int, way: Way = _PLAIN) -> Decision:
        """Asks a fresh solver about just these labels."""
        solver = way.make(ctx=self.parsed.context)
        native.limit(solver, steps, **way.options)
        native.add(solver, self.parsed.under(labels))
        sat = native.check(solver)
        if sat == "sat":
            return Decision(sat, solver=solver)
        if sat == "unsat":
            return Decision(sat, core=tuple(labels), alone=True)
        return Decision(sat, reason=native.reason(solver))

    def again(self, labels: Sequence[str]) -> str:
        """The answer of a fresh solver to just these labels; `unknown` when several kinds give up."""
        sat = self.alone(labels, self.steps, _FRESH).sat
        if sat == "unknown":
            sat = self.alone(labels, self.steps).sat
        if sat == "unknown" and self.finite:
            found = self.small_world(labels, self.steps)
            return sat if found is None else found.sat
        return sat

    def smaller(self, labels: Sequence[str], steps: int, known: Decision) -> Decision:
        """A world of the fewest individuals that can be found, else the one that is known."""
        model = known.solver.model()
        counts = [len(model.get_universe(self._sort(symbol)) or ()) for symbol, _ in self.parsed.sorts]
        if all(count <= least for count, least in zip(counts, ground.least_sizes(self.parsed), strict=True)):
            return known
        return self.small_world(labels, steps) or known

    def _sort(self, symbol: str) -> Any:
        return z3.DeclareSort(symbol, self.parsed.context)

    def small_world(
        self, labels: Sequence[str], steps: int, most: int = _MOST_INDIVIDUALS
    ) -> Decision | None:
        """A world in the smallest universes that have one. Without sorts there is but one universe, and
        `unsat` is an answer, too."""
        instances = min(_INSTANCES, steps // 20)
        for size in ground.sizes(self.parsed, most):
            decision, left = self._within(labels, size, min(_GROUND_STEPS, steps // 10), instances)
            if decision.sat == "sat":
                return self._fewer(labels, size, decision, steps)
            if decision.sat == "unsat" and not size:
                return decision
            instances = left
            if instances <= 0:
                break
        return None

    def _fewer(self, labels: Sequence[str], size: tuple[int, ...], found: Decision, steps: int) -> Decision:
        """Takes individuals away sort by sort, as sorts were tried at the same size."""
        least = ground.least_sizes(self.parsed)
        if len(size) < 2:
            return found
        for at in range(len(size)):
            while size[at] > least[at]:
                fewer = (*size[:at], size[at] - 1, *size[at + 1 :])
                decision, _ = self._within(labels, fewer, min(_GROUND_STEPS, steps // 10), _INSTANCES)
                if decision.sat != "sat":
                    break
                found, size = decision, fewer
        return found

    def _within(
        self, labels: Sequence[str], size: tuple[int, ...], steps: int, instances: int
    ) -> tuple[Decision, int]:
        """Asks about universes of one size; also gives how many instances may still be made."""
        grounding = ground.Grounding(self.parsed, size, instances)
        try:
            formulas = grounding.formulas(labels)
        except ground.TooLargeError:
            return Decision("unknown", reason="budget"), 0
        solver = z3.Solver(ctx=self.parsed.context)
        native.limit(solver, steps)
        native.add(solver, formulas)
        sat = native.check(solver)
        if sat == "sat":
            return Decision(sat, solver=solver, individuals=grounding.universes), grounding.left
        if sat == "unsat":
            return Decision(sat, core=tuple(labels), alone=True), grounding.left
        return Decision(sat, reason=native.reason(solver)), grounding.left
