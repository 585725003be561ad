"""One case in the terminal: the verdict, what it rests on, and what is left for people.

Written for readers who know no logic. It never judges the system that the case is about: it says what
follows from what, and what nobody has checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.render.ansi import Paint, Style
from formalcase.render.clean import clean
from formalcase.render.layout import count, names, wrap
from formalcase.render.steps import is_step, machine_lines, tally
from formalcase.render.story import BRIEFLY, story_lines
from formalcase.results.check import CaseResult, DefeaterStatus, LedgerEntry, Obligation

_LABEL = 15
_MOST_LEAVES = 15
_NOT_CHECKED = "whether the leaves are true; whether each formula says what its sentence says"
_NOR_JUDGED = "; whether the steps by judgement hold"
_DEFINITIONS = ("definition", "enum")
_TOLD_ELSEWHERE = ("validity", "partial", "defeater")
"""Kinds of machine obligations that have a row of their own, or are part of a step's story."""

_VERDICTS: dict[CaseVerdict, tuple[str, Style]] = {
    CaseVerdict.ESTABLISHED: ("established", "good"),
    CaseVerdict.NOT_ESTABLISHED: ("not established", "error"),
    CaseVerdict.UNDECIDED: ("undecided", "warning"),
    CaseVerdict.MALFORMED: ("malformed", "error"),
}


def case_name(case: CaseResult) -> str:
    """How a case is called in a line: its id, or its file when it could not be read so far."""
    return clean(case.id) if case.id is not None else clean(case.file)


def verdict_line(case: CaseResult, paint: Paint) -> str:
    """The verdict in words, in one line."""
    word, style = _VERDICTS[case.verdict]
    words = clean(case.summary) or _in_words(case)
    return f"case {paint('strong', case_name(case))}: {paint(style, word)}: {words}"


def _in_words(case: CaseResult) -> str:
    top = f"`{clean(case.top)}`" if case.top is not None else "the top claim"
    match case.verdict:
        case CaseVerdict.ESTABLISHED:
            return f"{top} follows from the leaves named here"
        case CaseVerdict.NOT_ESTABLISHED:
            return f"{top} is not supported as the case stands"
        case CaseVerdict.UNDECIDED:
            return f"whether {top} is supported was not settled"
        case CaseVerdict.MALFORMED:
            return "it cannot be judged until its errors are mended"


def _labelled(label: str, lines: Sequence[str], paint: Paint) -> list[str]:
    """Lines that are indented by the label's width, with the label in front of the first."""
    if not lines:
        return []
    head = paint("strong", label) + " " * (_LABEL - len(label))
    return [f"  {head}{lines[0].lstrip(' ')}", *lines[1:]]


