"""In the worker: decides sets of soft labels together with what is always asserted, thousands of times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.decision import DEEP, Decision
from formalcase.solve.holding import Holding
from formalcase.solve.ladder import Ladder
from formalcase.solve.wire import Message

# So many budgets may go into sets that stay undecided before the thorough ways of deciding are given up.
_PATIENCE = 5


def bits(labels: int) -> list[int]:
    """The labels of a set, in order."""
    return [label for label, bit in enumerate(f"{labels:b}"[::-1]) if bit == "1"]


class Oracle:
    """Sets of soft labels are the bits of an int, by position. `steps` of the request are for each check,
    `total` for all of them; what is always asserted is so in a warm solver for good, the rest is behind
    switches there. What that solver does not decide goes up the ladder.

    `work` and `checks` count what was done, `reasons` tell why sets stayed undecided.
    """

    def __init__(self, request: Message) -> None:
        self.ladder = Ladder(request)
        self.always: list[str] = request["always"]
        self.soft: list[str] = request["soft"]
        self.all = (1 << len(self.soft)) - 1
        self.work = 0
        self.checks = 0
        self.reasons: set[str] = set()
        self._total: int = request["total"]
        self._patience = _PATIENCE * self.ladder.steps
        parsed = self.ladder.parsed
        self._switches = [parsed.switches[label] for label in self.soft]
        self._formulas = [parsed.formulas[label] for label in self.soft]
        self._holding = Holding(parsed.context, self._formulas)
        self._bits = {parsed.keys[label]: 1 << at for at, label in enumerate(self.soft)}
        self._position = {label: 1 << at for at, label in enumerate(self.soft)}
        # What was asked last, and the decision when it was not the warm solver's.
        self._asked = 0
        self._decision: Decision | None = None
        self._witness: Any = None
        self._renew()

    def _renew(self) -> None:
        self._solver: Any = self._made()
        native.add(self._solver, (self.ladder.parsed.switched[label] for label in self.soft))

    def _made(self) -> Any:
        """A solver of what is always asserted."""
        parsed = self.ladder.parsed
        solver = z3.SimpleSolver(ctx=parsed.context)
        native.limit(solver, self.ladder.warm_steps, **DEEP)
        native.add(solver, parsed.under(self.always))
        return solver

    @property
    def spent(self) -> bool:
        """Have all steps been taken?"""
        return self.work >= self._total

    def ask(self, labels: int) -> str:
        """`sat`, `unsat` or `unknown`; the last also, and for good, when all steps have been taken."""
        if self.spent:
            self.reasons.add("budget")
            return "unknown"
        self._decision = None
        self._asked = labels
        switches = self._switches
        sat = native.check(self._solver, [switches[label] for label in bits(labels)])
        if sat == "unknown":
            self._decision = self._thoroughly(labels)
            sat = self._decision.sat
        self.note_work()
        return sat

    def _thoroughly(self, labels: int) -> Decision:
        decision = Decision("unknown", reason=native.reason(self._solver))
        # A solver that was cut off is not asked again.
        self._renew()
        before = self.ladder.work()
        if self._patience > 0:
            decision = self.ladder.decide(self._asserted(labels))
        if decision.sat == "unknown":
            self._patience -= self.ladder.work() - before
            self.reasons.add(decision.reason)
        return decision

    def core(self) -> int:
        """What of the set the `unsat` just given needs."""
        if self._decision is None:
            used = native.core(self._solver, self._asked.bit_count())
            return self._asked if used is None else sum(self._bits[switch] for switch in used)
        return self.mask(label for label in self._decision.core if label in self._position)

    def also_holding(self, labels: int) -> int:
        """Which of these labels hold, too, in the model of the `sat` just given, where that is seen."""
        if self.ladder.parsed.quantified:
            return 0
        if self._decision is None:
            return self.holding(self._solver.model(), labels)
        parsed = self._decision.parsed
        assert parsed is not None
        model = self._decision.solver.model()
        names = [self.soft[label] for label in bits(labels)]
        return self.mask(name for name in names if native.true_in(model, parsed.formulas[name]))

    def holding(self, model: Any, labels: int) -> int:
        """Which of these labels hold in a model of a solver of this context."""
        return self._holding.of(model, labels)

    def again(self, sets: Sequence[int]) -> str:
        """`unsat` when each of these sets is contradictory to a solver that knows none of the others, nor
        any switch; `sat` when some are satisfiable."""
        if self._witness is None:
            self._witness = self._made()
        native.push(self._witness)
        native.add(self._witness, [self._some_set_of(sets)])
        sat = native.check(self._witness)
        native.pop(self._witness)
        if sat == "unknown":
            self._witness = None
            if len(sets) == 1:
                sat = self.ladder.again(self._asserted(sets[0]))
        self.note_work()
        return sat

    def _some_set_of(self, sets: Sequence[int]) -> Any:
        """The formula that all labels of one of these sets hold."""
        context = self.ladder.parsed.context
        return native.either(
            context, [native.all_of(context, [self._formulas[at] for at in bits(each)]) for each in sets]
        )

    def mask(self, labels: Iterable[str]) -> int:
        return sum(self._position[label] for label in labels)

    def note_work(self) -> None:
        """A check has been made, here or by another solver of this context."""
        self.checks += 1
        self.work = self.ladder.work()

    def _asserted(self, labels: int) -> list[str]:
        return [*self.always, *(self.soft[label] for label in bits(labels))]
