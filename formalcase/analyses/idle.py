"""Which cited premises does a valid step not need, the others kept?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formalcase.analyses.partial import Discharge
from formalcase.analyses.plain import FewTrue
from formalcase.analyses.step import GOAL, Ask, Judged, StepForm, cited_ids
from formalcase.case.formulas import at_least, statement
from formalcase.case.model import Case, Quorum
from formalcase.case.verdicts import Verdict
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.solve.question import Answer

_LARGE = 20
"""A solver is asked about each member of quorums of fewer members than this."""


def with_idle(
    case: Case, vocabulary: Vocabulary, steps: Sequence[Judged], divided: dict[str, Discharge], ask: Ask
) -> list[Judged]:
    """Adds which cited premises a valid step does not need, the others kept."""
    asked: list[tuple[int, Question, dict[str, str]]] = []
    idle: dict[int, list[str]] = {}
    guards: dict[int, set[str]] = {}
    for position, judged in enumerate(steps):
        if judged.verdict is not Verdict.VALID:
            continue
        found = divided.get(judged.id)
        guarding = {
            name for label in (found.premises if found else ()) for name in judged.form.cited_by(label)
        }
        unused = [name for name in cited_ids(judged.form) if name not in judged.used]
        idle[position] = [name for name in unused if name not in guarding]
        guards[position] = guarding
        quorums = any(isinstance(premise, Quorum) for premise in judged.form.step.premises)
        if unused or judged.form.closings or quorums:
            needed = _seen_to_be_needed(case, judged.form, vocabulary)
            candidates = [
                name
                for name in cited_ids(judged.form)
                if name in judged.used and name not in guarding and name not in needed
            ]
            if candidates:
                asked.append((position, *_without(case, judged.form, candidates, vocabulary)))
    answers = ask([question for _, question, _ in asked])
    for (position, _, checks), answer in zip(asked, answers, strict=True):
        idle[position] += [
            name
            for check, name in checks.items()
            if answer[check].sat is Sat.UNSAT and _without_contradiction(answer, check)
        ]
    result = list(steps)
    for position, names in idle.items():
        cited = cited_ids(steps[position].form)
        order = tuple(name for name in cited if name in names)
        # A premise that keeps a divisor from zero is used, though the inference does not need it.
        used = steps[position].used
        added = tuple(name for name in cited if name in guards[position] and name not in used)
        result[position] = replace(steps[position], idle=order, used=(*used, *added))
    return result


def _without_contradiction(answer: Answer, check: str) -> bool:
    """The premises that are left do not contradict the closings and ranges."""
    name = f"{check}, consistent"
    return name not in answer or answer[name].sat is Sat.SAT


def _without(
    case: Case, form: StepForm, candidates: Sequence[str], vocabulary: Vocabulary
) -> tuple[Question, dict[str, str]]:
    """A check for each candidate premise: unsatisfiable exactly when the others are enough; and one that
    they do not contradict the closings and ranges, for then they would be enough for anything. Where many
    definitions are reached those below the surface are left open: a premise that is not needed may then
    go unnoticed, and none is called so wrongly."""
    labelled = form.labelled
    checks: list[Check] = []
    names: dict[str, str] = {}
    for label, premise in zip(form.premises, form.step.premises, strict=True):
        others = tuple(other for other in form.premises if other != label)
        members = premise.members if isinstance(premise, Quorum) else (premise,)
        for member in members:
            if member.id not in candidates:
                continue
            kept = others
            if isinstance(premise, Quorum):
                lesser = f"{label} without {member.id}"
                labelled[lesser] = _lesser_quorum(case, premise, member.id)
                kept = (*others, lesser)
            name = f"without {member.id} in {label}"
            checks.append(Check(name, (*kept, *form.closings, GOAL)))
            if form.closings:
                checks.append(Check(f"{name}, consistent", (*kept, *form.closings), after=(name, Sat.UNSAT)))
            names[name] = member.id
    at_hand = form.shallow if form.shallow is not None and not form.closings else vocabulary
    return make_question(at_hand, labelled, checks), names


def _seen_to_be_needed(case: Case, form: StepForm, vocabulary: Vocabulary) -> frozenset[str]:
    """Members of a large quorum without which the conclusion fails in a world that is plain to see: where all
    other premises hold and one member too few, none of those that do not hold is idle."""
    quorums = [premise for premise in form.step.premises if isinstance(premise, Quorum)]
    if len(quorums) != 1 or len(quorums[0].members) < _LARGE or form.closings:
        return frozenset()
    quorum = quorums[0]
    others = [premise for premise in form.step.premises if not isinstance(premise, Quorum)]
    fixed = [statement(case, premise) for premise in others]
    members = {member.id: statement(case, member) for member in quorum.members}
    if len({*fixed, *members.values()}) < len(fixed) + len(quorum.members):
        return frozenset()
    worlds = FewTrue(form.conclusion, vocabulary)
    needed: set[str] = set()
    names = list(members)
    for place, name in enumerate(names):
        if name not in needed:
            holding = [*names[place + 1 :], *names[:place]][: quorum.least - 1]
            if not worlds.fails([*fixed, *(members[each] for each in holding)]):
                break
            needed.update(members.keys() - {*holding})
    return frozenset(needed)


def _lesser_quorum(case: Case, quorum: Quorum, left_out: str) -> Term:
    """One fewer of the other members: what is left of a quorum of which one member is not needed."""
    least = quorum.least - 1
    if least <= 0:  # not gone through: a step with many legs asks this of each of them
        return at_least(least, ())
    others = tuple(statement(case, member) for member in quorum.members if member.id != left_out)
    return at_least(least, others)
