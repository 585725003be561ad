"""In the worker: is there a satisfiable set of labels that no known defeater set accounts for?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.decision import DEEP
from formalcase.solve.minimal_map import bits
from formalcase.solve.parsed import Parsed

_ALWAYS_TRUE = 1


class Rest:
    """A solver of its own that knows the defeater sets found so far; it is made when it is first asked.

    A satisfiable set that is no part of a known one keeps some label of each known defeater set. If what
    is always asserted cannot hold with such a choice, no defeater set is missing.
    """

    def __init__(self, parsed: Parsed, always: Sequence[str], soft: Sequence[str], steps: int) -> None:
        self._parsed = parsed
        self._always = always
        self._soft = soft
        self._steps = steps
        self._waiting: list[int] = []
        self._solver: Any = None

    def must_keep_some_of(self, labels: int) -> None:
        self._waiting.append(labels)

    def ask(self) -> str:
        """`sat` when there is such a set, `unsat` when there is none, else `unknown`."""
        parsed = self._parsed
        if self._solver is None:
            self._solver = z3.SimpleSolver(ctx=parsed.context)
            native.limit(self._solver, self._steps, **DEEP)
            # A label is on where it can be, so that models are nearly maximal.
            self._solver.set("phase_selection", _ALWAYS_TRUE)
            native.add(self._solver, parsed.under(self._always))
            native.add(self._solver, (parsed.switched[label] for label in self._soft))
        for labels in self._waiting:
            switches = [parsed.switches[self._soft[label]] for label in bits(labels)]
            native.add(self._solver, [z3.Or(switches) if switches else z3.BoolVal(False, parsed.context)])
        self._waiting.clear()
        return native.check(self._solver)

    def kept(self) -> list[str]:
        """The labels that hold in the model just found, or are on in it."""
        model = self._solver.model()
        parsed = self._parsed
        # Most labels hold; where there are quantifiers it cannot be seen who does.
        terms = [parsed.switches] if parsed.quantified else [parsed.formulas, parsed.switches]
        return [label for label in self._soft if any(native.true_in(model, each[label]) for each in terms)]
