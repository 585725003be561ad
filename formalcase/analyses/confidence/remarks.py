"""Findings about credences: some contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formalcase.analyses.confidence.blocks import blocks_of
from formalcase.analyses.confidence.bounds import Bounds
from formalcase.analyses.confidence.judge import credence_of
from formalcase.analyses.confidence.words import range_text
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.step import Ask
from formalcase.case.nodes import place_of
from formalcase.diagnostics.catalogue.confidence import INCOHERENT
from formalcase.diagnostics.prose import listed

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def credence_remarks(ground: Groundwork, ask: Ask) -> Iterator[Finding]:
    """Minimal sets of leaves whose credences no distribution fits, whatever the leaves are used for; one of
    each block of leaves that have to do with each other."""
    found = {name: credence_of(ground, name) for name in ground.leaves if name not in ground.stale}
    credences = {name: each for name, each in found.items() if each is not None}
    leaves = {name: leaf for name, leaf in ground.leaves.items() if name in credences}
    bounds = Bounds(blocks_of(leaves, ground.vocabulary, ask), ask)
    for conflict in bounds.conflicts(credences):
        first = conflict[0]
        yield INCOHERENT.at(
            ground.case.nodes[first].span,
            subject=first,
            related=[(f"`{each}`", place_of(ground.case, each)) for each in conflict[1:]],
            leaves=listed(conflict),
            bounds=", ".join(f"`{each}` at {range_text(*credences[each])}" for each in conflict),
        )
