"""The choices of a quorum: which of them can be true together, and which closings each one needs.

A step with a quorum is judged as one question. Only where its members cannot all be true together, or
where closings and ranges carry the step, is each choice looked at by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice, product
from math import comb, prod

from formalcase.analyses.closings import alternatives
from formalcase.analyses.somewhere import TrueSomewhere
from formalcase.analyses.step import Ask, Judged, StepForm
from formalcase.case.formulas import statement
from formalcase.case.model import Case, Quorum, Reference
from formalcase.case.support import Route
from formalcase.case.verdicts import Verdict
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary

_MOST_CHOICES = 1_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What a closer look at the choices of a step's quorums found."""

    routes: tuple[Route, ...]
    bad: tuple[tuple[str, ...], ...] = ()
    undecided: str = ""

    def apply(self, judged: Judged) -> Judged:
        if self.undecided and not self.routes:
            return replace(judged, verdict=Verdict.UNDECIDED, reason=self.undecided)
        return replace(judged, routes=self.routes, bad_choices=self.bad, more=self.undecided)


def choices(
    case: Case,
    steps: Sequence[Judged],
    with_closings: Mapping[str, tuple[str, ...]],
    vocabulary: Vocabulary,
    true_somewhere: TrueSomewhere,
    ask: Ask,
) -> dict[str, Choices]:
    """For the steps whose choices had to be looked at one by one, by id."""
    hopeless = (Verdict.VACUOUS, Verdict.INVALID)
    with_quorums = [item for item in steps if _has_choice(item.form) and item.verdict not in hopeless]
    compact = [judged for judged in with_quorums if judged.id not in with_closings]
    open_ = [judged for judged in compact if not true_somewhere(_all_members(case, judged.form))]
    answers = ask([_together(case, judged.form, vocabulary) for judged in open_])
    together = {judged.id for judged in compact} - {
        judged.id
        for judged, answer in zip(open_, answers, strict=True)
        if answer["together"].sat is not Sat.SAT
    }
    result: dict[str, Choices] = {}
    for judged in with_quorums:
        if judged.id in together:
            continue
        result[judged.id] = _one_by_one(case, judged.form, with_closings.get(judged.id), vocabulary, ask)
    return result


def _has_choice(form: StepForm) -> bool:
    return any(isinstance(premise, Quorum) for premise in form.step.premises)


def _all_members(case: Case, form: StepForm) -> list[Term]:
    return [
        statement(case, reference)
        for premise in form.step.premises
        for reference in (premise.members if isinstance(premise, Quorum) else (premise,))
    ]


def _together(case: Case, form: StepForm, vocabulary: Vocabulary) -> Question:
    """Satisfiable exactly when all premises, every member of every quorum included, can be true."""
    labelled = {f"member {number}": term for number, term in enumerate(_all_members(case, form))}
    return make_question(vocabulary, labelled, [Check("together", tuple(labelled))])


def _one_by_one(
    case: Case, form: StepForm, forced: tuple[str, ...] | None, vocabulary: Vocabulary, ask: Ask
) -> Choices:
    quorums = [premise for premise in form.step.premises if isinstance(premise, Quorum)]
    if prod(comb(len(quorum.members), quorum.least) for quorum in quorums) > _MOST_CHOICES:
        return Choices((), undecided="the quorum has too many choices to look at each")
    fixed = tuple(premise for premise in form.step.premises if isinstance(premise, Reference))
    picked = [
        tuple(reference for part in choice for reference in part)
        for choice in islice(
            product(*(combinations(quorum.members, quorum.least) for quorum in quorums)), _MOST_CHOICES
        )
    ]
    variants = [_variant(case, form, (*fixed, *choice)) for choice in picked]
    answers = ask(
        [
            make_question(vocabulary, variant.premises, [Check("consistent", tuple(variant.premises))])
            for variant in variants
        ]
    )
    consistent = [
        variant
        for variant, answer in zip(variants, answers, strict=True)
        if answer["consistent"].sat is Sat.SAT
    ]
    bad = tuple(
        tuple(reference.id for reference in choice)
        for choice, answer in zip(picked, answers, strict=True)
        if answer["consistent"].sat is Sat.UNSAT
    )
    unknown = any(answer["consistent"].sat is Sat.UNKNOWN for answer in answers)
    routes: list[Route] = []
    for variant in consistent:
        names = tuple(premise.id for premise in variant.step.premises if isinstance(premise, Reference))
        if forced is None:
            routes.append(Route(names))
            continue
        found = alternatives([(variant, forced)], vocabulary, ask)[variant.step.id]
        unknown = unknown or bool(found.undecided)
        if found.sets:
            routes.append(Route(names, alternatives=found.sets))
    return Choices(tuple(routes), bad, "a choice of the quorum could not be decided" if unknown else "")


def _variant(case: Case, form: StepForm, premises: tuple[Reference, ...]) -> StepForm:
    """The step as if it had cited just this choice."""
    labelled = {f"premise {position}": statement(case, premise) for position, premise in enumerate(premises)}
    return replace(form, step=replace(form.step, premises=premises), premises=labelled)
