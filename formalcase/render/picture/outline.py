"""What a picture of a case shows: a tree of boxes from the top claim down.

A node that several others use is drawn once, where it is met first; the others get a small reference to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from formalcase.case.formulas import cited, warrant_of
from formalcase.case.model import Argument, Assumption, Case, Claim, Context, Defeater, Evidence
from formalcase.frozen import dataclass
from formalcase.results.check import CaseResult

Kind = Literal["claim", "step", "evidence", "assumption", "warrant", "defeater", "context", "away"]
Link = Literal["support", "context", "attack"]
Mood = Literal["good", "bad", "open", "doubt", "plain"]
"""How a box is drawn: what holds, what fails, what a person has to judge, what is in doubt, and the rest."""

_MOODS: Mapping[str, Mood] = {
    "valid": "good",
    "warranted": "open",
    "invalid": "bad",
    "vacuous": "bad",
    "blocked": "bad",
    "undecided": "doubt",
    "carried": "good",
    "in doubt": "doubt",
    "not carried": "bad",
    "open": "open",
    "hit": "bad",
    "doubtful": "doubt",
    "expired": "bad",
    "rejected": "bad",
    "unused": "plain",
}
_DEFEATERS: Mapping[str, tuple[str, Mood]] = {
    "open": ("open doubt", "bad"),
    "unresolved": ("unresolved doubt", "bad"),
    "sustained": ("sustained", "bad"),
    "refuted": ("refuted", "plain"),
    "residual": ("accepted risk", "doubt"),
}


@dataclass(slots=True)
class Box:
    """One box with what hangs below it. `status` is the word that its drawing shows, with its mood."""

    id: str
    kind: Kind
    text: str
    status: str = ""
    mood: Mood = "plain"
    link: Link = "support"
    """How it hangs on the box above it."""
    below: list[Box] = field(default_factory=list)
    hidden: int = 0
    """How many boxes below it another picture shows."""

    def walk(self) -> Iterator[Box]:
        """This box and all below it, from the top down."""
        todo = [self]
        while todo:
            box = todo.pop()
            yield box
            todo.extend(reversed(box.below))


def outline(case: Case, result: CaseResult, root: str | None = None) -> Box | None:
    """The tree below `root`, or below the top claim; None for a case without one."""
    start = root or case.top
    if start is None or start not in case.nodes:
        return None
    return _Drawer(case, result).drawn(start)


class _Drawer:
    def __init__(self, case: Case, result: CaseResult) -> None:
        self.case = case
        self.statuses = _statuses(result)
        self.steps: dict[str, list[str]] = {}
        self.attacks: dict[str, list[str]] = {}
        self.contexts: dict[str, list[str]] = {}
        self.seen: set[str] = set()
        for node in case.nodes.values():
            match node:
                case Argument():
                    self.steps.setdefault(node.conclusion.id, []).append(node.id)
                case Defeater():
                    for target in node.attacks:
                        self.attacks.setdefault(target.id, []).append(node.id)
                case Context():
                    for subject in node.about:
                        self.contexts.setdefault(subject.id, []).append(node.id)
                case _:
                    pass

    def drawn(self, start: str) -> Box:
        """Without recursion: a chain may be as long as the case."""
        top = self.box(start, "support")
        todo = [top]
        while todo:
            box = todo.pop()
            if box.kind == "away":
                continue
            for name, link in self.hanging(box):
                box.below.append(self.box(name, link))
            todo.extend(reversed(box.below))
        return top

    def box(self, name: str, link: Link) -> Box:
        status, mood = self.statuses.get(name, ("", "plain"))
        text = self.text(name)
        if name in self.seen:
            return Box(name, "away", "shown elsewhere", status, mood, link)
        self.seen.add(name)
        return Box(name, self.kind(name), text, status, mood, link)

    def kind(self, name: str) -> Kind:
        match self.case.nodes.get(name):
            case Claim():
                return "claim"
            case Argument():
                return "step"
            case Evidence():
                return "evidence"
            case Assumption():
                return "assumption"
            case Defeater():
                return "defeater"
            case Context():
                return "context"
            case _:
                return "warrant"

    def text(self, name: str) -> str:
        node = self.case.nodes.get(name)
        if node is not None:
            return node.text
        step = self.case.nodes.get(name.removesuffix(".warrant"))
        reason = step.because if isinstance(step, Argument) else None
        return reason or "the premises are enough for the conclusion"

    def hanging(self, box: Box) -> Iterator[tuple[str, Link]]:
        """What hangs directly below a box, with how it does."""
        for name in self.contexts.get(box.id, ()):
            yield name, "context"
        node = self.case.nodes.get(box.id)
        if isinstance(node, Argument):
            for reference in cited(node):
                yield reference.id, "support"
            if box.status == "warranted":
                yield warrant_of(box.id), "support"
            for reference in node.given:
                yield reference.id, "context"
        for step in self.steps.get(box.id, ()):
            yield step, "support"
        for name in self.attacks.get(box.id, ()):
            yield name, "attack"


def _statuses(result: CaseResult) -> dict[str, tuple[str, Mood]]:
    found: dict[str, tuple[str, Mood]] = {}
    for entry in result.ledger:
        word = "open" if entry.status == "standing" else entry.status
        if entry.kind in ("assumption", "evidence", "warrant"):
            found[entry.id] = (word, _MOODS.get(word, "plain"))
    for obligation in result.obligations:
        if obligation.kind == "validity":
            word = str(obligation.verdict)
            found[obligation.subject] = (word, _MOODS.get(word, "plain"))
    for claim in result.claims:
        found[claim.id] = (claim.status, _MOODS[claim.status])
    doubts = {defeater.id for defeater in result.defeaters}
    for defeater in result.defeaters:
        answers = defeater.status == "sustained" and doubts.issuperset(defeater.attacks)
        found[defeater.id] = ("answers", "good") if answers else _DEFEATERS[defeater.status]
    return found
