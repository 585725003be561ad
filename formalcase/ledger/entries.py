"""The ledger: every leaf and every definition, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from formalcase.analyses.examine import Examined
from formalcase.case.formulas import Leaf, is_opaque
from formalcase.case.model import Case
from formalcase.case.nodes import place_of
from formalcase.case.support import rests_on, supported
from formalcase.diagnostics.finding import locate
from formalcase.logic.show import show
from formalcase.logic.walk import reachable
from formalcase.results.check import (
    LedgerEntry,
)


def ledger(found: Examined) -> Iterator[LedgerEntry]:
    """The leaves, then the definitions and enums, in the order of the case."""
    used = set(found.judged.support.leaves) or _could_use(found)
    statuses = found.judged.statuses
    for leaf in found.leaves.values():
        if leaf.id in found.stale:
            status = "expired"
        elif leaf.id in statuses.hit:
            status = "hit"
        elif leaf.id in statuses.doubtful:
            status = "doubtful"
        else:
            status = "standing"
        yield LedgerEntry(
            id=leaf.id,
            kind=leaf.kind,
            text=leaf.text,
            used=leaf.id in used,
            formula=None if _is_opaque(found.case, leaf) else show(leaf.formula, found.vocabulary),
            status=status,
            location=locate(place_of(found.case, leaf.id)),
        )
    yield from _definitions(found)


def _could_use(found: Examined) -> set[str]:
    """Where nothing is established: the leaves that the sound steps for the top claim draw upon."""
    if found.case.top is None:
        return set()
    graph = found.judged.graph
    return rests_on(graph, [found.case.top], supported(graph))


def _is_opaque(case: Case, leaf: Leaf) -> bool:
    node = case.nodes.get(leaf.id)
    return node is not None and is_opaque(node)


def _definitions(found: Examined) -> Iterator[LedgerEntry]:
    words = _words_used(found)
    for enum in found.case.vocabulary.enums.values():
        sign = " < " if enum.ordered else ", "
        members = sign.join(member.name for member in enum.members)
        yield LedgerEntry(
            id=enum.name,
            kind="enum",
            text=enum.gloss or "",
            used=enum.name in words,
            formula=members,
            location=locate(enum.span),
        )
    for symbol in found.case.vocabulary.symbols.values():
        if symbol.body is not None:
            yield LedgerEntry(
                id=symbol.name,
                kind="definition",
                text=symbol.gloss or "",
                used=symbol.name in words,
                formula=show(symbol.body, found.vocabulary),
                location=locate(symbol.span),
            )


def _words_used(found: Examined) -> set[str]:
    """The words that the formulas of the steps speak of, through definitions."""
    formulas = [term for judged in found.steps.values() for term in judged.form.labelled.values()]
    reach = reachable(formulas, found.vocabulary)
    return {*reach.symbols, *reach.enums}
