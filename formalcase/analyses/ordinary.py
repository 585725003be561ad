"""Countermodels with ordinary numbers: none below zero, no share above 100 %.

A solver takes any values that fit. A score of -50 % distracts from what is missing in a step; and where a
step fails with such numbers only, it is their range that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from formalcase.analyses.step import Ask, Judged
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.logic.term import EnumType, IntType, Number, RealType, SortType, Term
from formalcase.logic.units import BUILT_IN
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import reachable
from formalcase.solve.question import Outcome

_ORDINARY = "ordinary"
_PERCENT = BUILT_IN["percent"]


def with_ordinary_worlds(vocabulary: Vocabulary, steps: Sequence[Judged], ask: Ask) -> list[Judged]:
    """Gives steps that do not follow a countermodel with ordinary numbers, or says that they have none."""
    questions = {
        judged.id: question
        for judged in steps
        if judged.entailed is False and not judged.refuted and judged.world is not None
        if (question := _question(judged, vocabulary)) is not None
    }
    answers = dict(zip(questions, ask(list(questions.values())), strict=True)) if questions else {}
    return [
        _read(judged, answers[judged.id][_ORDINARY]) if judged.id in answers else judged for judged in steps
    ]


def _question(judged: Judged, vocabulary: Vocabulary) -> Question | None:
    """Whether what the countermodel makes true is so with ordinary numbers; None where no word is one."""
    symbols = [vocabulary.symbols[name] for name in reachable(judged.failing, vocabulary).symbols]
    wanted = [each for symbol in symbols for each in _wanted(symbol, vocabulary)]
    if not wanted:
        return None
    labelled = {f"formula {place}": formula for place, formula in enumerate(judged.failing)}
    labelled |= {f"number {place}": formula for place, formula in enumerate(wanted)}
    return make_question(vocabulary, labelled, [Check(_ORDINARY, tuple(labelled), world=True)])


def _read(judged: Judged, outcome: Outcome) -> Judged:
    if outcome.sat is Sat.UNSAT:
        return replace(judged, out_of_range=True)
    return judged if outcome.world is None else replace(judged, world=outcome.world)


def _wanted(symbol: Symbol, vocabulary: Vocabulary) -> Iterator[Term]:
    """That a declared number is not below zero and, as a share, not above 1, whatever it is the number of."""
    kinds = tuple(parameter.type for parameter in symbol.parameters)
    if symbol.body is not None or symbol.bounds is not None:
        return
    if not all(isinstance(kind, SortType | EnumType) for kind in kinds):
        return
    number = build.apply(symbol, symbol.parameters)
    match symbol.result:
        case IntType() | RealType():
            bounds = [build.at_least(number, Number(Fraction(0), symbol.result), vocabulary)]
        case _:
            return
    unit = symbol.unit
    if unit is not None and (unit.dimension, unit.scale) == (_PERCENT.dimension, _PERCENT.scale):
        bounds.append(build.at_most(number, Number(Fraction(1), symbol.result), vocabulary))
    for bound in bounds:
        yield build.quantified("forall", symbol.parameters, bound) if symbol.parameters else bound
