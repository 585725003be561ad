"""What is picked out of a report for a reader: what fails, what is in use, what has to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.case.verdicts import Verdict
from formalcase.frozen import dataclass
from formalcase.render.steps import VALIDITY
from formalcase.results.check import CaseResult, DefeaterStatus, Obligation
from formalcase.results.defeaters import LeafSet, SizeCount
from formalcase.results.legs import ClaimLegs, LegDraws
from formalcase.results.report import Judgement, ReportResult

_DOUBTS = ("sustained", "unresolved", "open", "residual", "refuted")
"""How a doubt may stand, the gravest first."""
_OPEN = _DOUBTS[:3]


def is_answer(case: CaseResult, defeater: DefeaterStatus) -> bool:
    """Whether it attacks nothing but other doubts, and so is no doubt about the case itself."""
    doubts = {each.id for each in case.defeaters}
    return bool(defeater.attacks) and doubts.issuperset(defeater.attacks)


def doubts_of(case: CaseResult) -> tuple[list[DefeaterStatus], list[DefeaterStatus], list[DefeaterStatus]]:
    """The doubts that are open, the others, and the answers to doubts; the gravest first."""
    every = sorted(case.defeaters, key=lambda each: _DOUBTS.index(each.status))
    answers = [each for each in every if is_answer(case, each)]
    doubts = [each for each in every if each not in answers]
    opened = [each for each in doubts if each.status in _OPEN]
    return opened, [each for each in doubts if each.status not in _OPEN], answers


_GRAVITY: Mapping[Verdict, int] = {
    Verdict.INVALID: 0,
    Verdict.VACUOUS: 1,
    Verdict.BLOCKED: 2,
    Verdict.FAILS: 3,
    Verdict.UNDECIDED: 4,
}


def failing_steps(report: ReportResult) -> list[Obligation]:
    """Steps that carry nothing, the gravest first; in each group in the order of the case."""
    steps = [each for each in report.check.obligations if each.kind == VALIDITY and each.verdict in _GRAVITY]
    return sorted(steps, key=lambda each: _GRAVITY[each.verdict])


@dataclass(frozen=True, slots=True)
class Down:
    """What would bring the top claim down, as it stands or as it would if its gaps were closed."""

    single_points: tuple[str, ...] | None
    sets: tuple[LeafSet, ...]
    count: int | None
    by_size: tuple[SizeCount, ...]


def down_of(report: ReportResult) -> Down | None:
    """None where there is nothing to bring down, not even if the gaps of today were closed."""
    found, supposed = report.defeaters, report.supposed
    if found is not None and found.supported:
        points = found.map.single_points if found.map else None
        return Down(points, _ranked(found.sets), found.count, found.by_size)
    if supposed is not None:
        return Down(supposed.single_points, _ranked(supposed.sets), supposed.count, supposed.by_size)
    return None


_BARE = ("claim", "warrant", "assumption", "closing", "range")


def _ranked(sets: Sequence[LeafSet]) -> tuple[LeafSet, ...]:
    """The small ones first; of one size, those in which most is bare judgement."""

    def key(each: LeafSet) -> tuple[int, int]:
        return len(each.members), -sum(member.kind in _BARE for member in each.members)

    return tuple(sorted(sets, key=key))


def leaves_of(report: ReportResult) -> tuple[str, ...]:
    """What the top claim rests on or, where it is not established, would rest on; what is enough alone to
    bring it down comes first."""
    supposed = report.supposed.leaves if report.supposed else ()
    leaves = report.check.support.leaves or supposed
    if not leaves:
        rows = [each for each in in_use(report) if each.kind not in ("definition", "residual")]
        leaves = tuple(each.subject for each in rows)
    down = down_of(report)
    alone = set((down.single_points if down else None) or ())
    return tuple(sorted(leaves, key=lambda name: name not in alone))


def in_use(report: ReportResult) -> list[Judgement]:
    """What the argument uses. Where no sound steps lead to the top claim no leaf is used in that sense; then
    it is what the steps cite."""
    leaves = [each for each in report.judgements if each.kind not in ("definition", "residual")]
    led_to = any(each.used for each in leaves)
    return [each for each in report.judgements if each.used or (not led_to and each.cited_count)]


def to_sign(report: ReportResult) -> list[Judgement]:
    """What a person has to judge because the argument uses it, and has not accepted."""
    return [each for each in in_use(report) if each.verdict != "accepted"]


def by_owner(rows: Sequence[Judgement]) -> list[tuple[str | None, list[Judgement]]]:
    """The rows of each owner, in the order in which they are met; those without one last."""
    groups: dict[str | None, list[Judgement]] = {}
    for each in rows:
        groups.setdefault(each.owner, []).append(each)
    return sorted(groups.items(), key=lambda group: group[0] is None)


def bare_leaves(report: ReportResult) -> list[Judgement]:
    """Leaves in use with no evidence behind them: those with nothing at all first, then those that give a
    reason, then those that name a source or a reference."""
    rows = [
        each
        for each in in_use(report)
        if each.kind in ("assumption", "warrant", "closing", "range")
        or (each.kind == "evidence" and not (each.sources or each.cites))
    ]
    return sorted(rows, key=backing)


def backing(row: Judgement) -> int:
    """How much is given for it: 0 nothing, 1 a reason, 2 a source or a reference."""
    if row.sources or row.cites:
        return 2
    return 1 if row.because else 0


def weakest_first(row: ClaimLegs) -> list[LegDraws]:
    """Legs that carry nothing, then those that rest most on bare judgement, then those with most single
    points of failure."""

    def key(leg: LegDraws) -> tuple[bool, int, int]:
        points = len(leg.leaves) if leg.points is None else len(leg.points)
        return leg.carries, -leg.judged, -points

    return sorted(row.draws, key=key)
