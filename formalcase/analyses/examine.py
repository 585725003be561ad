"""All analyses of one case, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from formalcase.analyses.consistency import Theory
from formalcase.analyses.entailments import Rebuttals, leaves_alone, rebuttals, trivial_claims
from formalcase.analyses.grounding import grounding_remarks
from formalcase.analyses.outcome import (
    alone_remarks,
    contested_remarks,
    defeater_remarks,
    expired,
    expiry_remarks,
    outcome_remarks,
    trivial_remarks,
)
from formalcase.analyses.remarks import step_remarks
from formalcase.analyses.step import Ask, Judged
from formalcase.analyses.stories import Told, tell
from formalcase.analyses.validity import judge_steps
from formalcase.analyses.verdict import CaseJudged, judge_case, top_claim
from formalcase.analyses.wordbook import Wordbook, wordbook
from formalcase.case.formulas import (
    Leaf,
    declared_leaves,
    full_vocabulary,
    is_opaque,
    warrant_leaf,
)
from formalcase.case.model import Case, Claim
from formalcase.case.support import rests_on, supported
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass
from formalcase.logic.vocabulary import Vocabulary

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything that the analyses found out about a case."""

    case: Case
    vocabulary: Vocabulary
    """With a Boolean for each opaque node."""
    steps: Mapping[str, Judged]
    stories: Mapping[str, Told]
    """The countermodels of steps, told; by step id."""
    leaves: Mapping[str, Leaf]
    judged: CaseJudged
    stale: Mapping[str, date]
    witness: Told | None
    findings: tuple[Finding, ...]


def examine(case: Case, ask: Ask, today: date | None) -> Examined:
    """Judges the steps, then the case; `today` is the day on which leaves may have expired."""
    vocabulary = full_vocabulary(case)
    words = wordbook(vocabulary)
    steps = judge_steps(case, words, ask)
    leaves = _leaves(case, steps, words.implicit)
    reached = rebuttals(case, leaves, words, ask)
    theory = Theory(leaves, words, ask)
    stale = expired(case, today)
    judged = judge_case(case, steps, reached, theory, stale)
    stories = _stories(case, steps, vocabulary)
    findings = (
        *step_remarks(case, steps, stories, vocabulary),
        *grounding_remarks(case, reached),
        *_sentence_remarks(case, steps, leaves, judged, words, ask),
        *expiry_remarks(case, stale, today),
        *defeater_remarks(case, judged, reached),
        *_contested(case, judged, reached, theory),
        *outcome_remarks(case, judged, steps, stale),
    )
    witness = _witness(judged, theory)
    return Examined(case, vocabulary, steps, stories, leaves, judged, stale, witness, findings)


def _leaves(case: Case, steps: Mapping[str, Judged], implicit: Mapping[str, Leaf]) -> dict[str, Leaf]:
    """Declared leaves, warrants that are in use, closings and ranges."""
    warranted = [judged for judged in steps.values() if judged.verdict is Verdict.WARRANTED]
    warrants = [warrant_leaf(case, judged.form.step) for judged in warranted]
    return {**declared_leaves(case), **{leaf.id: leaf for leaf in warrants}, **implicit}


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
    """Claims that say nothing, and leaves that say everything."""
    argued = {step.form.step.conclusion.id for step in steps.values()}
    trivial = {step.form.step.conclusion.id for step in steps.values() if step.trivial}
    others = [node for node in case.nodes.values() if isinstance(node, Claim) and node.id not in argued]
    trivial |= trivial_claims(others, words.vocabulary, ask)
    yield from trivial_remarks(case, trivial)
    top = top_claim(case)
    if top is not None and top.id not in trivial:
        below = rests_on(judged.graph, [top.id], supported(judged.graph))
        of_words = ("closing", "range")
        candidates = [leaf for leaf in leaves.values() if leaf.id in below or leaf.kind in of_words]
        yield from alone_remarks(case, leaves_alone(top, candidates, words, ask))


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
