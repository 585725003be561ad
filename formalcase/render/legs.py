"""Parallel legs as a person reads them: the verdict, the reasons, what it would take, what it comes to."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.render.ansi import Paint, Style
from formalcase.render.clean import clean
from formalcase.render.confidence import confidence_lines
from formalcase.render.layout import COLUMNS, count, some, wrap
from formalcase.results.legs import ClaimLegs, LegMember, LegReason, LegsResult

_MOST = 20
_WITNESSES = 6
_MEANING = "independent: the legs share no leaf, source or forced premise; nothing is said on probability"
_NOT_CHECKED = "not checked: whether each formula says what its sentence says; whether all sources are named"

_KINDS = {
    "shared_leaf": "shared leaf",
    "shared_source": "shared source",
    "entailed_leaf": "forced premise",
    "shared_claim": "shared claim",
    "insufficient_leg": "leg that does not suffice",
    "subsumed_leg": "leg within another",
    "contradiction": "contradiction",
    "not_comparable": "cannot be compared",
}
_STYLES: dict[str, Style] = {"independent": "good", "dependent": "error", "undecided": "warning"}


def legs_text(
    result: LegsResult, *, colour: bool = False, columns: int = COLUMNS, quiet: bool = False
) -> str:
    """What was found out about legs. `quiet`: only the verdicts and the reasons in one line each."""
    paint = Paint(colour)
    lines: list[str] = []
    for found in result.claims:
        lines += _Say(found, paint, columns, quiet).lines()
        lines.append("")
    if not result.claims:
        lines += ["no claim has several legs that could be compared", ""]
    elif not quiet:
        for words in (_MEANING, _NOT_CHECKED):
            lines += wrap(words, columns, "", "  ")
    return "\n".join(lines).rstrip("\n") + "\n"


class _Say:
    """The text on the legs of one claim."""

    def __init__(self, found: ClaimLegs, paint: Paint, columns: int, quiet: bool) -> None:
        self.found = found
        self.paint = paint
        self.columns = columns
        self.quiet = quiet
        self.named = {member.id: member for member in found.named}

    def lines(self) -> list[str]:
        parts = [self._heading(), self._verdict(), self._reasons()]
        if not self.quiet:
            parts += [self._changes(), self._joint(), self._effective(), self._confidence()]
        return [line for part in parts for line in part]

    def _heading(self) -> list[str]:
        found = self.found
        lines = wrap(
            f"claim {clean(found.claim)}: {clean(self.named[found.claim].text)}", self.columns, "", "  "
        )
        lines[0] = self.paint("strong", lines[0])
        if not self.quiet:
            for leg in found.legs[:_MOST]:
                lines += wrap(self._told(self.named[leg], "leg"), self.columns, "  - ")
            if len(found.legs) > _MOST:
                lines.append(f"  - and {len(found.legs) - _MOST} more legs")
            if found.accepting:
                accepted = some(found.accepting, _WITNESSES)
                lines += wrap(f"accepted as shared, by name: {accepted}", self.columns, "  ")
        return lines

    def _verdict(self) -> list[str]:
        found = self.found
        lines = wrap(clean(found.text), self.columns, "", "  ")
        lines[0] = self.paint(_STYLES[found.verdict], lines[0])
        if not self.quiet:
            stated = "the case states that they are" if found.stated else "the case states nothing about it"
            lines += wrap(stated, self.columns, "  ")
        return lines

    def _reasons(self) -> list[str]:
        found = self.found
        lines: list[str] = []
        against = [reason for reason in found.reasons if reason.kind != "not_comparable"]
        for reason in against[:_MOST]:
            lines += self._reason(reason)
        if len(against) > _MOST:
            lines.append(f"  and {count(len(against) - _MOST, 'more reason')}, which `--format json` lists")
        lines += self._incomparable([each for each in found.reasons if each.kind == "not_comparable"])
        for words in found.undecided[:_MOST]:
            lines += wrap(f"undecided within the budget: {clean(words)}", self.columns, "  ", "    ")
        return lines

    def _reason(self, reason: LegReason) -> list[str]:
        lines = wrap(f"{_KINDS[reason.kind]}: {clean(reason.text)}", self.columns, "  ", "    ")
        if self.quiet:
            return lines
        return lines + self._members(reason.witness)

    def _members(self, ids: Sequence[str]) -> list[str]:
        lines: list[str] = []
        for name in ids[:_WITNESSES]:
            lines += wrap(self._told(self.named[name]), self.columns, "    - ")
        if len(ids) > _WITNESSES:
            lines.append(f"    - and {len(ids) - _WITNESSES} more")
        return lines

    def _incomparable(self, reasons: Sequence[LegReason]) -> list[str]:
        if not reasons:
            return []
        some = self.found.verdict == "dependent"
        head = "besides, these cannot be compared" if some else "these cannot be compared"
        lines = wrap(f"{head}, so nothing hidden in them would be found:", self.columns, "  ", "    ")
        for reason in reasons[:_MOST]:
            lines += wrap(clean(reason.text), self.columns, "    - ")
        if len(reasons) > _MOST:
            lines.append(f"    - and {len(reasons) - _MOST} more")
        return lines

    def _changes(self) -> list[str]:
        found = self.found
        against = any(reason.kind != "not_comparable" for reason in found.reasons)
        if not against:
            return []
        if found.changes is None:
            insufficient = any(reason.kind == "insufficient_leg" for reason in found.reasons)
            why = (
                "first each leg must carry the claim by itself: `formalcase check` says why one does not"
                if insufficient
                else "no small change is known that would do"
            )
            return ["", *wrap(f"what it would take: {why}", self.columns, "", "  ")]
        title = f"what it would take, at least ({count(len(found.changes), 'change')})"
        lines = ["", self.paint("strong", title)]
        for change in found.changes[:_MOST]:
            lines += wrap(clean(change.text), self.columns, "  - ")
            lines += wrap(clean(self.named[change.leaf].text), self.columns, "    ")
        if len(found.changes) > _MOST:
            lines.append(f"  - and {len(found.changes) - _MOST} more, which `--format json` lists")
        return lines

    def _joint(self) -> list[str]:
        found, joint = self.found, self.found.smallest_joint_defeater
        if joint is None:
            return ["", "the smallest joint defeater is not known within the budget"]
        if not joint:
            return []
        what = "one leaf brings" if len(joint) == 1 else f"{len(joint)} leaves brings"
        fewer = "" if len(joint) == 1 else ", that of fewer does not"
        said = f"smallest joint defeater: the loss of {what} down every leg{fewer}"
        lines = ["", *wrap(said, self.columns, "", "  ")]
        return [*lines, *self._members(joint)] if found.legs else lines

    def _effective(self) -> list[str]:
        found = self.found
        if found.effective_legs is None:
            return ["", "the effective number of legs is not known within the budget"]
        if found.effective_legs == 0:
            return ["", "effective number of legs: 0, as none of them carries the claim today"]
        legs = count(found.effective_legs, "leg")
        head = (
            f"effective number of legs: {found.effective_legs} of {len(found.legs)}. "
            f"Counted by what could fail at once, a leaf with all that entails it or a source with all that "
            f"comes from it, these are {legs}"
        )
        lines = ["", *wrap(head, self.columns, "", "  "), *self._members(found.causes)]
        if (
            found.effective_with_accepted is not None
            and found.effective_with_accepted != found.effective_legs
        ):
            also = (
                f"with what was accepted as shared counted too: {count(found.effective_with_accepted, 'leg')}"
            )
            lines += wrap(also, self.columns, "  ")
        return lines

    def _confidence(self) -> list[str]:
        found = self.found.confidence
        return [] if found is None else ["", *confidence_lines(found, paint=self.paint, columns=self.columns)]

    def _told(self, member: LegMember, kind: str | None = None) -> str:
        sentence = f": {clean(member.text)}" if member.text else ""
        return f"{kind or clean(member.kind)} {clean(member.id)}{sentence}"
