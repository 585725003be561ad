"""In the worker: is there a satisfiable set of labels that no known defeater set accounts for?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.decision import DEEP, Decision
from formalcase.solve.minimal_map import bits
from formalcase.solve.parsed import Parsed

_ALWAYS_TRUE = 1


class Rest:
    """A solver of its own that knows the defeater sets found so far; it is made when it is first asked.

    A satisfiable set that is no part of a known one keeps some label of each known defeater set. If what
    is always asserted cannot hold with such a choice, no defeater set is missing.
    """

    def __init__(self, parsed: Parsed, always: Sequence[str], soft: Sequence[str]) -> None:
        self._parsed = parsed
        self._always = always
        self._soft = soft
        self._waiting: list[int] = []
        self._solver: Any = None

    def must_keep_some_of(self, labels: int) -> None:
        self._waiting.append(labels)

    def ask(self, steps: int) -> Decision:
        parsed = self._parsed
        if self._solver is None:
            self._solver = z3.SimpleSolver(ctx=parsed.context)
            # A label is on where it can be, so that models are nearly maximal.
            self._solver.set("phase_selection", _ALWAYS_TRUE)
            native.add(self._solver, parsed.under(self._always))
            native.add(self._solver, (parsed.switched[label] for label in self._soft))
        for labels in self._waiting:
            switches = [parsed.switches[self._soft[label]] for label in bits(labels)]
            native.add(self._solver, [z3.Or(switches) if switches else z3.BoolVal(False, parsed.context)])
        self._waiting.clear()
        native.limit(self._solver, steps, **DEEP)
        sat = native.check(self._solver)
        if sat == "unknown":
            return Decision(sat, reason=native.reason(self._solver))
        return Decision(sat, parsed=parsed, solver=self._solver)

    def kept(self, decision: Decision) -> list[str]:
        """The labels that are on in the model of such an answer."""
        return holding(decision, self._parsed.switches, self._soft)


def holding(decision: Decision, terms: Mapping[str, Any], labels: Iterable[str]) -> list[str]:
    """The labels whose terms, which are of the decision's own context, are true in its model."""
    model = decision.solver.model()
    return [label for label in labels if native.true_in(model, terms[label])]
