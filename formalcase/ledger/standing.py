"""How a case stands: its claims and defeaters, what the top claim rests on, the verdict in words."""

from __future__ import annotations

from collections.abc import Mapping

from formalcase.analyses.examine import Examined
from formalcase.analyses.step import Judged
from formalcase.case.model import Argument, Case, Claim, Defeater, Statement
from formalcase.case.support import supported
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.results.check import (
    ClaimStatus,
    DefeaterStatus,
    Support,
)


def claim_statuses(found: Examined) -> tuple[ClaimStatus, ...]:
    """How each claim stands when nothing is asked about the consistency of what it rests on."""
    stood = found.judged.stood
    removed = stood.statuses.taken_away() | set(stood.standing.spent) | stood.standing.undecided
    left = supported(found.judged.graph, removed)
    sound = supported(found.judged.graph, stood.standing.undecided)
    return tuple(
        ClaimStatus(
            id=node.id,
            status="carried" if node.id in left else "in doubt" if node.id in sound else "not carried",
        )
        for node in found.case.nodes.values()
        if isinstance(node, Claim)
    )


def defeater_statuses(found: Examined) -> tuple[DefeaterStatus, ...]:
    """How each defeater stands, in the order of the case."""
    return tuple(
        DefeaterStatus(
            id=node.id,
            status=found.judged.statuses.of[node.id],
            attacks=found.judged.targets[node.id],
            text=node.text,
        )
        for node in found.case.nodes.values()
        if isinstance(node, Defeater)
    )


def support(found: Examined) -> Support:
    """On what the established claim rests; empty when it is not established."""
    standing = found.judged.support.standing
    steps = [name for name in found.steps if name in standing]
    judged = [name for name in steps if found.steps[name].verdict is Verdict.WARRANTED]
    return Support(leaves=found.judged.support.leaves, steps=len(steps), by_judgement=len(judged))


def formal_share(case: Case, steps: Mapping[str, Judged]) -> float:
    """The share of statements that have a formula and of steps that logic decides, among all of them."""
    formal = total = 0
    for node in case.nodes.values():
        if isinstance(node, Argument):
            total += 1
            formal += not steps[node.id].form.informal
        elif isinstance(node, Statement):
            total += 1
            formal += node.holds is not None
    return round(formal / total, 3) if total else 0.0


def summary(found: Examined) -> str:
    """The verdict in words, with what it rests on."""
    top = found.case.top
    match found.judged.verdict:
        case CaseVerdict.ESTABLISHED:
            rest = support(found)
            leaves = _count(len(rest.leaves), "leaf", "leaves")
            steps = _count(rest.steps, "step", "steps")
            return (
                f"`{top}` follows from {leaves}, {len(rest.leaves)} of them open; "
                f"{rest.by_judgement} of {steps} by judgement, not by logic"
            )
        case CaseVerdict.NOT_ESTABLISHED:
            return f"`{top}` is not established by this argument"
        case CaseVerdict.UNDECIDED:
            return f"whether `{top}` is established could not be decided within the budget"
        case CaseVerdict.MALFORMED:
            return "the case could not be read"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
