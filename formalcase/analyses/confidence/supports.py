"""When a claim or a step is supported by leaves that can be true together, as a circuit over leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from formalcase.analyses.consistency import Theory, plain_name
from formalcase.case.support import Gate, Graph, all_of, any_of, rests_on, supported
from formalcase.diagrams import Family, OutOfSteps, minimal_supports
from formalcase.diagrams.circuit import Circuit
from formalcase.diagrams.intake import intake
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass

_STEPS = 200_000
_MOST_SETS = 200
_NEVER = Gate(1, ())


@dataclass(frozen=True, slots=True)
class Shape:
    """An event: leaf number i of the circuit is `leaves[i]`, by id."""

    circuit: Circuit
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Supports:
    """The event "some consistent support set is all true" lies between two, which are the same where all that
    had to be known about consistency is known."""

    surely: Shape
    perhaps: Shape

    @property
    def leaves(self) -> dict[str, None]:
        return dict.fromkeys([*self.surely.leaves, *self.perhaps.leaves])


def without(graph: Graph, removed: Collection[str]) -> Graph:
    """The graph in which what is removed supports nothing."""
    return {**graph, **dict.fromkeys(removed, _NEVER)}


def supports_of(graph: Graph, goal: str, theory: Theory, together: Collection[str]) -> Supports:
    """The event for one node. `together` are leaves that are known to be consistent with each other and the
    closings and ranges of their words. Raises `TooCircular` when the graph has too many circles."""
    below = rests_on(graph, [goal], supported(graph))
    nodes = {plain_name(node): node for node in below if node not in graph}
    order = [nodes[name] for name in theory.leaves if name in nodes]
    try:
        family = minimal_supports(graph, goal, order=order, budget=_STEPS)
    except OutOfSteps:
        family = None
    used = order if family is None else [node for node in order if node in family.used()]
    everything = _shape(without(graph, set(order) - set(used)), goal, used)
    names = [plain_name(node) for node in used]
    if set(names) <= set(together) or theory.consistent(names).sat is Sat.SAT:
        return Supports(everything, everything)
    return _consistent_ones(everything, family, used, theory)


def _shape(graph: Graph, goal: str, order: Sequence[str]) -> Shape:
    taken = intake(graph, [goal], (), order)
    return Shape(taken.circuit, tuple(plain_name(node) for node in taken.leaves))


def _consistent_ones(
    everything: Shape, family: Family | None, used: Sequence[str], theory: Theory
) -> Supports:
    """Only the support sets that can be true, with the closings and ranges of their words."""
    sets = [] if family is None else family.smallest(_MOST_SETS)
    found: Mapping[tuple[str, ...], Sat] = {
        each: theory.consistent([plain_name(node) for node in each]).sat for each in sets
    }
    surely = _any([each for each, sat in found.items() if sat is Sat.SAT], used)
    if family is None or family.count > len(sets):
        return Supports(surely, everything)
    perhaps = [each for each, sat in found.items() if sat is not Sat.UNSAT]
    return Supports(surely, surely if Sat.UNKNOWN not in found.values() else _any(perhaps, used))


def _any(sets: Sequence[tuple[str, ...]], used: Sequence[str]) -> Shape:
    graph = {f"\0{place}": all_of(each) for place, each in enumerate(sets)}
    goal = any_of(list(graph))
    return _shape({**graph, "\0goal": goal}, "\0goal", used)
