"""Whether legs use different parts of a leaf that they share: then it can be split between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.shape import Leg
from formalcase.analyses.step import Ask
from formalcase.case.formulas import formula_of
from formalcase.case.model import Claim
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.logic.parts import parts
from formalcase.logic.show import show
from formalcase.logic.term import Term

_MOST_QUESTIONS = 200
_GOAL = "\0not"


def parts_used(
    ground: Groundwork, claim: str, shared: Mapping[str, Sequence[Leg]], ask: Ask
) -> dict[str, str]:
    """For each leaf that legs share: in words which parts each of them needs, where no two need the same
    one; else nothing. Each part is looked at together with all else that the leg rests on."""
    node = ground.case.nodes[claim]
    assert isinstance(node, Claim)
    negated = build.negation(formula_of(node))
    found = dict.fromkeys(shared, "")
    asked: list[tuple[str, Leg, tuple[Term, ...]]] = []
    for name, legs in shared.items():
        pieces = parts(ground.leaves[name].formula, ground.vocabulary)
        if len(pieces) > 1 and all(leg.suffices and _support(leg, name) for leg in legs):
            asked += [(name, leg, pieces) for leg in legs]
    asked = asked[:_MOST_QUESTIONS]
    answers = ask([_question(ground, leg, name, pieces, negated) for name, leg, pieces in asked])
    used: dict[str, dict[str, set[int]]] = {}
    for (name, leg, pieces), answer in zip(asked, answers, strict=True):
        outcome = answer["needs"]
        labels = {f"{_GOAL} {place}": place for place in range(len(pieces))}
        core = {labels[label] for label in outcome.core if label in labels}
        used.setdefault(name, {})[leg.step] = core if outcome.sat is Sat.UNSAT else set()
    for name, by_leg in used.items():
        together = [place for core in by_leg.values() for place in core]
        complete = len(by_leg) == len(shared[name])
        if complete and all(by_leg.values()) and len(set(together)) == len(together):
            terms = parts(ground.leaves[name].formula, ground.vocabulary)
            found[name] = _told(ground, terms, by_leg)
    return found


def _support(leg: Leg, leaf: str) -> frozenset[str]:
    """A support set of the leg with the leaf in it, or nothing if none is known."""
    return next((support for support in leg.supports if leaf in support), frozenset())


def _question(ground: Groundwork, leg: Leg, leaf: str, pieces: Sequence[Term], negated: Term) -> Question:
    own = {f"{_GOAL} {place}": piece for place, piece in enumerate(pieces)}
    others = {name: ground.leaves[name].formula for name in sorted(_support(leg, leaf) - {leaf})}
    labelled = {**own, **others, _GOAL: negated}
    return make_question(ground.vocabulary, labelled, [Check("needs", tuple(labelled), shrink=tuple(own))])


def _told(ground: Groundwork, pieces: Sequence[Term], by_leg: Mapping[str, set[int]]) -> str:
    return ", ".join(
        f"`{step}` needs {' and '.join(f'`{show(pieces[n], ground.vocabulary)}`' for n in sorted(places))}"
        for step, places in by_leg.items()
    )
