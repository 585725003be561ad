"""In the worker: decides sets of soft labels together with what is always asserted, thousands of times."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, TypeVar

from formalcase.solve.direct import Context, Options, Solver
from formalcase.solve.errors import out_of_memory
from formalcase.solve.labels import bits, selectors
from formalcase.solve.prepared import DEEP, Prepared
from formalcase.solve.wire import Message

if TYPE_CHECKING:
    from formalcase.solve.decision import Decision
    from formalcase.solve.ladder import Ladder

Answered = TypeVar("Answered")

# A label is on where it can be, so that what is satisfiable is found to be nearly maximal; and what matters
# in a formula is not kept apart from what does not, which takes longer than most checks.
_ALWAYS_TRUE = 1
_OPTIONS: Options = {**DEEP, "phase_selection": _ALWAYS_TRUE, "relevancy": 0}
# So many budgets may go into sets that stay undecided before the thorough ways of deciding are given up.
_PATIENCE = 5


class Asked:
    """The statements of a request, in a context of their own: what is `always` asserted, and the soft ones as
    `formulas` and `switched`, behind `switches`."""

    def __init__(self, request: Message) -> None:
        prepared = Prepared(request)
        self.quantified = prepared.quantified
        self.context = Context(prepared.text)
        formulas = self.context.formulas
        if len(formulas) != len(prepared):
            raise AssertionError(f"an assertion is missing after parsing:\n{prepared.text}")
        self._steps = prepared.warm_steps
        background = len(prepared.background)
        switched = {
            label: formula
            for (label, _), formula in zip(prepared.assertions, formulas[background:], strict=False)
        }
        always, soft = request["always"], request["soft"]
        self.always = [*formulas[:background], *(self.context.part(switched[label], 1) for label in always)]
        self.switched = [switched[label] for label in soft]
        self.switches = [self.context.part(each, 0) for each in self.switched]
        self.formulas = [self.context.part(each, 1) for each in self.switched]

    def solver(self) -> Solver:
        """One that knows nothing."""
        return Solver(self.context, self._steps, _OPTIONS)


class Oracle:
    """Sets of soft labels are the bits of an int, by position. `steps` of the request are for each check,
    `total` for all of them; what is always asserted is so in a warm solver for good, the rest is behind
    switches there. What that solver does not decide goes up the ladder, which is made when it is needed.

    `work` and `checks` count what was done, `reasons` tell why sets stayed undecided.
    """

    def __init__(self, request: Message) -> None:
        self.asked = Asked(request)
        self.soft: list[str] = request["soft"]
        self.all = (1 << len(self.soft)) - 1
        self.work = 0
        self.checks = 0
        self.reasons: set[str] = set()
        self._request = request
        self._total: int = request["total"]
        self._patience: int = _PATIENCE * request["steps"]
        self._ladder: Ladder | None = None
        self._bits = {switch: 1 << at for at, switch in enumerate(self.asked.switches)}
        self._position = {label: 1 << at for at, label in enumerate(self.soft)}
        # What was asked last, and the decision when it was not the warm solver's.
        self._last = 0
        self._decision: Decision | None = None
        self._witness: Solver | None = None
        self._renew()

    def _renew(self) -> None:
        self._solver = self._made()
        self._solver.add(self.asked.switched)

    def _made(self) -> Solver:
        """A solver of what is always asserted."""
        solver = self.asked.solver()
        solver.add(self.asked.always)
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
        self._last = labels
        sat = self._solver.check(array("Q", compress(self.asked.switches, selectors(labels))))
        if sat == "unknown":
            self._decision = self._thoroughly(labels)
            sat = self._decision.sat
        self.note_work()
        return sat

    def _thoroughly(self, labels: int) -> Decision:
        from formalcase.solve.decision import Decision

        decision = Decision("unknown", reason=self._solver.reason())
        # A solver that was cut off is not asked again.
        self._renew()
        if self._patience > 0:
            before = self._work_elsewhere()
            decision = self._on_the_ladder(lambda ladder: ladder.decide(self._asserted(labels)))
            if decision.sat == "unknown":
                self._patience -= self._work_elsewhere() - before
        if decision.sat == "unknown":
            self.reasons.add(decision.reason)
        return decision

    def _on_the_ladder(self, ask: Callable[[Ladder], Answered]) -> Answered:
        from z3 import Z3Exception

        from formalcase.solve.ladder import Ladder

        try:
            if self._ladder is None:
                self._ladder = Ladder(self._request)
            return ask(self._ladder)
        except Z3Exception as failure:
            if out_of_memory(failure):
                raise MemoryError from failure
            raise

    def _work_elsewhere(self) -> int:
        return 0 if self._ladder is None else self._ladder.work()

    def core(self) -> int:
        """What of the set the `unsat` just given needs."""
        if self._decision is None:
            return sum(map(self._bits.__getitem__, self._solver.core()))
        return sum(self._position[label] for label in self._decision.core if label in self._position)

    def also_on(self) -> int:
        """Labels that seem to hold, too, with those of the `sat` just given: the solver switches on what it
        can. To be asked about."""
        return 0 if self._decision is not None else self.on(self._solver)

    def on(self, solver: Solver) -> int:
        """The labels that a solver of this context has switched on for the `sat` just given."""
        get = self._bits.get
        return sum([get(literal, 0) for literal in solver.assigned()])

    def again(self, sets: Sequence[int]) -> str:
        """`unsat` when each of these sets is contradictory to a solver that knows none of the others, nor
        any switch; `sat` when some are satisfiable."""
        if self._witness is None:
            self._witness = self._made()
        formulas = self.asked.formulas
        self._witness.push()
        self._witness.add(
            [self.asked.context.some_set_of([list(compress(formulas, selectors(each))) for each in sets])]
        )
        sat = self._witness.check()
        self._witness.pop()
        if sat == "unknown":
            self._witness = None
            if len(sets) == 1:
                sat = self._on_the_ladder(lambda ladder: ladder.again(self._asserted(sets[0])))
        self.note_work()
        return sat

    def note_work(self) -> None:
        """A check has been made, here or by another solver of this context."""
        self.checks += 1
        self.work = self.asked.context.steps() + self._work_elsewhere()

    def _asserted(self, labels: int) -> list[str]:
        return [*self._request["always"], *(self.soft[label] for label in bits(labels))]
