"""The ledger of obligations as Markdown: what was asked of the machine, and what people have to judge."""

from __future__ import annotations

from collections.abc import Iterator

from formalcase.case.verdicts import Judge, Verdict
from formalcase.render.steps import VALIDITY
from formalcase.reporting import words
from formalcase.reporting.anchors import anchor
from formalcase.reporting.markdown_text import (
    bullets,
    cited,
    formula,
    names,
    place,
    section,
    sentence,
    table,
    told,
)
from formalcase.results.check import Obligation
from formalcase.results.common import Story
from formalcase.results.report import Judgement, ReportResult, StepRow


def ledger_lines(report: ReportResult) -> Iterator[str]:
    """The ledger in Markdown: what the machine discharged, and what is for people."""
    steps = {each.id: each for each in report.steps}
    machine = [each for each in report.check.obligations if each.by is Judge.SOLVER]
    yield from section(2, "Ledger of obligations")
    yield from section(3, "For the machine: steps")
    for each in machine:
        if each.kind == VALIDITY:
            yield from _step(report, each, steps[each.subject])
    yield from section(3, "For the machine: other questions")
    yield from table(
        ("Obligation", "Question", "Answer", "Why"),
        (
            (_anchored(e.id), sentence(e.text), words.obligation_words(e), _why(e))
            for e in machine
            if e.kind != VALIDITY
        ),
    )
    yield from section(3, "For people")
    yield from table(
        ("What", "What it says", "What exactly must be judged", "By whom", "What falls if it is wrong"),
        map(_judged, report.judgements),
    )


def _step(report: ReportResult, each: Obligation, step: StepRow) -> Iterator[str]:
    yield f"#### {_anchored(each.id)}: {words.obligation_words(each)}"
    yield ""
    premises = [
        f"premise {told(p.id)}: {told(p.text)}" + (f"; formula: {formula(p.formula)}" if p.formula else "")
        for p in step.premises
    ]
    conclusion = f"conclusion {told(step.conclusion.id)}: {told(step.conclusion.text)}"
    rows = [
        f"{sentence(each.text)}{place(each.location)}",
        conclusion + (f"; formula: {formula(said)}" if (said := step.conclusion.formula) else ""),
        *premises,
    ]
    if each.verdict is Verdict.VALID:
        rows.append(f"really used: {names(each.premises_used, 60) or 'no premise'}")
    if each.conflict:
        rows.append(f"contradiction: {names(each.conflict)}")
    if each.counterexample:
        rows.append(f"how it can fail, in an invented situation: {_story(each.counterexample)}")
    if each.spent:
        rows.append(f"left open: {told(words.spent_words(each.spent))}")
    rows.append(f"not checked: {sentence(each.not_checked)}")
    if each.digest:
        solver = report.solvers.get("z3", "")
        budget = report.settings.budget
        rows.append(f"question {each.digest[:16]}, z3 {told(solver)}, at most {budget} solver steps")
    yield from bullets(rows)


def _anchored(obligation: str) -> str:
    return f'<a id="{anchor("o", obligation)}"></a>{told(obligation)}'


def _why(each: Obligation) -> str:
    parts = []
    if each.idle:
        parts.append(f"not needed: {names(each.idle)}")
    if each.conflict:
        parts.append(f"these contradict each other: {names(each.conflict)}")
    if each.counterexample:
        parts.append(f"an invented situation: {_story(each.counterexample)}")
    if each.not_checked:
        parts.append(f"not checked: {told(each.not_checked)}")
    return "; ".join(parts)


def _story(story: Story) -> str:
    values = [f"{told(each.term)} \\= {told(each.value)}" for each in story.assignments if each.telling]
    return "; ".join([part for part in (told(story.text), *values[:40]) if part])


def falls(each: Judgement, most: int) -> str:
    """What falls of that which stands, and what would of the rest."""
    parts = []
    if each.falls:
        top = "**the top claim**; " if each.top_falls else ""
        parts.append(f"{top}{names(each.falls, most, each.falls_count)}")
    if each.would_fall:
        top = "**the top claim**; " if each.top_would_fall else ""
        listed = names(each.would_fall, most, each.would_fall_count)
        parts.append(f"as drawn, were the gaps closed: {top}{listed}")
    return "; ".join(parts)


def _judged(each: Judgement) -> tuple[str, str, str, str, str]:
    says = [told(each.text)]
    if each.formula is not None:
        says.append(f"formula: {formula(each.formula)}")
    if each.because is not None and each.kind != "residual":
        says.append(f"because {told(each.because)}")
    says += [f"cites {cited(text)}" for text in each.cites]
    if each.sources:
        says.append(f"source: {names(each.sources)}")
    if each.expires is not None:
        says.append(f"expires {each.expires}")
    if each.credence is not None:
        says.append(f"credence {' to '.join(map(told, each.credence))}")
    lost = falls(each, 12) or ("nothing that stands" if each.cited_by else "nothing uses it")
    owner = told(each.owner) if each.owner else "nobody is named"
    what = f"{_anchored(each.id)} ({each.kind}, {each.verdict})"
    return what, "; ".join(says), sentence(each.question), owner, lost
