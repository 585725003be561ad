"""Plainer numbers: of all worlds, one whose constants are small integers where they can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.decision import Decision
from formalcase.solve.parsed import Parsed

# Beyond this many constants nobody reads them all.
_MOST_CONSTANTS = 40
_STEPS = 20_000
_ROUNDS = 6
_LARGEST = 10


def plain_model(parsed: Parsed, decision: Decision, steps: int) -> Any:
    """A model for a `sat`: the one that was found, unless its solver soon finds a plainer one."""
    found = decision.solver.model()
    wishes = _wishes(parsed, decision.solver)
    native.limit(decision.solver, min(_STEPS, steps))
    for _ in range(_ROUNDS):
        if not wishes:
            break
        sat = native.check(decision.solver, [*decision.switches, *wishes])
        if sat == "sat":
            return decision.solver.model()
        refused = {switch.get_id() for switch in decision.solver.unsat_core()} if sat == "unsat" else set()
        left = [wish for wish in wishes if wish.get_id() not in refused]
        if len(left) == len(wishes):
            break
        wishes = left
    return found


def _wishes(parsed: Parsed, solver: Any) -> list[Any]:
    """For each numeric constant two switches: in its unit, it is an integer, and small and not negative."""
    wishes = []
    for name, sort, scale in _constants(parsed):
        constant = z3.Const(name, sort)
        if scale != "1":
            constant = constant / z3.RealVal(scale, parsed.context)
        kinds = [z3.And(constant >= 0, constant <= _LARGEST)]
        if sort.kind() == z3.Z3_REAL_SORT:
            kinds.append(z3.IsInt(constant))
        for at, kind in enumerate(kinds):
            wish = z3.Bool(f"wish.{at}.{name}", parsed.context)
            native.add(solver, [z3.Implies(wish, kind)])
            wishes.append(wish)
    return wishes


def _constants(parsed: Parsed) -> Sequence[tuple[str, Any, str]]:
    sorts = {"Int": z3.IntSort(parsed.context), "Real": z3.RealSort(parsed.context)}
    numeric = [
        (name, sorts[result], scale)
        for name, parameters, result, scale in parsed.symbols
        if not parameters and result in sorts
    ]
    return numeric if len(numeric) <= _MOST_CONSTANTS else ()
