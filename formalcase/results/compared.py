"""The result on parallel legs, made from what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.reasons import Reason
from formalcase.analyses.legs.study import Studied
from formalcase.analyses.legs.words import change_text, reason_text, verdict_text
from formalcase.case.nodes import kind_of
from formalcase.diagnostics.finding import Finding
from formalcase.results.common import Tool
from formalcase.results.confidence import confidence_result
from formalcase.results.drawing import leg_draws
from formalcase.results.legs import ClaimLegs, LegChange, LegMember, LegReason, LegsResult

About = tuple[Tool, Mapping[str, str]]
"""The tool and its solvers."""


def legs_result(
    ground: Groundwork, found: Sequence[Studied], about: About, findings: Iterable[Finding] = ()
) -> LegsResult:
    """What was found as it leaves the tool; `findings` are those about statements of independence."""
    case = ground.case
    tool, solvers = about
    return LegsResult(
        tool=tool,
        solvers=dict(solvers),
        files=(case.file,),
        case=case.id,
        claims=tuple(_claim(ground, each) for each in found),
        findings=tuple(findings),
    )


def _claim(ground: Groundwork, found: Studied) -> ClaimLegs:
    judged, effective = found.judged, found.effective
    question = judged.question
    return ClaimLegs(
        claim=question.claim,
        legs=question.legs,
        verdict=judged.verdict,
        stated=question.statement is not None,
        accepting=tuple(sorted(question.accepting)),
        reasons=tuple(_reason(each) for each in judged.reasons),
        smallest_joint_defeater=found.joint_defeater,
        effective_legs=effective.legs,
        effective_with_accepted=effective.with_accepted,
        causes=effective.causes,
        changes=None
        if found.changes is None
        else tuple(LegChange(leg=c.leg, leaf=c.leaf, text=change_text(c)) for c in found.changes),
        undecided=judged.undecided,
        text=verdict_text(judged),
        confidence=None if found.confidence is None else confidence_result(ground, found.confidence),
        draws=tuple(leg_draws(ground, judged)),
        named=tuple(_members(ground, dict.fromkeys(_names(found)))),
    )


def _reason(reason: Reason) -> LegReason:
    forced = reason.kind == "entailed_leaf" and reason.part
    return LegReason(
        kind=reason.kind,
        legs=reason.legs,
        witness=reason.witness,
        text=reason_text(reason),
        part=reason.part if forced else None,
    )


def _names(found: Studied) -> Iterator[str]:
    question = found.judged.question
    yield from (question.claim, *question.legs, *sorted(question.accepting))
    for reason in found.judged.reasons:
        yield from reason.witness
    yield from found.joint_defeater or ()
    yield from found.effective.causes
    for change in found.changes or ():
        yield change.leaf


def _members(ground: Groundwork, names: Iterable[str]) -> Iterator[LegMember]:
    for name in names:
        leaf, node = ground.leaves.get(name), ground.case.nodes.get(name)
        if node is not None:
            yield LegMember(id=name, kind=kind_of(node), text=node.text)
        elif leaf is not None:
            yield LegMember(id=name, kind=leaf.kind, text=leaf.text)
        else:  # a closing or range that is accepted and that no leg rests on
            implicit = ground.words.implicit[name]
            yield LegMember(id=name, kind=implicit.kind, text=implicit.text)
