"""The questions: minimal defeater sets and minimal support sets of a goal in a support graph."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from formalcase.case.support import Graph
from formalcase.diagrams.circuit import dual
from formalcase.diagrams.family import Family
from formalcase.diagrams.intake import intake
from formalcase.diagrams.solve import solved

STEPS = 2_000_000
"""The usual budget: a step is one node of a result of an operator, about a microsecond and 200 bytes."""


def minimal_defeaters(
    graph: Graph,
    goal: str,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
    budget: int = STEPS,
) -> Family:
    """The subset-minimal sets of leaves without which the goal is not supported.

    Leaves in `kept` are never lost. `order` gives the places of the leaves; those not in it, or all without it,
    come in the order in which a walk from the goal meets them. A goal that nothing supports has the empty set
    as its only one, a goal that no loss can touch has none.
    Raises `OutOfSteps` when the budget is spent first, `TooCircular` when the circles of the graph are too many.
    """
    taken = intake(graph, goal, kept, order)
    return Family(solved(dual(taken.circuit), budget), taken.leaves)


def minimal_supports(
    graph: Graph,
    goal: str,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
    budget: int = STEPS,
) -> Family:
    """The subset-minimal sets of leaves that, with all of `kept`, support the goal.

    A goal that `kept` supports alone has the empty set as its only one, a goal that nothing supports has none.
    Otherwise as `minimal_defeaters`.
    """
    taken = intake(graph, goal, kept, order)
    return Family(solved(taken.circuit, budget), taken.leaves)


def bounded_defeaters(
    graph: Graph,
    goal: str,
    size: int,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
    budget: int = STEPS,
) -> Family:
    """The minimal defeater sets of at most `size` members, without building the others; else as above."""
    taken = intake(graph, goal, kept, order)
    return _bounded(Family(solved(dual(taken.circuit), budget, size), taken.leaves, size), size)


def bounded_supports(
    graph: Graph,
    goal: str,
    size: int,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
    budget: int = STEPS,
) -> Family:
    """The minimal support sets of at most `size` members, without building the others; else as above."""
    taken = intake(graph, goal, kept, order)
    return _bounded(Family(solved(taken.circuit, budget, size), taken.leaves, size), size)


def _bounded(family: Family, size: int) -> Family:
    """Modules are bounded by their smallest sets, so larger ones may be left in their combinations."""
    return family.up_to(size)
