"""A step, made ready to be asked about, and what is known of it once it has been judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Protocol

from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import (
    Leaf,
    cited,
    is_informal,
    premise_formula,
    statement,
)
from formalcase.case.model import Argument, Case, Quorum
from formalcase.case.support import Route
from formalcase.case.verdicts import Verdict
from formalcase.encode.question import Question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import World
from formalcase.solve.question import Answer


class Ask(Protocol):
    """How an analysis gets its answers, in the order of its questions.

    `allowance` is for questions that are about the whole case and not about one step: each may take that
    many times the budget.
    """

    def __call__(self, questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]: ...


GOAL = "goal"
"""The label of the negated conclusion."""
CLAIM = "claim"
"""The label of the conclusion itself."""


@dataclass(frozen=True, slots=True)
class StepForm:
    """The formulas of a step under the labels by which its questions know them.

    `premises` has one label per premise (`premise 0`, …), quorums included as one formula each;
    `closings` are the closings and ranges of the vocabulary that the step speaks of, by leaf id.
    `forced` names the closings without which a formula of the step would not mean what it says: those
    of sorts whose listed members a `count` or `sum` runs over.
    """

    step: Argument
    premises: Mapping[str, Term]
    closings: Mapping[str, Leaf]
    forced: tuple[str, ...]
    conclusion: Term
    informal: bool
    shallow: Vocabulary | None = None
    """Where the formulas reach many definitions: the vocabulary with only those at their surface."""

    @property
    def labelled(self) -> dict[str, Term]:
        return {
            **self.premises,
            **{name: leaf.formula for name, leaf in self.closings.items()},
            GOAL: build.negation(self.conclusion),
            CLAIM: self.conclusion,
        }

    def cited_by(self, label: str) -> tuple[str, ...]:
        """The ids of the nodes behind a premise's label."""
        premise = self.step.premises[list(self.premises).index(label)]
        if isinstance(premise, Quorum):
            return tuple(member.id for member in premise.members)
        return (premise.id,)


def forms(case: Case, words: Wordbook) -> list[StepForm]:
    """All steps of a case, in order."""
    return [step_form(case, node, words) for node in case.nodes.values() if isinstance(node, Argument)]


def step_form(case: Case, step: Argument, words: Wordbook) -> StepForm:
    """What a step says: the formulas of its premises and its conclusion, and what they rest on unsaid."""
    premises = {
        f"premise {position}": premise_formula(case, premise)
        for position, premise in enumerate(step.premises)
    }
    conclusion = statement(case, step.conclusion)
    formulas = (*premises.values(), conclusion)
    closings = words.closings(formulas)
    folded = words.folded(formulas) if closings else ()
    forced = tuple(f"{name}.closed" for name in sorted(folded))
    surface = (*formulas, *(leaf.formula for leaf in closings.values()))
    shallow = words.shallow(surface) if words.is_deep(surface) else None
    return StepForm(step, premises, closings, forced, conclusion, is_informal(case, step), shallow)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the solver found out about one step.

    `routes` says how the step carries its conclusion once it is sound (or would, if it is undecided).
    `used` names the nodes and leaves of one minimal core, `idle` the cited premises that are not needed.
    `world` is the countermodel of an invalid or warranted step, or the world in which a divisor is zero.
    `conflict` names what contradicts each other when it is vacuous or refuted.
    """

    form: StepForm
    verdict: Verdict
    entailed: bool | None = None
    refuted: bool = False
    trivial: bool = False
    used: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    more: str = ""
    """Why it may be carried in more ways than `routes`, by fewer closings or another choice; or empty."""
    conflict: tuple[str, ...] = ()
    bad_choices: tuple[tuple[str, ...], ...] = ()
    world: World | None = None
    out_of_range: bool = False
    """Whether every countermodel has a number below zero or a share above 100 %."""
    blocked_at: tuple[str, Term] | None = None
    """The node whose formula divides by what may be zero, and the divisor."""
    reason: str = ""
    work: int = 0
    question: Question | None = None
    beneath: str = ""
    """The digest of the definitions that a shallow question leaves out."""
    failing: Sequence[Term] = field(default=())
    """The formulas that `world` makes true, for the replay."""

    @property
    def id(self) -> str:
        return self.form.step.id

    @property
    def sound(self) -> bool:
        return self.verdict in (Verdict.VALID, Verdict.WARRANTED)


def compact_route(form: StepForm, alternatives: tuple[tuple[str, ...], ...] = ((),)) -> Route:
    """The route by all premises and any choice of each quorum."""
    premises = tuple(p.id for p in form.step.premises if not isinstance(p, Quorum))
    quorums = tuple(
        (p.least, tuple(member.id for member in p.members))
        for p in form.step.premises
        if isinstance(p, Quorum)
    )
    return Route(premises, quorums, alternatives)


def cited_ids(form: StepForm) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reference.id for reference in cited(form.step)))
