"""Is each step valid? The questions, and what their answers mean.

A step is *valid* when the definitions with its premises entail the conclusion, and the definitions with
the premises are shown consistent. The closings and ranges of its vocabulary take part as premises that
need not be cited; a set of them that contradicts the premises carries nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from formalcase.analyses.closings import Alternatives, alternatives
from formalcase.analyses.idle import with_idle
from formalcase.analyses.ordinary import with_ordinary_worlds
from formalcase.analyses.partial import Discharge, discharge
from formalcase.analyses.quorums import choices
from formalcase.analyses.somewhere import TrueSomewhere
from formalcase.analyses.step import CLAIM, GOAL, Ask, Judged, StepForm, compact_route, forms
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.model import Case
from formalcase.case.verdicts import Verdict
from formalcase.encode.digests import combined, digests
from formalcase.encode.question import Check, Question, Questions, Sat
from formalcase.encode.smt import make_question
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import symbols_in
from formalcase.solve.question import Answer, Outcome


def judge_steps(case: Case, words: Wordbook, ask: Ask) -> dict[str, Judged]:
    """The judgement on every step of the case, by id, in order."""
    vocabulary = words.vocabulary
    steps = forms(case, words)
    divided = discharge(case, steps, words, ask)
    stopped = {name: found for name, found in divided.items() if found.blocked or found.undecided}
    asked = [form for form in steps if form.step.id not in stopped]
    true_somewhere = TrueSomewhere(case, words, ask)
    first = _first(asked, divided, words, true_somewhere, ask)
    judged = _with_routes(case, vocabulary, first, divided, true_somewhere, ask)
    judged = with_idle(case, vocabulary, judged, divided, ask)
    by_id = {item.id: item for item in judged}
    for form in steps:
        if form.step.id in stopped:
            by_id[form.step.id] = _stopped(form, stopped[form.step.id])
    return {form.step.id: by_id[form.step.id] for form in steps}


_First = tuple[Judged, Answer]


def _first(
    steps: Sequence[StepForm],
    divided: dict[str, Discharge],
    words: Wordbook,
    true_somewhere: TrueSomewhere,
    ask: Ask,
) -> list[_First]:
    """What the first question about each step says: with all definitions, but for steps that reach many
    of them and are proved with those at their surface."""
    proved = _at_the_surface(
        [form for form in steps if form.shallow is not None], divided, true_somewhere, ask
    )
    others = [form for form in steps if form.step.id not in proved]
    questions = Questions(
        [partial(main_question, form, words.vocabulary, _forced(form, divided)) for form in others]
    )
    answers = ask(questions)
    found = {
        form.step.id: _read_main(form, question, answer)
        for form, question, answer in zip(others, questions, answers, strict=True)
    }
    beneath = digests(words.vocabulary) if proved else {}
    for name, (judged, answer) in proved.items():
        found[name] = (replace(judged, beneath=_beneath(judged.form, beneath)), answer)
    return [found[form.step.id] for form in steps]


def _at_the_surface(
    steps: Sequence[StepForm], divided: dict[str, Discharge], true_somewhere: TrueSomewhere, ask: Ask
) -> dict[str, _First]:
    """The steps whose conclusions follow although definitions further down are left open, and whose
    premises are true together in a world that is known."""
    questions = [
        main_question(form, form.shallow, _forced(form, divided))
        for form in steps
        if form.shallow is not None
    ]
    answers = ask(questions)
    found: dict[str, _First] = {}
    for form, question, answer in zip(steps, questions, answers, strict=True):
        if answer["entails"].sat is Sat.UNSAT and true_somewhere(list(form.premises.values())):
            known = {**answer, "consistent": Outcome(Sat.SAT)}
            found[form.step.id] = _read_main(form, question, known)
    return found


def _beneath(form: StepForm, digests: Mapping[str, str]) -> str:
    """The digest of all the definitions that the step's formulas use."""
    used = {name for formula in form.labelled.values() for name in symbols_in(formula) if name in digests}
    return combined(sorted(digests[name] for name in used))


