"""The result of `formalcase report`: one case with all that a reviewer needs to judge it."""

from __future__ import annotations

from formalcase.diagnostics.finding import Finding, Frozen, Location
from formalcase.results.check import CaseResult
from formalcase.results.common import Tool
from formalcase.results.defeaters import Count, DefeatersResult, LeafSet, SizeCount
from formalcase.results.legs import ClaimLegs
from formalcase.results.premises import StepPremises


class Said(Frozen):
    """A node or leaf with its sentence and, where it has one, its formula."""

    id: str
    kind: str
    text: str
    formula: str | None = None


class StepRow(Frozen):
    """A step: what it concludes from what, as it is written."""

    id: str
    text: str
    conclusion: Said
    premises: tuple[Said, ...]
    quorums: tuple[str, ...] = ()
    """`2 of (E1, E2, E3)`, where not all premises are needed."""
    given: tuple[Said, ...] = ()
    """What must stand too and is no part of the inference."""
    because: str | None = None


class Judgement(Frozen):
    """Something that a person has to judge and sign for."""

    id: str
    """`E1/evidence`, `S1.warrant/warrant`, `Tier/definition`: that of the obligation, if there is one."""
    kind: str
    """`evidence`, `assumption`, `warrant`, `closing`, `range`, `residual` or `definition`."""
    subject: str
    question: str
    """What exactly must be judged."""
    text: str
    formula: str | None = None
    verdict: str = "open"
    """`open`, `accepted`, `rejected` or `stale`."""
    owner: str | None = None
    because: str | None = None
    cites: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    credence: tuple[str, ...] | None = None
    """The bounds that the case gives; no verdict depends on them."""
    collected: str | None = None
    expires: str | None = None
    used: bool = False
    falls: tuple[str, ...] = ()
    """The claims that lose all support if this is wrong, the first fifty of them in the order of the case;
    the doubts of today are left aside."""
    falls_count: int = 0
    top_falls: bool = False
    would_fall: tuple[str, ...] = ()
    """The claims that do not stand today and would fall with it if the gaps of today were closed, the first
    fifty of them."""
    would_fall_count: int = 0
    top_would_fall: bool = False
    cited_by: tuple[str, ...] = ()
    """The steps that cite it, or whose formulas speak of it, the first fifty; of a residual doubt, what it
    attacks."""
    cited_count: int = 0
    location: Location | None = None


class Condition(Frozen):
    """Something under which the top claim is argued: a context, or a node that a step takes as given."""

    id: str
    kind: str
    text: str
    about: tuple[str, ...]


class Supposition(Frozen):
    """What the top claim would rest on, and what would bring it down, if what stands in its way today were
    out of the way. No verdict depends on it."""

    steps: tuple[str, ...] = ()
    """Steps that do not hold, or of which it is not known; they are supposed to."""
    claims: tuple[str, ...] = ()
    """Claims for which nobody argues; they are supposed to be shown."""
    doubts: tuple[str, ...] = ()
    """Doubts that are supposed to be answered."""
    stale: tuple[str, ...] = ()
    """Leaves that are supposed to be renewed."""
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Leaves that contradict each other, and are supposed not to."""
    leaves: tuple[str, ...] = ()
    """What the claim would rest on, supposed claims included."""
    single_points: tuple[str, ...] | None = ()
    """Leaves whose loss alone would bring it down; null: not known."""
    sets: tuple[LeafSet, ...] = ()
    """The minimal sets whose loss would, the smallest first, the first forty of them; a supposed claim is of
    the kind `claim`."""
    count: Count | None = None
    """Of all of them; null when it is not known."""
    by_size: tuple[SizeCount, ...] = ()


class ReportSettings(Frozen):
    """With what the report was made; `budget` is in solver steps a question."""

    budget: int
    as_of: str | None
    audience: str | None
    """`decision`, `redteam` or `writer`; null: all three readings."""
    notation: str
    """`gsn` or `cae`."""


class ReportResult(Frozen):
    """`formalcase report`: what is claimed, what follows, what does not, and who must judge what."""

    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str
    title: str
    digest: str
    """Of all that the case says, without places and layout."""
    settings: ReportSettings
    claim: Said | None
    """The top claim."""
    owner: str | None = None
    conditions: tuple[Condition, ...] = ()
    check: CaseResult
    steps: tuple[StepRow, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    defeaters: DefeatersResult | None = None
    """What would bring the top claim down; null for a case without a top claim."""
    supposed: Supposition | None = None
    """For a claim that is not established: what it would come to if its gaps were closed. Null where that is
    not enough, as the argument goes round in a circle."""
    legs: tuple[ClaimLegs, ...] = ()
    premises: tuple[StepPremises, ...] = ()
    """What would have to be true for the steps that do not follow, and the claims that nobody argues for."""
    premises_left: tuple[str, ...] = ()
    """Steps and claims of that kind for which nothing was looked for, as they are too many."""
    not_checked: tuple[str, ...] = ()
    """What nothing in this report says anything about."""
    findings: tuple[Finding, ...] = ()
    """Findings that are not among those of the check: those about legs."""
