"""From a circuit to the diagram of its minimal sets: module by module, several ways in turn at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formalcase.diagrams import native
from formalcase.diagrams.bdd import Bdd
from formalcase.diagrams.bounded import BoundedZdd
from formalcase.diagrams.circuit import FIRST_LEAF, TRUE, Circuit
from formalcase.diagrams.diagram import Assembly, Diagram
from formalcase.diagrams.engines import Attempt
from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.modules import grouped, modules
from formalcase.diagrams.orders import Core, breadth_first, by_use, first_order, orders
from formalcase.diagrams.simplify import simplified
from formalcase.diagrams.zdd import Zdd
from formalcase.logic.depth import deep_recursion

_FIRST_SLICE = 8_000  # steps for the first order, before others are looked for
_LAST_SLICES = 4  # what the last of the quick ways gets, beside the others
_SECOND_SLICE = 16_000
_STEPS_A_MEMBER = 10  # large cores get more at first
_SETS, _FUNCTIONS = "sets", "functions"
_MOST_VARIABLES = 100_000  # the operators go as deep as there are variables


@dataclass(frozen=True, slots=True)
class Solved:
    """The diagram of a family, and the steps that it took."""

    diagram: Diagram
    steps: int


def solved(circuit: Circuit, budget: int, size: int | None = None) -> Solved:
    """The diagram of all minimal sets on which the circuit is true; with `size`, of those up to it.

    Raises `OutOfSteps` when `budget` steps are not enough.
    """
    compiled = native.core()
    if compiled is not None:
        return Solved(*compiled.circuit(circuit, budget, size, slices()))
    return solved_in_python(circuit, budget, size)


def slices() -> native.Slices:
    """How much each way is tried before the next; the same for both engines."""
    return _FIRST_SLICE, _LAST_SLICES, _SECOND_SLICE, _STEPS_A_MEMBER, _MOST_VARIABLES


def solved_in_python(circuit: Circuit, budget: int, size: int | None = None) -> Solved:
    """The same without the compiled engine: the second opinion on it, and all there is without a compiler."""
    if size is not None:
        size = max(0, min(size, circuit.leaves))
    circuit = grouped(simplified(circuit))
    with deep_recursion():
        solver = _Solver(circuit, budget, size)
        return Solved(solver.diagram(), solver.spent)


class _Solver:
    __slots__ = ("assembly", "budget", "circuit", "least", "size", "spent")

    def __init__(self, circuit: Circuit, budget: int, size: int | None) -> None:
        self.circuit = circuit
        self.budget = budget
        self.size = size
        self.spent = 0
        self.assembly = Assembly(circuit.leaves)
        self.least: list[int] = []  # the size of the smallest set of each module, when sizes matter

    def diagram(self) -> Diagram:
        circuit, assembly = self.circuit, self.assembly
        first = circuit.leaves + FIRST_LEAF
        if circuit.root <= TRUE:
            return assembly.diagram(circuit.root)
        if circuit.root < first or self.size == 0:
            high = 0 if self.size == 0 else 1
            return assembly.diagram(assembly.node(circuit.root - FIRST_LEAF, 0, high))
        variable = list(range(-FIRST_LEAF, circuit.leaves)) + [-1] * (len(circuit.members) - first)
        closed = modules(circuit)
        ready = set(closed)
        root = 0
        for gate in closed:
            gates = self._inside(gate, ready)
            root = self._simple(gate, variable) if len(gates) == 1 else self._core(gates, variable)
            if self.size is not None:
                self._note_least(root)
            variable[gate] = assembly.module(root)
            assembly.end_block()
        return assembly.diagram(root)

    def _inside(self, gate: int, closed: set[int]) -> list[int]:
        """The gates of a module that are in no module inside it, members first."""
        first = self.circuit.leaves + FIRST_LEAF
        seen = {gate}
        todo = [gate]
        while todo:
            for member in self.circuit.members[todo.pop()]:
                if member >= first and member not in seen and member not in closed:
                    seen.add(member)
                    todo.append(member)
        return sorted(seen)

    def _simple(self, gate: int, variable: Sequence[int]) -> int:
        """A module of one gate needs no engine."""
        members = [variable[member] for member in self.circuit.members[gate]]
        need = self.circuit.need[gate]
        self._spend(len(members) * min(need, len(members) - need + 1))
        if self.size is None:
            return self.assembly.threshold(need, members)
        core = Core(len(members), (need,), (tuple(range(len(members))),))
        return self._solve(core, members)

    def _core(self, gates: list[int], variable: Sequence[int]) -> int:
        circuit = self.circuit
        inside = {gate: position for position, gate in enumerate(gates)}
        number: dict[int, int] = {}
        for gate in gates:
            for member in circuit.members[gate]:
                if member not in inside:
                    number.setdefault(member, len(number))
        members = tuple(
            tuple(
                [
                    number[member] if member in number else len(number) + inside[member]
                    for member in circuit.members[gate]
                ]
            )
            for gate in gates
        )
        core = Core(len(number), tuple(circuit.need[gate] for gate in gates), members)
        return self._solve(core, [variable[member] for member in number])

    def _solve(self, core: Core, variables: Sequence[int]) -> int:
        if core.variables > _MOST_VARIABLES:
            raise OutOfSteps(self.spent)
        empty = frozenset(
            position for position, variable in enumerate(variables) if not self._possible(variable)
        )
        ways = _Ways(
            core, empty, None if self.size is None else [self._weight(v) for v in variables], self.size
        )
        best = ways.first_done(self.budget - self.spent)
        if best is None:
            raise OutOfSteps(self.spent + ways.spent)
        self.spent += ways.spent
        assert best.root is not None
        sets = best.sets
        order = [variables[variable] for variable in best.order]
        return self.assembly.copied(best.root, sets.level, sets.low, sets.high, order)

    def _spend(self, steps: int) -> None:
        self.spent += steps
        if self.spent > self.budget:
            raise OutOfSteps(self.spent)

    def _possible(self, variable: int) -> bool:
        module = variable - self.circuit.leaves
        return module < 0 or self.assembly.roots[module] != 0

    def _weight(self, variable: int) -> int:
        module = variable - self.circuit.leaves
        return 1 if module < 0 else self.least[module]

    def _note_least(self, root: int) -> None:
        assembly = self.assembly
        size = self.size or 0
        start = assembly.starts[-1]
        if root < start:
            self.least.append(size + 1)
            return
        least = [size + 1, 0]
        for node in range(start, root + 1):
            low, high = assembly.low[node], assembly.high[node]
            of_low = least[low] if low < 2 else least[low - start + 2]
            of_high = least[high] if high < 2 else least[high - start + 2]
            least.append(min(of_low, of_high + self._weight(assembly.variable[node])))
        self.least.append(least[-1])


class _Ways:
    """The attempts at one core, in turn with growing slices; what each has done is kept.

    The first is the most promising and gets the most; each of the next gets half as much as the one before.
    """

    __slots__ = ("_core", "_empty", "_size", "_weights", "spent")

    def __init__(
        self, core: Core, empty: frozenset[int], weights: Sequence[int] | None, size: int | None
    ) -> None:
        self._core = core
        self._empty = empty
        self._weights = weights
        self._size = size
        self.spent = 0

    def first_done(self, budget: int) -> Attempt | None:
        """The attempt that finishes first, or nothing when `budget` steps are spent."""
        least = _STEPS_A_MEMBER * sum([len(below) for below in self._core.members])
        for order, kind, slices in self._quick_ways():
            quick = self._attempt(order, kind)
            if self._run(quick, min(slices * max(_FIRST_SLICE, least), budget - self.spent)):
                return quick
        found = orders(self._core)
        ways = [(order, kind) for order in found for kind in (_SETS, _FUNCTIONS)]
        if self._weights is not None:
            ways = [(order, _SETS) for order in found]
        attempts: list[Attempt] = []
        limit = max(_SECOND_SLICE, 2 * least)
        while self.spent < budget:
            if len(attempts) < len(ways):
                attempts.append(self._attempt(*ways[len(attempts)]))
            for number, attempt in enumerate(attempts):
                most = min(limit >> number, attempt.steps + budget - self.spent)
                if most > attempt.steps and self._run(attempt, most):
                    return attempt
            limit *= 2
        return None

    def _quick_ways(self) -> Iterator[tuple[list[int], str, int]]:
        """Ways that cost next to nothing to find, for cores that one of them solves at once, and how many
        slices each gets. Functions in the order of use go on where the others grow too fast."""
        yield first_order(self._core), _SETS, 1
        if self._weights is not None:
            yield breadth_first(self._core), _SETS, 1
            return
        yield breadth_first(self._core), _FUNCTIONS, 1
        yield by_use(self._core), _FUNCTIONS, _LAST_SLICES

    def _run(self, attempt: Attempt, limit: int) -> bool:
        before = attempt.steps
        done = attempt.run(limit)
        self.spent += attempt.steps - before
        return done

    def _attempt(self, order: Sequence[int], kind: str) -> Attempt:
        store: Zdd | Bdd
        if self._weights is not None:
            store = BoundedZdd([self._weights[variable] for variable in order], self._size or 0)
        else:
            store = Zdd() if kind == _SETS else Bdd()
        return Attempt(self._core, store, order, self._empty)
