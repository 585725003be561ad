"""What legs of which nothing is stated plainly share, and what members of a quorum do; a check says so
without asking the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.shape import asked
from formalcase.analyses.legs.sources import all_above, around
from formalcase.analyses.legs.words import some
from formalcase.analyses.verdict import sound_steps
from formalcase.case.model import Assumption, Evidence, Quorum
from formalcase.case.nodes import place_of
from formalcase.case.support import rests_on, support_graph, supported
from formalcase.diagnostics.catalogue.legs import LEGS_SHARE, MEMBERS_SHARE

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_MOST_NODES = 200_000
"""So many nodes are gone through, then nothing more is said."""


def sharing_remarks(ground: Groundwork) -> Iterator[Finding]:
    """Shared leaves and sources, claim by claim, then quorum by quorum."""
    graph = support_graph(ground.case, sound_steps(ground.steps))
    standing = supported(graph)
    things = _Things(ground)
    left = _MOST_NODES
    for question in asked(ground):
        if question.statement is not None or left <= 0:
            continue
        below = [rests_on(graph, [step], standing) for step in question.legs if step in standing]
        left -= sum(map(len, below))
        if shared := [name for name, _ in things.shared(below, least=2)]:
            yield LEGS_SHARE.at(
                ground.case.nodes[question.claim].span,
                subject=question.claim,
                related=[(f"`{each}`", place_of(ground.case, each)) for each in shared[:5]],
                legs=some(question.legs),
                claim=question.claim,
                what=some(shared),
            )
    for name, quorum in _quorums(ground):
        if left <= 0:
            return
        members = [member.id for member in quorum.members]
        below = [rests_on(graph, [member], standing) for member in members]
        left -= sum(map(len, below))
        too_many = len(members) - quorum.least + 1
        for thing, sharing in things.shared(below, least=too_many):
            yield MEMBERS_SHARE.at(
                ground.case.nodes[name].span,
                subject=name,
                related=[(f"`{thing}`", place_of(ground.case, thing))],
                members=some([members[at] for at in sharing]),
                what=thing,
                least=str(quorum.least),
                step=name,
            )


def _quorums(ground: Groundwork) -> Iterator[tuple[str, Quorum]]:
    """The quorums that can do without a member, and the steps that they stand in."""
    for name, judged in ground.steps.items():
        for premise in judged.form.step.premises:
            if isinstance(premise, Quorum) and premise.least < len(premise.members):
                yield name, premise


class _Things:
    """What can be shared: leaves, and the sources that they come from."""

    def __init__(self, ground: Groundwork) -> None:
        self._nodes = ground.case.nodes
        self._wider = around(ground.case)
        self._leaves = {name: at for at, name in enumerate(ground.leaves)}
        self._sources = {name: at for at, name in enumerate(ground.case.nodes)}

    def shared(self, below: Sequence[set[str]], *, least: int) -> list[tuple[str, list[int]]]:
        """The leaves that are below so many, then the nearest sources from which different leaves below so
        many come; each with those that share it."""
        leaves = _common(below, self._leaves, least)
        names = {name for name, _ in leaves}
        sources = _common([self._from(each - names) for each in below], self._sources, least)
        # What lies above another of them says nothing more.
        above = {name for each, _ in sources for name in all_above(each, self._wider)}
        return leaves + [each for each in sources if each[0] not in above]

    def _from(self, names: set[str]) -> set[str]:
        """The sources of leaves, and all that these lie within."""
        nodes = [self._nodes.get(name) for name in sorted(names)]
        named = {s.id for node in nodes if isinstance(node, Evidence | Assumption) for s in node.sources}
        return named.union(*(all_above(name, self._wider) for name in named))


def _common(below: Sequence[set[str]], order: Mapping[str, int], least: int) -> list[tuple[str, list[int]]]:
    """The names that so many have, in order, and which of them have it."""
    having: dict[str, list[int]] = {}
    for at, each in enumerate(below):
        for name in each:
            if name in order:
                having.setdefault(name, []).append(at)
    found = [(name, at) for name, at in having.items() if len(at) >= least]
    return sorted(found, key=lambda each: order[each[0]])
