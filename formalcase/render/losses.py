"""The remarks beside the sets that would bring a claim down: leaves in words, warnings, the load map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from formalcase.logic.number_text import in_short
from formalcase.render.ansi import Paint
from formalcase.render.clean import clean
from formalcase.render.layout import count, names, some, wrap
from formalcase.results.defeaters import (
    DefeatersResult,
    Difference,
    Importance,
    LeafEntry,
    LoadMap,
    SmallestLoss,
)

_MOST = 20
"""So many lines of one kind are shown, and so many ids in one of them; the others are counted."""

_LOSS_OF = {
    "evidence": "its loss undermines",
    "assumption": "its loss undermines",
    "warrant": "its loss undercuts",
    "closing": "its loss undermines",
    "range": "its loss undermines",
}
"""What the loss of a leaf of each kind does."""

_IDLE = "; idle: no step that cites it needs it"
_IDLE_ALONE = ", so no single point of failure"


def leaf_words(leaf: LeafEntry, *, alone: bool = False) -> str:
    """A leaf in words: its id, its kind, what its loss does, and its sentence. `alone`: it is a set."""
    idle = _IDLE + (_IDLE_ALONE if alone else "") if leaf.idle else ""
    return f"{clean(leaf.id)} ({leaf.kind}, {_LOSS_OF[leaf.kind]}{idle}): {clean(leaf.text)}"


def legend_lines(leaves: Sequence[LeafEntry], paint: Paint, columns: int) -> list[str]:
    lines = [line for leaf in leaves for line in wrap(leaf_words(leaf), columns, "    ", "      ")]
    return ["", paint("strong", "  the leaves named"), *lines] if lines else []


def remark_lines(result: DefeatersResult, paint: Paint, columns: int) -> list[str]:
    """All that stands beside the sets, each under a heading."""
    sections = (
        ("how much hangs on each leaf", _important(result.importance)),
        ("still follows from what is kept: withdrawn, it is not false", _kept(result)),
        ("where argument and logic differ", [_difference(each) for each in result.differences]),
        ("left aside", _left_aside(result)),
        *_map_sections(result.map),
    )
    lines: list[str] = []
    for title, texts in sections:
        shown = texts[:_MOST]
        if len(texts) > _MOST:
            shown.append(f"and {len(texts) - _MOST} more; `--format json` has all")
        if shown:
            lines += ["", paint("strong", f"  {title}")]
            lines += [line for text in shown for line in wrap(text, columns, "    ", "      ")]
    return lines


def _important(importance: Iterable[Importance]) -> list[str]:
    texts = []
    for each in sorted(importance, key=lambda each: -each.count):
        sizes = [f"{in_short(size.count)} of {size.size}" for size in each.by_size[:_MOST]]
        if len(each.by_size) > _MOST or not each.by_size_complete:
            sizes.append("the rest larger")
        many = "set" if each.count == 1 else "sets"
        where = f"in {in_short(each.count)} {many} ({', '.join(sizes)})" if each.count else "in no set"
        credence = f"; credence {each.credence[0]} .. {each.credence[1]}" if each.credence else ""
        contribution = ""
        if each.contribution:
            bounds = " .. ".join(each.contribution)
            contribution = f"; a set with it is lost with a probability of {bounds}, as a bound"
        texts.append(f"{clean(each.id)}: {where}{credence}{contribution}")
    return texts


def _kept(result: DefeatersResult) -> list[str]:
    return [
        f"{clean(each.lost)} follows from {some(each.by, _MOST)}: if it were false, so were one of these"
        for each in result.still_entailed
    ] + [
        f"whether {clean(name)} follows from what is kept was not settled within the budget"
        for name in result.still_entailed_undecided
    ]


def _difference(difference: Difference) -> str:
    return clean(difference.text)


def _left_aside(result: DefeatersResult) -> list[str]:
    texts = []
    if result.doubts:
        are = "is" if len(result.doubts) == 1 else "are"
        who = some(result.doubts, _MOST)
        texts.append(f"{who} {are} not refuted today; the sets leave that aside, `formalcase check` has it")
    if result.expired:
        who = some(result.expired, _MOST)
        texts.append(f"expired, and taken here as if still good: {who}; `formalcase check` counts them out")
    if result.undecided:
        who = some(result.undecided, _MOST)
        texts.append(f"undecided, so taken to carry nothing: {who}; a larger `--budget` may decide")
    return texts


def _map_sections(found: LoadMap | None) -> list[tuple[str, list[str]]]:
    if found is None:
        return []
    sizes = [f"{clean(each.id)}: {_smallest(each)}" for each in found.smallest]
    idle = [f"{clean(each.premise)} in {clean(each.step)}" for each in found.idle]
    return [
        ("load map: enough alone to bring it down", _line(found.single_points)),
        ("load map: enough alone, but only for want of an idle premise", _line(found.idle_points or None)),
        ("load map: dead weight, leaves that carry nothing", _line(found.dead_weight)),
        ("load map: idle, cited and not needed", idle or ["none"]),
        ("load map: steps whose loss changes nothing", _line(found.unneeded_steps)),
        ("load map: the fewest leaves whose loss brings each claim down", sizes),
        ("load map: not settled within the budget", _unknown(found)),
    ]


def _line(ids: Sequence[str] | None) -> list[str]:
    if ids is None:
        return []
    return [names(ids)] if ids else ["none"]


def _unknown(found: LoadMap) -> list[str]:
    groups = (
        ("whether they are dead weight", found.dead_weight_unknown),
        ("whether their loss changes anything", found.unneeded_steps_unknown),
        ("how few leaves are enough", found.smallest_unknown),
    )
    texts = [f"{what}: {some(ids, _MOST)}" for what, ids in groups if ids]
    return texts if found.single_points is not None else ["which leaves are enough alone", *texts]


def _smallest(each: SmallestLoss) -> str:
    if each.at_most is None:
        return "no loss touches it"
    if each.at_most == 0:
        return "has no support as it is"
    if each.at_least == each.at_most:
        return count(each.at_most, "leaf", "leaves")
    return f"between {each.at_least} and {count(each.at_most, 'leaf', 'leaves')}"
