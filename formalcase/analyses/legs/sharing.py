"""What legs of which nothing is stated plainly share; a check says so without asking the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from formalcase.analyses.examine import Groundwork
from formalcase.analyses.legs.shape import asked
from formalcase.analyses.legs.sources import all_above, around
from formalcase.analyses.legs.words import some
from formalcase.analyses.remarks import place_of
from formalcase.analyses.verdict import sound_steps
from formalcase.case.model import Assumption, Evidence
from formalcase.case.support import rests_on, support_graph, supported
from formalcase.diagnostics.catalogue.legs import LEGS_SHARE

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_MOST_NODES = 200_000
"""So many nodes are gone through, then nothing more is said."""


def sharing_remarks(ground: Groundwork) -> Iterator[Finding]:
    """Shared leaves and sources, claim by claim."""
    graph = support_graph(ground.case, sound_steps(ground.steps))
    standing = supported(graph)
    wider = around(ground.case)
    left = _MOST_NODES
    for question in asked(ground):
        if question.statement is not None or left <= 0:
            continue
        below = [rests_on(graph, [step], standing) for step in question.legs if step in standing]
        left -= sum(map(len, below))
        shared = _shared(ground, below)
        shared += [name for name in _sources(ground, below, wider, set(shared)) if name not in shared]
        if shared:
            yield LEGS_SHARE.at(
                ground.case.nodes[question.claim].span,
                subject=question.claim,
                related=[(f"`{each}`", place_of(ground.case, each)) for each in shared[:5]],
                legs=some(question.legs),
                claim=question.claim,
                what=some(shared),
            )


def _shared(ground: Groundwork, below: Sequence[set[str]]) -> list[str]:
    """The leaves that are below two legs or more."""
    return [name for name in ground.leaves if sum(name in each for each in below) > 1]


def _sources(
    ground: Groundwork, below: Sequence[set[str]], wider: Mapping[str, Sequence[str]], shared: set[str]
) -> list[str]:
    """The sources from which different leaves of two legs come, without what lies above another of them."""
    found: list[set[str]] = []
    for each in below:
        nodes = [ground.case.nodes.get(name) for name in sorted(each - shared)]
        named = {s.id for node in nodes if isinstance(node, Evidence | Assumption) for s in node.sources}
        found.append(named.union(*(all_above(name, wider) for name in named)))
    common = {name for one in found for name in one if sum(name in each for each in found) > 1}
    above = {name for each in common for name in all_above(each, wider)}
    return [name for name in ground.case.nodes if name in common and name not in above]
