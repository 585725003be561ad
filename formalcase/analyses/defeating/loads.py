"""The load map of a claim: what each part of its argument carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from formalcase.analyses.defeating.mattering import Unneeded, below, surely_matter, unneeded
from formalcase.analyses.defeating.singles import single_points
from formalcase.analyses.step import Judged
from formalcase.case.formulas import Leaf, cited
from formalcase.case.model import Argument, Case, Claim, Defeater
from formalcase.case.support import Gate, Graph, all_of, any_of, supported
from formalcase.frozen import dataclass

if TYPE_CHECKING:
    from formalcase.analyses.defeating.argued import Argued
    from formalcase.analyses.groundwork import Groundwork
    from formalcase.diagrams.family import Family
    from formalcase.diagrams.smallest import Smallest

_MOST_QUORUM = 10_000  # members of further gates that one quorum with idle members may make


@dataclass(frozen=True, slots=True)
class LoadMap:
    """Leaves, steps and claims by id, in the order of the case. What the budget did not allow is unknown."""

    claim: str
    single_points: tuple[str, ...] | None
    """Leaves that are a defeater set alone; None: unknown."""
    idle_points: tuple[str, ...]
    """Leaves that are one only by way of premises that are idle in their steps; not among the others."""
    dead_weight: tuple[str, ...]
    """Assumptions, evidence and warrants that steps rest on and that are in no minimal support set of the
    claim, of the top claim, of an answer or of a defeater."""
    dead_weight_unknown: tuple[str, ...]
    idle: tuple[tuple[str, str], ...]
    """The premises that a step below the claim cites and does not need, the others kept: (step, premise)."""
    unneeded_steps: tuple[str, ...]
    """Sound steps below the claim without which it has the same minimal support sets."""
    unneeded_steps_unknown: tuple[str, ...]
    smallest: Mapping[str, Smallest]
    """How few leaves must be lost for the claim, and each claim below it, to lose its support."""
    smallest_unknown: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the budget was enough for all of this."""
        unknown = (self.dead_weight_unknown, self.unneeded_steps_unknown, self.smallest_unknown)
        exact = all(each.exact for each in self.smallest.values())
        return self.single_points is not None and exact and not any(unknown)


def load_map(ground: Groundwork, argued: Argued, budget: int) -> LoadMap:
    """The map of the claim of `argued`; `budget` is in steps of `diagrams`, for each part of the map."""
    case, graph, claim = ground.case, argued.graph, argued.claim
    standing = supported(graph)
    part = below(graph, claim, standing) if claim in standing else None
    points, idle_points = counted_points(graph, claim, ground.steps)
    carried = [name for name in ground.steps if part is not None and name in part.gates]
    steps, unknown_steps = unneeded_steps(graph, claim, carried, budget)
    goals = [case.top] if case.top is not None else []
    dead = dead_weight(graph, [*goals, claim], case, ground.leaves, budget)
    sizes, unknown_sizes = _smallest(case, argued, standing, budget)
    return LoadMap(
        claim,
        None if points is None else tuple(argued.leaves[node].id for node in argued.leaves if node in points),
        tuple(argued.leaves[node].id for node in argued.leaves if node in idle_points),
        tuple(name for name in ground.leaves if name in dead.leaves),
        tuple(name for name in ground.leaves if name in dead.unknown),
        tuple((name, premise) for name in carried for premise in ground.steps[name].idle),
        steps,
        unknown_steps,
        sizes,
        unknown_sizes,
    )


# ---- Single points of failure ----


