"""What the credences of leaves come to, as it leaves the tool. Numbers are exact, as text: `0.95`, `1/3`."""

from __future__ import annotations

from collections.abc import Iterable

from formalcase.analyses.confidence.bounds import Interval
from formalcase.analyses.confidence.independent import Tied
from formalcase.analyses.confidence.judge import Confidence, Reading
from formalcase.analyses.confidence.words import (
    BOUND,
    INDEPENDENT,
    MEANING,
    anyhow_text,
    given_text,
    uncorrelated_text,
)
from formalcase.analyses.groundwork import Groundwork
from formalcase.diagnostics.finding import Frozen
from formalcase.logic.number_text import exact_text


class IntervalResult(Frozen):
    """What lies between two numbers. `sharp`: both ends are attained; otherwise it may be wider than it need
    be, and is no less true. `text` says what it supposes."""

    low: str
    high: str
    sharp: bool
    text: str


class ReadingResult(Frozen):
    """The three intervals side by side. Only `bound` is a bound."""

    text: str
    """What is taken for true in this reading; empty when nothing need be."""
    bound: IntervalResult | None = None
    """Null when no distribution fits the credences; `incoherent` then says whose."""
    uncorrelated: IntervalResult | None = None
    """Null when no legs were found to share nothing, or when these cannot be uncorrelated."""
    independent: IntervalResult | None = None
    """Null when the leaves cannot be independent, or when it could not be computed."""
    tied: tuple[str, ...] = ()
    """Leaves that cannot be independent, as the definitions tie them."""
    incoherent: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of leaves whose credences contradict each other."""


class LeafCredence(Frozen):
    """A leaf that the claim may rest on. `low` and `high` are null when it has no credence."""

    id: str
    kind: str
    text: str
    low: str | None = None
    high: str | None = None


class LeafGain(Frozen):
    """Were the leaf certain, the lower bound would be `low`, which is `gain` more."""

    leaf: str
    gain: str
    low: str


class LeafSlope(Frozen):
    """How much the closed form rises with the credence of a leaf, for each unit."""

    leaf: str
    slope: str


class ConfidenceResult(Frozen):
    """Bounds on whether a claim that is established can be derived from leaves that are true."""

    claim: str
    text: str
    """What the intervals are about, and what they are not."""
    leaves: tuple[LeafCredence, ...]
    without: tuple[str, ...] = ()
    """Leaves without a credence."""
    supposition: str | None = None
    """The name of what `uncorrelated` supposes, `A.B.uncorrelated`; null when nothing is."""
    given: ReadingResult
    """Leaves without a credence are taken for true."""
    anyhow: ReadingResult | None = None
    """Nothing is said of leaves without a credence; null when there are none."""
    gains: tuple[LeafGain, ...] = ()
    """Which leaf's credence moves the lower bound most, in `given`; that leaf first."""
    closed_form: str = ""
    """`given.independent` as a formula in the credences, named by their leaves; empty when it is long."""
    slopes: tuple[LeafSlope, ...] = ()
    """How fast that rises with each credence, at the lower ends."""


def confidence_result(ground: Groundwork, found: Confidence) -> ConfidenceResult:
    """The result from what was found."""
    names = [name for name in ground.leaves if name in found.credences or name in found.without]
    bare = bool(found.without)
    return ConfidenceResult(
        claim=found.claim,
        text=MEANING,
        leaves=tuple(_leaves(ground, found, names)),
        without=found.without,
        supposition=found.supposition or None,
        given=_reading(found.given, given_text(found) if bare else "", found.supposition),
        anyhow=_reading(found.anyhow, anyhow_text(found), found.supposition) if bare else None,
        gains=tuple(
            LeafGain(leaf=each.leaf, gain=exact_text(each.gain), low=exact_text(each.low))
            for each in found.sensitivities
        ),
        closed_form="" if found.closed_form is None else found.closed_form.text,
        slopes=()
        if found.closed_form is None
        else tuple(
            LeafSlope(leaf=leaf, slope=exact_text(slope)) for leaf, slope in found.closed_form.slopes.items()
        ),
    )


def _leaves(ground: Groundwork, found: Confidence, names: Iterable[str]) -> Iterable[LeafCredence]:
    for name in names:
        leaf = ground.leaves[name]
        ends = found.credences.get(name)
        yield LeafCredence(
            id=name,
            kind=leaf.kind,
            text=leaf.text,
            low=None if ends is None else exact_text(ends[0]),
            high=None if ends is None else exact_text(ends[1]),
        )


def _reading(found: Reading, text: str, supposition: str) -> ReadingResult:
    independent = found.independent
    return ReadingResult(
        text=text,
        bound=_interval(found.bound, BOUND),
        uncorrelated=_interval(found.uncorrelated, uncorrelated_text(supposition)),
        independent=_interval(independent, INDEPENDENT) if isinstance(independent, Interval) else None,
        tied=independent.leaves if isinstance(independent, Tied) else (),
        incoherent=found.incoherent,
    )


def _interval(found: Interval | None, text: str) -> IntervalResult | None:
    if found is None:
        return None
    return IntervalResult(
        low=exact_text(found.low), high=exact_text(found.high), sharp=found.sharp, text=text
    )