def _forced(form: StepForm, divided: dict[str, Discharge]) -> tuple[str, ...]:
    """The closings that the step rests on in any case: its counts' and its divisors'."""
    found = divided.get(form.step.id)
    needed = {*form.forced, *(found.closings if found else ())}
    return tuple(name for name in form.closings if name in needed)


def main_question(form: StepForm, vocabulary: Vocabulary, forced: Sequence[str] = ()) -> Question:
    """The first question about a step, a check for each way in which it can come out.

    `entails` is unsatisfiable exactly when premises, closings and ranges entail the conclusion; `bare`,
    when the premises do so with no more than the forced closings; `consistent`, when the cited premises
    contradict each other; `refuted`, when premises, closings and ranges contradict the conclusion.
    """
    checks = _main_checks(tuple(form.premises), tuple(form.closings), tuple(forced))
    return make_question(vocabulary, form.labelled, checks)


@lru_cache(maxsize=1000)
def _main_checks(
    premises: tuple[str, ...], closings: tuple[str, ...], forced: tuple[str, ...]
) -> tuple[Check, ...]:
    """The same object for all steps of so many premises: labels number them, and do not name them."""
    checks = [
        Check("entails", (*premises, *closings, GOAL), shrink=(*closings, *premises), world=True),
        Check("consistent", premises, shrink=premises, after=("entails", Sat.UNSAT)),
        Check("consistent at all", premises, shrink=premises, after=("entails", Sat.UNKNOWN)),
        Check(
            "refuted",
            (*premises, *closings, CLAIM),
            shrink=(*closings, *premises),
            after=("entails", Sat.SAT),
        ),
    ]
    if closings:
        bare = Check(
            "bare", (*premises, *forced, GOAL), shrink=premises, world=True, after=("entails", Sat.UNSAT)
        )
        checks.insert(1, bare)
    return tuple(checks)


def _read_main(form: StepForm, question: Question, answer: Answer) -> tuple[Judged, Answer]:
    work = sum(outcome.work for outcome in answer.values())
    base = Judged(form, Verdict.UNDECIDED, work=work, question=question)
    entails = answer["entails"]
    if entails.sat is Sat.UNKNOWN:
        if answer["consistent at all"].sat is Sat.UNSAT:
            return _vacuous(base, answer["consistent at all"].core), answer
        return replace(base, reason=entails.reason, routes=(compact_route(form),)), answer
    if entails.sat is Sat.SAT:
        return _not_entailed(base, answer), answer
    consistent = answer["consistent"]
    if consistent.sat is Sat.UNSAT:
        return _vacuous(base, consistent.core), answer
    core = answer["bare"].core if "bare" in answer and answer["bare"].sat is Sat.UNSAT else entails.core
    trivial = not any(label in form.premises or label in form.closings for label in core)
    verdict = Verdict.VALID if consistent.sat is Sat.SAT else Verdict.UNDECIDED
    reason = "" if verdict is Verdict.VALID else "the premises are not shown to be consistent"
    return replace(base, verdict=verdict, entailed=True, trivial=trivial, reason=reason), answer


def _vacuous(base: Judged, core: Sequence[str]) -> Judged:
    return replace(base, verdict=Verdict.VACUOUS, entailed=True, conflict=_names(base.form, core))


def _not_entailed(base: Judged, answer: Answer) -> Judged:
    form, refuted = base.form, answer["refuted"]
    judged = replace(
        base,
        entailed=False,
        world=answer["entails"].world,
        failing=[term for label, term in form.labelled.items() if label != CLAIM],
    )
    if refuted.sat is Sat.UNSAT:
        conflict = (*_names(form, refuted.core), form.step.conclusion.id)
        return replace(judged, verdict=Verdict.INVALID, refuted=True, conflict=conflict)
    if not form.informal or not form.step.premises:
        return replace(judged, verdict=Verdict.INVALID)
    if refuted.sat is Sat.UNKNOWN:
        return replace(judged, reason=refuted.reason, routes=(compact_route(form),))
    return replace(judged, verdict=Verdict.WARRANTED)


def _names(form: StepForm, core: Sequence[str]) -> tuple[str, ...]:
    """The nodes and leaves behind the labels of a core, in order."""
    found: list[str] = []
    for label in core:
        if label in form.premises:
            found.extend(form.cited_by(label))
        elif label in form.closings:
            found.append(label)
    return tuple(dict.fromkeys(found))


