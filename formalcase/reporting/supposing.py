"""What a claim that does not stand would rest on, and what would then bring it down.

The argument is read as it is drawn: steps that do not hold are supposed to, claims for which nobody argues
are supposed to be shown, and the doubts and dates of today are left aside. It is a supposition, said to be
one wherever it is told, and no verdict depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.singles import single_points
from formalcase.analyses.examine import Examined
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import compact_route
from formalcase.analyses.verdict import sound_steps, with_answers
from formalcase.case.formulas import Leaf, formula_of
from formalcase.case.model import Claim
from formalcase.case.support import Sound, rests_on, support_graph, supported
from formalcase.case.verdicts import CaseVerdict
from formalcase.frozen import dataclass
from formalcase.results.defeaters import LeafSet, Member, SizeCount
from formalcase.results.report import Supposition


@dataclass(frozen=True, slots=True)
class Drawn:
    """The argument for the top claim with its gaps supposed closed."""

    argued: Argued
    steps: tuple[str, ...]
    claims: tuple[str, ...]


def drawn(found: Examined, today: Argued) -> Drawn | None:
    """The argument of today where it carries its claim when doubts are left aside, and as it is drawn where
    it does not; None where even that does not carry it, as it goes round in a circle."""
    if today.supported:
        return Drawn(today, (), ())
    case, stood = found.case, found.ground.stood()
    unsound = [name for name, judged in found.steps.items() if not judged.sound]
    steps = sound_steps(found.steps) | {
        name: Sound((compact_route(found.steps[name].form),)) for name in unsound
    }
    concluded = {judged.form.step.conclusion.id for judged in found.steps.values()}
    bare = {
        node.id: Leaf(node.id, "assumption", node.text, formula_of(node))
        for node in case.nodes.values()
        if isinstance(node, Claim) and node.id not in concluded
    }
    gates = {name: gate for name, gate in support_graph(case, steps).items() if name not in bare}
    graph = with_answers(replace(stood.standing, graph=gates), stood.statuses)
    carried = supported(graph)
    if today.claim not in carried:
        return None
    below = rests_on(graph, [today.claim], carried)
    nodes = {plain_name(node): node for node in below if node not in graph}
    every: Mapping[str, Leaf] = {**found.leaves, **bare}
    leaves = {nodes[name]: leaf for name, leaf in every.items() if name in nodes}
    argued = Argued(today.claim, graph, leaves, idle=frozenset(), doubts=(), undecided=())
    return Drawn(
        argued,
        steps=tuple(name for name in unsound if name in below),
        claims=tuple(name for name in bare if name in nodes),
    )


def supposition(found: Examined, shown: Drawn, budget: int, most: int) -> Supposition | None:
    """What it would come to; None for a claim that is established. At most so many sets are listed."""
    if found.judged.verdict is CaseVerdict.ESTABLISHED:
        return None
    argued = shown.argued
    below = rests_on(argued.graph, [argued.claim], supported(argued.graph))
    names = {plain_name(node) for node in below} | {argued.claim}
    points = single_points(argued.graph, argued.claim)
    plain = None if points is None else {plain_name(node) for node in points}
    sets = ArgumentReading(argued, budget=budget).defeaters()
    members = {leaf.id: Member(id=leaf.id, kind=_kind(leaf, shown)) for leaf in argued.leaves.values()}
    return Supposition(
        steps=shown.steps,
        claims=shown.claims,
        doubts=_doubts(found, names),
        stale=tuple(name for name in found.stale if name in names),
        conflicts=tuple(
            conflict for conflict in found.judged.support.conflicts if names.issuperset(conflict)
        ),
        leaves=tuple(leaf.id for leaf in argued.leaves.values()),
        single_points=None if plain is None else tuple(name for name in members if name in plain),
        sets=tuple(
            LeafSet(members=tuple(members[name] for name in each)) for each in islice(iter(sets), most)
        ),
        count=sets.count,
        by_size=tuple(SizeCount(size=size, count=count) for size, count in sets.by_size.items()),
    )


def _kind(leaf: Leaf, shown: Drawn) -> str:
    return "claim" if leaf.id in shown.claims else leaf.kind


def _doubts(found: Examined, names: set[str]) -> tuple[str, ...]:
    """The doubts of today on what the argument draws upon."""
    statuses, standing = found.judged.statuses, found.ground.stood().standing
    return tuple(
        name
        for name, status in statuses.of.items()
        if status not in (Status.REFUTED, Status.RESIDUAL)
        and any(target in names and target not in standing.defeaters for target in standing.targets[name])
    )
