"""The result of `formalcase defeaters`."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainSerializer

from formalcase.diagnostics.finding import Finding, Frozen
from formalcase.logic.number_text import rounded
from formalcase.results.common import Tool


class Member(Frozen):
    """A leaf in a set. `idle`: the steps that cite it do not need it."""

    id: str
    kind: str
    """`evidence`, `assumption`, `warrant`, `closing` or `range`."""
    idle: bool = False


class LeafSet(Frozen):
    members: tuple[Member, ...]


class LeafEntry(Frozen):
    """A leaf that the claim, or an answer that it needs, may rest on, with its sentence."""

    id: str
    kind: str
    text: str
    idle: bool = False


_MOST_DIGITS = 4300
"""What Python's own reader takes, unless it is told to take more."""


def _as_json(count: int) -> int | str:
    return count if count < 10**_MOST_DIGITS else f"about {rounded(count)}"


Count = Annotated[int, PlainSerializer(_as_json, return_type=int | str, when_used="json")]
"""How many sets there are, exactly; in JSON a text such as `about 2.81e4515` beyond 4,300 digits."""


class SizeCount(Frozen):
    size: int
    count: Count


class Importance(Frozen):
    """In how many of the sets a leaf is; `credence` has the bounds that the case gives it."""

    id: str
    count: Count
    by_size: tuple[SizeCount, ...]
    by_size_complete: bool = True
    """Whether these are all sizes; of a large family there are the smallest."""
    credence: tuple[str, ...] | None = None
    contribution: tuple[str, ...] | None = None
    """With credence in the case: bounds on the probability that a set with this leaf is lost as a whole, with
    nothing assumed on how losses hang together. Null where no set with it was listed."""


class StillEntailed(Frozen):
    """A leaf that would be lost and still follows from leaves that are kept: withdrawn, it is not false."""

    lost: str
    by: tuple[str, ...]


class Difference(Frozen):
    """A set that brings the claim down in one reading only.

    `route`: the minimal leaves by which the claim still follows without it; `argued`: whether they lie in
    one support set, null where that is not known. For a claim without support `members` is empty.
    """

    members: tuple[str, ...]
    defeats: str
    """The reading in which the loss tells: `argument` or `logic`."""
    route: tuple[str, ...]
    argued: bool | None = None
    text: str


class IdlePremise(Frozen):
    """A premise that a step cites and does not need, the others kept."""

    step: str
    premise: str


class SmallestLoss(Frozen):
    """How few leaves must be lost for a claim to lose its support: a number between the two. `at_most` is
    null where no loss touches the claim, 0 where it has no support as it is."""

    id: str
    at_least: int
    at_most: int | None


class LoadMap(Frozen):
    """What each part of the argument carries. What the budget did not allow is named as unknown."""

    single_points: tuple[str, ...] | None
    """Leaves that are enough alone; null: not known."""
    idle_points: tuple[str, ...]
    """Leaves that are enough alone only because steps cite them without need; not among the others."""
    dead_weight: tuple[str, ...]
    """Leaves that steps rest on, and that are in no minimal support of the claim, of the top claim, of an
    answer or of a defeater."""
    dead_weight_unknown: tuple[str, ...]
    idle: tuple[IdlePremise, ...]
    unneeded_steps: tuple[str, ...]
    """Sound steps below the claim whose loss changes nothing for it."""
    unneeded_steps_unknown: tuple[str, ...]
    smallest: tuple[SmallestLoss, ...]
    smallest_unknown: tuple[str, ...]
    complete: bool
    """Whether the budget was enough for all of this."""


class DefeatersResult(Frozen):
    """`formalcase defeaters`: what would bring one claim down."""

    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str
    claim: str
    text: str
    """The sentence of the claim."""
    semantics: str
    """The reading: `argument` or `logic`."""
    supported: bool | None
    """Whether the claim has support or, in the logic reading, follows from its leaves; null: not known."""
    sets: tuple[LeafSet, ...]
    count: Count | None
    """Of all sets that were asked for (within `--max-size`, with `--containing`), listed or not; null when
    it is not known."""
    complete: bool
    """Whether `sets` (or `count`, where no listing was asked for) are all minimal sets there are."""
    reason: str = ""
    """Why something was cut off."""
    by_size: tuple[SizeCount, ...] = ()
    by_size_complete: bool = True
    """Whether `by_size` has all of the known sets; of a very large family it has the smallest sizes."""
    importance: tuple[Importance, ...] = ()
    supports: tuple[LeafSet, ...] = ()
    supports_count: Count | None = None
    supports_complete: bool | None = None
    supports_reason: str = ""
    conflict: tuple[str, ...] = ()
    """The leaves that contradict each other, where the logic reading is blocked."""
    still_entailed: tuple[StillEntailed, ...] = ()
    still_entailed_undecided: tuple[str, ...] = ()
    """Lost leaves of which it was not decided whether they follow from kept ones."""
    differences: tuple[Difference, ...] = ()
    doubts: tuple[str, ...] = ()
    """Defeaters that are not refuted today, and are left out of this."""
    expired: tuple[str, ...] = ()
    """Leaves that have expired, and are taken here as they were."""
    undecided: tuple[str, ...] = ()
    """Steps that are undecided, and carry nothing here."""
    leaves: tuple[LeafEntry, ...] = ()
    """All leaves that the sets are taken from, in the order of the case."""
    map: LoadMap | None = None
    """What was asked for by `--map`."""
    findings: tuple[Finding, ...] = ()
