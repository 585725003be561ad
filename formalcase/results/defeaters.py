"""The result of `formalcase defeaters`."""

from __future__ import annotations

from formalcase.diagnostics.finding import Finding, Frozen
from formalcase.results.common import Tool


class Member(Frozen):
    """A leaf in a set. `idle`: the steps that cite it do not need it."""

    id: str
    kind: str
    """`evidence`, `assumption`, `warrant`, `closing` or `range`."""
    idle: bool = False


class LeafSet(Frozen):
    members: tuple[Member, ...]


class SizeCount(Frozen):
    size: int
    count: int


class Importance(Frozen):
    """In how many of the sets a leaf is; `credence` has the bounds that the case gives it."""

    id: str
    count: int
    by_size: tuple[SizeCount, ...]
    credence: tuple[str, str] | None = None


class StillEntailed(Frozen):
    """A leaf that would be lost and still follows from leaves that are kept: withdrawn, it is not false."""

    lost: str
    by: tuple[str, ...]


class Difference(Frozen):
    """A set that brings the claim down in one reading only.

    `route`: the minimal leaves by which the claim still follows without it; `argued`, whether they lie in
    one support set.
    """

    members: tuple[str, ...]
    defeats: str
    """The reading in which the loss tells: `argument` or `logic`."""
    route: tuple[str, ...]
    text: str


class DefeatersResult(Frozen):
    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str
    claim: str
    semantics: str
    supported: bool | None
    sets: tuple[LeafSet, ...]
    count: int | None
    """Of all sets that were asked for (within `--max-size`, with `--containing`), listed or not; null when
    it is not known."""
    complete: bool
    """Whether `sets` (or `count`, where no listing was asked for) are all minimal sets there are."""
    reason: str = ""
    """Why something was cut off."""
    by_size: tuple[SizeCount, ...] = ()
    importance: tuple[Importance, ...] = ()
    supports: tuple[LeafSet, ...] = ()
    supports_count: int | None = None
    supports_complete: bool | None = None
    conflict: tuple[str, ...] = ()
    """The leaves that contradict each other, where the logic reading is blocked."""
    still_entailed: tuple[StillEntailed, ...] = ()
    differences: tuple[Difference, ...] = ()
    doubts: tuple[str, ...] = ()
    """Defeaters that are not refuted today, and are left out of this."""
    undecided: tuple[str, ...] = ()
    """Steps that are undecided, and carry nothing here."""
    findings: tuple[Finding, ...] = ()
