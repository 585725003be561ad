"""Defeaters: which are sustained, refuted, open or unresolved, and what they take away.

Statuses are the least fixpoint, from nothing, of two rules: a defeater is *sustained* when it is surely
supported and each defeater on it is refuted or not even possibly supported; *refuted* when some sustained
defeater attacks it. So a bare sentence answers nothing, an answer on a doubted leaf answers nothing, and
a question left undecided never makes a case pass.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum

from formalcase.case.support import Gate, Graph, all_of, any_of, supported
from formalcase.frozen import dataclass


class Status(StrEnum):
    SUSTAINED = "sustained"
    REFUTED = "refuted"
    OPEN = "open"
    UNRESOLVED = "unresolved"
    RESIDUAL = "residual"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the statuses depend on, besides the attacks.

    `graph` has the gates of all steps that are not known to be unsound, undecided ones included.
    """

    graph: Graph
    defeaters: Collection[str]
    """All defeaters, in the order written."""
    argued: Collection[str]
    """Those for which some step argues, sound or not."""
    residual: Collection[str]
    targets: Mapping[str, tuple[str, ...]]
    """What each defeater attacks, with what its rebuttals reach or may reach: leaves, steps, claims,
    defeaters."""
    spent: Collection[str]
    """Expired and rejected leaves."""
    undecided: frozenset[str]
    """Steps about which too little is known, and the gates of routes of which it is not known whether there
    is one."""
    perhaps: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Those targets of each defeater of which it is not known whether it attacks them: a rebuttal reaches
    what entails the claim, and that may be undecided."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """How each defeater stands, and what the defeaters take away."""

    of: Mapping[str, Status]
    hit: frozenset[str]
    """Nodes under a sustained defeater."""
    doubtful: frozenset[str]
    """Nodes under an open or unresolved one."""
    silence: Graph = field(default_factory=dict)
    """For each refuted defeater that attacks another without being even possibly supported, the gate
    `silent_of` that says what keeps it so; with the gates below it."""

    def taken_away(self) -> frozenset[str]:
        return self.hit | self.doubtful


def statuses(case: Standing) -> Statuses:
    """The status of every defeater and what it means for the nodes."""
    attackers = _attackers(case)
    sustained: set[str] = set()
    refuted: set[str] = set()
    while True:
        surely = supported(case.graph, _without(case, case.defeaters, refuted) | set(case.undecided))
        possibly = _possibly(case, sustained)
        grown = {
            defeater
            for defeater in case.defeaters
            if defeater not in case.residual
            and _argued_for(case.graph, defeater, surely)
            and all(
                other in refuted or not _argued_for(case.graph, other, possibly)
                for other in attackers[defeater]
            )
        }
        beaten = {target for defeater in grown for target in case.targets[defeater] if target in attackers}
        if grown <= sustained and beaten <= refuted:
            break
        sustained |= grown
        refuted |= beaten
    possibly = _possibly(case, sustained)
    of = {
        defeater: _status(case, defeater, sustained, refuted, attackers[defeater], possibly)
        for defeater in case.defeaters
    }
    hit = _targets(case, sustained)
    standing = [d for d in case.defeaters if of[d] in (Status.OPEN, Status.UNRESOLVED)]
    silence = _silence(case, sustained, refuted, possibly)
    return Statuses(of, frozenset(hit), frozenset(_targets(case, standing)), silence)


def _possibly(case: Standing, sustained: Collection[str]) -> Collection[str]:
    """What may stand when these defeaters do: all that is not surely their target, nor spent."""
    gone = set(case.spent)
    for defeater in sustained:
        gone.update(set(case.targets[defeater]) - set(case.perhaps.get(defeater, ())))
    return supported(case.graph, gone)


def _attackers(case: Standing) -> dict[str, list[str]]:
    """The defeaters on each defeater; residual ones have no effect."""
    found: dict[str, list[str]] = {defeater: [] for defeater in case.defeaters}
    for defeater in case.defeaters:
        if defeater not in case.residual:
            for target in case.targets[defeater]:
                if target in found:
                    found[target].append(defeater)
    return found


def _targets(case: Standing, defeaters: Collection[str]) -> set[str]:
    return {target for defeater in defeaters for target in case.targets[defeater]}


def _without(case: Standing, defeaters: Collection[str], refuted: Collection[str]) -> set[str]:
    """What is not sure: the targets of all defeaters not yet refuted, expired and rejected leaves."""
    doubted = [d for d in defeaters if d not in refuted and d not in case.residual]
    return _targets(case, doubted) | set(case.spent)


def _argued_for(graph: Graph, defeater: str, standing: Collection[str]) -> bool:
    """Whether some step for the defeater stands. Attacks on the defeater itself are no matter here: the
    rule for `sustained` looks at each of them by itself."""
    gate = graph.get(defeater)
    return gate is not None and any(step in standing for step in gate.members)


def silent_of(node: str) -> str:
    """The gate by which a node below a defeater is kept from standing."""
    return f"answer\0{node}\0silent"


def _silence(
    case: Standing, sustained: Collection[str], refuted: Collection[str], possibly: Collection[str]
) -> Graph:
    """What keeps arguments for doubts from standing: the dual of their support, by what hits it."""
    quiet = [
        doubt
        for doubt in case.defeaters
        if doubt in refuted
        and not _argued_for(case.graph, doubt, possibly)
        and any(target in case.targets for target in case.targets[doubt])
    ]
    if not quiet:
        return {}
    unhindered = supported(case.graph, case.spent)
    gates: dict[str, Gate] = {}
    todo: list[str] = []
    for doubt in quiet:
        steps = [step for step in case.graph[doubt].members if step in unhindered]
        gates[silent_of(doubt)] = all_of(map(silent_of, steps))
        todo += steps
    hitters: dict[str, list[str]] = {}
    for hitter in case.defeaters:
        if hitter in sustained:
            for target in set(case.targets[hitter]) - set(case.perhaps.get(hitter, ())):
                hitters.setdefault(target, []).append(hitter)
    while todo:
        node = todo.pop()
        name = silent_of(node)
        if name in gates:
            continue
        ways = list(hitters.get(node, ()))
        if node in case.graph:
            gate = case.graph[node]
            members = [member for member in dict.fromkeys(gate.members) if member in unhindered]
            gates[f"{name}\0below"] = Gate(len(members) - gate.least + 1, tuple(map(silent_of, members)))
            ways.append(f"{name}\0below")
            todo += members
        gates[name] = any_of(ways)
    return gates


def _status(
    case: Standing,
    defeater: str,
    sustained: Collection[str],
    refuted: Collection[str],
    attackers: Collection[str],
    possibly: Collection[str],
) -> Status:
    if defeater in case.residual:
        return Status.RESIDUAL
    if defeater in refuted:
        return Status.REFUTED
    if defeater in sustained:
        return Status.SUSTAINED
    attacked = any(_argued_for(case.graph, other, possibly) for other in attackers)
    if defeater not in case.argued and not attacked:
        return Status.OPEN
    return Status.UNRESOLVED
