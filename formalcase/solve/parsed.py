"""A question inside the solver: its formulas, parsed once in a fresh context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from formalcase.solve import native
from formalcase.solve.prepared import Prepared
from formalcase.solve.wire import Message

Enumeration = tuple[str, list[tuple[str, str]]]
"""The symbol of a sort or an enum, and the (name, symbol) of its members."""

Shape = tuple[str, list[str], str, str]
"""The symbol of a constant or function, the sorts of its arguments and of its result."""


class Parsed:
    """`formulas` are the assertions by label, and `switched` the same behind `switches`: a formula holds
    when its switch is on. `background` holds with all of them."""

    def __init__(self, request: Message) -> None:
        prepared = Prepared(request)
        self.sorts: list[Enumeration] = request["sorts"]
        self.enums: list[Enumeration] = request["enums"]
        self.symbols: list[Shape] = request["symbols"]
        self.context = z3.Context()
        parsed = native.parse(prepared.text, self.context)
        if len(parsed) != len(prepared):
            raise AssertionError(f"an assertion is missing after parsing:\n{prepared.text}")
        self.background = parsed[: len(prepared.background)]
        labelled = zip(prepared.assertions, parsed[len(prepared.background) :], strict=False)
        self.switched = {label: formula for (label, _), formula in labelled}
        self.switches = {label: native.part(formula, 0) for label, formula in self.switched.items()}
        self.keys = {label: native.key(switch) for label, switch in self.switches.items()}
        self.formulas = {label: native.part(formula, 1) for label, formula in self.switched.items()}
        self.quantified = prepared.quantified
        self.warm_steps = prepared.warm_steps
        self.enum_sorts = {
            symbol: probe.arg(0).sort()
            for (symbol, _), probe in zip(self.enums, parsed[len(parsed) - len(self.enums) :], strict=True)
        }
        self._meter = native.Meter(self.context)

    def under(self, labels: Iterable[str]) -> list[Any]:
        """All that is asserted when the labels are."""
        return [*self.background, *(self.formulas[label] for label in labels)]

    def work(self) -> int:
        """The solver steps taken in this context so far."""
        return self._meter.steps()
