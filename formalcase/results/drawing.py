"""What each leg rests on, as it leaves the tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.singles import single_points
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.judge import LegsJudged
from formalcase.analyses.legs.shape import Leg
from formalcase.analyses.legs.sources import all_above, around, sources_of
from formalcase.case.model import Assumption, Evidence
from formalcase.results.legs import LegDraws


def leg_draws(ground: Groundwork, found: LegsJudged) -> Iterator[LegDraws]:
    """What each of the legs rests on, in the order asked."""
    wider = around(ground.case)
    order = {name: place for place, name in enumerate(ground.leaves)}
    for leg in found.legs:
        points = single_points(found.argument.graph, leg.step)
        named = dict.fromkeys(name for names in sources_of(ground.case, leg).values() for name in names)
        sources = dict.fromkeys([*named, *(above for name in named for above in all_above(name, wider))])
        plain = None if points is None else {plain_name(node) for node in points}
        yield LegDraws(
            leg=leg.step,
            text=ground.case.nodes[leg.step].text,
            carries=leg.suffices,
            leaves=tuple(leg.leaves),
            sources=tuple(sources),
            points=None if plain is None else tuple(sorted(plain & order.keys(), key=order.__getitem__)),
            judged=sum(_is_bare(ground.case.nodes, leg, name) for name in leg.leaves),
        )


def _is_bare(nodes: Mapping[str, object], leg: Leg, name: str) -> bool:
    """Whether nothing but judgement stands behind a leaf."""
    match nodes.get(name):
        case Evidence():
            return False
        case Assumption() as node:
            return not node.cites and not node.sources
        case _:
            return leg.leaves[name].kind == "warrant"