def counted_points(
    graph: Graph, claim: str, steps: Mapping[str, Judged]
) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The nodes of the leaves that are a defeater set alone, None if that is unknown; and those that are one
    only by way of idle premises."""
    points = single_points(graph, claim)
    if not points:
        return points, frozenset()
    easier = _without_idle(graph, steps)
    if easier is graph:
        return points, frozenset()
    counted = single_points(easier, claim)
    if counted is None:
        return None, frozenset()
    return points & counted, points - counted


def _without_idle(graph: Graph, steps: Mapping[str, Judged]) -> Graph:
    """The graph in which a step also stands without what it does not need."""
    changed: dict[str, Gate] = {}
    for name, judged in steps.items():
        if not judged.sound or not judged.idle or name not in graph:
            continue
        step = f"{name}\0own" if f"{name}\0own" in graph else name  # with answers beside it
        ways = [f"{name}\0as cited"]
        changed[ways[0]] = graph[step]
        for needs in _ways_without_idle(judged):
            ways.append(f"{name}\0without idle {len(ways)}")
            members = []
            for number, need in enumerate(needs):
                if isinstance(need, Gate):
                    members.append(f"{ways[-1]}, {number}")
                    changed[members[-1]] = need
                else:
                    members.append(need)
            given = [reference.id for reference in judged.form.step.given]
            changed[ways[-1]] = all_of([*members, *given])
        changed[step] = any_of(ways)
    return {**graph, **changed} if changed else graph


def _ways_without_idle(judged: Judged) -> Iterator[list[str | Gate]]:
    """What a step with idle premises needs if one of them is left out, or all but its minimal core.

    An idle premise is one that is not needed while the others, and all closings and ranges of the vocabulary
    of the step, are there; so of several only one may be left out.
    """
    idle, used, closings = set(judged.idle), set(judged.used), list(judged.form.closings)
    for route in judged.routes:
        quorums = [Gate(least, members) for least, members in route.quorums]
        core = [name for name in route.premises if name in used]
        core_quorums = [gate for gate in quorums if used.intersection(gate.members)]
        yield [*core, *core_quorums, *[name for name in closings if name in used]]
        idle_here = tuple(name for name in route.premises if name in idle)
        needed = [name for name in route.premises if name not in idle]
        if idle_here:
            yield [*needed, Gate(len(idle_here) - 1, idle_here), *quorums, *closings]
        for number, gate in enumerate(quorums):
            spare = [name for name in gate.members if name in idle]
            if len(spare) * len(gate.members) > _MOST_QUORUM:
                continue
            others = [*quorums[:number], *quorums[number + 1 :]]
            for name in spare:
                fewer = Gate(gate.least - 1, tuple(each for each in gate.members if each != name))
                yield [*route.premises, *others, fewer, *closings]


# ---- Dead weight ----


def dead_weight(
    graph: Graph, claims: Iterable[str], case: Case, leaves: Mapping[str, Leaf], budget: int
) -> Unneeded:
    """The leaves, by id, that steps rest on and that are in no minimal support set of the claims or of any
    defeater; an answer is a defeater too. Closings and ranges come with the vocabulary and are no weight."""
    used = {
        reference.id
        for node in case.nodes.values()
        if isinstance(node, Argument)
        for reference in (*cited(node), *node.given)
    }
    candidates = {
        # A leaf with answers beside it has given its name to the gate of both.
        (f"{leaf.id}\0own" if leaf.id in graph else leaf.id): leaf.id
        for leaf in leaves.values()
        if leaf.kind == "warrant" or (leaf.kind in ("assumption", "evidence") and leaf.id in used)
    }
    # An argument for a doubt is one whether or not the doubt is answered.
    defeaters = [node.id for node in case.nodes.values() if isinstance(node, Defeater)]
    arguments = [f"{name}\0own" if f"{name}\0own" in graph else name for name in defeaters]
    goals = dict.fromkeys([*claims, *arguments])
    found = unneeded(graph, goals, candidates, budget)
    return Unneeded(
        frozenset(candidates[node] for node in found.leaves),
        frozenset(candidates[node] for node in found.unknown),
    )


# ---- Steps that never matter ----


def unneeded_steps(
    graph: Graph, claim: str, steps: list[str], budget: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps without which the claim has the same minimal support sets, and those of which it is unknown.

    It suffices to compare how many sets there are of each size. To take a step away only takes support away:
    where the claim had none before, it has none after. Were any set of leaves enough before and not after,
    take a smallest one. No smaller set has changed, so it is minimal before, and every minimal set of its
    size after was minimal before: there are more of that size before. In terms of loss it is the same, the
    other way round.
    """
    if not steps:
        return (), ()
    matter = surely_matter(below(graph, claim, supported(graph)), claim)
    open_ = [name for name in steps if name not in matter]
    if not open_:
        return (), ()
    families = _Families(claim, budget)
    before = families.first(graph)
    found: list[str] = []
    unknown: list[str] = []
    for name in open_:
        after = families.next({**graph, name: Gate(1, ())}) if before is not None else None
        if before is None or after is None or not before.all_sizes:
            unknown.append(name)
        elif before.count == after.count and before.by_size() == after.by_size():
            found.append(name)
    return tuple(found), tuple(unknown)


class _Families:
    """Families of minimal sets of one goal in one graph after the other, all of one kind."""

    def __init__(self, goal: str, budget: int) -> None:
        from formalcase.diagrams import minimal_defeaters, minimal_supports

        self._goal = goal
        self._left = budget
        self._kinds = [minimal_supports, minimal_defeaters]

    def first(self, graph: Graph) -> Family | None:
        """The family that the others are held against: support sets if half of the budget is enough for
        them, else defeater sets."""
        found = self._of(graph, self._left // 2)
        if found is None:
            self._kinds.reverse()
            found = self._of(graph, self._left)
        return found

    def next(self, graph: Graph) -> Family | None:
        """The family of the same kind, or None when the budget is spent."""
        return self._of(graph, self._left)

    def _of(self, graph: Graph, budget: int) -> Family | None:
        from formalcase.diagrams import OutOfSteps, TooCircular

        if budget <= 0:
            return None
        try:
            found = self._kinds[0](graph, self._goal, budget=budget)
        except OutOfSteps as stopped:
            self._left -= stopped.steps
            return None
        except TooCircular:
            self._left = 0
            return None
        self._left -= found.steps + len(graph) // 4  # reading the graph is work as well
        return found


# ---- The smallest defeater sets ----


def _smallest(
    case: Case, argued: Argued, standing: set[str], budget: int
) -> tuple[Mapping[str, Smallest], tuple[str, ...]]:
    from formalcase.diagrams import TooCircular, smallest_defeaters

    part = below(argued.graph, argued.claim, standing)
    names = [
        node.id
        for node in case.nodes.values()
        if node.id == argued.claim or (isinstance(node, Claim) and node.id in part.gates)
    ]
    try:
        return smallest_defeaters(argued.graph, names, budget=budget), ()
    except TooCircular:
        return {}, tuple(names)
