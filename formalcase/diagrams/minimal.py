"""The questions: minimal defeater sets and minimal support sets of a goal in a support graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypedDict, Unpack

from formalcase.case.support import Graph
from formalcase.diagrams import native
from formalcase.diagrams.circuit import Circuit, dual
from formalcase.diagrams.family import Family
from formalcase.diagrams.intake import COPIES, intake
from formalcase.diagrams.single import one_minimal
from formalcase.diagrams.solve import slices, solved

STEPS = 4_000_000
"""The usual budget: a step is one node of a result of an operator, about two microseconds and 150 bytes in
Python, a fifth of a microsecond and 50 bytes in C."""


class Places(TypedDict, total=False):
    """Leaves in `kept` are never lost. `order` gives the places of the leaves; those not in it come after
    them, in the order in which a walk from the goal meets them."""

    kept: Collection[str]
    order: Sequence[str] | None


class Options(Places, total=False):
    """`budget` is in steps, `STEPS` if it is not given; `OutOfSteps` is raised when it is spent first."""

    budget: int


def minimal_defeaters(graph: Graph, goal: str, **options: Unpack[Options]) -> Family:
    """The subset-minimal sets of leaves without which the goal is not supported.

    A goal that nothing supports has the empty set as its only one, a goal that no loss can touch has none.
    Raises `OutOfSteps` when the budget is spent first, `TooCircular` when the graph has too many circles.
    """
    return _family(dual, graph, goal, None, **options)


def minimal_supports(graph: Graph, goal: str, **options: Unpack[Options]) -> Family:
    """The subset-minimal sets of leaves that, with all that are kept, support the goal.

    A goal that these alone support has the empty set as its only one, a goal that nothing supports has
    none. Otherwise as `minimal_defeaters`.
    """
    return _family(_itself, graph, goal, None, **options)


def bounded_defeaters(graph: Graph, goal: str, size: int, **options: Unpack[Options]) -> Family:
    """The minimal defeater sets of at most `size` members, without building the others; else as above."""
    return _family(dual, graph, goal, size, **options)


def bounded_supports(graph: Graph, goal: str, size: int, **options: Unpack[Options]) -> Family:
    """The minimal support sets of at most `size` members, without building the others; else as above."""
    return _family(_itself, graph, goal, size, **options)


def any_minimal_defeater(graph: Graph, goal: str, **places: Unpack[Places]) -> tuple[str, ...] | None:
    """One minimal defeater set, not always a smallest one, in about linear time; None when there is none."""
    return _one(dual, graph, goal, **places)


def any_minimal_support(graph: Graph, goal: str, **places: Unpack[Places]) -> tuple[str, ...] | None:
    """One minimal support set, not always a smallest one, in about linear time; None when there is none."""
    return _one(_itself, graph, goal, **places)


def _itself(circuit: Circuit) -> Circuit:
    return circuit


def _family(
    wanted: Callable[[Circuit], Circuit],
    graph: Graph,
    goal: str,
    size: int | None,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
    budget: int = STEPS,
) -> Family:
    compiled = native.core()
    if compiled is not None:
        asked = native.Asked(graph, goal, kept, order, COPIES, turned=wanted is dual)
        family = Family(*compiled.graph(asked, budget, size, slices()), size)
    else:
        taken = intake(graph, [goal], kept, order)
        answer = solved(wanted(taken.circuit), budget, size)
        family = Family(answer.diagram, taken.leaves, answer.steps, size)
    # a module is bounded by its smallest set, so a combination may still be too large
    return family if size is None else family.up_to(size)


def _one(
    wanted: Callable[[Circuit], Circuit],
    graph: Graph,
    goal: str,
    *,
    kept: Collection[str] = (),
    order: Sequence[str] | None = None,
) -> tuple[str, ...] | None:
    compiled = native.core()
    if compiled is not None:
        try:
            return compiled.one(native.Asked(graph, goal, kept, order, COPIES, turned=wanted is dual))
        except MemoryError:
            pass  # this question has no budget that could be spent
    taken = intake(graph, [goal], kept, order)
    found = one_minimal(wanted(taken.circuit))
    return None if found is None else tuple([taken.leaves[leaf] for leaf in found])
