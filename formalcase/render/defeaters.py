"""What would bring a claim down, as text and as JSON, both written while the sets are found.

Written for readers who know no logic: a set is a line of ids, and every leaf in one comes with its
sentence, its kind and what its loss does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from formalcase.case.nodes import kind_of
from formalcase.logic.number_text import in_short
from formalcase.render.ansi import Paint
from formalcase.render.clean import clean
from formalcase.render.json import BETWEEN, list_item, spliced
from formalcase.render.layout import COLUMNS, names, wrap
from formalcase.render.losses import leaf_words, legend_lines, remark_lines
from formalcase.results.defeaters import DefeatersResult, SizeCount
from formalcase.results.listing import MOST_LISTED
from formalcase.results.losses import Losses
from formalcase.results.wanted import Listed

_MOST_SIZES = 12
"""The sizes that are told; of more, the rest is counted."""

Set = tuple[str, ...]

_READINGS = {
    "argument": "Without all of one such set the steps no longer carry it; a part is not enough.",
    "logic": "Without all of one such set it no longer follows from its leaves; a part is not enough.",
}
_LOSS = "Lost means withdrawn, not false; and what loses its support is not false by that."


# ---- As JSON -------------------------------------------------------------------------------------


def defeaters_json(losses: Losses) -> Iterator[str]:
    """The document, in parts; the bytes are those of `json_text` for a result with all sets in it."""
    pieces = {name: list_item(member.model_dump(mode="json"), 4) for name, member in losses.members().items()}
    lists = {
        "sets": lambda: _items(losses.sets(), pieces),
        "supports": lambda: _last_items(losses, pieces),
    }
    return spliced("defeaters", losses.result(), lists, losses.result)


def _last_items(losses: Losses, pieces: Mapping[str, str]) -> Iterator[str]:
    yield from _items(losses.supports(), pieces)
    losses.conclude()


def _items(batches: Iterable[Sequence[Set]], pieces: Mapping[str, str]) -> Iterator[str]:
    piece = pieces.__getitem__
    for batch in batches:
        yield BETWEEN.join(
            [
                f'    {{\n      "members": [\n{BETWEEN.join(map(piece, found))}\n      ]\n    }}'
                if found
                else '    {\n      "members": []\n    }'
                for found in batch
            ]
        )


# ---- As text -------------------------------------------------------------------------------------


def defeaters_text(
    losses: Losses, *, colour: bool = False, columns: int = COLUMNS, quiet: bool = False
) -> Iterator[str]:
    """What a person reads, in parts. `quiet`: without what explains the words."""
    for lines in _Text(losses, Paint(colour), columns, quiet).parts():
        if lines:
            yield "".join(f"{line}\n" for line in lines)


class _Text:
    def __init__(self, losses: Losses, paint: Paint, columns: int, quiet: bool) -> None:
        self.losses = losses
        self.paint = paint
        self.columns = columns
        self.quiet = quiet
        self.leaves = {leaf.id: leaf for leaf in losses.result().leaves}
        self.listed: set[str] = set()
        """The leaves of the sets that were listed by their ids alone."""

    def parts(self) -> Iterator[list[str]]:
        losses = self.losses
        losses.counted()
        before = losses.result()
        yield self._heading(before)
        if before.supported:
            yield from self._sets(before)
        else:
            self._go_through()
        losses.conclude()
        result = losses.result()
        if not self.quiet:
            yield legend_lines(
                [leaf for leaf in result.leaves if leaf.id in self.listed], self.paint, self.columns
            )
        yield remark_lines(result, self.paint, self.columns)
        yield self._end(result)

    def _heading(self, result: DefeatersResult) -> list[str]:
        kind = kind_of(self.losses.case.nodes[result.claim])
        lines = wrap(f"{kind} {clean(result.claim)}: {clean(result.text)}", self.columns, "", "  ")
        lines[0] = self.paint("strong", lines[0])
        if result.supported and not self.quiet:
            for words in (_READINGS[result.semantics], _LOSS):
                lines += wrap(words, self.columns, "  ")
        return lines

    def _sets(self, before: DefeatersResult) -> Iterator[list[str]]:
        losses = self.losses
        known_ahead = before.count is not None
        if known_ahead:
            yield self._counted("defeater set", before.count, before.by_size)
        yield from self._listed(losses.sets(), "single points of failure")
        result = losses.result()
        yield self._more(result.count, losses.listed)
        if not known_ahead:
            yield self._counted("defeater set", result.count, result.by_size)
        if losses.wanted.supports:
            yield from self._supports(result)

    def _supports(self, before: DefeatersResult) -> Iterator[list[str]]:
        losses = self.losses
        yield [
            "",
            self.paint("strong", "each of these sets of leaves is enough support; a part of it is not"),
        ]
        known_ahead = before.supports_count is not None
        if known_ahead:
            yield self._counted("support set", before.supports_count, ())
        yield from self._listed(losses.supports(), "enough alone")
        result = losses.result()
        yield self._more(result.supports_count, losses.listed_supports)
        if not known_ahead:
            yield self._counted("support set", result.supports_count, ())

    def _counted(self, what: str, number: int | None, sizes: Sequence[SizeCount]) -> list[str]:
        wanted = self.losses.wanted.query
        within = f" of at most {wanted.max_size}" if wanted.max_size is not None else ""
        within += f" with {clean(wanted.containing)}" if wanted.containing is not None else ""
        if number is None:
            found = sum(each.count for each in sizes)
            if not found:
                return wrap(f"no minimal {what}{within} is known yet", self.columns, "  ")
            head = f"at least {in_short(found)} minimal {what}{'' if found == 1 else 's'}{within}"
        elif number == 0:
            head = f"no minimal {what}{within}" + ("" if within else ": no loss of leaves touches it")
        else:
            head = f"{in_short(number)} minimal {what}{'' if number == 1 else 's'}{within}"
        return wrap(head + _by_size(sizes, number), self.columns, "  ")

    def _listed(self, batches: Iterable[Sequence[Set]], alone: str) -> Iterator[list[str]]:
        """Lines of ids under a heading for each size; a set of one has its sentence beside it."""
        size = -1
        shown = {name: clean(name) + (" (idle)" if leaf.idle else "") for name, leaf in self.leaves.items()}
        ids = shown.__getitem__
        for batch in batches:
            lines: list[str] = []
            for found in batch:
                if len(found) != size:
                    size = len(found)
                    lines += self._size_heading(size, alone)
                if size == 1:
                    lines += wrap(
                        leaf_words(self.leaves[found[0]], alone=True), self.columns, "    ", "      "
                    )
                elif size:
                    lines.append("    " + ", ".join(map(ids, found)))
                    self.listed.update(found)
            yield lines

    def _size_heading(self, size: int, alone: str) -> list[str]:
        title = ("without any leaf", alone)[size] if size < 2 else f"sets of {size}"
        return ["", self.paint("strong", f"  {title}")]

    def _more(self, count: int | None, listed: Listed) -> list[str]:
        if not listed.more or self.losses.wanted.count_only:
            return []
        if count is None:
            return wrap("and more; a larger `--limit` lists them", self.columns, "    ")
        rest = f"and {in_short(count - listed.number)} more; "
        fits = count <= MOST_LISTED
        advice = f"`--limit {count}` lists them all" if fits else "a larger `--limit` lists more of them"
        return wrap(rest + advice, self.columns, "    ")

    def _end(self, result: DefeatersResult) -> list[str]:
        """What keeps this from being the whole answer, last, so that it is not missed."""
        lines: list[str] = []
        if result.supported is False and not result.undecided and not self.losses.interrupted:
            lines += wrap(_unsupported(result), self.columns, "  ")
        if self.losses.interrupted:
            known = "these are not all" if self.losses.listed.number else "nothing more is known"
            lines.append(self.paint("warning", f"interrupted: {known}"))
        elif result.conflict:
            told = f"blocked: {names(result.conflict)} contradict each other, and so entail anything"
            lines += wrap(told, self.columns, "", "  ")
        elif self.losses.unsettled or self.losses.wanted.query.max_size is not None:
            for reason in dict.fromkeys((result.reason, result.supports_reason)):
                if reason:
                    lines += wrap(f"not complete: {clean(reason)}", self.columns, "", "  ")
        return lines

    def _go_through(self) -> None:
        """Where there is nothing to list, so that it is known why."""
        for batches in (self.losses.sets(), self.losses.supports()):
            for _ in batches:
                pass


def _unsupported(result: DefeatersResult) -> str:
    lacks = "has no support" if result.semantics == "argument" else "does not follow from its leaves"
    return (
        f"{clean(result.claim)} {lacks} as the case stands, so nothing can be lost: "
        f"`formalcase check {clean(result.files[0])}` says why"
    )


def _by_size(sizes: Sequence[SizeCount], number: int | None) -> str:
    """`: 2 of one leaf, 5 of 2 leaves`; `number` is that of all sets, where it is known."""
    if not sizes:
        return ""
    parts = [
        f"{in_short(each.count)} of {'one leaf' if each.size == 1 else f'{each.size} leaves'}"
        for each in sizes[:_MOST_SIZES]
    ]
    if len(sizes) > _MOST_SIZES or (number is not None and sum(each.count for each in sizes) < number):
        parts.append("the rest larger")
    return f": {', '.join(parts)}"
