"""Which sources legs have in common, by the stage `provenance` of `encodings/asp`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from formalcase.frozen import dataclass
from formalcase.solve.asp import answer_set


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """Two leaves of two legs that meet in a source; legs by their places."""

    leg: int
    other: int
    source: str
    leaves: tuple[str, str]


def shared_sources(
    legs: Sequence[Mapping[str, Collection[str]]],
    within: Mapping[str, Collection[str]],
    accepted: Collection[str] = (),
) -> list[Meeting]:
    """For each pair of legs and each most specific source that they share: two leaves that show it.

    `legs` gives for each leg the sources that its leaves name, `within` the wider sources around each
    source. Sources in `accepted` count for nothing, nor does what two leaves share by way of one. A leaf
    that both legs have is not told here.
    """
    classes = [_classes(leg) for leg in legs]
    named = [(place, members) for place, leg in enumerate(classes) for members in leg.values()]
    sources = list(
        dict.fromkeys(
            [
                *sorted(source for leg in legs for each in leg.values() for source in each),
                *sorted({*within, *(wider for each in within.values() for wider in each), *accepted}),
            ]
        )
    )
    numbers = {source: number for number, source in enumerate(sources)}
    lines = []
    alone: dict[str, list[int]] = {}
    for number, (place, members) in enumerate(named):
        lines.append(f"leaf({place}, {number}).")
        lines += [f"from({number}, {numbers[source]})." for source in sorted(set(legs[place][members[0]]))]
        if len(members) == 1:
            lines += [f"same({other}, {number})." for other in alone.setdefault(members[0], [])]
            alone[members[0]].append(number)
    lines += [
        f"within({numbers[source]}, {numbers[wider]})."
        for source, around in sorted(within.items())
        for wider in sorted(set(around))
    ]
    lines += [f"accepted({numbers[source]})." for source in sorted(set(accepted))]
    found: dict[tuple[int, int, str], tuple[str, str]] = {}
    for _, arguments in answer_set("provenance", "\n".join(lines)):
        leg, one, other, another, source = map(int, arguments)
        key = (leg, other, sources[source])
        shown = _different(named[one][1], named[another][1])
        found[key] = min(found.get(key, shown), shown)
    return sorted(Meeting(leg, other, source, leaves) for (leg, other, source), leaves in found.items())


def _classes(leg: Mapping[str, Collection[str]]) -> dict[frozenset[str], list[str]]:
    """The leaves with a source, those with the same sources together."""
    found: dict[frozenset[str], list[str]] = {}
    for leaf in sorted(leg):
        if leg[leaf]:
            found.setdefault(frozenset(leg[leaf]), []).append(leaf)
    return found


def _different(one: Sequence[str], another: Sequence[str]) -> tuple[str, str]:
    return next((x, y) for x in one for y in another if x != y)
