"""The compiled engine does what the one in Python does, step by step; where it cannot, it says so."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from types import FrameType
from typing import TypeVar

import pytest
from faulttrees import fault_tree, known
from randomgraphs import GOAL, random_graph

from formalcase import compiled
from formalcase.case.support import Gate, Graph
from formalcase.diagrams import (
    Family,
    OutOfSteps,
    TooCircular,
    any_minimal_defeater,
    any_minimal_support,
    bounded_defeaters,
    bounded_supports,
    measures,
    minimal_defeaters,
    minimal_supports,
    native,
    simplify,
    solve,
)
from formalcase.diagrams.circuit import Circuit, dual
from formalcase.diagrams.diagram import Diagram
from formalcase.diagrams.intake import intake

CORE = native.core()
ENDLESS = 1 << 70

pytestmark = pytest.mark.skipif(CORE is None, reason="there is no native core here")

Told = tuple[object, ...]
Answer = TypeVar("Answer")


@contextmanager
def engine_is(core: native.Core | None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "core", lambda: core)
        yield


def in_full(diagram: Diagram) -> Told:
    lists = (diagram.variable, diagram.low, diagram.high, diagram.roots, diagram.starts)
    return diagram.leaves, diagram.root, *map(tuple, lists)


def told(ask: Callable[[], Family]) -> Told:
    """All that could differ: the diagram, the leaves, the steps, the sizes; or what was refused where."""
    try:
        family = ask()
    except OutOfSteps as stopped:
        return "out of steps", stopped.steps
    except TooCircular as refused:
        return "too circular", refused.copies
    return family.steps, family.leaves, in_full(family._diagram), tuple(family.by_size().items())


def same(ask: Callable[[], Family]) -> Told:
    return equal(lambda: told(ask))


def equal(ask: Callable[[], Answer]) -> Answer:
    """What both engines answer."""
    with engine_is(None):
        expected = ask()
    with engine_is(CORE):
        assert ask() == expected
    return expected


def agree(seeds: Sequence[int]) -> None:
    stopped = 0
    for seed in seeds:
        random = Random(seed)
        graph, leaves = random_graph(seed)
        kept = random.sample(leaves, 2) if seed % 3 == 0 else []
        order = random.sample(leaves, len(leaves) - 1) if seed % 5 < 2 else None
        for budget in (2_000_000, random.randrange(80)):
            for every in (minimal_defeaters, minimal_supports):
                ask = partial(every, graph, GOAL, kept=kept, order=order, budget=budget)
                stopped += same(ask)[0] == "out of steps"
            size = random.randrange(5)
            for few in (bounded_defeaters, bounded_supports):
                same(partial(few, graph, GOAL, size, kept=kept, order=order, budget=budget))
        for one in (any_minimal_defeater, any_minimal_support):
            equal(partial(one, graph, GOAL, kept=kept, order=order))
    assert stopped  # both ways are tried


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """All engines and orders have their turn; and Python has a look every few steps."""
    monkeypatch.setattr(solve, "_STEPS_A_MEMBER", 0)
    monkeypatch.setattr(solve, "_FIRST_SLICE", 3)
    monkeypatch.setattr(solve, "_SECOND_SLICE", 2)
    monkeypatch.setattr(native, "_PAUSE", 1)
    monkeypatch.setattr(simplify, "_AT_ONCE", 3)  # which changes nothing


def wide(number: int) -> Graph:
    graph = {GOAL: Gate(number, tuple(f"n{each}" for each in range(1, number + 1)))}
    for each in range(1, number + 1):
        near, after, other = f"l{each}", f"l{each + 1}", f"n{each}.or"
        graph[f"n{each}"] = Gate(1, (near, after, other))
        graph[other] = Gate(2, (f"l{each + 2}", f"l{each + 3}", near))
    return graph


def test_wide_gates() -> None:
    for every in (minimal_defeaters, minimal_supports):
        assert same(partial(every, wide(150), GOAL))[0] != "out of steps"


@pytest.mark.slow
def test_more_shared_leaves_than_go_into_one_mask() -> None:
    assert same(partial(minimal_defeaters, wide(3_100), GOAL))[0] != "out of steps"


def test_the_same_steps_and_diagrams() -> None:
    agree(range(20_000, 20_100))


@pytest.mark.usefixtures("small_slices")
def test_the_same_when_all_ways_take_turns_and_pause() -> None:
    agree(range(21_000, 21_040))


@pytest.mark.slow
def test_the_same_on_thousands_more() -> None:
    agree(range(22_000, 26_000))


@pytest.mark.slow
@pytest.mark.usefixtures("small_slices")
def test_the_same_on_thousands_more_when_all_ways_take_turns() -> None:
    agree(range(26_000, 28_000))


LONG = {"edf9203", "edfpa14b", "edfpa14p", "edfpa15p", "edfpa15b"}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow) if n in LONG else n for n in known()]
)
def test_the_same_on_fault_trees(name: str) -> None:
    graph, top = fault_tree(name)
    same(lambda: minimal_defeaters(graph, top))
    same(lambda: bounded_defeaters(graph, top, 2))
    same(lambda: minimal_supports(graph, top, budget=3_000))
    equal(lambda: any_minimal_defeater(graph, top))
    with engine_is(CORE):
        family = minimal_defeaters(graph, top)
    equal(lambda: family.smallest(300))


def test_circuits_are_solved_the_same() -> None:
    for seed in range(23_000, 23_040):
        graph, leaves = random_graph(seed)
        circuit = intake(graph, [*graph, GOAL], leaves[:1]).circuit
        for asked in (circuit, dual(circuit)):
            for size in (None, 0, 2, 10**30):
                assert _solved(CORE, asked, size) == _solved(None, asked, size)


def _solved(core: native.Core | None, circuit: Circuit, size: int | None) -> Told:
    with engine_is(core):
        answer = solve.solved(circuit, 2_000_000, size)
    return answer.steps, in_full(answer.diagram)


def test_circles_are_counted_the_same() -> None:
    names = [f"n{number}" for number in range(220)]
    graph = {name: Gate(1, tuple(other for other in names if other != name)) for name in names}
    assert same(lambda: minimal_defeaters(graph, "n0"))[0] == "too circular"


def test_odd_thresholds_and_members() -> None:
    graph = {
        "top": Gate(3, ("a", "a", "a", "b", "b", "c", "inner", "inner")),
        "inner": Gate(2, ("a", "d", "d", "never", "always")),
        "never": Gate(10**30, ("a", "b")),
        "always": Gate(-(10**30), ("c",)),
    }
    for goal in ("top", "never", "always", "no gate"):
        same(partial(minimal_supports, graph, goal))
        same(partial(minimal_defeaters, graph, goal, kept=["always", "c"]))
        equal(partial(any_minimal_support, graph, goal))


def ladder(height: int) -> Graph:
    """Each rung shares a leaf with the next: one module, as deep as it is high."""
    return {f"n{i}": Gate(2, (f"n{i + 1}", f"l{i}", f"l{i + 1}")) for i in range(height)}


def deep(height: int) -> None:
    with engine_is(CORE):
        assert minimal_supports(ladder(height), GOAL).count == height + 2


def test_depth_needs_no_stack_of_python_or_of_the_process() -> None:
    deep(15_000)


@pytest.mark.slow
def test_no_depth_that_is_allowed_is_too_deep() -> None:
    deep(99_900)
    with engine_is(CORE), pytest.raises(OutOfSteps):
        minimal_supports(ladder(100_001), GOAL)


def test_a_deep_ladder_takes_the_same_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "_PAUSE", 1_000)
    same(lambda: minimal_supports(ladder(2_100), GOAL))


def hard(width: int = 60) -> Graph:
    """Members that share leaves far and wide: a graph that no order of the leaves makes small."""
    random = Random(1)
    leaves = [f"l{number}" for number in range(width)]
    graph = {f"n{i}": Gate(2, tuple(random.sample(leaves, 4))) for i in range(1, width)}
    return graph | {GOAL: Gate(width // 3, tuple(graph))}


def test_it_can_be_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with engine_is(CORE), pytest.raises(KeyboardInterrupt):
            minimal_defeaters(hard(), GOAL, budget=ENDLESS)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_where_memory_ends_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the limit falls: either the whole answer comes or what it refuses."""
    graph, _ = random_graph(20_003)
    with engine_is(CORE):
        expected = told(lambda: minimal_defeaters(graph, GOAL))
        family, one = minimal_defeaters(graph, GOAL), any_minimal_defeater(graph, GOAL)
        first = family.smallest(50)
        answered = []
        for limit in range(0, 120_000, 997):
            monkeypatch.setattr(native, "_MEMORY", limit)
            found = told(lambda: minimal_defeaters(graph, GOAL))
            answered.append(found == expected)
            assert answered[-1] or found[0] == "out of steps"
            assert any_minimal_defeater(graph, GOAL) == one  # which Python then finds
            few = islice(family.in_order(), 50)
            assert list(few) == first
        assert (answered[0], answered[-1]) == (False, True)
        monkeypatch.setattr(native, "_MEMORY", 10_000_000)
        with pytest.raises(OutOfSteps):
            minimal_defeaters(hard(), GOAL, budget=ENDLESS)


