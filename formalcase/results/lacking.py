"""The result of a search for missing premises, made from what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises import Candidate, Missing
from formalcase.analyses.premises.explaining import explained, ruled_out
from formalcase.analyses.premises.pasting import fix_of
from formalcase.analyses.stories import tell
from formalcase.case.model import Argument
from formalcase.case.verdicts import Verdict
from formalcase.logic import build
from formalcase.logic.number_text import exact_text
from formalcase.results.common import Tool
from formalcase.results.premises import PremiseCandidate, PremisesResult, StepPremises

About = tuple[Tool, Mapping[str, str]]
"""The tool and its solvers."""


def premises_result(
    ground: Groundwork, found: Sequence[Missing], about: About, applied: int | None = None
) -> PremisesResult:
    """The answer as it leaves the tool; to be called within `deep_recursion()`."""
    tool, solvers = about
    return PremisesResult(
        tool=tool,
        solvers=dict(solvers),
        files=(ground.case.file,),
        case=ground.case.id,
        steps=tuple(_step(ground, each) for each in found),
        applied=applied,
    )


def _step(ground: Groundwork, missing: Missing) -> StepPremises:
    return StepPremises(
        step=missing.step,
        argued=isinstance(ground.case.nodes[missing.step], Argument),
        verdict=missing.verdict,
        text=ground.case.nodes[missing.step].text,
        refuted=missing.refuted,
        conflict=missing.conflict,
        candidates=tuple(
            _candidate(ground, missing.step, rank, each) for rank, each in enumerate(missing.candidates, 1)
        ),
        complete=missing.complete,
        searched=missing.searched,
        stopped=missing.stopped,
        counterexample=_story(ground, missing),
    )


def _candidate(ground: Groundwork, step: str, rank: int, each: Candidate) -> PremiseCandidate:
    within = None if each.within is None else exact_text(each.within)
    return PremiseCandidate(
        rank=rank,
        text=each.text,
        origin=each.origin,
        cites=each.cites,
        nodes=each.nodes,
        minimal=each.minimal,
        consistent=each.consistent,
        stronger_than=each.stronger_than,
        breaks=each.breaks,
        within=within,
        explanation=explained(ground, step, each),
        rules_out=ruled_out(ground, each),
        fix=fix_of(ground.case, step, each),
    )


def _story(ground: Groundwork, missing: Missing) -> str | None:
    node = ground.case.nodes[missing.step]
    if missing.world is None or missing.verdict is Verdict.BLOCKED or not isinstance(node, Argument):
        return None
    judged = ground.steps[missing.step]
    form, world = judged.form, judged.world or missing.world
    failing = [*form.premises.values(), build.negation(form.conclusion)]
    opening = "the premises hold and the conclusion fails when"
    return tell(world, failing, ground.vocabulary, opening, form.conclusion).text
