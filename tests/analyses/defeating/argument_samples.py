"""Arguments to be read: from random support graphs and from text; and the answers by definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from random import Random

from asking import ground_of
from randomgraphs import GOAL, random_graph

from formalcase.analyses.defeating.argued import Argued, argued
from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import Leaf
from formalcase.case.support import Gate, Graph, all_of, any_of, rests_on, supported
from formalcase.logic.term import TRUE
from formalcase.solve.session import Session

Sets = list[tuple[str, ...]]


def argument_of(graph: Graph, claim: str, order: Collection[str] = ()) -> Argued:
    """The argument for a node of a graph; leaves in the given order, those of no order as they come."""
    below = rests_on(graph, [claim], supported(graph) | {claim})
    nodes = {name.split("\0")[0]: name for name in sorted(below) if name not in graph}
    first = [name for name in order if name in nodes]
    leaves = {nodes[name]: Leaf(name, "evidence", "", TRUE) for name in dict.fromkeys([*first, *nodes])}
    return Argued(claim, graph, leaves, frozenset(), (), ())


def random_argument(seed: int) -> Argued:
    """In a third of them some leaves are under doubts that answers keep refuted; always in a random order."""
    made, leaves = random_graph(seed)
    random = Random(seed)
    graph: dict[str, Gate] = dict(made)
    if seed % 3 == 0:
        for leaf in random.sample(leaves, 2):
            answer = f"answer\0{leaf}"
            graph[f"S{leaf}"] = all_of(random.sample(leaves, random.randint(0, 2)))
            graph[answer] = any_of([f"S{leaf}", random.choice(leaves)])
            graph[leaf] = all_of([f"{leaf}\0own", answer])
    return argument_of(graph, GOAL, random.sample(leaves, len(leaves)))


def table(argued: Argued) -> list[bool]:
    """Whether the claim has support, for each set of leaves that are lost; leaf number n is bit n."""
    nodes = list(argued.leaves)
    return [
        argued.claim
        in supported(argued.graph, {node for place, node in enumerate(nodes) if lost >> place & 1})
        for lost in range(1 << len(nodes))
    ]


def by_definition(argued: Argued) -> tuple[Sets, Sets]:
    """All minimal defeater sets and all minimal support sets, in order."""
    ids = [leaf.id for leaf in argued.leaves.values()]
    holds, every = table(argued), (1 << len(ids)) - 1
    if not holds[0]:
        return [], []
    bits = [1 << place for place in range(len(ids))]
    smaller = [[mask - bit for bit in bits if mask & bit] for mask in range(every + 1)]
    defeaters = [
        mask for mask, rest in enumerate(smaller) if not holds[mask] and all(holds[each] for each in rest)
    ]
    supports = [
        mask
        for mask, rest in enumerate(smaller)
        if holds[every - mask] and not any(holds[every - each] for each in rest)
    ]
    return _named(defeaters, ids), _named(supports, ids)


def _named(masks: Collection[int], ids: list[str]) -> Sets:
    places = [[place for place in range(len(ids)) if mask >> place & 1] for mask in masks]
    places.sort(key=lambda each: (len(each), each))
    return [tuple(ids[place] for place in each) for each in places]


def read(text: str, asking: Session, claim: str | None = None) -> tuple[Groundwork, Argued]:
    ground = ground_of(text, asking)
    name = claim or ground.case.top
    assert name is not None
    return ground, argued(ground, name)


def sizes(sets: Sets) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for each in sets:
        found[len(each)] = found.get(len(each), 0) + 1
    return dict(sorted(found.items()))