class _Block:
    """The rows of a case; `indent` is where text begins, right of the labels."""

    def __init__(self, case: CaseResult, paint: Paint, columns: int) -> None:
        self.case = case
        self.paint = paint
        self.columns = columns
        self.indent = " " * (_LABEL + 2)
        self.inner = self.indent + "  "

    def say(self, text: str) -> list[str]:
        return wrap(text, self.columns, self.indent)

    def row(self, label: str, lines: Sequence[str]) -> list[str]:
        return _labelled(label, lines, self.paint)

    def rows(self) -> list[str]:
        machine = [each for each in self.case.obligations if each.by is Judge.SOLVER]
        steps = [each for each in machine if is_step(each)]
        asked = [each for each in machine if is_step(each) or each.verdict is not Verdict.BLOCKED]
        checks = [each for each in asked if each.kind not in _TOLD_ELSEWHERE]
        established = self.case.verdict is CaseVerdict.ESTABLISHED
        return [
            *self.row("Rests on" if established else "Draws on", self._rests_on()),
            *self.row("Steps", self._machine(steps)),
            *self.row("Checks", self._machine(checks)),
            *self.row("Formal share", self._formal_share()),
            *self.row("Doubts", self._doubts()),
            *self.row("For people", self._people()),
            *self.row("Accepted", self._accepted()),
            *self.row("World", self._witness()),
            *self.row("Not checked", self._not_checked()),
        ]

    def _rests_on(self) -> list[str]:
        """The leaves of the support that is left; without one, those that the argument draws upon."""
        ledger = {entry.id: entry for entry in self.case.ledger}
        leaves = self.case.support.leaves or tuple(
            entry.id for entry in ledger.values() if entry.used and entry.kind not in _DEFINITIONS
        )
        if not leaves:
            return []
        judged = {each.subject: each.verdict for each in self.case.obligations if each.by is Judge.PERSON}
        opened = sum(judged.get(leaf) is not Verdict.ACCEPTED for leaf in leaves)
        lines = self.say(f"{count(len(leaves), 'leaf', 'leaves')}, {opened} not yet accepted by a person")
        if len(leaves) > _MOST_LEAVES:
            return lines + wrap(names(leaves), self.columns, self.inner)
        for leaf in leaves:
            lines += self._leaf(leaf, ledger.get(leaf), judged.get(leaf))
        return lines

    def _leaf(self, leaf: str, entry: LedgerEntry | None, verdict: Verdict | None) -> list[str]:
        marks = [] if verdict in (None, Verdict.OPEN) else [str(verdict)]
        if entry and entry.status not in ("", "standing"):
            marks.append(clean(entry.status))
        mark = f" ({', '.join(marks)})" if marks else ""
        kind = f"{clean(entry.kind)} " if entry else ""
        text = f": {clean(entry.text)}" if entry and entry.text else ""
        return wrap(f"{kind}{clean(leaf)}{text}{mark}", self.columns, f"{self.inner}- ")

    def _machine(self, obligations: list[Obligation]) -> list[str]:
        if not obligations:
            return []
        lines = self.say(tally(obligations))
        return lines + machine_lines(obligations, self.paint, self.columns, self.inner)

    def _formal_share(self) -> list[str]:
        share = self.case.formal_share
        if self.case.verdict is CaseVerdict.MALFORMED:
            return []
        percent = 100 if share >= 1 else min(99, round(share * 100))
        return self.say(f"{percent} % is written as formulas, the rest as sentences only")

    def _doubts(self) -> list[str]:
        answers = self._answers()
        lines: list[str] = []
        for status, words in _DEFEATERS:
            group = [each for each in self.case.defeaters if each.status == status and each.id not in answers]
            if group:
                lines += self.say(f"{count(len(group), 'defeater')} {words}")
                for each in group if status != "refuted" else ():
                    lines += self._defeater(each, "attacks")
        if answers:
            lines += self.say(f"{count(len(answers), 'answer')} to doubts {_ANSWERS}")
            for each in answers.values():
                lines += self._defeater(each, "answers")
        return lines

    def _answers(self) -> dict[str, DefeaterStatus]:
        """The sustained defeaters of which nobody need worry: they attack doubts and nothing else."""
        kept = {each.subject for each in self.case.obligations if each.kind == "defeater" and _holds(each)}
        return {
            each.id: each for each in self.case.defeaters if each.status == "sustained" and each.id in kept
        }

    def _defeater(self, defeater: DefeaterStatus, how: str) -> list[str]:
        text = f": {clean(defeater.text)}" if defeater.text else ""
        attacks = f" ({how} {names(defeater.attacks)})" if defeater.attacks else ""
        return wrap(f"{clean(defeater.id)}{text}{attacks}", self.columns, f"{self.inner}- ")

    def _people(self) -> list[str]:
        groups: dict[Verdict, list[Obligation]] = {}
        for each in self.case.obligations:
            if each.by is Judge.PERSON:
                groups.setdefault(each.verdict, []).append(each)
        lines: list[str] = []
        for verdict in (Verdict.REJECTED, Verdict.STALE, Verdict.OPEN, Verdict.ACCEPTED):
            group = groups.get(verdict, [])
            if not group:
                continue
            kinds = Counter(each.kind for each in group)
            parts = ", ".join(f"{clean(kind)} {number}" for kind, number in kinds.items())
            lines += self.say(f"{count(len(group), 'judgement')} {verdict} ({parts})")
            if verdict in (Verdict.REJECTED, Verdict.STALE):
                lines += wrap(names(each.subject for each in group), self.columns, self.inner)
        words = [entry.id for entry in self.case.ledger if entry.kind in _DEFINITIONS and entry.used]
        if words:
            lines += self.say(f"{count(len(words), 'definition')} to read: {names(words)}")
        return lines

    def _accepted(self) -> list[str]:
        lines: list[str] = []
        for finding in self.case.findings:
            if finding.allowed is not None:
                where = f" (line {finding.location.line})" if finding.location else ""
                text = f"{clean(finding.code)} {clean(finding.message)}{where}"
                lines += wrap(f"{text}, because {clean(finding.allowed)}", self.columns, f"{self.indent}- ")
        return lines

    def _witness(self) -> list[str]:
        if self.case.witness is None:
            return []
        lines = self.say("one in which all of this is so; read it, and see whether it is what was meant:")
        return lines + story_lines(self.case.witness, self.columns, self.inner, BRIEFLY)

    def _not_checked(self) -> list[str]:
        if self.case.verdict is CaseVerdict.MALFORMED:
            return []
        judged = any(each.verdict is Verdict.WARRANTED for each in self.case.obligations)
        return self.say(_NOT_CHECKED + (_NOR_JUDGED if judged else ""))


_DEFEATERS = (
    ("sustained", "sustained: argued for, and not answered"),
    ("unresolved", "unresolved: argued for or answered, and neither settles it"),
    ("open", "open: not argued for, and not answered"),
    ("residual", "accepted as residual risk"),
    ("refuted", "refuted"),
)
"""Statuses of a defeater, the gravest first, and what each means."""
_ANSWERS = "sustained: argued for, and nothing that stands attacks them"


def _holds(obligation: Obligation) -> bool:
    return obligation.verdict is Verdict.HOLDS


def case_block(case: CaseResult, paint: Paint, columns: int) -> list[str]:
    """The lines of a case's block."""
    lines = [verdict_line(case, paint)]
    if case.title:
        lines += wrap(clean(case.title), columns, "  ")
    return lines + _Block(case, paint, columns).rows()
