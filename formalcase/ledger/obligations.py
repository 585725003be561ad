"""The obligations: what a machine was asked, and what a person has to judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formalcase.analyses.examine import Examined
from formalcase.analyses.outcome import is_answer
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Judged
from formalcase.analyses.stories import Told
from formalcase.case.formulas import warrant_of
from formalcase.case.model import Case, Defeater
from formalcase.case.nodes import place_of
from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.diagnostics.finding import locate
from formalcase.diagnostics.prose import listed
from formalcase.encode.digests import combined
from formalcase.encode.smt import digest
from formalcase.results.check import (
    Obligation,
    Spent,
)
from formalcase.results.common import Assignment, Story

if TYPE_CHECKING:
    from formalcase.analyses.legs.judge import LegsJudged


def story(told: Told | None) -> Story | None:
    """A world in words, as it leaves the tool."""
    if told is None:
        return None
    return Story(
        text=told.text,
        assignments=tuple(
            Assignment(term=f.term, value=f.value, text=f.text, telling=f.telling) for f in told.facts
        ),
        replayed=told.replayed,
    )


def obligations(found: Examined, budget: int) -> Iterator[Obligation]:
    """Machine obligations first, in the order of the case, then a person's."""
    for judged in found.steps.values():
        yield _validity(found, judged, budget)
        # Where definitions were left open, "each premise is needed" was not shown.
        shown = judged.form.shallow is None or judged.idle
        if judged.verdict is Verdict.VALID and judged.form.step.premises and shown:
            yield _relevance(judged)
        if judged.verdict is Verdict.BLOCKED:
            yield _partial(found, judged)
    yield from _whole(found)
    yield from _of_a_person(found)


def _validity(found: Examined, judged: Judged, budget: int) -> Obligation:
    step = judged.form.step
    undecided = judged.verdict is Verdict.UNDECIDED
    return Obligation(
        id=f"{step.id}/validity",
        kind="validity",
        subject=step.id,
        verdict=judged.verdict,
        by=Judge.SOLVER,
        text=f"does `{step.conclusion.id}` follow from the premises of `{step.id}`?",
        location=locate(step.span),
        digest=_digest(judged),
        premises_used=judged.used if judged.verdict is Verdict.VALID else (),
        idle=judged.idle,
        entailed=judged.entailed,
        counterexample=story(found.stories.get(step.id)),
        conflict=judged.conflict,
        spent=Spent(budget=budget, work=judged.work, reason=judged.reason) if undecided else None,
        not_checked=_not_checked(judged),
    )


def _digest(judged: Judged) -> str:
    if judged.question is None:
        return ""
    own = digest(judged.question)
    return combined([own, judged.beneath]) if judged.beneath else own


def _not_checked(judged: Judged) -> str:
    match judged.verdict:
        case Verdict.VALID:
            return "whether the premises are true, and whether the formulas say what their sentences say"
        case Verdict.WARRANTED:
            return (
                f"the inference itself: that is the warrant `{warrant_of(judged.id)}`, for a person to judge"
            )
        case _:
            return "whether the formulas say what their sentences say"


def _relevance(judged: Judged) -> Obligation:
    step = judged.form.step
    return Obligation(
        id=f"{step.id}/relevance",
        kind="relevance",
        subject=step.id,
        verdict=Verdict.FAILS if judged.idle else Verdict.HOLDS,
        by=Judge.SOLVER,
        text=f"is each premise of `{step.id}` needed?",
        location=locate(step.span),
        idle=judged.idle,
    )


def _partial(found: Examined, judged: Judged) -> Obligation:
    step = judged.form.step
    return Obligation(
        id=f"{step.id}/partial",
        kind="partial",
        subject=step.id,
        verdict=Verdict.FAILS,
        by=Judge.SOLVER,
        text=f"is no divisor in `{step.id}` zero?",
        location=locate(step.span),
        counterexample=story(found.stories.get(step.id)),
    )


def _whole(found: Examined) -> Iterator[Obligation]:
    case, judged = found.case, found.judged
    if case.top is not None:
        conflicts = judged.support.conflicts
        if judged.verdict is CaseVerdict.ESTABLISHED:
            verdict = Verdict.HOLDS
        elif conflicts:
            verdict = Verdict.FAILS
        elif judged.verdict is CaseVerdict.UNDECIDED:
            verdict = Verdict.UNDECIDED
        else:
            verdict = Verdict.BLOCKED
        yield Obligation(
            id=f"{case.top}/consistency",
            kind="consistency",
            subject=case.top,
            verdict=verdict,
            by=Judge.SOLVER,
            text=f"can the leaves that `{case.top}` rests on be true together?",
            location=locate(place_of(case, case.top)),
            conflict=conflicts[0] if conflicts else (),
        )
    for node in case.nodes.values():
        if isinstance(node, Defeater):
            yield _defeater(case, node, judged.statuses.of[node.id])
    for stated in found.stated:
        yield _independence(found, stated)


_DEFEATED = {
    Status.REFUTED: Verdict.HOLDS,
    Status.SUSTAINED: Verdict.FAILS,
    Status.OPEN: Verdict.FAILS,
    Status.UNRESOLVED: Verdict.FAILS,
    Status.RESIDUAL: Verdict.HOLDS,
}


def _defeater(case: Case, node: Defeater, status: Status) -> Obligation:
    verdict, text = _DEFEATED[status], f"is the defeater `{node.id}` answered? it is {status}"
    if is_answer(case, node):
        attacked = listed([reference.id for reference in node.attacks])
        text = f"does `{node.id}` answer {attacked}? it is {status}"
        verdict = Verdict.HOLDS if status is Status.SUSTAINED else verdict
    return Obligation(
        id=f"{node.id}/defeater",
        kind="defeater",
        subject=node.id,
        verdict=verdict,
        by=Judge.SOLVER,
        text=text,
        location=locate(node.span),
    )


_INDEPENDENT = {
    "independent": Verdict.HOLDS,
    "dependent": Verdict.FAILS,
    "undecided": Verdict.UNDECIDED,
}


def _independence(found: Examined, stated: LegsJudged) -> Obligation:
    name = stated.question.statement or ""
    return Obligation(
        id=f"{name}/independence",
        kind="independence",
        subject=name,
        verdict=_INDEPENDENT[stated.verdict],
        by=Judge.SOLVER,
        text=f"do {listed(stated.question.legs)} share no leaf, source or forced premise?",
        location=locate(found.case.nodes[name].span),
        not_checked="whether they could fail together for other reasons: nothing is said on probability",
    )


def _of_a_person(found: Examined) -> Iterator[Obligation]:
    kinds = {"assumption": "assumption", "evidence": "evidence", "warrant": "warrant"}
    for leaf in found.leaves.values():
        yield Obligation(
            id=f"{leaf.id}/{kinds.get(leaf.kind, 'assumption')}",
            kind=kinds.get(leaf.kind, "assumption"),
            subject=leaf.id,
            verdict=Verdict.STALE if leaf.id in found.stale else Verdict.OPEN,
            by=Judge.PERSON,
            text=leaf.text,
            location=locate(place_of(found.case, leaf.id)),
            not_checked="whether it is true",
        )
    for node in found.case.nodes.values():
        if isinstance(node, Defeater) and node.residual is not None:
            yield Obligation(
                id=f"{node.id}/residual",
                kind="residual",
                subject=node.id,
                verdict=Verdict.OPEN,
                by=Judge.PERSON,
                text=f"{node.text}: accepted because {node.residual}",
                location=locate(node.span),
                not_checked="whether the risk may be accepted",
            )
