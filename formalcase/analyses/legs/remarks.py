"""Findings about legs whose independence is stated: it does not hold, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.judge import LegsJudged, judge_legs
from formalcase.analyses.legs.shape import asked
from formalcase.analyses.legs.words import reason_text
from formalcase.analyses.step import Ask
from formalcase.case.nodes import place_of
from formalcase.diagnostics.catalogue import legs as rules
from formalcase.diagnostics.prose import listed

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def stated_legs(ground: Groundwork, ask: Ask) -> tuple[LegsJudged, ...]:
    """The verdict on each statement of independence, in the order of the case. To be called within
    `deep_recursion()`."""
    return tuple(
        judge_legs(ground, question, ask) for question in asked(ground) if question.statement is not None
    )


def statement_remarks(ground: Groundwork, stated: Iterable[LegsJudged]) -> Iterator[Finding]:
    """What is wrong with statements of independence."""
    for judged in stated:
        name = judged.question.statement
        if name is None or judged.verdict == "independent":
            continue
        rule = rules.NOT_INDEPENDENT if judged.verdict == "dependent" else rules.INDEPENDENCE_UNDECIDED
        told = [reason_text(reason) for reason in judged.reasons]
        if judged.verdict == "undecided":
            told += [f"{each} could not be decided" for each in judged.undecided]
        first = judged.reasons[0] if judged.reasons else None
        witness = first.witness[:5] if first is not None else ()
        yield rule.at(
            ground.case.nodes[name].span,
            subject=name,
            related=[(f"`{each}`", place_of(ground.case, each)) for each in witness],
            legs=listed(judged.question.legs),
            reason=told[0],
            more=_more(len(told) - 1),
        )


def _more(number: int) -> str:
    return f" (and {number} more reason{'' if number == 1 else 's'})" if number else ""
