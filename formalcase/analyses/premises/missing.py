"""What would have to be true, or be cited, for a step to hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises.backing import Backing, backing
from formalcase.analyses.premises.bounds import weakest_bounds
from formalcase.analyses.premises.clauses import clauses
from formalcase.analyses.premises.explaining import killed
from formalcase.analyses.premises.gap import CLAIM, GOAL, Gap
from formalcase.analyses.premises.literals import literal_space
from formalcase.analyses.premises.meaning import with_meaning
from formalcase.analyses.premises.nodes import broken, node_space
from formalcase.analyses.premises.result import Candidate, Limits, Missing, Origin, Stratum
from formalcase.analyses.premises.rules import rule_space, rules_that_do
from formalcase.analyses.premises.search import Found, cheapest_sets
from formalcase.analyses.premises.weighing import Weighed, weighed
from formalcase.analyses.step import Ask, StepForm, step_form
from formalcase.case.formulas import is_opaque, statement
from formalcase.case.model import Argument, Case, Claim, Quorum, Reference
from formalcase.case.verdicts import Verdict
from formalcase.encode.question import Check, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.show import show
from formalcase.logic.term import Term
from formalcase.logic.walk import normalise
from formalcase.solve.question import Answer

_BEST = 2
_MOST_MEMBERS = 4
_PART = 4
"""Of the solver steps of a stratum such a part is taken for the nodes of the case, of which there are few."""
_BLOCKED = "the step is blocked"
NO_PREMISE_CAN_BE_MISSING = (Verdict.VALID, Verdict.VACUOUS)


def missing_premises(
    ground: Groundwork, step_or_claim: str, ask: Ask, limits: Limits | None = None
) -> Missing:
    """The premises with which a step would hold or, for a claim without an argument, the nodes from which
    it could be argued. A blocked step has to be told, too, that nothing is divided by zero.

    Nothing is looked for when the conclusion follows already, or when the step is vacuous.
    Raises KeyError when there is no such step or claim. To be called within `deep_recursion()`; clingo is
    loaded when it is first needed.
    """
    limits = limits or Limits()
    node = ground.case.nodes[step_or_claim]
    if isinstance(node, Argument):
        judged = ground.steps[node.id]
        form, verdict = judged.form, judged.verdict
        if verdict is Verdict.BLOCKED:
            more = with_meaning(ground, form) if judged.blocked_at is not None else None
            if more is None:
                return Missing(node.id, verdict, complete=False, stopped=_BLOCKED)
            form = more
        if verdict in NO_PREMISE_CAN_BE_MISSING or judged.entailed:
            return Missing(node.id, verdict, conflict=judged.conflict)
    elif isinstance(node, Claim):
        form, verdict = _unargued(ground, node), Verdict.INVALID
    else:
        raise KeyError(step_or_claim)
    gap = Gap(ground, form, ask)
    gate = _gate(gap)
    if gate["premises"].sat is Sat.UNSAT or gate["refuted"].sat is Sat.UNSAT:
        refuted = gate["premises"].sat is not Sat.UNSAT
        core = gate["refuted" if refuted else "premises"].core
        return Missing(node.id, verdict, refuted=refuted, conflict=_names(form, core))
    if gate["entails"].sat is Sat.UNSAT:
        blocked = verdict is Verdict.BLOCKED
        return Missing(node.id, verdict, complete=not blocked, stopped=_BLOCKED if blocked else "")
    gap.note_fine(gate["refuted"].world)
    gap.note_fine(gate["entails"].world)
    world = gate["entails"].world
    gap.note_counter(world)
    return replace(_searched(gap, verdict, limits, isinstance(node, Argument)), world=world)


def _unargued(ground: Groundwork, claim: Claim) -> StepForm:
    """A step without premises for a claim that nobody argues for."""
    step = Argument(id=claim.id, text=claim.text, conclusion=Reference(claim.id))
    return step_form(ground.case, step, ground.words)


def _gate(gap: Gap) -> Answer:
    """Do the premises contradict each other, or the conclusion?"""
    given = gap.premises
    last_first = (*gap.form.closings, *gap.form.premises)
    checks = [
        Check("premises", given, shrink=last_first),
        Check("refuted", (*given, CLAIM), shrink=last_first, world=True),
        Check("entails", (*given, GOAL), world=True),
    ]
    return gap.asked([gap.question({}, checks)])[0]


def _names(form: StepForm, core: Sequence[str]) -> tuple[str, ...]:
    """The nodes and leaves behind the labels of a core, in order."""
    found: list[str] = []
    for label in core:
        if label == CLAIM:
            found.append(form.step.conclusion.id)
        else:
            found.extend(form.cited_by(label) if label in form.premises else (label,))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one stratum came to."""

    origin: Origin
    answers: tuple[Weighed, ...]
    stratum: Stratum


def _searched(gap: Gap, verdict: Verdict, limits: Limits, argued: bool) -> Missing:
    layers = list(_layers(gap, limits, argued))
    candidates = _without_repetition(gap, _best_of_each_first([_candidates(gap, each) for each in layers]))
    if not candidates and argued and verdict is not Verdict.BLOCKED:
        candidates = _conditional(gap)
    stopped = "; ".join(
        f"{layer.origin}: {layer.stratum.stopped}" for layer in layers if layer.stratum.stopped
    )
    return Missing(
        gap.form.step.id,
        verdict,
        candidates=tuple(candidates),
        complete=all(layer.stratum.complete for layer in layers),
        searched=sum(layer.stratum.searched for layer in layers),
        stopped=stopped,
        strata=tuple(layer.stratum for layer in layers),
    )


