"""The report as Markdown, for wikis and reviews: the same as the page, without pictures."""

from __future__ import annotations

from collections.abc import Iterator

from formalcase.diagnostics.finding import Finding
from formalcase.render.findings import in_order
from formalcase.reporting import picked, words
from formalcase.reporting.glossary import GLOSSARY
from formalcase.reporting.made import AUDIENCES
from formalcase.reporting.markdown_ledger import falls, ledger_lines
from formalcase.reporting.markdown_text import (
    bullets,
    formula,
    names,
    place,
    plainly,
    section,
    sentence,
    table,
    told,
)
from formalcase.results.check import DefeaterStatus, Obligation
from formalcase.results.report import ReportResult

_MOST = 60


def markdown_text(report: ReportResult) -> str:
    """The whole document. Same report, same bytes."""
    return "\n".join(_Written(report).lines()) + "\n"


class _Written:
    def __init__(self, report: ReportResult) -> None:
        self.report = report
        self.case = report.check
        self.verdict = words.case_verdict(report.check)
        self.failing = picked.failing_steps(report)
        self.steps = {each.id: each for each in report.steps}
        self.rows = {each.subject: each for each in report.judgements if each.kind != "residual"}
        said = [each for step in report.steps for each in (step.conclusion, *step.premises)]
        said += [report.claim] if report.claim else []
        self.texts = {each.id: each.text for each in said}
        self.texts |= {name: each.text for name, each in self.rows.items()}
        self.down = picked.down_of(report)
        self.hypothetical = words.supposition_words(report.supposed) if report.supposed else ""

    def lines(self) -> Iterator[str]:
        report = self.report
        yield f"# Report on the argument “{told(report.title or report.case)}”"
        yield ""
        yield f"**{self.verdict.word}.** {sentence(self.case.summary)}"
        yield ""
        yield f"Case {told(report.case)}, file {told(self.case.file)}, digest {report.digest}"
        yield ""
        written = {"decision": self.decision, "redteam": self.redteam, "writer": self.writer}
        for reading in AUDIENCES:
            if report.settings.audience in (None, reading):
                yield from section(2, words.TITLES[reading])
                yield f"Digest {report.digest[:16]}: the same in all readings of this case."
                yield ""
                yield from written[reading]()
        yield from ledger_lines(report)
        yield from self.about()

    # ---- For those who decide ----

    def decision(self) -> Iterator[str]:
        report = self.report
        yield from section(3, "What is claimed, and the verdict")
        if report.claim:
            yield f"Top claim {told(report.claim.id)}: **{told(report.claim.text)}**"
            yield ""
        yield f"**{self.verdict.word}.** {self.verdict.means}"
        yield ""
        yield f"**What this does not mean.** {self.verdict.not_means}"
        yield ""
        if self.failing or self.verdict.mood != "good":
            yield from section(3, "What stands in the way")
            yield from bullets([*self._reasons(), *map(self._failing, self.failing), *self._bare()])
        yield from section(3, "Under which conditions, in which context")
        conditions = [
            f"{told(each.id)} ({'context of' if each.kind == 'context' else 'taken as given in'} "
            f"{names(each.about)}): {told(each.text)}"
            for each in report.conditions
        ]
        yield from bullets(conditions or ["The case states no context."])
        stands = bool(self.case.support.leaves)
        yield from section(3, "What it rests on" if stands else "What it would rest on")
        if not stands and self.hypothetical:
            yield f"Suppose that {plainly(self.hypothetical)}. Then it would rest on this:"
            yield ""
        yield from bullets(map(self._leaf, picked.leaves_of(report)))
        yield from section(3, "Open doubts")
        yield from bullets(self._doubts())
        yield from section(3, "What would bring it down")
        yield from self._down()
        if report.legs:
            yield from section(3, "Parallel lines of argument, and what they share")
            yield from bullets(
                f"For {told(row.claim)}: {sentence(words.legs_in_short(row))}." for row in report.legs
            )
        yield from section(3, "What must be signed")
        yield from bullets(
            f"{'Nobody is named for' if owner is None else told(owner) + ':'} "
            f"{names([each.subject for each in rows], 200)}"
            for owner, rows in picked.by_owner(picked.to_sign(report))
        )
        yield from section(3, "What was not checked")
        yield from bullets(map(sentence, report.not_checked))

    def _reasons(self) -> Iterator[str]:
        for each in self.case.findings:
            if each.name in ("not-established", "undecided-case") and each.allowed is None:
                yield f"{sentence(each.message)}."
        if not self.failing:
            yield "No step fails: each follows by logic, or is closed by judgement."

    def _failing(self, each: Obligation) -> str:
        step = self.steps[each.subject]
        said = step.conclusion
        text = f"**{words.obligation_words(each)}**: step {told(step.id)} ({told(step.text)}), "
        text += f"which concludes {told(said.id)}: {told(said.text)}"
        if each.counterexample and each.counterexample.text:
            return f"{text}. Invented situation in which it fails: {told(each.counterexample.text)}"
        if each.conflict:
            return f"{text}: {names(each.conflict)} contradict each other"
        return text

    def _bare(self) -> Iterator[str]:
        for name in self.report.supposed.claims if self.report.supposed else ():
            yield f"**not argued for**: claim {told(name)}: {told(self.texts[name])}"

    def _leaf(self, name: str) -> str:
        kind = self.rows[name].kind if name in self.rows else "claim"
        return f"{told(name)} ({kind}): {told(self.texts[name])}"

    def _doubts(self) -> Iterator[str]:
        opened, others, _ = picked.doubts_of(self.case)
        for each in opened:
            yield f"**{each.status}** {told(each.id)} attacks {names(each.attacks)}: {told(each.text)}"
        if not opened:
            yield "None that the case names is open."
        for each in others:
            if each.status == "residual":
                yield f"**accepted risk** {told(each.id)}, for somebody to sign: {told(each.text)}"

    def _down(self) -> Iterator[str]:
        down = self.down
        if down is None:
            yield f"{sentence(words.no_sets_words(self.report))}."
            yield ""
            return
        counted = words.sets_words(down, would=bool(self.hypothetical))
        if self.hypothetical:
            yield "Today it does not stand, so nothing has to bring it down."
            yield f"If {plainly(self.hypothetical)}, {counted}."
        else:
            yield f"{sentence(counted)}."
        yield ""
        if down.single_points is None:
            yield "Which leaves are enough alone is not known within the budget."
        elif down.single_points:
            be = "would be" if self.hypothetical else "is"
            yield f"Any one of these alone {be} enough: {names(down.single_points)}."
        elif down.sets:
            smallest = names(member.id for member in down.sets[0].members)
            yield f"No single leaf is enough alone; the smallest set is {smallest}."
        yield ""

    # ---- For those who attack the argument ----

    def redteam(self) -> Iterator[str]:
        yield from section(3, "The smallest ways to bring it down")
        yield from self._down()
        if self.down and self.down.sets:
            yield from table(
                ("Set", "Leaves", "Kinds"),
                (
                    (str(number), names(m.id for m in each.members), words.set_kinds(each.members))
                    for number, each in enumerate(self.down.sets, 1)
                ),
            )
        yield from section(3, "Parallel legs and what they share")
        for row in self.report.legs:
            yield f"For {told(row.claim)}: {sentence(words.legs_in_short(row))}."
            yield ""
            yield from table(
                ("Leg", "Carries the claim", "Rests on", "Sources", "Bare judgements"),
                (
                    (
                        told(leg.leg),
                        "yes" if leg.carries else "no",
                        names(leg.leaves),
                        names(leg.sources),
                        f"{leg.judged} of {len(leg.leaves)}",
                    )
                    for leg in picked.weakest_first(row)
                ),
            )
        yield from self._missing()
        yield from section(3, "Leaves with no evidence behind them")
        bare = picked.bare_leaves(self.report)
        yield from table(
            ("Leaf", "Kind", "What it says", "Given for it", "Claims that fall with it"),
            (
                (told(e.subject), e.kind, told(e.text), words.backing_words(e), falls(e, 8))
                for e in bare[:_MOST]
            ),
        )
        yield from section(3, "Doubts that the case names")
        yield from table(
            ("Doubt", "What it says", "Attacks", "How it stands"),
            ((told(e.id), told(e.text), names(e.attacks), self._status(e)) for e in self.case.defeaters),
        )

    def _missing(self) -> Iterator[str]:
        yield from section(3, "Missing premises")
        for each in self.report.premises:
            yield f"{told(each.step)}, {told(each.text)}: {sentence(words.missing_in_short(each))}."
            yield ""
            yield from bullets(
                f"{formula(candidate.text)} ({words.candidate_words(candidate)})"
                for candidate in each.candidates[: words.CANDIDATES]
            )
        if self.report.premises_left:
            yield f"Not looked for: {names(self.report.premises_left)}."
            yield ""
        if not self.report.premises:
            yield "No step lacks a premise."
            yield ""

    def _status(self, each: DefeaterStatus) -> str:
        if picked.is_answer(self.case, each):
            return words.answer_words(each.status)
        return words.DOUBTS[each.status]

    # ---- For those who write the case ----

    def writer(self) -> Iterator[str]:
        findings = in_order([*self.case.findings, *self.report.findings])
        yield from section(3, "Findings")
        yield from bullets(self._finding(each) for each in findings)
        found = self.report.defeaters
        if found and found.map:
            yield from section(3, "What carries nothing")
            idle = [f"{told(each.premise)} in {told(each.step)}" for each in found.map.idle]
            yield from bullets(
                [
                    f"Leaves in no minimal support: {names(found.map.dead_weight, _MOST) or 'none'}",
                    f"Premises cited and not needed: {', '.join(idle[:_MOST]) or 'none'}",
                    f"Steps whose loss changes nothing: {names(found.map.unneeded_steps, _MOST) or 'none'}",
                ]
            )

    def _finding(self, each: Finding) -> str:
        text = f"**{each.severity} {each.code}** {sentence(each.message)}{place(each.location)}"
        if each.allowed is not None:
            return f"{text}; accepted because {told(each.allowed)}"
        if each.help is not None:
            text += f". What to do: {told(each.help)}"
        if each.fix is not None:
            text += f". Fix: {told(each.fix.title)}"
        return text

    def about(self) -> Iterator[str]:
        report = self.report
        yield from section(2, "Words, and how this was made")
        yield from bullets(f"**{word}**: {meaning}" for word, meaning in GLOSSARY)
        solvers = ", ".join(f"{name} {told(report.solvers[name])}" for name in sorted(report.solvers))
        yield from bullets(
            [
                f"{report.tool.name} {told(report.tool.version)}; {solvers}",
                f"at most {report.settings.budget} solver steps a question",
                f"as of {report.settings.as_of or 'no day: nothing was taken to have expired'}",
                f"digest {report.digest}",
            ]
        )
