"""Findings about steps: what the judgements mean for the writer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from formalcase.analyses.step import Judged
from formalcase.analyses.stories import Told
from formalcase.case.formulas import statement, warrant_of
from formalcase.case.model import Argument, Case, Quorum, Reference
from formalcase.case.nodes import place_of
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue import validity as rules
from formalcase.diagnostics.prose import listed
from formalcase.logic.normal import normalise
from formalcase.logic.show import show
from formalcase.logic.term import Term
from formalcase.logic.unfolding import unfold
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import symbols_in
from formalcase.source import Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding, Fix

# Formulas that speak of more words than this are not written out just to see whether they are the same.
_MOST_UNFOLDED = 80


def step_remarks(
    case: Case,
    steps: Mapping[str, Judged],
    stories: Mapping[str, Told],
    vocabulary: Vocabulary,
    fixes: Mapping[str, Fix],
) -> Iterator[Finding]:
    """What there is to say of single steps; `stories` and `fixes` by step id, where there are any."""
    for name, judged in steps.items():
        yield from _verdict_remarks(case, judged, stories.get(name), vocabulary, fixes.get(name))
        yield from _premise_remarks(case, judged, vocabulary)


def _related(case: Case, names: Sequence[str]) -> list[tuple[str, Span | None]]:
    return [(f"`{name}`", place_of(case, name)) for name in names]


def _verdict_remarks(
    case: Case, judged: Judged, story: Told | None, vocabulary: Vocabulary, fix: Fix | None
) -> Iterator[Finding]:
    step = judged.form.step
    conclusion = step.conclusion.id
    told = story.text if story else "no counterexample could be shown"
    match judged.verdict:
        case Verdict.INVALID if judged.refuted:
            yield rules.REFUTED_STEP.at(
                step.span,
                subject=step.id,
                related=_related(case, judged.conflict),
                step=step.id,
                conclusion=conclusion,
                conflict=listed([name for name in judged.conflict if name != conclusion])
                or "the definitions",
            )
        case Verdict.INVALID:
            related = _related(case, [conclusion])
            yield rules.INVALID_STEP.at(
                step.span,
                subject=step.id,
                related=related,
                advice=_RANGE if judged.out_of_range else None,
                fix=fix,
                step=step.id,
                conclusion=conclusion,
                story=told,
            )
        case Verdict.VACUOUS:
            yield rules.VACUOUS_STEP.at(
                step.span,
                subject=step.id,
                related=_related(case, judged.conflict),
                step=step.id,
                conflict=f"{listed(judged.conflict)} cannot all be true",
            )
        case Verdict.BLOCKED:
            assert judged.blocked_at is not None
            place, divisor = judged.blocked_at
            yield rules.BLOCKED_STEP.at(
                step.span,
                subject=step.id,
                related=_related(case, [place]),
                step=step.id,
                place=place,
                divisor=show(divisor, vocabulary),
                story=f"; {story.text}" if story else "",
            )
        case Verdict.UNDECIDED:
            yield rules.UNDECIDED_STEP.at(
                step.span, subject=step.id, step=step.id, reason=_reason(judged.reason)
            )
        case Verdict.WARRANTED if story is not None:
            yield rules.FORMAL_GAP.at(
                step.span, subject=step.id, step=step.id, warrant=warrant_of(step.id), story=told
            )
        case _:
            pass


_RANGE = (
    "in every situation of this kind a number is below 0 or a share is above 100 %; where that cannot be, "
    "say so: give the constant its range (`in 0 .. 100[percent]`), or assume the bound of the function"
)

_REASONS = {
    "budget": "the work allowed for a question was used up",
    "memory": "the memory allowed for a question was used up",
    "overrun": "the question ran past its time and was stopped",
    "crash": "the question ended its worker",
    "incomplete": "the question is of a kind that cannot always be decided",
}


def _reason(reason: str) -> str:
    return _REASONS.get(reason, reason) or "no reason is known"


def _premise_remarks(case: Case, judged: Judged, vocabulary: Vocabulary) -> Iterator[Finding]:
    step = judged.form.step
    restated = False
    if judged.sound:
        for finding in _restatements(case, step, vocabulary):
            restated = True
            yield finding
    if judged.idle and not restated:
        premises, advice = _not_needed(judged)
        yield rules.NOT_NEEDED.at(
            step.span,
            subject=step.id,
            related=_related(case, judged.idle),
            advice=advice,
            step=step.id,
            premises=premises,
        )
    for choice in judged.bad_choices:
        yield rules.INCONSISTENT_CHOICE.at(step.span, subject=step.id, step=step.id, choice=listed(choice))


def _not_needed(judged: Judged) -> tuple[str, str | None]:
    """What a step can do without, in words; and what to do where the help of the rule does not fit."""
    whole: list[str] = []
    members: list[str] = []
    advice: str | None = None
    for premise in judged.form.step.premises:
        if isinstance(premise, Reference):
            whole += [premise.id] if premise.id in judged.idle else []
            continue
        ids = [member.id for member in premise.members]
        idle = [name for name in ids if name in judged.idle]
        if idle and (premise.least == 1 or not set(ids) & set(judged.used)):
            whole += idle  # nothing at all is needed of this quorum
        elif idle:
            fewer = f"{premise.least - 1} of the other {len(ids) - 1} members of its quorum"
            members.append(
                f"{listed(idle, 'or')} if {fewer} {'is' if premise.least == 2 else 'are'} asked for"
            )
            others = [name for name in ids if name != idle[0]]
            advice = f"take `{idle[0]}` out and ask for {premise.least - 1} of {listed(others)}"
    parts = [listed(whole, "or")] if whole else []
    return ", or without ".join([*parts, *members]), None if whole else advice


def _restatements(case: Case, step: Argument, vocabulary: Vocabulary) -> Iterator[Finding]:
    conclusion = statement(case, step.conclusion)
    for premise in step.premises:
        if isinstance(premise, Quorum):
            continue
        formula = statement(case, premise)
        if _same(formula, conclusion, vocabulary):
            rule = rules.RESTATES
        elif _same_by_definition(formula, conclusion, vocabulary):
            rule = rules.CONCRETION
        else:
            continue
        yield rule.at(
            _premise_span(premise, step),
            subject=step.id,
            related=_related(case, [step.conclusion.id]),
            premise=premise.id,
            step=step.id,
            conclusion=step.conclusion.id,
        )


def _same(left: Term, right: Term, vocabulary: Vocabulary) -> bool:
    """Whether two formulas are one, up to order and the names of bound variables. Most speak of different
    words, which is seen at a glance."""
    if symbols_in(left) != symbols_in(right):
        return False
    return normalise(left, vocabulary) == normalise(right, vocabulary)


def _same_by_definition(left: Term, right: Term, vocabulary: Vocabulary) -> bool:
    ends = [_declared_below(term, vocabulary) for term in (left, right)]
    if ends[0] is None or ends[0] != ends[1]:
        return False
    return _same(unfold(left, vocabulary), unfold(right, vocabulary), vocabulary)


def _declared_below(term: Term, vocabulary: Vocabulary) -> frozenset[str] | None:
    """The words that a formula comes down to, its definitions written out; None if these are too many."""
    found = set(symbols_in(term))
    todo = list(found)
    while todo:
        body = vocabulary.symbols[todo.pop()].body
        if body is not None:
            fresh = symbols_in(body) - found
            found |= fresh
            todo.extend(fresh)
        if len(found) > _MOST_UNFOLDED:
            return None
    return frozenset(name for name in found if vocabulary.symbols[name].body is None)


def _premise_span(premise: Reference, step: Argument) -> Span | None:
    return premise.span or step.span
