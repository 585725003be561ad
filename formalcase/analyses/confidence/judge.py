"""What the credences of its leaves come to for one claim: three intervals, of which the first is a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod

from formalcase.analyses.confidence.blocks import blocks_of
from formalcase.analyses.confidence.bounds import Bounds, Credences, Interval
from formalcase.analyses.confidence.event import Event, taken_apart
from formalcase.analyses.confidence.independent import Tied, if_independent, polynomial
from formalcase.analyses.confidence.supports import Shape, Supports, supports_of, without
from formalcase.analyses.consistency import Theory
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.judge import LegsJudged
from formalcase.analyses.step import Ask
from formalcase.analyses.verdict import judge_case
from formalcase.case.model import Assumption, Evidence
from formalcase.case.support import Graph
from formalcase.case.verdicts import CaseVerdict
from formalcase.diagrams import TooCircular
from formalcase.frozen import dataclass
from formalcase.logic.depth import deep_recursion
from formalcase.solve.closed_form import ClosedForm, closed_form

_MOST_SENSITIVITIES = 40
_UNIT = (Fraction(0), Fraction(1))
_CERTAIN = (Fraction(1), Fraction(1))


@dataclass(frozen=True, slots=True)
class Reading:
    """The intervals in one reading of the leaves without credence.

    `bound` assumes nothing on dependence; it is None when no distribution fits, and then `incoherent` has
    minimal sets of leaves whose credences contradict each other. `uncorrelated` is the interval if legs that
    share nothing are uncorrelated, None when nothing is supposed. `independent` is the one if all leaves are
    independent: `Tied` when they cannot be, None when it could not be computed.
    """

    bound: Interval | None
    uncorrelated: Interval | None = None
    independent: Interval | Tied | None = None
    incoherent: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far the lower bound would go up, and to what, if the leaf were certain."""

    leaf: str
    gain: Fraction
    low: Fraction


@dataclass(frozen=True, slots=True)
class Confidence:
    """What follows from the credences for a claim that is established.

    `credences` are those of the leaves that it may rest on, `without` such leaves that have none. `given`
    takes these for true, `anyhow` gives them anything from 0 to 1; it is the same where there are none.
    `supposition` names what `uncorrelated` supposes. `sensitivities` are those of the lower end of the bound
    in `given`, the greatest first; leaves that make no difference are left out.
    """

    claim: str
    credences: Credences
    without: tuple[str, ...]
    given: Reading
    anyhow: Reading
    supposition: str
    sensitivities: tuple[Sensitivity, ...]
    closed_form: ClosedForm | None
    """Of `given.independent`, where that is known and short: the product form, and how fast its lower end
    rises with each credence."""


