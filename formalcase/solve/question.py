"""What is asked of the solver, and what comes back.

A question is text: it can be written to a file and asked of any SMT-LIB solver. It carries labelled
assertions and a list of checks, each over some of the labels. All checks of a question are run one
after the other in one fresh context, so the answer depends on the question and the budget alone: not
on what was asked before, nor on the number of jobs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from formalcase.logic.world import World


class Sat(StrEnum):
    """A solver's answer. UNKNOWN is a value of its own, never folded into yes or no."""

    SAT = "sat"
    UNSAT = "unsat"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """Are the definitions and the assertions under `labels` satisfiable together?

    `shrink`: when unsatisfiable, make the core minimal by deletion, trying to drop these labels in
    this order (put first what should rather not be in the core); labels that are not named stay.
    The minimal core is asked again alone. `world`: when satisfiable, read a world with few individuals.
    `after`: run only if the named earlier check came out like that; otherwise there is no outcome.
    """

    name: str
    labels: tuple[str, ...]
    shrink: tuple[str, ...] = ()
    world: bool = False
    after: tuple[str, Sat] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`core` (labels, in the order of the check) is there when unsatisfiable, and minimal in what was
    to be shrunk unless `core_minimal` is false (a deletion test was undecided). `world` is there when
    it was asked for and found. `reason` is there when unknown: `budget`, `memory`, `overrun` or
    `incomplete`. `work` is in solver steps."""

    sat: Sat
    core: tuple[str, ...] = ()
    core_minimal: bool = True
    world: World | None = None
    reason: str = ""
    work: int = 0


Answer = Mapping[str, Outcome]
"""The outcome of each check that was run, by its name."""