def test_numbers_of_any_length_are_exact() -> None:
    """The number of sets is 10 to the number of legs; 32 words of 32 bits hold 308 digits, Python more."""
    assert CORE is not None
    for legs in (1, 19, 20, 38, 39, 77, 78, 154, 155, 308, 309):
        graph = {GOAL: Gate(1, tuple(f"leg{leg}" for leg in range(legs)))}
        graph |= {f"leg{leg}": Gate(10, tuple(f"{leg}.{i}" for i in range(10))) for leg in range(legs)}
        diagram = minimal_defeaters(graph, GOAL)._diagram
        expected = (*[0] * legs, 10**legs)
        assert CORE.sizes(diagram) == (expected if legs < 309 else None)
        assert measures.profile(diagram) == measures.profile_in_python(diagram) == expected


def test_long_numbers_of_many_sizes() -> None:
    random = Random(2)
    graph: dict[str, Gate] = {GOAL: Gate(1, tuple(f"leg{leg}" for leg in range(40)))}
    for leg in range(40):
        leaves = [f"{leg}.{i}" for i in range(random.randint(2, 9))]
        graph[f"leg{leg}"] = Gate(random.randint(1, len(leaves)), tuple(leaves))
    for family in (minimal_defeaters(graph, GOAL), minimal_supports(graph, GOAL)):
        assert measures.profile(family._diagram) == measures.profile_in_python(family._diagram)


def test_it_can_be_switched_off_and_what_is_no_core_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = compiled.library.__wrapped__
    broken = tmp_path / "broken.so"
    broken.write_text("no library", encoding="utf-8")
    for switch in ("0", str(broken), str(tmp_path / "nowhere.so")):
        monkeypatch.setenv(compiled.SWITCH, switch)
        assert load() is None
    monkeypatch.delenv(compiled.SWITCH)
    assert load() is not None
    monkeypatch.setattr(compiled, "VERSION", compiled.VERSION + 1)
    assert load() is None
