"""Findings about the case as a whole: why it is not established, and which doubts stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from formalcase.analyses.consistency import Theory
from formalcase.analyses.entailments import Rebuttals
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Judged
from formalcase.analyses.verdict import CaseJudged, top_claim
from formalcase.analyses.why import why_not
from formalcase.case.model import Argument, Assumption, Case, Claim, Defeater, Evidence, Reference
from formalcase.case.nodes import place_of
from formalcase.case.support import rests_on, supported
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.diagnostics.catalogue import defeat, validity
from formalcase.diagnostics.prose import listed
from formalcase.logic import build

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def expired(case: Case, today: date | None) -> dict[str, date]:
    """The leaves past their date, by id; nothing is stale when no date is given."""
    if today is None:
        return {}
    return {
        node.id: node.expires
        for node in case.nodes.values()
        if isinstance(node, Assumption | Evidence) and node.expires is not None and node.expires < today
    }


def expiry_remarks(case: Case, stale: Mapping[str, date], today: date | None) -> Iterator[Finding]:
    for name, when in stale.items():
        yield validity.EXPIRED.at(
            place_of(case, name), subject=name, node=name, date=when.isoformat(), today=str(today)
        )


def trivial_remarks(case: Case, trivial: Collection[str]) -> Iterator[Finding]:
    for node in case.nodes.values():
        if isinstance(node, Claim) and node.id in trivial:
            rule = validity.TRIVIAL_TOP if node.id == case.top else validity.TRIVIAL_CLAIM
            yield rule.at(node.span, subject=node.id, claim=node.id)
        elif isinstance(node, Defeater) and node.id in trivial:
            yield defeat.TRIVIAL_DEFEATER.at(node.span, subject=node.id, defeater=node.id)


def alone_remarks(case: Case, alone: Sequence[str]) -> Iterator[Finding]:
    for leaf in alone:
        yield validity.LEAF_ALONE.at(place_of(case, leaf), subject=leaf, leaf=leaf, claim=str(case.top))


def defeater_remarks(case: Case, judged: CaseJudged, reached: Rebuttals) -> Iterator[Finding]:
    """How each defeater stands that takes something away, or is accepted."""
    by_status = {
        Status.OPEN: defeat.OPEN_DEFEATER,
        Status.UNRESOLVED: defeat.UNRESOLVED_DEFEATER,
        Status.SUSTAINED: defeat.SUSTAINED_DEFEATER,
    }
    for node in case.nodes.values():
        if not isinstance(node, Defeater):
            continue
        status = judged.statuses.of[node.id]
        if status is Status.RESIDUAL:
            yield defeat.RESIDUAL.at(
                node.span, subject=node.id, defeater=node.id, reason=node.residual or "no reason given"
            )
        elif status in by_status and not is_answer(case, node):
            targets = _targets_of(judged, node.id)
            yield by_status[status].at(node.span, subject=node.id, defeater=node.id, targets=targets)
        for reference in node.attacks:
            if reference.id in reached.trivial:
                yield defeat.ATTACKS_DEFINITION.at(
                    reference.span or node.span, subject=node.id, defeater=node.id, claim=reference.id
                )
    for name, target, step in judged.redirected:
        yield defeat.UNDERCUT_INSTEAD.at(
            place_of(case, name), subject=name, defeater=name, target=target, step=step
        )


def _targets_of(judged: CaseJudged, defeater: str) -> str:
    """What a defeater attacks, in words, and what it may attack as far as could be decided."""
    perhaps = judged.stood.standing.perhaps.get(defeater, ())
    targets = judged.targets[defeater]
    surely = listed([name for name in targets if name not in perhaps])
    return (
        f"{surely}, and perhaps {listed([name for name in targets if name in perhaps])}"
        if perhaps
        else surely
    )


def is_answer(case: Case, node: Defeater) -> bool:
    """Whether the defeater attacks nothing but other defeaters: a sustained answer is no worry."""
    return all(isinstance(case.nodes.get(reference.id), Defeater) for reference in node.attacks)


def contested_remarks(
    case: Case, judged: CaseJudged, reached: Rebuttals, theory: Theory
) -> Iterator[Finding]:
    """Where the leaves of the support that is left entail a rebutted claim, though none does alone."""
    leaves = [name for name in judged.support.leaves if name in theory.leaves]
    for node in case.nodes.values():
        if not isinstance(node, Defeater):
            continue
        if judged.statuses.of[node.id] in (Status.REFUTED, Status.RESIDUAL):
            continue
        for reference in node.attacks:
            claim = case.nodes.get(reference.id)
            if (
                not isinstance(claim, Claim)
                or claim.holds is None
                or claim.id in reached.trivial
                or not leaves
            ):
                continue
            core = theory.entailed(leaves, build.negation(claim.holds))
            if core is not None and len(core) > 1:
                yield defeat.CONTESTED.at(
                    node.span,
                    subject=node.id,
                    related=[(f"`{name}`", place_of(case, name)) for name in core],
                    leaves=listed(core),
                    claim=claim.id,
                    defeater=node.id,
                )


def outcome_remarks(
    case: Case, judged: CaseJudged, steps: Mapping[str, Judged], stale: Collection[str]
) -> Iterator[Finding]:
    """Why the top claim is not established, or not decided, and contradictions in what it rests on."""
    top = top_claim(case)
    if top is None:
        return
    yield from _contradiction(case, judged, steps, top)
    match judged.verdict:
        case CaseVerdict.NOT_ESTABLISHED:
            why = why_not(case, judged, steps, stale)
            yield validity.NOT_ESTABLISHED.at(top.span, subject=top.id, claim=top.id, why=why)
        case CaseVerdict.UNDECIDED:
            why = judged.support.reason or _undecided(steps)
            yield validity.UNDECIDED_CASE.at(top.span, subject=top.id, claim=top.id, why=why)
        case _:
            pass


def _contradiction(
    case: Case, judged: CaseJudged, steps: Mapping[str, Judged], top: Claim
) -> Iterator[Finding]:
    """The first contradiction in what the top claim rests on, unless a step has told of it."""
    rule, about = validity.CONTRADICTORY_SUPPORT, top.id
    conflicts = list(judged.support.conflicts)
    if judged.verdict is CaseVerdict.ESTABLISHED:
        conflicts = [conflict for conflict in conflicts if not _within_a_choice(conflict, steps)]
        divided = _across_legs(case, judged, conflicts[0]) if conflicts else None
        if divided is None:
            rule = validity.CONTRADICTORY_PART
        else:
            rule, about = validity.CONTRADICTORY_LEGS, divided
    if conflicts:
        yield rule.at(
            case.nodes[about].span,
            subject=about,
            related=[(f"`{name}`", place_of(case, name)) for name in conflicts[0]],
            claim=about,
            conflict=listed(conflicts[0]),
        )


def _within_a_choice(conflict: Sequence[str], steps: Mapping[str, Judged]) -> bool:
    """Whether a step has a choice of a quorum that contradicts itself by just this: it is said there."""
    for judged in steps.values():
        fixed = {premise.id for premise in judged.form.step.premises if isinstance(premise, Reference)}
        if any(fixed.union(choice).issuperset(conflict) for choice in judged.bad_choices):
            return True
    return False


def _across_legs(case: Case, judged: CaseJudged, conflict: Sequence[str]) -> str | None:
    """The first node whose arguments contradict each other, none of them by itself; None without one."""
    everything = supported(judged.graph)
    legs: dict[str, list[set[str]]] = {}
    for node in case.nodes.values():
        if isinstance(node, Argument) and node.id in everything:
            below = rests_on(judged.graph, [node.id], everything)
            legs.setdefault(node.conclusion.id, []).append(below & set(conflict))
    for conclusion, parts in legs.items():
        if len(parts) > 1 and set(conflict) == set().union(*parts) and set(conflict) not in parts:
            return conclusion
    return None


def _undecided(steps: Mapping[str, Judged]) -> str:
    open_steps = [name for name, step in steps.items() if step.verdict is Verdict.UNDECIDED]
    if open_steps:
        return f"{listed(open_steps)} {'is' if len(open_steps) == 1 else 'are'} undecided"
    partly = [name for name, step in steps.items() if step.sound and step.more]
    if partly:
        return f"not all ways in which {listed(partly)} may hold could be gone through"
    return "what a rebuttal reaches is undecided"