def confidence(
    ground: Groundwork, argument: Argued, judged: LegsJudged | None, ask: Ask
) -> Confidence | None:
    """The confidence in the claim that is argued for; `judged` are legs of it. None when the claim is not
    established, when none of its leaves has a credence, or when its argument is too circular to be read."""
    if not any(credence_of(ground, leaf.id) for leaf in argument.leaves.values()):
        return None
    with deep_recursion():
        theory = Theory(ground.leaves, ground.words, ask)
        case = replace(ground.case, top=argument.claim)
        found = judge_case(case, ground.steps, ground.reached, theory, ground.stale)
        if found.verdict is not CaseVerdict.ESTABLISHED:
            return None
        graph = without(argument.graph, found.removed)
        steps = judged.question.legs if judged is not None and judged.verdict == "independent" else ()
        try:
            parts = _parts(graph, argument.claim, steps, theory, found.support.leaves)
        except TooCircular:
            return None
        return _Work(ground, parts, ask).confidence(argument.claim, steps)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The events that matter: the claim, each of the legs, and each other step for the claim. `doubted`: the
    claim needs more than one of its steps, namely answers to doubts about it."""

    whole: Supports
    legs: tuple[Supports, ...]
    others: tuple[Supports, ...]
    doubted: bool


def _parts(graph: Graph, claim: str, steps: Sequence[str], theory: Theory, together: Sequence[str]) -> _Parts:
    own = f"{claim}\0own"
    doubted = own in graph
    others = [name for name in graph[own if doubted else claim].members if name not in steps] if steps else []
    return _Parts(
        supports_of(graph, claim, theory, together),
        tuple(supports_of(graph, step, theory, together) for step in steps),
        tuple(supports_of(graph, name, theory, together) for name in others),
        doubted,
    )


def credence_of(ground: Groundwork, leaf: str) -> tuple[Fraction, Fraction] | None:
    node = ground.case.nodes.get(leaf)
    return node.credence if isinstance(node, Assumption | Evidence) else None


class _Work:
    def __init__(self, ground: Groundwork, parts: _Parts, ask: Ask) -> None:
        self.ground = ground
        self.parts = parts
        used = {name for each in (parts.whole, *parts.legs, *parts.others) for name in each.leaves}
        self.leaves = {name: leaf for name, leaf in ground.leaves.items() if name in used}
        self.blocks = blocks_of(self.leaves, ground.vocabulary, ask)
        self.block_of = {name: place for place, each in enumerate(self.blocks) for name in each.leaves}
        self.bounds = Bounds(self.blocks, ask)
        self.events: dict[int, Event] = {}

    def confidence(self, claim: str, steps: Sequence[str]) -> Confidence | None:
        found = {name: credence_of(self.ground, name) for name in self.leaves}
        credences = {name: each for name, each in found.items() if each is not None}
        if not credences:
            return None
        bare = tuple(name for name in self.leaves if name not in credences)
        fixed: Credences = {**credences, **dict.fromkeys(bare, _CERTAIN)}
        given = self._reading(fixed)
        anyhow = self._reading({**credences, **dict.fromkeys(bare, _UNIT)}) if bare else given
        supposition = f"{'.'.join(steps)}.uncorrelated" if steps else ""
        return Confidence(
            claim,
            credences,
            bare,
            given,
            anyhow,
            supposition,
            self._sensitivities(fixed, credences, given),
            self._closed_form(fixed, given),
        )

    def _reading(self, credences: Credences) -> Reading:
        incoherent = self.bounds.conflicts(credences)
        if incoherent:
            return Reading(None, incoherent=tuple(incoherent))
        bound = self._interval(self.parts.whole, credences)
        uncorrelated = self._uncorrelated(bound, credences) if self.parts.legs else None
        return Reading(bound, uncorrelated, self._independent(credences))

    def _interval(self, supports: Supports, credences: Credences) -> Interval:
        surely = self.bounds.interval(self._event(supports.surely), credences)
        if supports.surely is supports.perhaps:
            return surely
        perhaps = self.bounds.interval(self._event(supports.perhaps), credences)
        return Interval(surely.low, perhaps.high, False)

    def _event(self, shape: Shape) -> Event:
        if id(shape) not in self.events:  # the shapes live as long as this
            sizes = [len(block.leaves) for block in self.blocks]
            self.events[id(shape)] = taken_apart(shape.circuit, shape.leaves, self.block_of, sizes)
        return self.events[id(shape)]

    def _uncorrelated(self, bound: Interval, credences: Credences) -> Interval | None:
        """If the events of the legs are independent: none of them with the product of their doubts."""
        legs = [self._interval(leg, credences) for leg in self.parts.legs]
        others = [self._interval(other, credences).high for other in self.parts.others]
        low, high = _some([leg.low for leg in legs]), _some([leg.high for leg in legs])
        low = bound.low if self.parts.doubted else low
        if not self.parts.doubted and not any(others) and self._apart():
            return Interval(low, high, all(leg.sharp for leg in legs))
        low, high = max(bound.low, low), min(bound.high, high + sum(others, Fraction(0)))
        return Interval(low, high, False) if low <= high else None

    def _apart(self) -> bool:
        """Whether no block has leaves of several legs."""
        touched = [{self.block_of[name] for name in leg.leaves} for leg in self.parts.legs]
        return sum(map(len, touched)) == len(set().union(*touched))

    def _independent(self, credences: Credences) -> Interval | Tied | None:
        whole = self.parts.whole
        surely = self._product(whole.surely, credences)
        if whole.surely is whole.perhaps or not isinstance(surely, Interval):
            return surely
        perhaps = self._product(whole.perhaps, credences)
        if not isinstance(perhaps, Interval):
            return perhaps
        return Interval(surely.low, perhaps.high, False)

    def _product(self, shape: Shape, credences: Credences) -> Interval | Tied | None:
        return if_independent(shape.circuit, shape.leaves, self.blocks, credences)

    def _closed_form(self, fixed: Credences, given: Reading) -> ClosedForm | None:
        whole = self.parts.whole
        if not isinstance(given.independent, Interval) or whole.surely is not whole.perhaps:
            return None
        found = polynomial(whole.surely.circuit, whole.surely.leaves, fixed)
        names = set().union(*found or ())
        if not found or not names:
            return None
        return closed_form(found, {name: fixed[name][0] for name in self.leaves if name in names})

    def _sensitivities(
        self, fixed: Credences, credences: Credences, given: Reading
    ) -> tuple[Sensitivity, ...]:
        if given.bound is None or len(credences) > _MOST_SENSITIVITIES:
            return ()
        found = []
        for name, (low, _) in credences.items():
            certain = {**fixed, name: _CERTAIN}
            if low < 1 and not self.bounds.conflicts(certain):
                raised = self._interval(self.parts.whole, certain).low
                if raised > given.bound.low:
                    found.append(Sensitivity(name, raised - given.bound.low, raised))
        return tuple(sorted(found, key=lambda each: -each.gain))


def _some(chances: Sequence[Fraction]) -> Fraction:
    """That one at least of several independent events holds."""
    return 1 - prod((1 - each for each in chances), start=Fraction(1))
