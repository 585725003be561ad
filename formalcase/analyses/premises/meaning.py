"""Steps that divide: what is missing is also what makes each divisor differ from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.partial import discharge, divisors_zero
from formalcase.analyses.step import Ask, StepForm
from formalcase.case.model import Reference
from formalcase.logic import build
from formalcase.logic.partial import TooManyDivisions
from formalcase.logic.term import Term

_PREMISE = "\npremise"
"""No name may contain a line end."""


def with_meaning(ground: Groundwork, form: StepForm) -> StepForm | None:
    """The step with a conclusion that also says that it never divides by zero; None where that would be
    too much to say."""
    try:
        zero = divisors_zero(ground.case, form, ground.words)
    except TooManyDivisions:
        return None
    sound = tuple(build.negation(each) for each in zero)
    return replace(form, conclusion=build.conjunction((*sound, form.conclusion)))


def mean_something(ground: Groundwork, form: StepForm, formulas: Sequence[Term], ask: Ask) -> list[bool]:
    """For each formula: is all that it says, and all that the step says with it as a premise, known not to
    divide by zero? Where that is not known it is not taken to be so."""
    divides = ground.words.divides
    own = any(divides(each) for each in form.labelled.values())
    asked = {at: _with(form, each, at) for at, each in enumerate(formulas) if own or divides(each)}
    found = discharge(ground.case, list(asked.values()), ground.words, ask) if asked else {}
    stuck = {name for name, each in found.items() if each.blocked or each.undecided}
    return [_name(at) not in stuck for at in range(len(formulas))]


def _name(at: int) -> str:
    return f"{_PREMISE} {at}"


def _with(form: StepForm, formula: Term, at: int) -> StepForm:
    """The step with one more premise, under a name of its own."""
    step = replace(form.step, id=_name(at), premises=(*form.step.premises, Reference(_PREMISE)))
    return replace(form, step=step, premises={**form.premises, _PREMISE: formula})
