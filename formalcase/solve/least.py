"""In the worker: how small a number can be, by optimisation over exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.ladder import Ladder
from formalcase.solve.model import PLACES
from formalcase.solve.wire import Message

# Where a bound is found at all it is found soon.
_STEPS = 100_000


def least(ladder: Ladder, labels: Sequence[str], of: str) -> Message:
    """The outcome with the greatest lower bound of the number on the left of the comparison under the
    label `of`, when the assertions under `labels` hold; without it when there is none."""
    parsed = ladder.parsed
    optimiser = z3.Optimize(ctx=parsed.context)
    optimiser.set("rlimit", min(ladder.steps, _STEPS))
    optimiser.add(parsed.under(labels))
    goal = optimiser.minimize(parsed.formulas[of].arg(0))
    sat = optimiser.check()
    if sat == z3.unsat:
        return {"sat": "unsat", "core": labels}
    if sat == z3.unknown:
        return {"sat": "unknown", "reason": native.reason(optimiser)}
    return {"sat": "sat", "least": _value(*optimiser.lower_values(goal))}


def _value(infinite: Any, value: Any, above: Any) -> Message | None:
    """What the solver found, which is `infinite * oo + value + above * epsilon`."""
    if not _is_zero(infinite):
        return None
    reached = _is_zero(above)
    if z3.is_algebraic_value(value):
        return {"value": str(value.approx(PLACES).as_string()), "reached": reached, "exact": False}
    if not (z3.is_int_value(value) or z3.is_rational_value(value)):
        return None
    return {"value": str(value.as_string()), "reached": reached, "exact": True}


def _is_zero(value: Any) -> bool:
    return bool(z3.is_int_value(value) or z3.is_rational_value(value)) and str(value.as_string()) == "0"
