"""Deciding one check: cheap attempts first, and several kinds of them, as none is best for all questions.

1. A warm solver that holds every assertion behind a switch; most questions end here.
2. Finite universes written out, which find the small worlds that quantifiers make hard to find.
3. Fresh solvers of several kinds, each in a context of its own and with a share of the budget.

All limits are in solver steps or instances, so the same question takes the same way every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import z3

from formalcase.solve import ground
from formalcase.solve.decision import PLAIN, SIMPLE, Decision, Way, attempt
from formalcase.solve.errors import gravest
from formalcase.solve.parsed import Parsed
from formalcase.solve.prepared import DEEP
from formalcase.solve.small import SmallWorlds
from formalcase.solve.warm import Warm
from formalcase.solve.wire import Message

# The size up to which universes grow, and the part of the budget that this may take.
_INDIVIDUALS = 8
_SMALL_SHARE = 5


def _skolemised(ctx: Any) -> Any:
    return z3.Then(z3.Tactic("snf", ctx=ctx), z3.Tactic("smt", ctx=ctx), ctx=ctx).solver()


# Short runs come first: what one kind of solver proves at once another may never prove.
_QUANTIFIED = (
    Way(15, z3.SimpleSolver, DEEP),
    Way(10, z3.SimpleSolver, {"ematching": False}),
    Way(15, _skolemised, proves_only=True),
    Way(60, z3.Solver),
)
_FREE = (
    Way(30, z3.Solver),
    Way(20, z3.SimpleSolver),
    Way(50, z3.Solver),
)


class Ladder:
    """Decides checks of one question; `steps` is the budget of each check."""

    def __init__(self, request: Message) -> None:
        self.request = request
        self.parsed = Parsed(request)
        self.steps: int = request["steps"]
        self.warm = Warm(self.parsed)
        self.small = SmallWorlds(self.parsed)
        self.warm_steps = self.parsed.warm_steps
        self.finite = self.parsed.quantified and bool(self.parsed.sorts or self.parsed.enums)
        self._elsewhere = 0

    def work(self) -> int:
        """The solver steps taken for this question so far."""
        return self.parsed.work() + self._elsewhere

    def decide(self, labels: Sequence[str], *, world: bool = False) -> Decision:
        """Are the assertions under the labels satisfiable? `world`: with few individuals, if so."""
        first = self.warm.ask(labels, self.warm_steps)
        if first.sat == "unsat":
            return first
        if first.sat == "sat":
            return self._smaller(labels, first) if world else first
        if self.finite:
            found = self.small_world(labels, self.steps)
            if found is not None:
                return found
        reasons = [first.reason]
        for way in _QUANTIFIED if self.parsed.quantified else _FREE:
            decision = self.alone(labels, self.steps * way.share // 100, way)
            if decision.sat == "sat" and world:
                return self._smaller(labels, decision)
            if decision.sat != "unknown":
                return decision
            reasons.append(decision.reason)
        return Decision("unknown", reason=gravest(reasons))

    def alone(self, labels: Sequence[str], steps: int, way: Way = PLAIN) -> Decision:
        """Asks a fresh solver in a fresh context about just these labels."""
        parsed = Parsed(self.request)
        decision = attempt(parsed, parsed.under(labels), labels, way, steps)
        work = parsed.work()
        self._elsewhere += work
        return replace(decision, work=work)

    def again(self, labels: Sequence[str]) -> str:
        """The answer of a fresh solver to just these labels; `unknown` when several kinds give up."""
        near = attempt(self.parsed, self.parsed.under(labels), labels, SIMPLE, self.warm_steps)
        if near.sat != "unknown":
            return near.sat
        for way in (SIMPLE, PLAIN):
            sat = self.alone(labels, self.steps, way).sat
            if sat != "unknown":
                return sat
        self.small.renew()
        found = self.small_world(labels, self.steps) if self.finite else None
        return "unknown" if found is None else found.sat

    def renew(self) -> None:
        """Forgets everything that the warm solvers have learnt."""
        self.warm.renew()
        self.small.renew()

    def small_world(self, labels: Sequence[str], steps: int, most: int = _INDIVIDUALS) -> Decision | None:
        """A world with few individuals, if one is soon found."""
        return self.small.find(labels, steps // _SMALL_SHARE, most)

    def _smaller(self, labels: Sequence[str], known: Decision) -> Decision:
        """A world of the fewest individuals that can be found, else the one that is known."""
        assert known.parsed is not None
        model = known.solver.model()
        sorts = [z3.DeclareSort(symbol, known.parsed.context) for symbol, _ in self.parsed.sorts]
        counts = [len(model.get_universe(sort) or ()) for sort in sorts]
        if all(count <= least for count, least in zip(counts, ground.least_sizes(self.parsed), strict=True)):
            return known
        return self.small_world(labels, self.steps) or known
