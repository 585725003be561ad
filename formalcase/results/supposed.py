"""The result of a what-if question, made from what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.analyses.defeating.fates import Fate
from formalcase.analyses.defeating.whatif import WhatIf
from formalcase.analyses.why import why_not
from formalcase.case.model import Case
from formalcase.case.nodes import kind_of
from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.finding import Finding
from formalcase.results.common import Tool
from formalcase.results.defeaters import StillEntailed
from formalcase.results.whatif import (
    ClaimFate,
    Conflict,
    FalseLeaf,
    LeafRepair,
    Supposition,
    WhatIfResult,
)

About = tuple[Tool, Mapping[str, str]]
"""The tool and its solvers."""


def whatif_result(found: WhatIf, about: About) -> WhatIfResult:
    """The answer as it leaves the tool."""
    case, asked = found.ground.case, found.asked
    tool, solvers = about
    return WhatIfResult(
        tool=tool,
        solvers=dict(solvers),
        files=(case.file,),
        case=case.id,
        claim=found.claim,
        failed=tuple(_supposition(found, name, asked.under.get(name, ())) for name in asked.fail),
        false=tuple(_supposition(found, name) for name in asked.false),
        assumed=tuple(_supposition(found, name, found.hit_by(name)) for name in asked.assume),
        supported=found.supported,
        verdict_before=found.before.verdict,
        verdict_after=found.after.verdict,
        why_after=_why(found),
        falls=_fates(case, found.falls),
        stands=_fates(case, found.stands),
        rises=_fates(case, found.rises),
        unaffected=found.unaffected,
        returning=found.returning,
        also_false=tuple(
            FalseLeaf(id=leaf.id, kind=leaf.kind, text=leaf.text)
            for leaf in map(found.ground.leaves.__getitem__, found.also_false.leaves)
        ),
        conflicts=tuple(Conflict(leaves=leaves) for leaves in found.conflicts.sets),
        conflicts_complete=found.conflicts.complete,
        still_entailed=tuple(
            StillEntailed(lost=each.lost, by=each.by) for each in found.still_entailed.entailed
        ),
        still_entailed_undecided=found.still_entailed.unsure,
        repairs=tuple(
            LeafRepair(
                claim=each.node,
                leaves=each.leaves,
                premises=each.premises,
                restores=each.restores,
                smallest=each.smallest,
                text=each.text,
            )
            for each in found.repairs
        ),
        undecided=found.undecided,
    )


def whatif_refused(case: Case, findings: Sequence[Finding], about: About) -> WhatIfResult:
    """The result when what is supposed is not in the case, or cannot be."""
    tool, solvers = about
    return WhatIfResult(
        tool=tool,
        solvers=dict(solvers),
        files=(case.file,),
        case=case.id,
        claim=case.top,
        findings=tuple(findings),
    )


def _supposition(found: WhatIf, name: str, takes: Sequence[str] = ()) -> Supposition:
    leaf, node = found.ground.leaves.get(name), found.ground.case.nodes.get(name)
    if node is not None:
        named = found.asked.read_as.get(name, "")
        return Supposition(id=name, kind=kind_of(node), text=node.text, takes=tuple(takes), named=named)
    assert leaf is not None, name
    return Supposition(id=name, kind=leaf.kind, text=leaf.text, takes=tuple(takes))


def _fates(case: Case, fates: Sequence[Fate]) -> tuple[ClaimFate, ...]:
    return tuple(ClaimFate(claim=fate.claim, text=case.nodes[fate.claim].text, by=fate.by) for fate in fates)


def _why(found: WhatIf) -> str:
    """Why the case is not established under what is supposed; empty if it is, or is undecided."""
    if found.after.verdict is not CaseVerdict.NOT_ESTABLISHED:
        return ""
    facts = set(found.supposed.facts)
    if any(facts & set(conflict) for conflict in found.after.support.conflicts):
        return "every set of leaves that still supports it is at odds with what is supposed"
    if not found.supported:
        return "what is supposed leaves it without support" if found.carried_before else "nothing carries it"
    return why_not(found.supposed.case, found.after, found.supposed.steps, found.ground.stale)