def _best_of_each_first(layers: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """The strata in order, but first the best two of each: nobody should have to read through all sets of
    literals to come upon the one rule."""
    best = [each for layer in layers for each in layer[:_BEST]]
    return [*best, *(each for layer in layers for each in layer[_BEST:])]


def _without_repetition(gap: Gap, found: Sequence[Candidate]) -> list[Candidate]:
    """A bound may be a literal of the step, and a literal may be what a node says: the first one stays."""
    kept: dict[Term, Candidate] = {}
    cited: list[Candidate] = []
    for each in found:
        first = kept.setdefault(normalise(each.formula, gap.vocabulary), each)
        if each.nodes and first is not each:
            cited.append(each)
    return [each for each in found if any(each is other for other in (*kept.values(), *cited))]


def _layers(gap: Gap, limits: Limits, argued: bool) -> Iterator[_Layer]:
    """The strata, in order. Without premises everything that is enough says what the conclusion says:
    then there are only nodes to be cited, and of these that is not asked."""
    backed = backing(gap, argued=argued)
    has_premises = bool(gap.form.premises)
    gap.begin(limits.steps // _PART)
    space, all_ = node_space(gap, limits.space)
    nodes = cheapest_sets(
        gap, space, limits, adds_a_fact=has_premises, together_first=True, most=limits.nodes
    )
    yield _layer(gap, "case", nodes, len(space.choosable), all_, backed, adds_a_fact=has_premises)
    if not has_premises:
        return
    # Where the case has what is missing, less is done to find something else.
    alone = any(len(each) == 1 for each in nodes.sets)
    steps = limits.steps // 2 if alone else limits.steps
    gap.begin(steps)
    literals, all_ = literal_space(gap, limits.space)
    found = cheapest_sets(gap, literals, limits)
    layer = _layer(gap, "literals", found, len(literals.choosable), all_, backed)
    yield layer
    gap.begin(steps)
    pairs = clauses(gap, layer.answers, found.restating)
    rules, all_ = rule_space(gap, limits.space)
    found = rules_that_do(gap, rules, limits)
    found = replace(found, sets=(*((pair,) for pair in pairs), *found.sets))
    yield _layer(gap, "rule", found, len(rules) + len(pairs), all_, backed)
    gap.begin(steps)
    yield _bound_layer(gap, backed)


def _layer(
    gap: Gap,
    origin: Origin,
    found: Found,
    searched: int,
    all_: bool,
    backed: Backing,
    *,
    adds_a_fact: bool = True,
) -> _Layer:
    complete = found.complete and all_
    answers = weighed(
        gap,
        [Weighed(members) for members in found.sets],
        backed,
        adds_a_fact=adds_a_fact,
        complete=complete,
        whole=origin == "case",
        weakest_first=origin == "rule",
    )
    stopped = found.stopped or ("" if all_ else f"{searched} candidates were looked at, and there are more")
    stratum = Stratum(origin, searched, complete, stopped, 0 if complete else found.cost)
    return _Layer(origin, tuple(answers), stratum)


def _bound_layer(gap: Gap, backed: Backing) -> _Layer:
    """Bounds on one number and, where they ask for less than any of these, by another number; or ranges."""
    bounds = weakest_bounds(gap)
    answers = [
        Weighed(
            each.members,
            each.proved and each.within is None,
            within=each.within,
            by_another=each.two,
        )
        for each in bounds.found
    ]
    kept = weighed(gap, answers, backed)
    stopped = "" if bounds.complete else "not all bounds could be looked for"
    stratum = Stratum("bound", bounds.searched, bounds.complete, stopped, 0 if bounds.complete else 1)
    return _Layer("bound", tuple(kept), stratum)


def _candidates(gap: Gap, layer: _Layer) -> list[Candidate]:
    texts = [_text(gap, answer.formula) for answer in layer.answers]
    found = []
    for answer, text in zip(layer.answers, texts, strict=True):
        nodes = tuple(each.node for each in answer.members if each.node)
        found.append(
            Candidate(
                answer.formula,
                tuple(each.formula for each in answer.members),
                text,
                layer.origin,
                cites=nodes[0] if len(nodes) == 1 else None,
                nodes=nodes,
                minimal=answer.minimal,
                consistent=answer.consistent,
                stronger_than=tuple(texts[place] for place in answer.weaker),
                breaks=broken(gap.ground.case, gap.form.step.id, nodes) if nodes else (),
                within=answer.within,
                ruled_out=killed(gap.counter, answer.formula, gap.vocabulary),
                empties=answer.empties,
            )
        )
    return found


def _text(gap: Gap, formula: Term) -> str:
    case = gap.ground.case
    return show(formula, case.vocabulary, case.nodes)


def _conditional(gap: Gap) -> list[Candidate]:
    """That the premises imply the conclusion: no answer, but what any answer has to give a reason for."""
    form = gap.form
    ends = [form.step.conclusion.id, *(name for label in form.premises for name in form.cited_by(label))]
    if not form.premises or any(is_opaque(gap.ground.case.nodes[name]) for name in ends):
        return []
    case = gap.ground.case
    premises = [
        _told(case, premise, formula)
        for premise, formula in zip(form.step.premises, form.premises.values(), strict=True)
    ]
    formula = build.implication(build.conjunction(tuple(premises)), form.conclusion)
    return [Candidate(formula, (formula,), _text(gap, formula), "conditional")]


def _told(case: Case, premise: Reference | Quorum, formula: Term) -> Term:
    """A premise as a person would write it: so many of a few as one choice or the other."""
    if not isinstance(premise, Quorum) or len(premise.members) > _MOST_MEMBERS:
        return formula
    members = [statement(case, each) for each in premise.members]
    choices = combinations(members, premise.least)
    return build.disjunction(tuple(build.conjunction(each) for each in choices))
