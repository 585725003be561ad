"""The result of `formalcase check`."""

from __future__ import annotations

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.diagnostics.finding import Finding, Frozen, Location
from formalcase.results.common import Story, Tool


class Spent(Frozen):
    """Solver work on a question, in solver steps; `reason` says why it was left undecided."""

    budget: int
    work: int
    reason: str = ""


class Obligation(Frozen):
    """Something that has to be discharged, by the solver or by a person."""

    id: str
    kind: str
    subject: str
    verdict: Verdict
    by: Judge
    text: str = ""
    """What is asked, in one sentence."""
    location: Location | None = None
    digest: str = ""
    premises_used: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    """Premises that the step cites and does not need."""
    entailed: bool | None = None
    counterexample: Story | None = None
    conflict: tuple[str, ...] = ()
    """The minimal contradictory set of nodes, where there is one."""
    spent: Spent | None = None
    not_checked: str = ""
    """What the solver did not check here."""


class LedgerEntry(Frozen):
    """A leaf or a definition: something that a person must read and judge."""

    id: str
    kind: str
    text: str
    used: bool
    formula: str | None = None
    status: str = ""
    """`standing`, or why it does not count: `hit`, `doubtful`, `expired`, `rejected`."""
    location: Location | None = None


class DefeaterStatus(Frozen):
    id: str
    status: str
    """`open`, `unresolved`, `sustained`, `refuted` or `residual`."""
    attacks: tuple[str, ...]
    text: str = ""


class ClaimStatus(Frozen):
    id: str
    status: str
    """`carried` by what is left after the doubts, `in doubt` when it is carried only without them, or
    `not carried`."""


class Support(Frozen):
    """On how much the top claim rests, for the words beside the verdict."""

    leaves: tuple[str, ...] = ()
    """The leaves of the claim in the support that is left (or would be, were it established)."""
    steps: int = 0
    by_judgement: int = 0


class CaseResult(Frozen):
    file: str
    id: str | None
    title: str
    top: str | None
    verdict: CaseVerdict
    summary: str = ""
    """The verdict in words, with what it rests on."""
    formal_share: float
    witness: Story | None = None
    support: Support = Support()
    claims: tuple[ClaimStatus, ...] = ()
    defeaters: tuple[DefeaterStatus, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()


class CheckResult(Frozen):
    """`formalcase check`: one result per case, in the order of the files."""

    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    cases: tuple[CaseResult, ...]
    findings: tuple[Finding, ...] = ()
    """Findings that belong to no case: files that could not be read, folders without a case."""
