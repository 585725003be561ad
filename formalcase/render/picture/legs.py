"""Parallel legs as pictures: a diagram with what they share marked, and a grid of all that each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from formalcase.frozen import dataclass
from formalcase.render.clean import clean
from formalcase.render.picture.grid import Row, grid_svg, marks
from formalcase.render.picture.layout import ACROSS, DOWN, PAD, WIDTH, Placed, placed
from formalcase.render.picture.outline import Box, Kind, Mood
from formalcase.render.picture.svg import box_svg, document, edge_svg
from formalcase.results.legs import ClaimLegs, LegDraws, LegReason

_MOST_ROWS = 60
_MOST_REASONS = 30
_MOST_OWN = 6
_HEADS: Mapping[str, str] = {
    "shared_leaf": "shared leaf",
    "shared_source": "shared source",
    "entailed_leaf": "forced premise",
    "shared_claim": "shared lower claim",
    "insufficient_leg": "does not carry the claim",
    "subsumed_leg": "leg within another",
    "contradiction": "contradiction",
}
_KINDS: Mapping[str, Kind] = {"shared_source": "context", "shared_claim": "claim"}


@dataclass(frozen=True, slots=True)
class _Item:
    """A box of the last column and the legs that it hangs on."""

    box: Box
    legs: tuple[int, ...]


def legs_svg(found: ClaimLegs, *, name: str = "legs") -> str:
    """The claim, its legs, and to the right what several of them share or force, each between the legs that
    it concerns; what a leg has for itself is one box."""
    texts = {member.id: member.text for member in found.named}
    items = sorted(_items(found, texts), key=lambda item: sum(item.legs) / len(item.legs))
    column = 2 * (WIDTH + ACROSS)
    right: list[Placed] = []
    y = PAD
    for item in items:
        right.append(placed(item.box, PAD + column, y))
        y += right[-1].height + DOWN
    legs = _beside(found, items, right)
    claim = placed(_claim(found, texts), PAD, 0.0)
    middle = (legs[0].middle + legs[-1].middle) / 2 - claim.height / 2
    claim = placed(claim.box, PAD, max(PAD, middle))
    parts = [edge_svg(claim, leg) for leg in legs]
    parts += [edge_svg(legs[leg], each) for item, each in zip(items, right, strict=True) for leg in item.legs]
    parts += [box_svg(each, "gsn") for each in (claim, *legs, *right)]
    bottom = max(each.y + each.height for each in (claim, *legs, *right)) + PAD
    return document(
        parts,
        column + WIDTH + 2 * PAD,
        bottom,
        f"The legs of {found.claim} and what they share",
        _described(found),
        name=name,
    )


def legs_grid(found: ClaimLegs, *, name: str = "legs-grid") -> str:
    """Leaves and sources against the legs of one claim; what several legs have is said to be shared."""
    columns = [(*leg.leaves, *leg.sources) for leg in found.draws]
    names = dict.fromkeys([name for leg in found.draws for name in leg.leaves])
    sources = dict.fromkeys([name for leg in found.draws for name in leg.sources])
    rows = [_row(columns, each, clean(each)) for each in names]
    rows += [_row(columns, each, f"source: {clean(each)}") for each in sources]
    rows.sort(key=lambda each: -len(each.marks))
    legs = [clean(leg.leg) for leg in found.draws]
    described = "; ".join(f"{leg.leg}: {', '.join((*leg.leaves, *leg.sources))}" for leg in found.draws)
    title = f"What the legs of {found.claim} rest on"
    return grid_svg(legs, rows[:_MOST_ROWS], title, described[:2_000], name=name)


def _row(columns: Sequence[Sequence[str]], name: str, label: str) -> Row:
    inside = marks(columns, name)
    return Row(label, inside, f"shared by {len(inside)}" if len(inside) > 1 else "")


def _claim(found: ClaimLegs, texts: Mapping[str, str]) -> Box:
    moods: Mapping[str, Mood] = {"independent": "good", "dependent": "bad"}
    status = f"legs {found.verdict}"
    return Box(found.claim, "claim", texts.get(found.claim, ""), status, moods.get(found.verdict, "doubt"))


def _beside(found: ClaimLegs, items: Sequence[_Item], right: Sequence[Placed]) -> list[Placed]:
    """The legs in their order, each as near as there is room to the middle of what it has for itself."""
    own = {item.legs[0]: each.middle for item, each in zip(items, right, strict=True) if len(item.legs) == 1}
    legs: list[Placed] = []
    least = PAD
    for number, leg in enumerate(found.draws):
        box = Box(leg.leg, "step", leg.text, "" if leg.carries else "does not carry", _leg_mood(leg))
        height = placed(box, 0.0, 0.0).height
        top = max(least, own.get(number, 0.0) - height / 2)
        legs.append(placed(box, PAD + WIDTH + ACROSS, top))
        least = top + height + DOWN
    return legs


def _leg_mood(leg: LegDraws) -> Mood:
    return "good" if leg.carries else "bad"


def _items(found: ClaimLegs, texts: Mapping[str, str]) -> Iterator[_Item]:
    place = {leg.leg: number for number, leg in enumerate(found.draws)}
    reasons = [each for each in found.reasons if each.kind in _HEADS]
    for reason in reasons[:_MOST_REASONS]:
        yield _Item(_reason_box(reason, texts), tuple(sorted(place[leg] for leg in reason.legs)))
    if len(reasons) > _MOST_REASONS:
        rest = reasons[_MOST_REASONS:]
        text = f"{len(rest)} more reasons, in the table"
        yield _Item(
            Box("…", "context", text, "", "bad"),
            tuple(sorted({place[n] for each in rest for n in each.legs})),
        )
    shared = {name for reason in reasons if reason.kind == "shared_leaf" for name in reason.witness}
    for number, leg in enumerate(found.draws):
        own = [name for name in leg.leaves if name not in shared]
        more = f" and {len(own) - _MOST_OWN} more" if len(own) > _MOST_OWN else ""
        noun = "leaf" if len(own) == 1 else "leaves"
        text = ", ".join(own[:_MOST_OWN]) + more if own else "nothing for itself"
        yield _Item(Box(f"{len(own)} {noun} of its own", "assumption", text), (number,))


def _reason_box(reason: LegReason, texts: Mapping[str, str]) -> Box:
    head = _HEADS[reason.kind]
    named = reason.witness[0] if reason.witness else reason.legs[0]
    text = texts.get(named, "") if reason.kind.startswith("shared") else reason.text.replace("`", "")
    return Box(f"{head} {named}", _KINDS.get(reason.kind, "assumption"), text, "", "bad")


def _described(found: ClaimLegs) -> str:
    shared = [f"{_HEADS[each.kind]}: {each.text}" for each in found.reasons if each.kind in _HEADS]
    return "; ".join([found.text.replace("`", ""), *(each.replace("`", "") for each in shared)])[:2_000]
