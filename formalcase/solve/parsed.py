"""A question inside the solver: its formulas, parsed once in a fresh context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from formalcase.solve.wire import Message

Enumeration = tuple[str, list[tuple[str, str]]]
"""The symbol of a sort or an enum, and the (name, symbol) of its members."""

Shape = tuple[str, list[str], str]
"""The symbol of a constant or function, the sorts of its arguments and of its result."""

# Megabytes that one solver may take; well below the address space of the worker.
_SOLVER_MEMORY = 2048


class Parsed:
    """`formulas` are the assertions by label; `background` holds with all of them."""

    def __init__(self, request: Message) -> None:
        background: list[str] = request["background"]
        assertions: list[tuple[str, str]] = request["assertions"]
        texts = [*background, *(formula for _, formula in assertions)]
        self.sorts: list[Enumeration] = request["sorts"]
        self.enums: list[Enumeration] = request["enums"]
        self.symbols: list[Shape] = request["symbols"]
        # One more assertion for each enum, which is never asserted: the way to its sort.
        probes = [f"(= {members[0][1]} {members[0][1]})" for _, members in self.enums]
        asserted = (f"(assert {formula})\n" for formula in (*texts, *probes))
        text = request["declarations"] + "".join(asserted)
        self.context = z3.Context()
        parsed = z3.parse_smt2_string(text, ctx=self.context)
        if len(parsed) != len(texts) + len(probes):
            raise AssertionError(f"{len(texts) + len(probes)} assertions were read as {len(parsed)}")
        self.background = [parsed[at] for at in range(len(background))]
        self.formulas = {label: parsed[len(background) + at] for at, (label, _) in enumerate(assertions)}
        self.quantified = "(forall " in text or "(exists " in text
        self.enum_sorts = {
            symbol: parsed[len(texts) + at].arg(0).sort() for at, (symbol, _) in enumerate(self.enums)
        }
        self._meter = z3.SimpleSolver(ctx=self.context)

    def under(self, labels: Iterable[str]) -> list[Any]:
        """All that is asserted when the labels are."""
        return [*self.background, *(self.formulas[label] for label in labels)]

    def work(self) -> int:
        """The solver steps taken in this context so far."""
        return int(self._meter.statistics().get_key_value("rlimit count"))


def limit(solver: Any, steps: int, **options: object) -> None:
    """Sets what a solver may use up in one check."""
    solver.set(rlimit=max(1, steps), max_memory=_SOLVER_MEMORY, **options)


def reason(solver: Any) -> str:
    """Why a solver gave up: `budget`, `memory` or `incomplete`."""
    text: str = solver.reason_unknown()
    if "memory" in text:
        return "memory"
    return "budget" if "cancel" in text or "resource" in text or "limit" in text else "incomplete"
