"""What a case would rest on if the step held: which premises would contradict that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from formalcase.analyses.consistency import Theory, consistent_support, plain_name
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import holds
from formalcase.analyses.step import compact_route
from formalcase.analyses.verdict import Stood, stand, with_answers
from formalcase.case.formulas import Leaf, cited
from formalcase.case.support import Gate, Graph, all_of, rests_on, supported
from formalcase.case.verdicts import Verdict
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.evaluate import Evaluator
from formalcase.logic.term import Term
from formalcase.logic.world import World

# No name may contain a line end; nor `\0`, behind which the support graph has names of its own.
_PREMISE = "\npremise"
_GOAL = "\0goal"
_BATCH = 3
_MOST_LEAVES = 200
"""Of so many leaves it is asked one by one whether the step would rest on each of them anyhow."""


@dataclass(slots=True)
class Backing:
    """Asked with formulas: is each consistent with the leaves of some support set that the step, once
    sound, would complete? Where there is no such set, with the premises alone, which is not asked here.
    """

    gap: Gap
    graph: Graph | None
    removed: frozenset[str]
    leaves: Mapping[str, Leaf]
    _worlds: list[World] = field(default_factory=list)
    """Worlds in which all leaves of such a set hold."""

    def __call__(self, formulas: Sequence[Term]) -> Sequence[Sat]:
        if self.graph is None or set(self._first_tried()) <= self._cited():
            # The premises of the step are all that it would rest on: that was asked before.
            return [Sat.SAT] * len(formulas)
        # Often all of them can be true together with all leaves; if not, some world may have most of them.
        if len(formulas) > 1 and self._with_all([build.conjunction(tuple(formulas))])[0] is Sat.SAT:
            return [Sat.SAT] * len(formulas)
        found: dict[int, Sat] = {}
        left = list(range(len(formulas)))
        while left:
            known = [at for at in left if self._holds_somewhere(formulas[at])]
            found |= dict.fromkeys(known, Sat.SAT)
            left = [at for at in left if at not in found]
            batch = left[: _BATCH if found else 1]
            together = self._with_all([formulas[at] for at in batch])
            found |= dict(zip(batch, together, strict=True))
            left = left[len(batch) :]
        return [
            self._consistent(formula) if found[at] is Sat.UNKNOWN else found[at]
            for at, formula in enumerate(formulas)
        ]

    def _holds_somewhere(self, formula: Term) -> bool:
        evaluators = (Evaluator(world, self.gap.vocabulary) for world in self._worlds)
        return any(holds(formula, evaluator) for evaluator in evaluators)

    def _note(self, world: World | None) -> None:
        if world is not None and not world.inexact:
            self._worlds.append(self.gap.completed(world))

    def _cited(self) -> set[str]:
        return {reference.id for reference in cited(self.gap.form.step)}

    def _first_tried(self) -> list[str]:
        """All leaves of all such sets: often they agree with each other, and with the formula."""
        assert self.graph is not None
        below = rests_on(self.graph, [_GOAL], supported(self.graph, self.removed))
        grounds = {plain_name(name) for name in below if name not in self.graph}
        return [name for name in self.leaves if name in grounds]

    def _in_each(self, names: Sequence[str]) -> list[str]:
        """Those of the leaves that are in each such set: what contradicts them contradicts all sets."""
        graph = self.graph
        assert graph is not None
        if len(names) > _MOST_LEAVES:
            return []
        return [name for name in names if _GOAL not in supported(graph, self.removed | {name})]

    def _with_all(self, formulas: Sequence[Term]) -> list[Sat]:
        """Whether each formula is consistent with all these leaves at once, or contradicts those that
        cannot be left out; UNKNOWN where neither is so."""
        if not formulas:
            return []
        words = self.gap.ground.words
        tried = self._first_tried()
        leaves = {name: self.leaves[name].formula for name in tried}
        # What a world is looked at for later has closings from among these, or says them itself.
        closings = words.closings([*leaves.values(), *formulas, *self.gap.formulas])
        labelled = {**leaves, **{name: leaf.formula for name, leaf in closings.items()}}
        labels, needed = tuple(labelled), self._in_each(tried)
        grounds = [leaves[name] for name in needed]
        added = {f"\0{at}": formula for at, formula in enumerate(formulas)}
        checks = []
        for label, formula in added.items():
            least = (*needed, *words.closings((*grounds, formula)), label)
            checks.append(Check(label, (*labels, label), world=True, plain=False))
            checks.append(Check(f"needed {label}", least, after=(label, Sat.UNSAT)))
        question = make_question(self.gap.vocabulary, {**labelled, **added}, checks)
        answer = self.gap.asked([question])[0]
        found = []
        for label in added:
            all_, each = answer[label].sat, answer.get(f"needed {label}")
            self._note(answer[label].world)
            refuted = each is not None and each.sat is Sat.UNSAT
            found.append(Sat.UNSAT if refuted else Sat.SAT if all_ is Sat.SAT else Sat.UNKNOWN)
        return found

    def _consistent(self, formula: Term) -> Sat:
        assert self.graph is not None
        if self._holds_somewhere(formula):
            return Sat.SAT
        leaf = Leaf(_PREMISE, "assumption", "", formula)
        theory = Theory({**self.leaves, _PREMISE: leaf}, self.gap.ground.words, self.gap.ask)
        found = consistent_support(_GOAL, self.graph, self.removed, theory)
        self._note(found.world)
        return found.sat


def backing(gap: Gap, *, argued: bool) -> Backing:
    """For a step that is `argued`, or for a claim that has no argument yet."""
    ground, step = gap.ground, gap.form.step
    if not argued:
        return Backing(gap, None, frozenset(), ground.leaves)
    sound = replace(ground.steps[step.id], verdict=Verdict.VALID, routes=(compact_route(gap.form),))
    stood = stand(ground.case, {**ground.steps, step.id: sound}, ground.reached, ground.stale)
    found = stood.statuses
    # What is doubtful may be answered one day; it is asked for once without it and once with it.
    harsh = (found.taken_away() - set(stood.standing.defeaters)) | set(stood.standing.spent)
    for removed in (harsh | set(stood.standing.undecided), frozenset[str]()):
        graph = _graph(ground, stood, step.id, step.conclusion.id, frozenset(removed))
        if graph is not None:
            return Backing(gap, graph, frozenset(removed), ground.leaves)
    return Backing(gap, None, frozenset(), ground.leaves)


def _graph(
    ground: Groundwork, stood: Stood, step: str, conclusion: str, removed: frozenset[str]
) -> Graph | None:
    """The support graph with one more gate: the step, what it is part of, and the premise that is added.
    None when the step would complete no support set."""
    graph = with_answers(stood.standing, stood.statuses)
    for goal in (ground.case.top, conclusion):
        if goal is None:
            continue
        standing = supported(graph, removed)
        below = rests_on(graph, [goal], standing)
        if goal in standing and step in below:
            gates: dict[str, Gate] = {**graph, _GOAL: all_of([goal, step, _PREMISE])}
            return gates
    return None
