"""What a candidate comes to, so that a reviewer can judge whether it is believable."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.analyses.failing import reasons
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises.result import Candidate
from formalcase.analyses.stories import tell
from formalcase.case.model import Argument
from formalcase.logic import build
from formalcase.logic.names import print_name
from formalcase.logic.show import show
from formalcase.logic.term import (
    And,
    Implies,
    Less,
    Not,
    Or,
    Quantified,
    Term,
)
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import World

_MOST_FACTS = 4
"""So many facts of a world are told."""
_MOST_WORLDS = 5


def explained(ground: Groundwork, step: str, candidate: Candidate) -> str:
    """In one sentence: what is to be so, and where the step would still fail, as formulas of the case. To
    be called within `deep_recursion()`."""
    words, nodes = ground.case.vocabulary, ground.case.nodes
    what = "the step" if isinstance(nodes[step], Argument) else "the claim"
    if candidate.origin == "conditional":
        return (
            f"{what} holds if its premises imply its conclusion, which only repeats it: say why they do, "
            "and add that"
        )
    empty = "; but then there is nothing of which its conclusion speaks" if candidate.empties else ""
    if not candidate.nodes:
        failing = show(opposite(candidate.formula), words, nodes)
        return f"if also `{candidate.text}`, {what} holds; it would fail only where `{failing}`{empty}"
    cited = ", ".join(f"`{print_name(name)}`" for name in candidate.nodes)
    if len(candidate.nodes) > 1:
        return f"if also {cited} are cited, {what} holds; it would fail only where one of them does{empty}"
    failing = show(opposite(candidate.formula), words, nodes)
    return f"if also {cited} is cited, {what} holds; it would fail only where `{failing}`{empty}"


def ruled_out(ground: Groundwork, candidate: Candidate) -> str | None:
    """What makes the candidate false in one world in which the premises hold and the conclusion fails, in
    the words of the case; None where no such world is known. To be called within `deep_recursion()`."""
    if candidate.ruled_out is None:
        return None
    formula, vocabulary = candidate.formula, ground.vocabulary
    told = tell(candidate.ruled_out, [build.negation(formula)], vocabulary, "", formula)
    facts = [fact.text or f"{fact.term} = {fact.value}" for fact in told.facts if fact.decisive]
    more = len(facts) - _MOST_FACTS
    rest = f" (and {more} more)" if more > 0 else ""
    return f"{', '.join(facts[:_MOST_FACTS])}{rest}"


def killed(worlds: Sequence[World], formula: Term, vocabulary: Vocabulary) -> World | None:
    """The first of some worlds of which it can be told why the formula is false in it."""
    return next((each for each in worlds[:_MOST_WORLDS] if reasons(each, formula, vocabulary).facts), None)


def opposite(formula: Term) -> Term:
    """The negation of a formula, as a person would write it: with `not` at the plain words."""
    match formula:
        case Not(body):
            return body
        case And(parts):
            return build.disjunction(tuple(opposite(part) for part in parts))
        case Or(parts):
            return build.conjunction(tuple(opposite(part) for part in parts))
        case Implies(left, right):
            return build.conjunction((left, opposite(right)))
        case Quantified(kind, variables, body):
            return build.quantified("exists" if kind == "forall" else "forall", variables, opposite(body))
        case Less(left, right, strict):
            return Less(right, left, not strict)
        case _:
            return build.negation(formula)
