"""In the worker: is there a satisfiable set of labels that no known defeater set accounts for?"""

from __future__ import annotations

from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.decision import DEEP
from formalcase.solve.holding import Holding
from formalcase.solve.oracle import Oracle, bits

_ALWAYS_TRUE = 1


class Rest:
    """A solver of its own that knows the defeater sets found so far; it is made when it is first asked.

    A satisfiable set that is no part of a known one keeps some label of each known defeater set. If what
    is always asserted cannot hold with such a choice, no defeater set is missing.
    """

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self._waiting: list[int] = []
        self._solver: Any = None

    def must_keep_some_of(self, labels: int) -> None:
        self._waiting.append(labels)

    def ask(self) -> str:
        """`sat` when there is such a set, `unsat` when there is none, else `unknown`."""
        if self._solver is None:
            self._solver = self._made()
        parsed, soft = self._oracle.ladder.parsed, self._oracle.soft
        for labels in self._waiting:
            switches = [parsed.switches[soft[label]] for label in bits(labels)]
            native.add(self._solver, [native.either(parsed.context, switches)])
        self._waiting.clear()
        sat = native.check(self._solver)
        self._oracle.note_work()
        return sat

    def _made(self) -> Any:
        ladder = self._oracle.ladder
        parsed = ladder.parsed
        self._on = Holding(parsed.context, [parsed.switches[label] for label in self._oracle.soft])
        solver = z3.SimpleSolver(ctx=parsed.context)
        native.limit(solver, ladder.warm_steps, **DEEP)
        # A label is on where it can be, so that models are nearly maximal.
        solver.set("phase_selection", _ALWAYS_TRUE)
        native.add(solver, parsed.under(self._oracle.always))
        native.add(solver, (parsed.switched[label] for label in self._oracle.soft))
        return solver

    def kept(self) -> int:
        """The labels that hold in the model just found, or are on in it."""
        model, oracle = self._solver.model(), self._oracle
        on = self._on.of(model, oracle.all)
        # Most labels hold; where there are quantifiers it cannot be seen who does.
        return on if oracle.ladder.parsed.quantified else on | oracle.holding(model, oracle.all & ~on)
