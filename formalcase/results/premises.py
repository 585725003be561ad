"""The result of `formalcase premises`."""

from __future__ import annotations

from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.finding import Finding, Fix, Frozen
from formalcase.results.common import Tool


class PremiseCandidate(Frozen):
    """A premise with which the step would hold."""

    rank: int
    text: str
    """The formula, in the language of the case."""
    origin: str
    """`case`, `literals`, `rule`, `bound` or `conditional`."""
    cites: str | None = None
    """The node to cite, where a single one is enough."""
    nodes: tuple[str, ...] = ()
    """All nodes to cite."""
    minimal: bool = True
    """No part of it is idle, and nothing weaker of its kind over the same words would do."""
    consistent: bool = True
    """It was shown to be consistent with the premises and with what the case rests on."""
    stronger_than: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    """Statements of independence that citing the nodes would break."""
    within: str | None = None
    """For a bound that is not the weakest: the weakest lies no further than this beyond it."""
    explanation: str = ""
    """In one sentence, what it asks for, and where the step would still fail."""
    rules_out: str | None = None
    """What makes it false in a world in which the premises hold and the conclusion fails, in the words of
    the case."""
    fix: Fix | None = None
    """The edits that `--apply` makes."""


class StepPremises(Frozen):
    step: str
    """The step, or the claim that nobody argues for."""
    argued: bool = True
    """Whether it is a step; a claim that nobody argues for has no premises."""
    verdict: Verdict
    text: str
    refuted: bool = False
    """The premises contradict the conclusion: no premise can be missing."""
    conflict: tuple[str, ...] = ()
    candidates: tuple[PremiseCandidate, ...] = ()
    complete: bool = True
    """Whether the candidates are all there are among those searched."""
    searched: int = 0
    """How many candidates could be chosen from."""
    stopped: str = ""
    counterexample: str | None = None
    """A situation in which the premises hold and the conclusion fails; each candidate rules it out."""


class PremisesResult(Frozen):
    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str
    steps: tuple[StepPremises, ...]
    applied: int | None = None
    """The candidate that was written into the file."""
    findings: tuple[Finding, ...] = ()
