"""In the worker: how small a number can be, by optimisation over exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import z3

from formalcase.solve.model import PLACES
from formalcase.solve.parsed import Parsed
from formalcase.solve.wire import Message


def least(parsed: Parsed, labels: Sequence[str], of: str, steps: int) -> Message | None:
    """The greatest lower bound of the number on the left of the comparison under the label `of`, when the
    assertions under `labels` hold; None when there is none, or none is found in so many steps."""
    optimiser = z3.Optimize(ctx=parsed.context)
    optimiser.set("rlimit", max(1, steps))
    optimiser.add(parsed.under(labels))
    goal = optimiser.minimize(parsed.formulas[of].arg(0))
    if optimiser.check() != z3.sat:
        return None
    infinite, value, above = optimiser.lower_values(goal)
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
