"""One measurement of the diagrams, in a process of its own; tells what it took as JSON.

    python engine.py count TREE          from the support graph to the count and the sizes
    python engine.py list TREE MOST      the same, then so many sets: as they come, and small ones first
    python engine.py grow SHAPE NODES    a layered graph: one set, then all, or those of bounded size
    python engine.py wide LEGS           legs of two leaves: their number, the smallest sets, the importance

Times are in seconds, without starting Python, loading the core and reading the graph: those of `count` by the
clock, as the peer's are, the others by what this process alone has spent of the processor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from aralia import trees
from layered import TOP, layered
from written import leaves

from formalcase.case.support import Gate, Graph
from formalcase.diagrams import (
    Family,
    OutOfSteps,
    any_minimal_defeater,
    bounded_defeaters,
    minimal_defeaters,
)
from formalcase.diagrams.native import core
from formalcase.logic.number_text import rounded

_BOUNDS = (3, 2, 1)
Answer = TypeVar("Answer")
Clock = Callable[[], float]


def timed(question: Callable[[], Answer], clock: Clock = time.process_time) -> tuple[float, Answer]:
    start = clock()
    answer = question()
    return clock() - start, answer


def counted(tree: str) -> dict[str, object]:
    known = trees()[tree]
    graph, top = known.support, known.top
    seconds, family = timed(lambda: _with_sizes(minimal_defeaters(graph, top)), time.perf_counter)
    return {"seconds": seconds, **_told(family)}


def listed(tree: str, most: int) -> dict[str, object]:
    known = trees()[tree]
    graph, top = known.support, known.top
    seconds, family = timed(lambda: _with_sizes(minimal_defeaters(graph, top)))
    smallest, _ = timed(lambda: family.smallest(100))
    ordered, in_order = timed(lambda: _gone_through(islice(family.in_order(), most)))
    plain, any_order = timed(lambda: _gone_through(islice(family, most)))
    return {
        "seconds": seconds,
        "smallest": smallest,
        "plain": any_order / plain,
        "ordered": in_order / ordered,
        "listed": any_order,
        **_told(family),
    }


def grown(shape: str, nodes: int) -> dict[str, object]:
    graph = layered(shape, nodes)
    first, found = timed(lambda: any_minimal_defeater(graph, TOP))
    assert found is not None
    seconds, (family, tried) = timed(lambda: _as_much_as_can_be(graph))
    size: dict[str, object] = {
        "nodes": len(graph) + len(leaves(graph)),
        "first": first,
        "seconds": seconds,
        "tried": tried,
    }
    return size if family is None else {**size, **_told(family)}


def wide(number: int) -> dict[str, object]:
    graph = {TOP: Gate(1, tuple(f"leg{leg}" for leg in range(number)))}
    graph |= {f"leg{leg}": Gate(2, (f"a{leg}", f"b{leg}")) for leg in range(number)}
    seconds, family = timed(lambda: _with_sizes(minimal_defeaters(graph, TOP)))
    first, _ = timed(lambda: family.smallest(1))
    smallest, _ = timed(lambda: family.smallest(100))
    leaves, _ = timed(family.importance)
    return {
        "seconds": seconds,
        "first": first,
        "smallest": smallest,
        "importance": leaves,
        "count": rounded(family.count),
    }


def _as_much_as_can_be(graph: Graph) -> tuple[Family | None, float]:
    """All sets, or those of at most 3, 2 or 1 members, each within the usual budget; and the seconds
    spent on what was given up."""
    start = time.process_time()
    try:
        return _with_sizes(minimal_defeaters(graph, TOP)), 0
    except OutOfSteps:
        pass
    for size in _BOUNDS:
        tried = time.process_time() - start
        try:
            return _with_sizes(bounded_defeaters(graph, TOP, size)), tried
        except OutOfSteps:
            continue
    return None, time.process_time() - start


def _with_sizes(family: Family) -> Family:
    family.by_size()
    return family


def _told(family: Family) -> dict[str, object]:
    return {
        "count": family.count,
        "sizes": {str(size): count for size, count in family.by_size().items()},
        "within": family.within,
        "steps": family.steps,
        "diagram": family.nodes,
    }


def _gone_through(sets: Iterable[object]) -> int:
    return sum(1 for _ in sets)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = words.add_subparsers(dest="kind", required=True)
    for kind, wanted in (("count", "tree"), ("list", "tree"), ("grow", "shape")):
        kinds.add_parser(kind).add_argument(wanted)
    kinds.add_parser("wide").add_argument("legs", type=int)
    kinds.choices["list"].add_argument("most", type=int)
    kinds.choices["grow"].add_argument("nodes", type=int)
    chosen = words.parse_args()
    core()  # loading the compiled core is starting up
    if chosen.kind == "count":
        answer = counted(chosen.tree)
    elif chosen.kind == "list":
        answer = listed(chosen.tree, chosen.most)
    elif chosen.kind == "wide":
        answer = wide(chosen.legs)
    else:
        answer = grown(chosen.shape, chosen.nodes)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
