"""What legs have in common besides formulas: leaves, lower claims, and where the evidence comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from formalcase.analyses.legs.shape import Leg
from formalcase.case.model import Assumption, Case, Evidence, Provenance
from formalcase.solve.provenance import Meeting, shared_sources


def sources_of(case: Case, leg: Leg) -> dict[str, tuple[str, ...]]:
    """The sources that the leaves of a leg name, by leaf; without those that name none."""
    found: dict[str, tuple[str, ...]] = {}
    for name in leg.leaves:
        node = case.nodes.get(name)
        if isinstance(node, Evidence | Assumption) and node.sources:
            found[name] = tuple(source.id for source in node.sources)
    return found


def around(case: Case) -> dict[str, tuple[str, ...]]:
    """The wider sources that each source says it lies within."""
    return {
        node.id: tuple(wider.id for wider in node.within)
        for node in case.nodes.values()
        if isinstance(node, Provenance) and node.within
    }


def common_sources(case: Case, legs: Sequence[Leg], accepted: Collection[str]) -> list[Meeting]:
    """The most specific sources that two of the legs share, and are not accepted."""
    known = [name for name in accepted if isinstance(case.nodes.get(name), Provenance)]
    return shared_sources([sources_of(case, leg) for leg in legs], around(case), known)


def all_above(source: str, wider: Mapping[str, Collection[str]]) -> list[str]:
    """Everything that a source lies within, directly or not, sorted; itself left out."""
    found: set[str] = set()
    todo = [source]
    while todo:
        for each in wider.get(todo.pop(), ()):
            if each not in found:
                found.add(each)
                todo.append(each)
    return sorted(found - {source})
