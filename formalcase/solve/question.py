"""What comes back from the solver.

A question (see `encode.question`) is text: it can be written to a file and asked of any SMT-LIB
solver. All checks of a question are run one after the other in one fresh context, so the answer
depends on the question and the budget alone: not on what was asked before, nor on the number of jobs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from formalcase.encode.question import Check, Question, Sat
from formalcase.frozen import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

    from formalcase.logic.world import World

__all__ = ["Answer", "Budget", "Check", "Least", "Outcome", "Question", "Sat"]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work deciding a check may take, in solver steps; `--budget` gives it in thousands. Making
    its core minimal and its world small comes on top, in proportion. The same budget always gives the
    same answer."""

    steps: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Least:
    """The greatest lower bound of the values that a number has. `reached`: it is one of the values.
    `exact`: it is `value`; otherwise it is no rational number, and `value` is near it."""

    value: Fraction
    reached: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """`core` (labels, in the order of the check) is there when unsatisfiable, and minimal in what was
    to be shrunk unless `core_minimal` is false (a deletion test was undecided). `world` is there when
    it was asked for and found. `reason` is there when unknown: `budget`, `memory`, `overrun`, `crash`
    or `incomplete`. `work` is in solver steps. `least` is there when it was asked for and found: without
    it there may be none."""

    sat: Sat
    core: tuple[str, ...] = ()
    core_minimal: bool = True
    world: World | None = None
    reason: str = ""
    work: int = 0
    least: Least | None = None


Answer = Mapping[str, Outcome]
"""The outcome of each check that was run, by its name."""