def _with_routes(
    case: Case,
    vocabulary: Vocabulary,
    first: Sequence[tuple[Judged, Answer]],
    divided: dict[str, Discharge],
    true_somewhere: TrueSomewhere,
    ask: Ask,
) -> list[Judged]:
    """Adds how each sound step carries its conclusion, and a minimal core of a valid one."""
    with_closings = {
        judged.id: _forced(judged.form, divided)
        for judged, answer in first
        if judged.entailed
        and judged.verdict in (Verdict.VALID, Verdict.UNDECIDED)
        and judged.form.closings
        and (answer["bare"].sat is not Sat.UNSAT or _forced(judged.form, divided))
    }
    carried = alternatives(
        [(judged.form, with_closings[judged.id]) for judged, _ in first if judged.id in with_closings],
        vocabulary,
        ask,
    )
    result = []
    for judged, answer in first:
        found = carried.get(judged.id)
        if found is not None:
            judged = _carried_by(judged, answer, found)
        elif judged.entailed and judged.verdict is not Verdict.VACUOUS:
            core = answer["bare" if "bare" in answer else "entails"].core
            judged = replace(judged, used=_names(judged.form, core), routes=(compact_route(judged.form),))
        elif judged.verdict is Verdict.WARRANTED:
            judged = replace(judged, routes=(compact_route(judged.form),))
        result.append(judged)
    result = with_ordinary_worlds(vocabulary, _with_worlds(vocabulary, result, ask), ask)
    # A step whose closings only contradict its premises is not carried by them, nor are its choices.
    resting = {name: forced for name, forced in with_closings.items() if carried[name].sets}
    chosen = choices(case, result, resting, vocabulary, true_somewhere, ask)
    return [chosen[each.id].apply(each) if each.id in chosen and each.routes else each for each in result]


def _with_worlds(vocabulary: Vocabulary, steps: Sequence[Judged], ask: Ask) -> list[Judged]:
    """Adds a countermodel to steps that follow from nothing but a contradiction with a closing on which
    their counts rest: one in which that closing fails."""
    lacking = {
        judged.id: judged
        for judged in steps
        if judged.entailed is False and judged.world is None and not judged.refuted
    }
    check = "open"
    questions = [
        make_question(
            vocabulary,
            judged.form.labelled,
            [Check(check, (*judged.form.premises, GOAL), world=True)],
        )
        for judged in lacking.values()
    ]
    found = dict(zip(lacking, ask(questions), strict=True))
    return [replace(each, world=found[each.id][check].world) if each.id in found else each for each in steps]


def _carried_by(judged: Judged, answer: Answer, found: Alternatives) -> Judged:
    """The judgement on a step that needs closings or ranges, given the sets of them that carry it."""
    if found.sets:
        route = compact_route(judged.form, found.sets)
        used = (*_names(judged.form, found.core), *found.sets[0])
        return replace(judged, routes=(route,), used=tuple(dict.fromkeys(used)), more=found.undecided)
    if found.undecided:
        route = compact_route(judged.form)
        return replace(judged, verdict=Verdict.UNDECIDED, routes=(route,), reason=found.undecided)
    # Every set of closings and ranges that entails the conclusion contradicts the premises: the step
    # is judged without them.
    bare = answer["bare"]
    form = judged.form
    failing = [term for label, term in form.labelled.items() if label in form.premises or label == GOAL]
    if bare.sat is Sat.UNKNOWN:
        return replace(judged, verdict=Verdict.UNDECIDED, entailed=None, reason=bare.reason)
    verdict = Verdict.WARRANTED if form.informal and form.step.premises else Verdict.INVALID
    routes = (compact_route(form),) if verdict is Verdict.WARRANTED else ()
    return replace(judged, verdict=verdict, entailed=False, world=bare.world, failing=failing, routes=routes)


def _stopped(form: StepForm, found: Discharge) -> Judged:
    if found.blocked:
        return Judged(form, Verdict.BLOCKED, blocked_at=found.blocked, world=found.world, failing=found.known)
    return Judged(form, Verdict.UNDECIDED, reason=found.undecided, routes=(compact_route(form),))
