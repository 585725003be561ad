"""What one attempt at a check came to, and the kinds of solver that attempts are made with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

import z3

from formalcase.frozen import dataclass
from formalcase.solve import native
from formalcase.solve.parsed import Parsed
from formalcase.solve.prepared import DEEP


@dataclass(frozen=True, slots=True)
class Decision:
    """`parsed` and `solver` have the model when the answer is `sat`, until the solver is asked again;
    `switches` must be on for it. `individuals` name everything there is when that model is one of a
    finite universe. `core` is there when the answer is `unsat`; `alone` says that a fresh solver was
    asked about just its labels. `work` is what this attempt took, where that was measured."""

    sat: str
    reason: str = ""
    parsed: Parsed | None = None
    solver: Any = None
    switches: Sequence[Any] = ()
    individuals: Mapping[str, Sequence[Any]] | None = None
    core: tuple[str, ...] = ()
    alone: bool = False
    work: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of solver, and its share of the budget in per cent. `proves_only`: when it says `sat`, that
    is not believed, as it works on a formula that has been changed."""

    share: int
    make: Callable[..., Any]
    options: Mapping[str, object] = field(default_factory=dict)
    proves_only: bool = False


PLAIN = Way(100, z3.Solver)
SIMPLE = Way(100, z3.SimpleSolver, DEEP)


def attempt(parsed: Parsed, formulas: Sequence[Any], labels: Sequence[str], way: Way, steps: int) -> Decision:
    """Asks a fresh solver whether the formulas, which stand for just these labels, can hold together."""
    solver = way.make(ctx=parsed.context)
    native.limit(solver, steps, **way.options)
    native.add(solver, formulas)
    sat = native.check(solver)
    if sat == "unsat":
        return Decision(sat, core=tuple(labels), alone=True)
    if sat == "sat" and not way.proves_only:
        return Decision(sat, parsed=parsed, solver=solver)
    return Decision("unknown", reason="incomplete" if sat == "sat" else native.reason(solver))
