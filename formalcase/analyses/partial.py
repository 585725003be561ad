"""Partial operations: is every divisor known not to be zero?

A divisor must be non-zero by the definitions, the guards on its path and the other premises that have no
undischarged division themselves; never by the formula that contains it, since in the solver's total
arithmetic `x * (1/x) = 1` would prove itself defined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction

from formalcase.analyses.step import Ask, StepForm
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import statement
from formalcase.case.model import Case, Quorum
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.partial import TooManyDivisions, partial_terms
from formalcase.logic.term import Number, Term, Var, Widen, type_of
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import World
from formalcase.solve.question import Answer, Outcome


@dataclass(frozen=True, slots=True)
class Discharge:
    """Either every divisor of the step is safe, by `closings` and `premises` (labels) among others; or
    `blocked` names the node and the divisor that may be zero, in `world`; or it is `undecided`."""

    closings: frozenset[str] = frozenset()
    premises: frozenset[str] = frozenset()
    blocked: tuple[str, Term] | None = None
    world: World | None = None
    known: tuple[Term, ...] = ()
    """The formulas that the world makes true."""
    undecided: str = ""


def divisors_zero(case: Case, form: StepForm, words: Wordbook) -> tuple[Term, ...]:
    """For each division in the step the formula that says that it is reached and its divisor zero. Raises
    TooManyDivisions."""
    return tuple(danger for item in _state(case, form, words).pending for _, danger in item.dangers)


@dataclass(slots=True)
class _Pending:
    """A formula whose divisions are not all known to be safe."""

    node: str
    label: str | None
    """The premise that it is, if it may help others once it is safe."""
    dangers: tuple[tuple[Term, Term], ...]
    """Each divisor, and the formula that says that it is reached and zero."""


@dataclass(slots=True)
class _State:
    form: StepForm
    pending: list[_Pending]
    safe: list[str]
    closings: set[str] = field(default_factory=set)
    premises: set[str] = field(default_factory=set)
    outcome: Discharge | None = None


def discharge(case: Case, steps: Sequence[StepForm], words: Wordbook, ask: Ask) -> dict[str, Discharge]:
    """By step id, for the steps that divide at all."""
    states: list[_State] = []
    result: dict[str, Discharge] = {}
    for form in steps:
        try:
            state = _state(case, form, words)
        except TooManyDivisions:
            result[form.step.id] = Discharge(undecided="its divisions are too many to look at each")
            continue
        if state.pending:
            states.append(state)
    active = states
    while active:
        questions = [_question(state, words.vocabulary) for state in active]
        answers = ask(questions)
        active = [state for state, answer in zip(active, answers, strict=True) if _read(state, answer)]
    return result | {state.form.step.id: _result(state) for state in states}


def _state(case: Case, form: StepForm, words: Wordbook) -> _State:
    pending: list[_Pending] = []
    safe: list[str] = []

    def consider(node: str, label: str | None, formula: Term) -> bool:
        if not words.divides(formula):
            return True
        dangers = tuple(
            (divisor, _danger(divisor, guards, bound))
            for divisor, guards, bound in partial_terms(formula, words.vocabulary)
        )
        if dangers:
            pending.append(_Pending(node, label, dangers))
        return not dangers

    for label, premise in zip(form.premises, form.step.premises, strict=True):
        if isinstance(premise, Quorum):
            # A member of a quorum need not hold, so it may not speak for others.
            clean = [consider(member.id, None, statement(case, member)) for member in premise.members]
            if all(clean):
                safe.append(label)
        elif consider(premise.id, label, form.premises[label]):
            safe.append(label)
    consider(form.step.conclusion.id, None, form.conclusion)
    for name, leaf in form.closings.items():
        if consider(name, name, leaf.formula):
            safe.append(name)
    return _State(form, pending, safe)


def _danger(divisor: Term, guards: Sequence[Term], bound: Sequence[Var]) -> Term:
    plain = divisor.body if isinstance(divisor, Widen) else divisor
    zero = build.equal(plain, Number(Fraction(0), type_of(plain)), Vocabulary())
    reached = build.conjunction((*guards, zero)) if guards else zero
    return build.quantified("exists", tuple(bound), reached) if bound else reached


def _question(state: _State, vocabulary: Vocabulary) -> Question:
    labelled = {label: state.form.labelled[label] for label in state.safe}
    checks = []
    # What should rather not be relied upon is dropped first: closings and ranges, then premises.
    order = sorted(state.safe, key=lambda label: (label not in state.form.closings, state.safe.index(label)))
    for number, item in enumerate(state.pending):
        for position, (_, danger) in enumerate(item.dangers):
            name = f"danger {number} {position}"
            labelled[name] = danger
            checks.append(Check(name, (*order, name), shrink=tuple(order), world=True))
    return make_question(vocabulary, labelled, checks)


def _read(state: _State, answer: Answer) -> bool:
    """Takes one round's answers in; True if another round may get further."""
    left: list[_Pending] = []
    progress = False
    worst: Discharge | None = None
    for number, item in enumerate(state.pending):
        outcomes = [answer[f"danger {number} {position}"] for position in range(len(item.dangers))]
        if all(outcome.sat is Sat.UNSAT for outcome in outcomes):
            for outcome in outcomes:
                for label in outcome.core:
                    if label in state.form.closings:
                        state.closings.add(label)
                    elif label in state.form.premises:
                        state.premises.add(label)
            if item.label is not None:
                state.safe.append(item.label)
                progress = True
            continue
        left.append(item)
        if worst is None or worst.blocked is None:
            worst = _stuck(state, item, outcomes) or worst
    state.pending = left
    state.outcome = worst
    return progress and bool(left)


def _stuck(state: _State, item: _Pending, outcomes: Sequence[Outcome]) -> Discharge | None:
    for (divisor, danger), outcome in zip(item.dangers, outcomes, strict=True):
        if outcome.sat is Sat.SAT:
            known = (*(state.form.labelled[label] for label in state.safe), danger)
            return Discharge(blocked=(item.node, divisor), world=outcome.world, known=known)
    reasons = [outcome.reason for outcome in outcomes if outcome.sat is Sat.UNKNOWN]
    return Discharge(undecided=reasons[0]) if reasons else None


def _result(state: _State) -> Discharge:
    if state.pending and state.outcome is not None:
        return state.outcome
    return Discharge(frozenset(state.closings), frozenset(state.premises))
