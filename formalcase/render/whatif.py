"""What stands and what falls, as a person reads it: first what falls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.prose import joined
from formalcase.render.ansi import Paint, Style
from formalcase.render.clean import clean
from formalcase.render.layout import COLUMNS, count, wrap
from formalcase.results.whatif import ClaimFate, LeafRepair, Supposition, WhatIfResult

_MOST = 40
_MOST_REPAIRS = 3
_NAMES = 12
_NOT_CHECKED = "not checked: whether the leaves are true; whether each formula says what its sentence says"

_WORDS: dict[CaseVerdict, tuple[str, Style]] = {
    CaseVerdict.ESTABLISHED: ("established", "good"),
    CaseVerdict.NOT_ESTABLISHED: ("not established", "error"),
    CaseVerdict.UNDECIDED: ("undecided", "warning"),
    CaseVerdict.MALFORMED: ("malformed", "error"),
}


def whatif_text(
    result: WhatIfResult, *, colour: bool = False, columns: int = COLUMNS, quiet: bool = False
) -> str:
    """The answer to a what-if question. `quiet`: only what falls and the verdicts."""
    say = _Say(result, Paint(colour), columns)
    parts = [say.supposed(), say.top(), say.falls()]
    if not quiet:
        parts += [say.stands(), say.rises(), say.unaffected()]
    parts += [say.false(), say.misreading(), say.verdicts()]
    if not quiet:
        parts += [say.repairs()]
    parts += [say.undecided(), [] if quiet else say.not_checked()]
    return "\n".join(line for part in parts for line in part) + "\n"


class _Say:
    def __init__(self, result: WhatIfResult, paint: Paint, columns: int) -> None:
        self.result = result
        self.paint = paint
        self.columns = columns

    def supposed(self) -> list[str]:
        result = self.result
        return [
            *self._supposed("withdrawn", "taking along", result.failed),
            *self._supposed("false", "", result.false),
            *self._supposed("taken as given", "taking away", result.assumed),
        ]

    def _supposed(self, how: str, takes: str, these: Sequence[Supposition]) -> list[str]:
        lines: list[str] = []
        for each in these:
            head = f"{how}: {clean(each.kind)} {_quoted(each.id)}"
            along = f" ({takes} {_some_quoted(each.takes)})" if each.takes else ""
            if each.kind == "source" and not each.takes:
                along = " (nothing comes from it)"
            if each.named:
                along = f" (named as {_quoted(each.named)}, but it has no warrant)"
            lines += wrap(f"{head}{_sentence(each.text)}{along}", self.columns, "", "  ")
        return lines

    def top(self) -> list[str]:
        """One line on the top claim, by the argument alone."""
        result, name = self.result, _quoted(self.result.claim or "")
        fallen = any(fate.claim == result.claim for fate in result.falls)
        risen = any(fate.claim == result.claim for fate in result.rises)
        if result.supported is None:
            return ["", *self._lines(f"whether {name} keeps its support was not settled")]
        if fallen:
            words = self.paint("error", f"the top claim {name} falls")
        elif risen:
            words = self.paint("good", f"the top claim {name} gains support")
        elif result.supported:
            words = f"the top claim {name} keeps its support"
        else:
            words = f"the top claim {name} has no support, with or without this"
        return ["", words]

    def falls(self) -> list[str]:
        lines = self._fates("falls", self.result.falls, "so far by")
        if self.result.returning:
            back = (
                f"doubts that come back, as no answer to them is left: {_some_quoted(self.result.returning)}"
            )
            lines += self._lines(back, "  ")
        return lines

    def stands(self) -> list[str]:
        title = "stands, though something below it is lost"
        return self._fates(title, self.result.stands, "still by")

    def rises(self) -> list[str]:
        return self._fates("gains support", self.result.rises, "by")

    def unaffected(self) -> list[str]:
        number = self.result.unaffected
        if not number:
            return []
        others = "other " if self.result.falls or self.result.stands or self.result.rises else ""
        verb = "keeps its support and rests" if number == 1 else "keep their support and rest"
        return ["", *self._lines(f"{number} {others}{_claims(number)} {verb} on nothing that is lost")]

    def _fates(self, title: str, fates: Sequence[ClaimFate], by: str) -> list[str]:
        if not fates:
            return []
        lines = ["", self.paint("strong", f"{title} ({count(len(fates), 'claim')})")]
        for fate in fates[:_MOST]:
            steps = f" ({by} {_some_quoted(fate.by)})" if fate.by else ""
            lines += wrap(f"{_quoted(fate.claim)}{_sentence(fate.text)}{steps}", self.columns, "  - ")
        if len(fates) > _MOST:
            lines.append(f"  - and {len(fates) - _MOST} more, which `--format json` lists")
        return lines

    def false(self) -> list[str]:
        result = self.result
        lines: list[str] = []
        if result.also_false:
            lines += [
                "",
                self.paint("strong", "false as well: what is supposed excludes each of these by itself"),
            ]
            for leaf in result.also_false[:_MOST]:
                words = f"{clean(leaf.kind)} {_quoted(leaf.id)}{_sentence(leaf.text)}"
                lines += wrap(words, self.columns, "  - ")
        if result.conflicts:
            lines += ["", self.paint("strong", "of each of these at least one is false as well")]
            for conflict in result.conflicts[:_MOST]:
                lines += wrap(_all_quoted(conflict.leaves), self.columns, "  - ")
        if not result.conflicts_complete:
            lines += self._lines("there may be more such sets; not all were gone through", "  ")
        return lines

    def misreading(self) -> list[str]:
        """What is withdrawn and still follows: to lose a leaf is not the same as its being false."""
        if not self.result.still_entailed:
            return self._unsettled_misreading()
        lines = ["", self.paint("warning", "warning: lost is not false")]
        for each in self.result.still_entailed[:_MOST]:
            one = len(each.by) == 1
            kept = f"{_all_quoted(each.by)}, which {'is' if one else 'are'} kept"
            which = _all_quoted(each.by) if one else "one of them"
            words = (
                f"{_quoted(each.lost)} still follows from {kept}; were it false, {which} would be false, too"
            )
            lines += wrap(words, self.columns, "  - ")
        lines += self._lines("`--false` asks what stands when it is false", "  ")
        return [*lines, *self._unsettled_misreading()]

    def _unsettled_misreading(self) -> list[str]:
        names = self.result.still_entailed_undecided
        if not names:
            return []
        follow = "follows" if len(names) == 1 else "follow"
        words = f"whether {_some_quoted(names)} still {follow} from what is kept was not settled"
        return ["", *self._lines(f"{words} within the budget")]

    def verdicts(self) -> list[str]:
        result = self.result
        if result.verdict_before is None or result.verdict_after is None:
            return []
        before, after = self._verdict(result.verdict_before), self._verdict(result.verdict_after)
        why = f": {clean(result.why_after)}" if result.why_after else ""
        return [
            "",
            self.paint("strong", "verdict, with the doubts that are open and the leaves out of date today"),
            f"  as things are: {before}",
            *wrap(f"  with this: {after}{why}", self.columns, "", "    "),
        ]

    def _verdict(self, verdict: CaseVerdict) -> str:
        word, style = _WORDS[verdict]
        return self.paint(style, word)

    def repairs(self) -> list[str]:
        repairs = sorted(self.result.repairs, key=lambda each: not each.restores)
        if not repairs:
            return []
        fallen = any(fate.claim == self.result.claim for fate in self.result.falls)
        lines = ["", self.paint("strong", "what could take its place")]
        for each in repairs[:_MOST_REPAIRS]:
            lines += wrap(_repair_words(each, self.result.claim if fallen else None), self.columns, "  - ")
            for line in each.text.split("\n") if each.text else ():
                lines.append(f"      {clean(line)}")
        if len(repairs) > _MOST_REPAIRS:
            lines.append(f"  - and {len(repairs) - _MOST_REPAIRS} more, which `--format json` lists")
        return lines

    def undecided(self) -> list[str]:
        if not self.result.undecided:
            return []
        lines = ["", self.paint("warning", "not settled within the budget")]
        for words in self.result.undecided:
            lines += wrap(clean(words), self.columns, "  - ")
        return lines

    def not_checked(self) -> list[str]:
        return ["", *self._lines(_NOT_CHECKED)]

    def _lines(self, text: str, indent: str = "") -> list[str]:
        return wrap(text, self.columns, indent)


def _repair_words(repair: LeafRepair, top: str | None) -> str:
    """`top` is the top claim, if it fell."""
    name = _quoted(repair.claim)
    if repair.leaves:
        unused = "which is not used" if len(repair.leaves) == 1 else "which are not used"
        words = f"{name} follows from what is left with {_all_quoted(repair.leaves)}, {unused}"
    elif repair.premises:
        words = f"{name} follows from what is left, {_all_quoted(repair.premises)}, and no step says so"
    else:
        words = f"{name} follows with nothing cited, and no step says so"
    if repair.leaves and not repair.smallest:
        words += " (fewer might do)"
    if top is None:
        return words
    return (
        f"{words}; cited there, {_quoted(top)} is carried again"
        if repair.restores
        else (f"{words}; {_quoted(top)} needs more than that")
    )


def _claims(number: int) -> str:
    return "claim" if number == 1 else "claims"


def _quoted(name: str) -> str:
    return f"`{clean(name)}`"


def _all_quoted(names: Iterable[str]) -> str:
    return joined([_quoted(name) for name in names])


def _some_quoted(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMES
    shown = ", ".join(map(_quoted, names[:_NAMES]))
    return f"{shown} and {more} more" if more > 0 else shown


def _sentence(text: str) -> str:
    return f": {clean(text)}" if text else ""
