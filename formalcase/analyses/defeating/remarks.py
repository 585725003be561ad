"""Findings on the loads of a case: leaves that all of it hangs on, and leaves that nothing hangs on.

Both take one walk over the argument where its parts share little. Where more would have to be worked out than
a check allows, nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.loads import counted_points, dead_weight
from formalcase.analyses.step import Judged
from formalcase.analyses.verdict import CaseJudged, top_claim, with_answers
from formalcase.case.formulas import Leaf, cited, warrant_of
from formalcase.case.model import Argument, Case, Claim, Defeater, Reference
from formalcase.case.nodes import place_of
from formalcase.case.support import Graph, supported
from formalcase.diagnostics.catalogue import defeat
from formalcase.diagnostics.prose import listed

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_STEPS = 50_000  # of `diagrams`; a small part of a second
_MOST_NAMED = 10


def load_remarks(
    case: Case, steps: Mapping[str, Judged], leaves: Mapping[str, Leaf], judged: CaseJudged
) -> Iterator[Finding]:
    """Single points of failure of the top claim, and dead weight; nothing on a top claim without support."""
    top = top_claim(case)
    standing = judged.stood.standing
    graph = with_answers(standing, judged.statuses)
    if top is None or top.id not in supported(graph, standing.undecided):
        return
    yield from _single_points(graph, top, steps, leaves)
    # Once it is decided, an undecided step may be what needs a leaf.
    if not standing.undecided:
        yield from _dead_weight(graph, top, case, steps, leaves)


def _single_points(
    graph: Graph, top: Claim, steps: Mapping[str, Judged], leaves: Mapping[str, Leaf]
) -> Iterator[Finding]:
    # Undecided steps count as sound here: what is fatal even so is fatal however they come out.
    points, _ = counted_points(graph, top.id, steps)
    names = {plain_name(node) for node in points or ()}
    found = [name for name in leaves if name in names]
    if found:
        yield defeat.SINGLE_POINTS.at(top.span, subject=top.id, which=_any_of(found), claim=top.id)


def _any_of(leaves: Sequence[str]) -> str:
    return listed(leaves) if len(leaves) == 1 else f"any one of {listed(leaves, most=_MOST_NAMED)}"


def _dead_weight(
    graph: Graph, top: Claim, case: Case, steps: Mapping[str, Judged], leaves: Mapping[str, Leaf]
) -> Iterator[Finding]:
    blamed = _blamed(case, top, steps, supported(graph))
    dead = dead_weight(graph, [top.id], case, leaves, _STEPS)
    for name in leaves:
        if name in dead.leaves and name in blamed:
            yield defeat.DEAD_WEIGHT.at(place_of(case, name), subject=name, leaf=name)


def _blamed(case: Case, top: Claim, steps: Mapping[str, Judged], stand: Collection[str]) -> set[str]:
    """The leaves that could be told to be dead weight, where the nodes in `stand` have support.

    Not those that have nothing to do with the top claim or a defeater, which have a finding of their own;
    not those below a step that carries nothing, which has one, or that waits for such a step; and not those
    of modules, which are made to be used in part.
    """
    steps_for: dict[str, list[Argument]] = {}
    for node in case.nodes.values():
        if isinstance(node, Argument):
            steps_for.setdefault(node.conclusion.id, []).append(node)
    defeaters = [node.id for node in case.nodes.values() if isinstance(node, Defeater)]
    carrying_nothing = _carrying_nothing(
        [judged.form.step for judged in steps.values() if not judged.sound], case, stand
    )
    waiting = _cited_below(
        [reference.id for step in carrying_nothing for reference in _needs(step)], steps_for
    )
    reached = _cited_below([top.id, *defeaters], steps_for)
    warrants = {warrant_of(step.id) for name in reached for step in steps_for.get(name, ())}
    used = (reached | warrants) - waiting
    return {name for name in used if "." not in name.removesuffix(".warrant")}


def _carrying_nothing(unsound: Sequence[Argument], case: Case, stand: Collection[str]) -> list[Argument]:
    """The steps that carry nothing, and those that need what these would have carried."""
    above: dict[str, list[Argument]] = {}
    for node in case.nodes.values():
        if isinstance(node, Argument):
            for reference in _needs(node):
                above.setdefault(reference.id, []).append(node)
    found = {step.id: step for step in unsound}
    todo = list(unsound)
    while todo:
        conclusion = todo.pop().conclusion.id
        for step in above.get(conclusion, ()) if conclusion not in stand else ():
            if step.id not in found:
                found[step.id] = step
                todo.append(step)
    return list(found.values())


def _cited_below(names: Collection[str], steps_for: Mapping[str, list[Argument]]) -> set[str]:
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += [reference.id for step in steps_for.get(name, ()) for reference in _needs(step)]
    return found


def _needs(step: Argument) -> Iterator[Reference]:
    yield from cited(step)
    yield from step.given
