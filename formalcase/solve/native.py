"""Calls straight into the solver's library.

The layer for Python checks and converts each argument again, which takes longer than a small question.
What is passed here comes out of a parsed question, so there is nothing to convert.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import z3

from formalcase.solve.errors import why

# Megabytes that one solver may take; well below the address space of the worker.
_SOLVER_MEMORY = 2048

_ANSWERS = {1: "sat", -1: "unsat", 0: "unknown"}


def limit(solver: Any, steps: int, **options: object) -> None:
    """Sets what a solver may use up in one check."""
    solver.set(rlimit=max(1, steps), max_memory=_SOLVER_MEMORY, **options)


def add(solver: Any, formulas: Iterable[Any]) -> None:
    """Asserts formulas of the solver's own context."""
    context = solver.ctx.ref()
    for formula in formulas:
        z3.Z3_solver_assert(context, solver.solver, formula.ast)


def check(solver: Any, switches: Sequence[Any] = ()) -> str:
    """`sat`, `unsat` or `unknown`, when all switches are on."""
    assumptions = (z3.Ast * len(switches))(*(switch.ast for switch in switches))
    answer = z3.Z3_solver_check_assumptions(solver.ctx.ref(), solver.solver, len(switches), assumptions)
    return _ANSWERS[answer]


def key(formula: Any) -> int:
    """What tells a formula from the others of its context, as long as it is held."""
    address: int = formula.ast.value
    return address


def core(solver: Any, switches: int) -> set[int] | None:
    """The keys of the switches that an `unsat` needs; None when it needs all, which are so many."""
    context = solver.ctx.ref()
    vector = z3.Z3_solver_get_unsat_core(context, solver.solver)
    z3.Z3_ast_vector_inc_ref(context, vector)
    size = z3.Z3_ast_vector_size(context, vector)
    get = z3.Z3_ast_vector_get
    keys = None if size == switches else {get(context, vector, at).value for at in range(size)}
    z3.Z3_ast_vector_dec_ref(context, vector)
    return keys


def reason(solver: Any) -> str:
    """Why a solver gave up: `budget`, `memory` or `incomplete`."""
    return why(solver.reason_unknown())


def parse(text: str, context: Any) -> list[Any]:
    """The formulas asserted in an SMT-LIB text, as formulas of the context."""
    reference = context.ref()
    vector = z3.Z3_parse_smtlib2_string(reference, text, 0, None, None, 0, None, None)
    z3.Z3_ast_vector_inc_ref(reference, vector)
    get = z3.Z3_ast_vector_get
    size = z3.Z3_ast_vector_size(reference, vector)
    found = [z3.BoolRef(get(reference, vector, at), context) for at in range(size)]
    z3.Z3_ast_vector_dec_ref(reference, vector)
    return found


def part(formula: Any, at: int) -> Any:
    """A part of a formula that is a formula itself."""
    return z3.BoolRef(z3.Z3_get_app_arg(formula.ctx.ref(), formula.ast, at), formula.ctx)


class Meter:
    """Tells the steps taken so far by all solvers of a context together."""

    def __init__(self, context: Any) -> None:
        # It is never asked, so that its statistics are short.
        self._solver: Any = z3.SimpleSolver(ctx=context)

    def steps(self) -> int:
        context = self._solver.ctx.ref()
        counts = z3.Z3_solver_get_statistics(context, self._solver.solver)
        z3.Z3_stats_inc_ref(context, counts)
        at = 0
        while z3.Z3_stats_get_key(context, counts, at) != "rlimit count":
            at += 1
        steps: int = z3.Z3_stats_get_uint_value(context, counts, at)
        z3.Z3_stats_dec_ref(context, counts)
        return steps
