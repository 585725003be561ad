"""In the worker: is there a satisfiable set of labels that no known defeater set accounts for?"""

from __future__ import annotations

from formalcase.solve.direct import Solver
from formalcase.solve.labels import bits
from formalcase.solve.oracle import Oracle


class Rest:
    """A solver of its own that knows the defeater sets found so far; it is made when it is first asked.

    A satisfiable set that is no part of a known one keeps some label of each known defeater set. If what
    is always asserted cannot hold with such a choice, no defeater set is missing.
    """

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self._waiting: list[int] = []
        self._solver: Solver | None = None

    def must_keep_some_of(self, labels: int) -> None:
        self._waiting.append(labels)

    def ask(self) -> str:
        """`sat` when there is such a set, `unsat` when there is none, else `unknown`."""
        asked = self._oracle.asked
        if self._solver is None:
            self._solver = self._made()
        for labels in self._waiting:
            kept = [(asked.switches[label],) for label in bits(labels)]
            self._solver.add([asked.context.some_set_of(kept)])
        self._waiting.clear()
        sat = self._solver.check()
        self._oracle.note_work()
        return sat

    def _made(self) -> Solver:
        asked = self._oracle.asked
        solver = asked.solver()
        solver.add(asked.always)
        solver.add(asked.switched)
        return solver

    def kept(self) -> int:
        """The labels that seem to hold together, by the `sat` just given. To be asked about."""
        assert self._solver is not None
        return self._oracle.on(self._solver)
