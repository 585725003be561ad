"""The result of `formalcase whatif`."""

from __future__ import annotations

from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.finding import Finding, Frozen
from formalcase.results.common import Tool
from formalcase.results.defeaters import StillEntailed


class Supposition(Frozen):
    """Something that is withdrawn, false, or taken as given.

    `takes`: of a source that is withdrawn, the evidence and assumptions under it; of a defeater that is
    taken as given, what it takes away. `named`: of a step that was named by its warrant and has none, that
    name; empty otherwise.
    """

    id: str
    kind: str
    text: str
    takes: tuple[str, ...] = ()
    named: str = ""


class ClaimFate(Frozen):
    """A claim, with the steps for it: those that carry it still or, where it falls, that did."""

    claim: str
    text: str
    by: tuple[str, ...] = ()


class FalseLeaf(Frozen):
    """A kept leaf that cannot be true when what is supposed is."""

    id: str
    kind: str
    text: str


class Conflict(Frozen):
    """Kept leaves that cannot all be true when what is supposed is: one of them, at least, is false."""

    leaves: tuple[str, ...]


class LeafRepair(Frozen):
    """Leaves that the case declares and does not use, from which a lost leaf or fallen claim follows."""

    claim: str
    """The claim, or the lost leaf."""
    leaves: tuple[str, ...]
    premises: tuple[str, ...]
    """What to cite in all: `leaves`, and leaves that stand already."""
    restores: bool
    """Whether the top claim is carried again once they are cited there."""
    smallest: bool
    """Whether it is known that no smaller set would do."""
    text: str
    """What to write, in the language of cases; empty where that takes more than a step."""


class WhatIfResult(Frozen):
    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str
    claim: str | None
    failed: tuple[Supposition, ...] = ()
    false: tuple[Supposition, ...] = ()
    assumed: tuple[Supposition, ...] = ()
    supported: bool | None = None
    """Whether the argument still carries the claim."""
    verdict_before: CaseVerdict | None = None
    verdict_after: CaseVerdict | None = None
    why_after: str = ""
    """Where the case is not established under what is supposed: why, in words."""
    falls: tuple[ClaimFate, ...] = ()
    stands: tuple[ClaimFate, ...] = ()
    rises: tuple[ClaimFate, ...] = ()
    unaffected: int = 0
    returning: tuple[str, ...] = ()
    """Defeaters that are refuted today and come back, as no answer to them is left."""
    also_false: tuple[FalseLeaf, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    conflicts_complete: bool = True
    still_entailed: tuple[StillEntailed, ...] = ()
    still_entailed_undecided: tuple[str, ...] = ()
    """Withdrawn leaves of which it was not decided whether they follow from kept ones."""
    repairs: tuple[LeafRepair, ...] = ()
    undecided: tuple[str, ...] = ()
    """What was not settled and could change this answer, in words."""
    findings: tuple[Finding, ...] = ()
