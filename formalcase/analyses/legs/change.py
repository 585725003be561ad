"""What it would take: the fewest leaves to replace so that the legs are independent.

Each reason names leaves of which one would have to be argued for otherwise. A smallest set that meets all
reasons is proposed, then the legs are judged again as if those leaves were new ones with nothing in common
with the rest; what is found then joins the reasons, until nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from formalcase.analyses.legs.judge import LegsJudged
from formalcase.analyses.legs.reasons import Reason
from formalcase.analyses.legs.shape import Leg
from formalcase.case.support import all_of, any_of
from formalcase.diagrams import OutOfSteps, bounded_defeaters, smallest_defeaters
from formalcase.frozen import dataclass

_STEPS = 500_000
_ROUNDS = 10
_GOAL = "\0dependent"


@dataclass(frozen=True, slots=True)
class Change:
    """Replace `leaf` in `leg`: argue for it apart, or take it from another source; because of `reasons`."""

    leg: str
    leaf: str
    reasons: tuple[Reason, ...]


def smallest_change(
    judged: LegsJudged, again: Callable[[tuple[Leg, ...]], LegsJudged]
) -> tuple[Change, ...] | None:
    """The leaves to replace, each in one leg; empty when nothing need change, None when no such change is
    known: a leg does not suffice, or the budget was spent. `again` judges legs in the place of these."""
    if any(reason.kind == "insufficient_leg" for reason in judged.reasons):
        return None
    reasons = [reason for reason in judged.reasons if reason.kind != "not_comparable"]
    if not reasons:
        return ()
    for _ in range(_ROUNDS):
        chosen = _fewest(reasons, judged.legs)
        if chosen is None:
            return None
        found = again(_without(judged.legs, chosen))
        left = [r for r in found.reasons if r.kind not in ("not_comparable", "insufficient_leg")]
        if not left:
            return tuple(
                Change(leg, leaf, tuple(r for r in reasons if leaf in r.to_change and leg in r.legs))
                for leg, leaf in chosen
            )
        fresh = [reason for reason in left if reason not in reasons]
        if not fresh:
            return None
        reasons += fresh
    return None


def _without(legs: Sequence[Leg], chosen: Sequence[tuple[str, str]]) -> tuple[Leg, ...]:
    """The legs with the chosen leaves taken out: what stands in their place has nothing in common."""
    return tuple(
        replace(
            leg,
            leaves={name: leaf for name, leaf in leg.leaves.items() if (leg.step, name) not in chosen},
            supports=tuple(
                frozenset(name for name in support if (leg.step, name) not in chosen)
                for support in leg.supports
            ),
            claims=frozenset(),
        )
        for leg in legs
    )


def _fewest(reasons: Sequence[Reason], legs: Sequence[Leg]) -> list[tuple[str, str]] | None:
    """A smallest choice of (leg, leaf) that meets every reason: a minimal hitting set."""
    places = {f"{leg.step}\0{name}": (leg.step, name) for leg in legs for name in leg.leaves}
    graph = {}
    for number, reason in enumerate(reasons):
        for part, members in enumerate(_to_meet(reason, legs)):
            graph[f"\0{number} {part}"] = all_of(members)
    if not graph:
        return []
    graph[_GOAL] = any_of(list(graph))
    try:
        size = smallest_defeaters(graph, [_GOAL], budget=_STEPS)[_GOAL]
        if not size.exact or size.at_most is None:
            return None
        family = bounded_defeaters(graph, _GOAL, size.at_most, order=list(places), budget=_STEPS)
        return [places[node] for node in family.smallest(1)[0]]
    except OutOfSteps:
        return None


def _to_meet(reason: Reason, legs: Sequence[Leg]) -> list[list[str]]:
    """The sets of (leg, leaf) of each of which one must be replaced. What several legs share has to be
    replaced in all of them but one: pair by pair, in one of the two."""
    having = {leg.step: leg for leg in legs if leg.step in reason.legs}
    steps = list(having)
    if reason.kind == "shared_leaf":
        (name,) = reason.to_change
        return [
            [f"{one}\0{name}", f"{other}\0{name}"]
            for place, one in enumerate(steps)
            for other in steps[place + 1 :]
        ]
    if reason.kind == "shared_source":
        return [
            [f"{one}\0{x}", f"{other}\0{y}"]
            for place, one in enumerate(steps)
            for other in steps[place + 1 :]
            for x in reason.to_change
            if x in having[one].leaves
            for y in reason.to_change
            if y in having[other].leaves and x != y
        ]
    members = [
        f"{step}\0{name}" for step in steps for name in reason.to_change if name in having[step].leaves
    ]
    return [members] if members else []
