"""All that is told of the parallel legs of a claim: the verdict, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from formalcase.analyses.confidence.judge import Confidence, confidence
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.change import Change, smallest_change
from formalcase.analyses.legs.effective import Effective, effective_legs, joint_defeater
from formalcase.analyses.legs.judge import LegsJudged, judge_legs, judged
from formalcase.analyses.legs.shape import Asked, Leg, asked
from formalcase.analyses.step import Ask
from formalcase.case.model import Case, Claim
from formalcase.case.nodes import in_words, target_kinds
from formalcase.diagnostics.catalogue.limits import OTHER_KIND, UNKNOWN_NODE
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Studied:
    """`joint_defeater` is None when it is not known, `changes` as in `smallest_change`."""

    judged: LegsJudged
    joint_defeater: tuple[str, ...] | None
    effective: Effective
    changes: tuple[Change, ...] | None
    confidence: Confidence | None
    """None when the claim is not established or its leaves have no credences."""


def study_legs(ground: Groundwork, ask: Ask, claim: str | None = None) -> Iterator[Studied]:
    """The legs of a claim, or of every claim that has several, as they are asked about. To be called within
    `deep_recursion()`."""
    for question in asked(ground):
        if claim is None or question.claim == claim:
            yield study(ground, question, ask)


def study(ground: Groundwork, question: Asked, ask: Ask) -> Studied:
    """Judges some legs, counts them by what can fail at once, and looks for the smallest change."""
    found = judge_legs(ground, question, ask)

    def again(legs: tuple[Leg, ...]) -> LegsJudged:
        return judged(ground, question, found.argument, legs, ask)

    joint = joint_defeater(found.argument, found.legs)
    return Studied(
        found,
        joint,
        effective_legs(ground, found.argument, found.legs, found.pieces, question.accepting, joint, ask),
        smallest_change(found, again),
        confidence(ground, found.argument, found, ask),
    )


def check_claim(case: Case, name: str) -> None:
    """Raises SpecError when the case has no such claim."""
    if isinstance(case.nodes.get(name), Claim):
        return
    fit = [node.id for node in case.nodes.values() if isinstance(node, Claim)]
    guess = did_you_mean(name, fit)
    kind = target_kinds(case.nodes, case.vocabulary).get(name)
    if kind is None:
        raise SpecError([UNKNOWN_NODE.at(None, advice=guess, case=case.id, node=name)])
    raise SpecError([OTHER_KIND.at(None, advice=guess, node=name, what=in_words(kind), expected="a claim")])
