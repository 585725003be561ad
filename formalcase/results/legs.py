"""The result of `formalcase legs`."""

from __future__ import annotations

from formalcase.diagnostics.finding import Finding, Frozen
from formalcase.results.common import Tool
from formalcase.results.confidence import ConfidenceResult


class LegReason(Frozen):
    """Why legs are not independent, or cannot be called so."""

    kind: str
    """`shared_leaf`, `shared_source`, `entailed_leaf`, `shared_claim`, `insufficient_leg`, `subsumed_leg`,
    `contradiction` or `not_comparable`."""
    legs: tuple[str, ...]
    witness: tuple[str, ...]
    text: str
    part: str | None = None
    """For an entailed leaf: the part of it that is forced, if that is not all of it."""


class LegMember(Frozen):
    """Something that a reason speaks of, with its sentence."""

    id: str
    kind: str
    text: str


class LegChange(Frozen):
    """A leaf to argue for otherwise, in one leg."""

    leg: str
    leaf: str
    text: str


class LegDraws(Frozen):
    """What one leg rests on. `points`: leaves whose loss alone brings it down; null: not known."""

    leg: str
    text: str
    carries: bool
    leaves: tuple[str, ...]
    sources: tuple[str, ...]
    points: tuple[str, ...] | None
    judged: int
    """How many of its leaves are warrants, or assumptions that neither cite nor name a source."""


class ClaimLegs(Frozen):
    """What was found out about legs that argue for one claim."""

    claim: str
    legs: tuple[str, ...]
    verdict: str
    """`independent`, `dependent` or `undecided`."""
    stated: bool
    """Whether the case states that these legs are independent."""
    accepting: tuple[str, ...] = ()
    reasons: tuple[LegReason, ...] = ()
    smallest_joint_defeater: tuple[str, ...] | None = ()
    """Leaves without which no leg carries the claim; null when that is not known."""
    effective_legs: int | None = None
    """The least number of causes that fail all legs; null when it is not known."""
    effective_with_accepted: int | None = None
    """The same when what was accepted counts as well."""
    causes: tuple[str, ...] = ()
    """Some leaves and sources, that few, which fail all legs; what was accepted is not among them."""
    changes: tuple[LegChange, ...] | None = None
    """The fewest changes that would make the legs independent, as far as they can be compared; null when
    none is known."""
    undecided: tuple[str, ...] = ()
    """What could not be decided within the budget, in words."""
    text: str = ""
    """The verdict in one sentence."""
    confidence: ConfidenceResult | None = None
    """What the credences of leaves come to; null when the claim is not established or there are none."""
    draws: tuple[LegDraws, ...] = ()
    """What each of the legs rests on, in their order."""
    named: tuple[LegMember, ...] = ()
    """All that is named above, with its sentence."""


class LegsResult(Frozen):
    """`formalcase legs`: one entry for each statement of independence, and for each other claim with several
    legs."""

    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str
    claims: tuple[ClaimLegs, ...]
    findings: tuple[Finding, ...] = ()
