"""The argument for a claim as it is read for defeater sets: its support graph, and the leaves in it.

Loss means withdrawn, not false. So that loss is monotone, attackers keep their support whatever is lost;
a doubt that is refuted today comes back when its answers fall, and one that is not refuted today is left
out: the verdict has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Judged, compact_route
from formalcase.analyses.verdict import sound_steps, with_answers
from formalcase.case.formulas import Leaf, cited
from formalcase.case.support import Graph, Sound, rests_on, support_graph, supported
from formalcase.case.verdicts import Verdict
from formalcase.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Argued:
    """`graph` has the sound steps only, and beside each node under a refuted doubt the answers that keep
    it refuted. Everything below stands in the order of the case."""

    claim: str
    graph: Graph
    leaves: Mapping[str, Leaf]
    """What the claim, or an answer that it needs, may rest on; by the node of the graph, which for a leaf
    under a refuted doubt is not the leaf's own id (`plain_name` gives that)."""
    idle: frozenset[str]
    """Leaves that below the claim only steps cite which do not need them."""
    doubts: tuple[str, ...]
    """Defeaters on this argument that are not refuted today, residual ones aside; they are left out."""
    undecided: tuple[str, ...]
    """Steps below the claim of which it is not known whether they carry anything, or in which ways; what is
    not known carries nothing here."""

    @property
    def supported(self) -> bool:
        return self.claim in supported(self.graph)


def argued(ground: Groundwork, claim: str) -> Argued:
    """The argument for a claim, a defeater, or whatever else the support graph holds."""
    stood = ground.stood()
    sound = support_graph(ground.case, sound_steps(ground.steps))
    graph = with_answers(replace(stood.standing, graph=sound), stood.statuses)
    below = rests_on(graph, [claim], supported(graph) | {claim})
    return Argued(
        claim,
        graph,
        _leaves(ground, graph, below),
        idle=_idle(ground, below),
        doubts=tuple(
            defeater
            for defeater, status in stood.statuses.of.items()
            if status not in (Status.REFUTED, Status.RESIDUAL)
            and any(
                target in below and target not in stood.standing.defeaters
                for target in stood.standing.targets[defeater]
            )
        ),
        undecided=_undecided(ground, claim, stood.standing.graph),
    )


def argued_and_cited(ground: Groundwork, claim: str) -> Argued:
    """The same with the leaves of all steps below the claim, sound or not: what these entail, and whether
    they contradict each other, does not depend on the steps."""
    argument = argued(ground, claim)
    graph, below = cited_below(ground, claim)
    return replace(argument, leaves=_leaves(ground, graph, below))


def argued_or_cited(ground: Groundwork, claim: str) -> Argued:
    """The argument; where it carries nothing, with the leaves of all steps below the claim."""
    argument = argued(ground, claim)
    return argument if argument.supported else argued_and_cited(ground, claim)


def cited_below(ground: Groundwork, claim: str, *, answers: bool = True) -> tuple[Graph, set[str]]:
    """A graph in which each step has whatever it cites, sound or not, and what is below the claim in it, with
    or without the answers to doubts."""
    steps = {name: _citing(judged) for name, judged in ground.steps.items()}
    graph = support_graph(ground.case, steps)
    if answers:
        stood = ground.stood()
        graph = with_answers(replace(stood.standing, graph=graph), stood.statuses)
    mentioned = {member for gate in graph.values() for member in gate.members}
    return graph, rests_on(graph, [claim], {*graph, *mentioned})


def _citing(judged: Judged) -> Sound:
    """A step by all that it cites, with the closings and ranges that it needs; an unsound one with all of
    its vocabulary."""
    if judged.sound:
        routes = (*judged.routes, compact_route(judged.form))
        return Sound(routes, warranted=judged.verdict is Verdict.WARRANTED)
    return Sound((compact_route(judged.form, (tuple(judged.form.closings),)),))


def _leaves(ground: Groundwork, graph: Graph, below: set[str]) -> dict[str, Leaf]:
    nodes = {plain_name(node): node for node in below if node not in graph}
    return {nodes[name]: leaf for name, leaf in ground.leaves.items() if name in nodes}


def _idle(ground: Groundwork, below: set[str]) -> frozenset[str]:
    needed: set[str] = set()
    idle: set[str] = set()
    for name, judged in ground.steps.items():
        if name in below:
            premises = {reference.id for reference in cited(judged.form.step)}
            given = {reference.id for reference in judged.form.step.given}
            idle |= premises & set(judged.idle)
            needed |= (premises - set(judged.idle)) | given
    return frozenset(name for name in idle - needed if name in ground.leaves)


def _undecided(ground: Groundwork, claim: str, graph: Graph) -> tuple[str, ...]:
    below = rests_on(graph, [claim], {claim} | supported(graph))
    return tuple(
        name
        for name, judged in ground.steps.items()
        if name in below and (judged.verdict is Verdict.UNDECIDED or judged.more)
    )
