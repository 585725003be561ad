"""The obligations and the ledger of a case, made from what the analyses found.

An obligation is a row that a machine or a person discharges. The ledger lists what a person must read:
every leaf, and every definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from formalcase.analyses.examine import Examined
from formalcase.analyses.outcome import is_answer
from formalcase.analyses.remarks import listed, place_of
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Judged
from formalcase.analyses.stories import Told
from formalcase.case.formulas import Leaf, is_opaque, warrant_of
from formalcase.case.model import Argument, Assumption, Case, Claim, Defeater, Evidence
from formalcase.case.support import rests_on, supported
from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.diagnostics.finding import locate
from formalcase.encode.digests import combined
from formalcase.encode.smt import digest
from formalcase.logic.show import show
from formalcase.logic.walk import reachable
from formalcase.results.check import (
    ClaimStatus,
    DefeaterStatus,
    LedgerEntry,
    Obligation,
    Spent,
    Support,
)
from formalcase.results.common import Assignment, Story

if TYPE_CHECKING:
    from formalcase.analyses.legs.judge import LegsJudged


def story(told: Told | None) -> Story | None:
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
            yield _relevance(found, judged)
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


def _relevance(found: Examined, judged: Judged) -> Obligation:
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


def ledger(found: Examined) -> Iterator[LedgerEntry]:
    """The leaves, then the definitions and enums, in the order of the case."""
    used = set(found.judged.support.leaves) or _could_use(found)
    statuses = found.judged.statuses
    for leaf in found.leaves.values():
        if leaf.id in found.stale:
            status = "expired"
        elif leaf.id in statuses.hit:
            status = "hit"
        elif leaf.id in statuses.doubtful:
            status = "doubtful"
        else:
            status = "standing"
        yield LedgerEntry(
            id=leaf.id,
            kind=leaf.kind,
            text=leaf.text,
            used=leaf.id in used,
            formula=None if _is_opaque(found.case, leaf) else show(leaf.formula, found.vocabulary),
            status=status,
            location=locate(place_of(found.case, leaf.id)),
        )
    yield from _definitions(found)


def _could_use(found: Examined) -> set[str]:
    """Where nothing is established: the leaves that the sound steps for the top claim draw upon."""
    if found.case.top is None:
        return set()
    graph = found.judged.graph
    return rests_on(graph, [found.case.top], supported(graph))


def _is_opaque(case: Case, leaf: Leaf) -> bool:
    node = case.nodes.get(leaf.id)
    return node is not None and is_opaque(node)


def _definitions(found: Examined) -> Iterator[LedgerEntry]:
    words = _words_used(found)
    for enum in found.case.vocabulary.enums.values():
        sign = " < " if enum.ordered else ", "
        members = sign.join(member.name for member in enum.members)
        yield LedgerEntry(
            id=enum.name,
            kind="enum",
            text=enum.gloss or "",
            used=enum.name in words,
            formula=members,
            location=locate(enum.span),
        )
    for symbol in found.case.vocabulary.symbols.values():
        if symbol.body is not None:
            yield LedgerEntry(
                id=symbol.name,
                kind="definition",
                text=symbol.gloss or "",
                used=symbol.name in words,
                formula=show(symbol.body, found.vocabulary),
                location=locate(symbol.span),
            )


def _words_used(found: Examined) -> set[str]:
    """The words that the formulas of the steps speak of, through definitions."""
    formulas = [term for judged in found.steps.values() for term in judged.form.labelled.values()]
    reach = reachable(formulas, found.vocabulary)
    return {*reach.symbols, *reach.enums}


def claim_statuses(found: Examined) -> tuple[ClaimStatus, ...]:
    """How each claim stands when nothing is asked about the consistency of what it rests on."""
    stood = found.judged.stood
    removed = stood.statuses.taken_away() | set(stood.standing.spent) | stood.standing.undecided
    left = supported(found.judged.graph, removed)
    sound = supported(found.judged.graph, stood.standing.undecided)
    return tuple(
        ClaimStatus(
            id=node.id,
            status="carried" if node.id in left else "in doubt" if node.id in sound else "not carried",
        )
        for node in found.case.nodes.values()
        if isinstance(node, Claim)
    )


def defeater_statuses(found: Examined) -> tuple[DefeaterStatus, ...]:
    return tuple(
        DefeaterStatus(
            id=node.id,
            status=found.judged.statuses.of[node.id],
            attacks=found.judged.targets[node.id],
            text=node.text,
        )
        for node in found.case.nodes.values()
        if isinstance(node, Defeater)
    )


def support(found: Examined) -> Support:
    """On what the established claim rests; empty when it is not established."""
    standing = found.judged.support.standing
    steps = [name for name in found.steps if name in standing]
    judged = [name for name in steps if found.steps[name].verdict is Verdict.WARRANTED]
    return Support(leaves=found.judged.support.leaves, steps=len(steps), by_judgement=len(judged))


def formal_share(case: Case, steps: Mapping[str, Judged]) -> float:
    """The share of statements that have a formula and of steps that logic decides, among all of them."""
    formal = total = 0
    for node in case.nodes.values():
        if isinstance(node, Argument):
            total += 1
            formal += not steps[node.id].form.informal
        elif isinstance(node, Claim | Assumption | Evidence):
            total += 1
            formal += node.holds is not None
    return round(formal / total, 3) if total else 0.0


def summary(found: Examined) -> str:
    """The verdict in words, with what it rests on."""
    top = found.case.top
    match found.judged.verdict:
        case CaseVerdict.ESTABLISHED:
            rest = support(found)
            leaves = _count(len(rest.leaves), "leaf", "leaves")
            steps = _count(rest.steps, "step", "steps")
            return (
                f"`{top}` follows from {leaves}, {len(rest.leaves)} of them open; "
                f"{rest.by_judgement} of {steps} by judgement, not by logic"
            )
        case CaseVerdict.NOT_ESTABLISHED:
            return f"`{top}` is not established by this argument"
        case CaseVerdict.UNDECIDED:
            return f"whether `{top}` is established could not be decided within the budget"
        case CaseVerdict.MALFORMED:
            return "the case could not be read"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
