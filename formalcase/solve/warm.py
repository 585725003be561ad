"""A solver that stays warm for all checks of a question."""

from __future__ import annotations

from collections.abc import Sequence

import z3

from formalcase.solve import native
from formalcase.solve.decision import Decision
from formalcase.solve.parsed import Parsed
from formalcase.solve.prepared import DEEP


class Warm:
    """Holds assertions behind switches, so that it can be asked about any choice of them."""

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
            native.limit(self.solver, steps, **DEEP)
            self.steps = steps
        new = [label for label in labels if label not in self.held]
        native.add(self.solver, (self.parsed.switched[label] for label in new))
        self.held.update(new)
        switches = self.parsed.switches
        on = [switches[label] for label in labels]
        sat = native.check(self.solver, on)
        if sat == "sat":
            return Decision(sat, parsed=self.parsed, solver=self.solver, switches=on)
        if sat == "unsat":
            used = native.core(self.solver, len(on))
            keys = self.parsed.keys
            return Decision(sat, core=tuple(label for label in labels if used is None or keys[label] in used))
        why = native.reason(self.solver)
        # A solver that was cut off is not asked again.
        self.renew()
        return Decision(sat, reason=why)
