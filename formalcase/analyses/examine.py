"""All analyses of one case, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from formalcase.analyses.consistency import Theory
from formalcase.analyses.defeating.remarks import load_remarks
from formalcase.analyses.entailments import Rebuttals, leaves_alone, trivial_claims
from formalcase.analyses.grounding import grounding_remarks
from formalcase.analyses.groundwork import Groundwork, groundwork
from formalcase.analyses.outcome import (
    alone_remarks,
    contested_remarks,
    defeater_remarks,
    expiry_remarks,
    outcome_remarks,
    trivial_remarks,
)
from formalcase.analyses.remarks import step_remarks
from formalcase.analyses.step import Ask, Judged
from formalcase.analyses.stories import Told, tell
from formalcase.analyses.verdict import CaseJudged, judge_case, top_claim
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import Leaf, is_opaque
from formalcase.case.model import Argument, Assumption, Case, Claim, Defeater, Evidence, Independence, Quorum
from formalcase.case.support import rests_on, supported
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass
from formalcase.logic.vocabulary import Vocabulary

if TYPE_CHECKING:
    from formalcase.analyses.legs.judge import LegsJudged
    from formalcase.diagnostics.finding import Finding, Fix


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything that the analyses found out about a case."""

    ground: Groundwork
    stories: Mapping[str, Told]
    """The countermodels of steps, told; by step id."""
    judged: CaseJudged
    witness: Told | None
    stated: tuple[LegsJudged, ...]
    """The verdicts on statements of independence, in the order of the case."""
    findings: tuple[Finding, ...]

    @property
    def case(self) -> Case:
        return self.ground.case

    @property
    def vocabulary(self) -> Vocabulary:
        return self.ground.vocabulary

    @property
    def steps(self) -> Mapping[str, Judged]:
        return self.ground.steps

    @property
    def leaves(self) -> Mapping[str, Leaf]:
        return self.ground.leaves

    @property
    def stale(self) -> Mapping[str, date]:
        return self.ground.stale


def examine(case: Case, ask: Ask, today: date | None) -> Examined:
    """Judges the steps, then the case."""
    ground = groundwork(case, ask, today)
    steps, leaves, reached, stale = ground.steps, ground.leaves, ground.reached, ground.stale
    theory = Theory(leaves, ground.words, ask)
    judged = judge_case(case, steps, reached, theory, stale)
    stories = _stories(case, steps, ground.vocabulary)
    stated = _stated_legs(ground, ask)
    findings = (
        *step_remarks(case, steps, stories, ground.vocabulary, _fixes(ground, ask)),
        *grounding_remarks(case, reached),
        *_sentence_remarks(case, steps, leaves, judged, ground.words, ask),
        *expiry_remarks(case, stale, today),
        *defeater_remarks(case, judged, reached),
        *_contested(case, judged, reached, theory),
        *outcome_remarks(case, judged, steps, stale),
        *load_remarks(case, steps, leaves, judged),
        *_route_remarks(ground, ask),
        *_leg_remarks(ground, stated),
        *_credence_remarks(ground, ask),
    )
    return Examined(ground, stories, judged, _witness(judged, theory), stated, findings)


def _fixes(ground: Groundwork, ask: Ask) -> Mapping[str, Fix]:
    if all(judged.sound for judged in ground.steps.values()):
        return {}
    from formalcase.analyses.premises.fixes import best_fixes  # most cases have no need of it

    return best_fixes(ground, ask)


def _stories(case: Case, steps: Mapping[str, Judged], vocabulary: Vocabulary) -> dict[str, Told]:
    told: dict[str, Told] = {}
    for name, judged in steps.items():
        if judged.world is None:
            continue
        conclusion = judged.form.conclusion
        if judged.verdict is Verdict.BLOCKED:
            opening = "it is zero when"
        elif is_opaque(case.nodes[judged.form.step.conclusion.id]):
            continue  # nothing but the conclusion's own truth value to tell of
        elif judged.form.step.premises:
            opening = "the premises hold and the conclusion fails when"
        else:
            opening = "it fails when"
        told[name] = tell(judged.world, judged.failing, vocabulary, opening, conclusion)
    return told


def _sentence_remarks(
    case: Case,
    steps: Mapping[str, Judged],
    leaves: Mapping[str, Leaf],
    judged: CaseJudged,
    words: Wordbook,
    ask: Ask,
) -> Iterator[Finding]:
    """Claims and defeaters that say nothing, and leaves that say everything."""
    argued = {step.form.step.conclusion.id for step in steps.values()}
    trivial = {step.form.step.conclusion.id for step in steps.values() if step.trivial}
    nodes = case.nodes.values()
    others = [node for node in nodes if isinstance(node, Claim | Defeater) and node.id not in argued]
    trivial |= trivial_claims(others, words.vocabulary, ask)
    yield from trivial_remarks(case, trivial)
    top = top_claim(case)
    if top is not None and top.id not in trivial:
        below = rests_on(judged.graph, [top.id], supported(judged.graph))
        of_words = ("closing", "range")
        candidates = [leaf for leaf in leaves.values() if leaf.id in below or leaf.kind in of_words]
        yield from alone_remarks(case, leaves_alone(top, candidates, words, ask))


def _route_remarks(ground: Groundwork, ask: Ask) -> Iterator[Finding]:
    from formalcase.analyses.defeating.unargued import route_remarks  # not before the steps are asked about

    return route_remarks(ground, ask)


def _stated_legs(ground: Groundwork, ask: Ask) -> tuple[LegsJudged, ...]:
    if not any(isinstance(node, Independence) for node in ground.case.nodes.values()):
        return ()
    from formalcase.analyses.legs.remarks import stated_legs  # most cases have no need of it

    return stated_legs(ground, ask)


def _leg_remarks(ground: Groundwork, stated: tuple[LegsJudged, ...]) -> Iterator[Finding]:
    if stated:
        from formalcase.analyses.legs.remarks import statement_remarks

        yield from statement_remarks(ground, stated)
    steps = [node for node in ground.case.nodes.values() if isinstance(node, Argument)]
    quorums = any(isinstance(premise, Quorum) for step in steps for premise in step.premises)
    if quorums or len({step.conclusion.id for step in steps}) < len(steps):
        from formalcase.analyses.legs.sharing import sharing_remarks

        yield from sharing_remarks(ground)


def _credence_remarks(ground: Groundwork, ask: Ask) -> Iterator[Finding]:
    nodes = ground.case.nodes.values()
    if any(isinstance(node, Assumption | Evidence) and node.credence is not None for node in nodes):
        from formalcase.analyses.confidence.remarks import credence_remarks  # most cases have no credences

        yield from credence_remarks(ground, ask)


def _contested(case: Case, judged: CaseJudged, reached: Rebuttals, theory: Theory) -> Iterator[Finding]:
    if judged.support.sat is Sat.SAT:
        yield from contested_remarks(case, judged, reached, theory)


def _witness(judged: CaseJudged, theory: Theory) -> Told | None:
    """A world in which the leaves of the support that is left hold, in words."""
    world = judged.support.world
    if judged.verdict is not CaseVerdict.ESTABLISHED or world is None:
        return None
    formulas = [theory.formula(name) for name in judged.support.leaves]
    return tell(world, formulas, theory.vocabulary, "all that it rests on holds, for instance, when")
