"""Which claims stand and which fall under suppositions, and by which steps.

Where nothing is false, the argument alone tells: what the sound steps still carry. Where something is, a
claim stands only if some support set goes together with that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass as mutable
from dataclasses import field

from formalcase.analyses.consistency import ConsistentSupport, Theory, consistent_support, plain_name
from formalcase.analyses.defeating.falsity import near_to
from formalcase.analyses.defeating.supposed import Supposed
from formalcase.analyses.defeating.suppositions import Suppositions
from formalcase.analyses.groundwork import Groundwork
from formalcase.case.model import Argument, Case, Claim
from formalcase.case.support import Graph, all_of, rests_on, supported
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass

_GOAL = "`stands`"


@dataclass(frozen=True, slots=True)
class Fate:
    """A claim, and steps for it: that carry it still or, if it falls, that did."""

    claim: str
    by: tuple[str, ...]


def leaves_used(graph: Graph, standing: Collection[str], ground: Groundwork) -> list[str]:
    """The leaves that claims draw upon, answers included; in the order of the case."""
    claims = [node.id for node in ground.case.nodes.values() if isinstance(node, Claim)]
    below = rests_on(graph, claims, standing)
    used = {plain_name(name) for name in below if name not in graph}
    return [name for name in ground.leaves if name in used]


@mutable(slots=True)
class Standing:
    """Which nodes are supported under the suppositions; where there are facts, by leaves that go together
    with them."""

    ground: Groundwork
    before: Graph
    graph: Graph
    supposed: Supposed
    carried: set[str] = field(default_factory=set)
    """What the argument carries, whether or not it goes together with the facts."""
    standing: set[str] = field(default_factory=set)
    unsure: list[str] = field(default_factory=list)

    def settle(self, top: str) -> None:
        lost = self.supposed.lost
        self.carried = self.standing = supported(self.graph, lost)
        if not self.supposed.facts:
            return
        claims = self._claims(self.standing)
        used = leaves_used(self.graph, self.standing, self.ground)
        facts, theory = self.supposed.facts, self.supposed.theory
        if theory.consistent([*near_to(facts, used, theory), *facts]).sat is Sat.SAT:
            return
        # What a consistent support set passes through has that support set, too. So the top claim, which
        # has most below it, comes first; then from the ground up, and what falls takes along what needs it.
        known: set[str] = set()
        gone = set(lost)
        depth = {claim: len(rests_on(self.graph, [claim], self.standing)) for claim in claims}
        for claim in [*(each for each in claims if each == top), *sorted(claims, key=depth.__getitem__)]:
            if claim in known or claim in gone or claim not in supported(self.graph, gone):
                continue
            found = self._look_for(claim, gone)
            if found.sat is Sat.SAT:
                known |= found.standing
            elif found.sat is Sat.UNSAT:
                gone.add(claim)
            else:
                self.unsure.append(claim)
        self.standing = known

    def _claims(self, standing: Collection[str]) -> list[str]:
        nodes = self.ground.case.nodes.values()
        return [node.id for node in nodes if isinstance(node, Claim) and node.id in standing]

    def _look_for(self, claim: str, gone: Collection[str]) -> ConsistentSupport:
        """A support set of the claim that goes together with the facts."""
        graph = {**self.graph, _GOAL: all_of([claim, *self.supposed.facts])}
        return consistent_support(_GOAL, graph, gone, self.supposed.theory)

    def stood(self, claim: str) -> bool:
        """Whether a claim that is at odds with the facts had a consistent support set without them."""
        theory = Theory(self.ground.leaves, self.ground.words, self.supposed.theory.ask)
        return consistent_support(claim, self.before, (), theory).sat is not Sat.UNSAT


def fates(
    case: Case, graph: Graph, found: Standing, asked: Suppositions
) -> tuple[tuple[Fate, ...], tuple[Fate, ...], tuple[Fate, ...], int]:
    before = supported(graph)
    touched = _above(graph, before, found.supposed.lost)
    members = {member for gate in graph.values() for member in gate.members}
    argued_for: defaultdict[str, list[str]] = defaultdict(list)
    for node in case.nodes.values():
        # An unsound step is in the graph, too, where a doubt on it has been refuted; but it is no member.
        if isinstance(node, Argument) and node.id in members:
            argued_for[node.conclusion.id].append(node.id)
    at_odds = found.carried - found.standing
    falls: list[Fate] = []
    stands: list[Fate] = []
    rises: list[Fate] = []
    unaffected = 0
    for node in case.nodes.values():
        if not isinstance(node, Claim) or node.id in found.unsure:
            continue
        name = node.id
        carried = tuple(step for step in argued_for[name] if step in before)
        left = tuple(step for step in argued_for[name] if step in found.standing)
        stays = name in found.standing or name in asked.assume
        if name in before and not stays:
            if name not in at_odds or found.stood(name):
                falls.append(Fate(name, carried))
        elif name not in before and stays:
            rises.append(Fate(name, left))
        elif name in before and (name in touched or left != carried):
            stands.append(Fate(name, left))
        elif name in before:
            unaffected += 1
    return tuple(falls), tuple(stands), tuple(rises), unaffected


def _above(graph: Graph, standing: Collection[str], lost: Collection[str]) -> set[str]:
    """Everything that rests on something lost, so far as it stands."""
    above: defaultdict[str, list[str]] = defaultdict(list)
    for name, gate in graph.items():
        if name in standing:
            for member in gate.members:
                above[member].append(name)
    found = {name for name in lost if name in standing}
    todo = list(found)
    while todo:
        fresh = [name for name in above[todo.pop()] if name not in found]
        found.update(fresh)
        todo += fresh
    return found
