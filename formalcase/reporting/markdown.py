"""The report as Markdown, for wikis and reviews: the same as the page, without pictures.

Every character of a case that means something to Markdown or HTML is written so that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from formalcase.case.verdicts import Judge, Verdict
from formalcase.diagnostics.finding import Finding, Location
from formalcase.render.clean import clean
from formalcase.render.findings import in_order
from formalcase.render.steps import VALIDITY
from formalcase.reporting import words
from formalcase.reporting.anchors import anchor, is_link
from formalcase.reporting.made import AUDIENCES
from formalcase.reporting.rows import FORMULA_AT_MOST
from formalcase.results.check import DefeaterStatus, Obligation
from formalcase.results.common import Story
from formalcase.results.report import Judgement, ReportResult, StepRow

# What can mean something within a line (a colon and a dot only as parts of an address), and what can at the
# beginning of one.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>&|~#!@$^]|:(?=/)|(?<=mailto):|(?<=xmpp):|(?<=www)\.|^[-+=]|(?<=^[0-9])[.)]|(?<=^[0-9]{2})[.)]",
    re.IGNORECASE,
)
_SETS = 40
_MOST = 60


def markdown_text(report: ReportResult) -> str:
    """The whole document. Same report, same bytes."""
    return "\n".join(_Written(report).lines()) + "\n"


def told(text: object) -> str:
    """A text of a case, on one line, that shows as it is written and means nothing to Markdown."""
    return _SPECIAL.sub(_escaped, clean(str(text)))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(character, f"\\{character}")


def _sentence(text: str) -> str:
    return told(words.sentence(text)).replace("\\`", "")


def _names(ids: Iterable[str], most: int = 24, of: int | None = None) -> str:
    """Several ids and how many more there are; `of` is how many in all, where not all are given."""
    listed = list(ids)
    shown = ", ".join(map(told, listed[:most]))
    more = (len(listed) if of is None else of) - most
    return f"{shown} and {more} more" if more > 0 else shown


def _place(location: Location | None) -> str:
    return f" ({told(location.file)}, line {location.line})" if location else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _formula(text: str) -> str:
    shown = clean(text)
    return told(shown if len(shown) <= FORMULA_AT_MOST else f"{shown[:FORMULA_AT_MOST]} …")


class _Written:
    def __init__(self, report: ReportResult) -> None:
        self.report = report
        self.case = report.check
        self.verdict = words.case_verdict(report.check)
        self.failing = words.failing_steps(report)
        self.steps = {each.id: each for each in report.steps}
        self.rows = {each.subject: each for each in report.judgements if each.kind != "residual"}

    def lines(self) -> Iterator[str]:
        report = self.report
        yield f"# {told(report.title or report.case)}"
        yield ""
        yield f"**{self.verdict.word}.** {_sentence(self.case.summary)}"
        yield ""
        yield f"Case {told(report.case)}, file {told(self.case.file)}, digest {report.digest}"
        yield ""
        written = {"decision": self.decision, "redteam": self.redteam, "writer": self.writer}
        for reading in AUDIENCES:
            if report.settings.audience in (None, reading):
                yield from self._section(2, words.TITLES[reading])
                yield f"Digest {report.digest[:16]}: the same in all readings of this case."
                yield ""
                yield from written[reading]()
        yield from self.ledger()
        yield from self.about()

    def _section(self, level: int, title: str) -> Iterator[str]:
        yield f"{'#' * level} {title}"
        yield ""

    def _list(self, items: Iterable[str]) -> Iterator[str]:
        for item in items:
            yield f"- {item}"
        yield ""

    # ---- For those who decide ----

    def decision(self) -> Iterator[str]:
        report, case = self.report, self.case
        yield from self._section(3, "What is claimed, and the verdict")
        if report.claim:
            yield f"Claim {told(report.claim.id)}: **{told(report.claim.text)}**"
            yield ""
        yield f"**{self.verdict.word}.** {self.verdict.means}"
        yield ""
        yield f"**What this does not mean.** {self.verdict.not_means}"
        yield ""
        if self.failing or self.verdict.mood != "good":
            yield from self._section(3, "What stands in the way")
            yield from self._list([*self._reasons(), *map(self._failing, self.failing)])
        yield from self._section(3, "Under which conditions")
        conditions = [
            f"{told(each.id)} ({'context' if each.kind == 'context' else 'taken as given'} of "
            f"{_names(each.about)}): {told(each.text)}"
            for each in report.conditions
        ]
        yield from self._list(conditions or ["The case states no context."])
        leaves = words.leaves_of(report)
        yield from self._section(3, "What it rests on" if case.support.leaves else "What it would draw upon")
        yield from self._list(
            f"{told(name)} ({self.rows[name].kind}): {told(self.rows[name].text)}" for name in leaves
        )
        yield from self._section(3, "Open doubts")
        open_doubts = [
            f"**{each.status}** {told(each.id)} attacks {_names(each.attacks)}: {told(each.text)}"
            for each in words.doubts_of(case)[0]
        ]
        yield from self._list(open_doubts or ["None that the case names is open."])
        yield from self._section(3, "What would bring it down")
        yield f"{_sentence(words.sets_in_short(report))}."
        yield ""
        yield from self._points()
        if report.legs:
            yield from self._section(3, "Parallel lines of argument")
            yield from self._list(
                f"For {told(row.claim)}: {_sentence(words.legs_in_short(row))}." for row in report.legs
            )
        yield from self._section(3, "What must be signed")
        signed = words.to_sign(report)
        yield from self._list(
            f"{'Nobody is named for' if owner is None else told(owner) + ':'} "
            f"{_names([each.subject for each in rows], 200)}"
            for owner, rows in words.by_owner(signed)
        )

    def _reasons(self) -> Iterator[str]:
        for each in self.case.findings:
            if each.name == "not-established" and each.allowed is None:
                yield f"{_sentence(each.message)}."
        if not self.failing:
            yield "No step fails: each follows by logic, or is closed by judgement."

    def _failing(self, each: Obligation) -> str:
        step = self.steps[each.subject]
        text = f"**{words.obligation_words(each)}**: step {told(step.id)}, {told(step.text)}"
        if each.counterexample and each.counterexample.text:
            return f"{text}: {told(each.counterexample.text)}"
        if each.conflict:
            return f"{text}: {_names(each.conflict)} contradict each other"
        return text

    def _points(self) -> Iterator[str]:
        found = self.report.defeaters
        if found is None or found.map is None or not found.supported:
            return
        if found.map.single_points is None:
            yield "Which leaves are enough alone is not known within the budget."
        elif found.map.single_points:
            yield f"Any one of these alone is enough: {_names(found.map.single_points)}."
        else:
            yield "No single leaf is enough alone."
        yield ""

    # ---- For those who attack the argument ----

    def redteam(self) -> Iterator[str]:
        found = self.report.defeaters
        yield from self._section(3, "The smallest ways to bring it down")
        yield f"{_sentence(words.sets_in_short(self.report))}."
        yield ""
        if found and found.sets:
            yield from _table(
                ("Set", "Leaves", "Kinds"),
                (
                    (str(number), _names(m.id for m in each.members), words.set_kinds(each.members))
                    for number, each in enumerate(found.sets[:_SETS], 1)
                ),
            )
        yield from self._section(3, "Single points of failure")
        yield from self._points()
        yield from self._section(3, "Parallel legs and what they share")
        for row in self.report.legs:
            yield f"For {told(row.claim)}: {_sentence(words.legs_in_short(row))}."
            yield ""
            yield from _table(
                ("Leg", "Carries the claim", "Rests on", "Sources", "Bare judgements"),
                (
                    (
                        told(leg.leg),
                        "yes" if leg.carries else "no",
                        _names(leg.leaves),
                        _names(leg.sources),
                        f"{leg.judged} of {len(leg.leaves)}",
                    )
                    for leg in words.weakest_first(row)
                ),
            )
        yield from self._missing()
        yield from self._section(3, "Leaves with no evidence behind them")
        bare = words.bare_leaves(self.report)
        yield from _table(
            ("Leaf", "Kind", "What it says", "Given for it", "Claims that fall with it"),
            (
                (
                    told(e.subject),
                    e.kind,
                    told(e.text),
                    words.backing_words(e),
                    _names(e.falls, 8, e.falls_count),
                )
                for e in bare[:_MOST]
            ),
        )
        yield from self._section(3, "Doubts that the case names")
        yield from _table(
            ("Doubt", "What it says", "Attacks", "How it stands"),
            ((told(e.id), told(e.text), _names(e.attacks), self._status(e)) for e in self.case.defeaters),
        )

    def _missing(self) -> Iterator[str]:
        yield from self._section(3, "Missing premises")
        for each in self.report.premises:
            yield f"{told(each.step)}, {told(each.text)}: {_sentence(words.missing_in_short(each))}."
            yield ""
            yield from self._list(
                f"{_formula(candidate.text)} ({words.candidate_words(candidate)})"
                for candidate in each.candidates[: words.CANDIDATES]
            )
        if self.report.premises_left:
            yield f"Not looked for: {_names(self.report.premises_left)}."
            yield ""
        if not self.report.premises:
            yield "No step lacks a premise."
            yield ""

    def _status(self, each: DefeaterStatus) -> str:
        if words.is_answer(self.case, each):
            return words.answer_words(each.status)
        return words.DOUBTS[each.status]

    # ---- For those who write the case ----

    def writer(self) -> Iterator[str]:
        findings = in_order([*self.case.findings, *self.report.findings])
        yield from self._section(3, "Findings")
        yield from self._list(self._finding(each) for each in findings)
        found = self.report.defeaters
        if found and found.map:
            yield from self._section(3, "What carries nothing")
            idle = [f"{told(each.premise)} in {told(each.step)}" for each in found.map.idle]
            yield from self._list(
                [
                    f"Leaves in no minimal support: {_names(found.map.dead_weight, _MOST) or 'none'}",
                    f"Premises cited and not needed: {', '.join(idle[:_MOST]) or 'none'}",
                    f"Steps whose loss changes nothing: {_names(found.map.unneeded_steps, _MOST) or 'none'}",
                ]
            )

    def _finding(self, each: Finding) -> str:
        text = f"**{each.severity} {each.code}** {_sentence(each.message)}{_place(each.location)}"
        if each.allowed is not None:
            return f"{text}; accepted because {told(each.allowed)}"
        if each.help is not None:
            text += f". What to do: {told(each.help)}"
        if each.fix is not None:
            text += f". Fix: {told(each.fix.title)}"
        return text

    # ---- The ledger ----

    def ledger(self) -> Iterator[str]:
        machine = [each for each in self.case.obligations if each.by is Judge.SOLVER]
        yield from self._section(2, "Ledger of obligations")
        yield from self._section(3, "For the machine: steps")
        for each in machine:
            if each.kind == VALIDITY:
                yield from self._step(each, self.steps[each.subject])
        yield from self._section(3, "For the machine: other questions")
        yield from _table(
            ("Obligation", "Question", "Answer", "Why"),
            (
                (_anchored(e.id), _sentence(e.text), words.obligation_words(e), _why(e))
                for e in machine
                if e.kind != VALIDITY
            ),
        )
        yield from self._section(3, "For people")
        yield from _table(
            ("What", "What it says", "What exactly must be judged", "By whom", "What falls if it is wrong"),
            map(_judged, self.report.judgements),
        )

    def _step(self, each: Obligation, step: StepRow) -> Iterator[str]:
        yield f"#### {_anchored(each.id)}: {words.obligation_words(each)}"
        yield ""
        premises = [
            f"premise {told(p.id)}: {told(p.text)}"
            + (f"; formula: {_formula(p.formula)}" if p.formula else "")
            for p in step.premises
        ]
        formula = step.conclusion.formula
        conclusion = f"conclusion {told(step.conclusion.id)}: {told(step.conclusion.text)}"
        rows = [
            f"{_sentence(each.text)}{_place(each.location)}",
            conclusion + (f"; formula: {_formula(formula)}" if formula else ""),
            *premises,
        ]
        if each.verdict is Verdict.VALID:
            rows.append(f"really used: {_names(each.premises_used, 60) or 'no premise'}")
        if each.conflict:
            rows.append(f"contradiction: {_names(each.conflict)}")
        if each.counterexample:
            rows.append(f"how it can fail: {_story(each.counterexample)}")
        if each.spent:
            rows.append(f"left open: {told(words.spent_words(each.spent))}")
        rows.append(f"not checked: {_sentence(each.not_checked)}")
        if each.digest:
            solver = self.report.solvers.get("z3", "")
            budget = self.report.settings.budget
            rows.append(f"question {each.digest[:16]}, z3 {told(solver)}, at most {budget} solver steps")
        yield from self._list(rows)

    def about(self) -> Iterator[str]:
        report = self.report
        yield from self._section(2, "How this was made")
        solvers = ", ".join(f"{name} {told(report.solvers[name])}" for name in sorted(report.solvers))
        yield from self._list(
            [
                f"{report.tool.name} {told(report.tool.version)}; {solvers}",
                f"at most {report.settings.budget} solver steps a question",
                f"as of {report.settings.as_of or 'no day: nothing was taken to have expired'}",
                f"digest {report.digest}",
            ]
        )
        yield from self._section(3, "What nothing here says anything about")
        yield from self._list(map(_sentence, report.not_checked))


def _anchored(obligation: str) -> str:
    return f'<a id="{anchor("o", obligation)}"></a>{told(obligation)}'


def _why(each: Obligation) -> str:
    parts = []
    if each.idle:
        parts.append(f"not needed: {_names(each.idle)}")
    if each.conflict:
        parts.append(f"these contradict each other: {_names(each.conflict)}")
    if each.counterexample:
        parts.append(_story(each.counterexample))
    if each.not_checked:
        parts.append(f"not checked: {told(each.not_checked)}")
    return "; ".join(parts)


def _story(story: Story) -> str:
    values = [f"{told(each.term)} \\= {told(each.value)}" for each in story.assignments if each.telling]
    return "; ".join([part for part in (told(story.text), *values[:40]) if part])


def _judged(each: Judgement) -> tuple[str, str, str, str, str]:
    says = [told(each.text)]
    if each.formula is not None:
        says.append(f"formula: {_formula(each.formula)}")
    if each.because is not None and each.kind != "residual":
        says.append(f"because {told(each.because)}")
    says += [f"cites {_cited(text)}" for text in each.cites]
    if each.sources:
        says.append(f"source: {_names(each.sources)}")
    if each.expires is not None:
        says.append(f"expires {each.expires}")
    if each.credence is not None:
        says.append(f"credence {' to '.join(map(told, each.credence))}")
    falls = _names(each.falls, 12, each.falls_count) or (
        "nothing that stands" if each.cited_by else "nothing uses it"
    )
    top = "**the top claim**; " if each.top_falls else ""
    owner = told(each.owner) if each.owner else "nobody is named"
    what = f"{_anchored(each.id)} ({each.kind}, {each.verdict})"
    return what, "; ".join(says), _sentence(each.question), owner, top + falls


def _cited(text: str) -> str:
    return f"[{told(text)}](<{clean(text)}>)" if is_link(text) else told(text)
