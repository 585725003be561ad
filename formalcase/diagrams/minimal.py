"""The questions: minimal defeater sets and minimal support sets of a goal in a support graph."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from formalcase.case.support import Graph
from formalcase.diagrams.circuit import dual
from formalcase.diagrams.family import Family
from formalcase.diagrams.intake import Intake, intake
from formalcase.diagrams.single import one_minimal
from formalcase.diagrams.solve import Solved, solved

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

    Leaves in `kept` are never lost. `order` gives the places of the leaves; those not in it come after them,
    in the order in which a walk from the goal meets them. A goal that nothing supports has the empty set as
    its only one, a goal that no loss can touch has none.
    Raises `OutOfSteps` when the budget is spent first, `TooCircular` when the graph has too many circles.
    """
    taken = intake(graph, [goal], kept, order)
    return _family(taken, solved(dual(taken.circuit), budget))


def minimal_supports(
    graph: Graph,
    goal: str,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
    budget: int = STEPS,
) -> Family:
    """The subset-minimal sets of leaves that, with all of `kept`, support the goal.

    A goal that `kept` alone supports has the empty set as its only one, a goal that nothing supports has
    none. Otherwise as `minimal_defeaters`.
    """
    taken = intake(graph, [goal], kept, order)
    return _family(taken, solved(taken.circuit, budget))


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
    taken = intake(graph, [goal], kept, order)
    return _family(taken, solved(dual(taken.circuit), budget, size), size)


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
    taken = intake(graph, [goal], kept, order)
    return _family(taken, solved(taken.circuit, budget, size), size)


def any_minimal_defeater(
    graph: Graph, goal: str, *, kept: Collection[str] = (), order: Sequence[str] | None = None
) -> tuple[str, ...] | None:
    """One minimal defeater set, not always a smallest one, in about linear time; None when there is none."""
    taken = intake(graph, [goal], kept, order)
    return _named(taken, one_minimal(dual(taken.circuit)))


def any_minimal_support(
    graph: Graph, goal: str, *, kept: Collection[str] = (), order: Sequence[str] | None = None
) -> tuple[str, ...] | None:
    """One minimal support set, not always a smallest one, in about linear time; None when there is none."""
    taken = intake(graph, [goal], kept, order)
    return _named(taken, one_minimal(taken.circuit))


def _named(taken: Intake, found: list[int] | None) -> tuple[str, ...] | None:
    return None if found is None else tuple([taken.leaves[leaf] for leaf in found])


def _family(taken: Intake, answer: Solved, size: int | None = None) -> Family:
    family = Family(answer.diagram, taken.leaves, answer.steps, size)
    # a module is bounded by its smallest set, so a combination may still be too large
    return family if size is None else family.up_to(size)
