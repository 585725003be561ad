"""In the worker: a question as a text for the solver, with a switch for each assertion."""

from __future__ import annotations

from collections.abc import Mapping

from formalcase.solve.wire import Message

# What a warm solver may take, in steps: so much, and so much more for each character of the question.
# With quantifiers it is the first of many ways; without, there are few others.
_WARM_QUANTIFIED = (20_000, 2)
_WARM_FREE = (50_000, 10)

# Rules that feed each other in a long chain are applied to its end; by default it is twenty rules deep.
DEEP: Mapping[str, int | float | bool] = {"qi.lazy_threshold": 1000.0}


class Prepared:
    """`text` asserts the background, then each assertion behind its switch (an implication), then as many
    `probes` as there are enums, which no solver is asked about: the way to their sorts."""

    def __init__(self, request: Message) -> None:
        self.background: list[str] = request["background"]
        self.assertions: list[tuple[str, str]] = request["assertions"]
        self.probes = [f"(= {members[0][1]} {members[0][1]})" for _, members in request["enums"]]
        switches = [f"on.{at}" for at in range(len(self.assertions))]
        switched = [
            f"(=> {switch} {formula})" for switch, (_, formula) in zip(switches, self.assertions, strict=True)
        ]
        self.text = "".join(
            (
                request["declarations"],
                *(f"(declare-fun {switch} () Bool)\n" for switch in switches),
                *(f"(assert {formula})\n" for formula in (*self.background, *switched, *self.probes)),
            )
        )
        self.quantified = "(forall " in self.text or "(exists " in self.text
        least, more = _WARM_QUANTIFIED if self.quantified else _WARM_FREE
        self.warm_steps: int = min(request["steps"], least + more * len(self.text))
        """What a warm solver may take for one check."""

    def __len__(self) -> int:
        """How many assertions the text has."""
        return len(self.background) + len(self.assertions) + len(self.probes)
