"""The search for the cheapest sets of candidates that are enough, by implicit hitting sets.

A set is proposed that is cheapest among those not settled; the solver looks for a world in which it holds
with the premises and the conclusion fails. From such a world it is learnt what the next sets must speak
against. If there is none the set is enough, and no larger one is of interest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from formalcase.analyses.premises.gap import GOAL, Gap
from formalcase.analyses.premises.literals import Choosable, Space, holds
from formalcase.analyses.premises.result import Limits
from formalcase.encode.question import Check, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.evaluate import Evaluator
from formalcase.logic.walk import symbols_in
from formalcase.logic.world import World
from formalcase.solve.question import Answer, Outcome

if TYPE_CHECKING:
    from formalcase.solve.proposing import Proposing

_BATCH = 8
"""So many sets of one cost are asked about in one question."""
_WORLDS = 20
"""Of the countermodels that are known, so many are looked at before anything is asked."""
_STEPS = 1_000_000
_PARTS = 6
_PATIENCE = 3
"""The part of the solver steps after which no first answer is waited for; for a further one, half of that."""


@dataclass(frozen=True, slots=True)
class Found:
    """Sets of candidates that are enough, the cheapest first. When the search is not `complete`,
    `stopped` says why, and no set of fewer than `cost` members is left. `restating` are candidates that
    entail the conclusion by themselves."""

    sets: tuple[tuple[Choosable, ...], ...]
    complete: bool = True
    stopped: str = ""
    cost: int = 0
    restating: tuple[Choosable, ...] = ()


@dataclass(slots=True)
class _Search:
    gap: Gap
    space: Space
    limits: Limits
    adds_a_fact: bool
    """Whether a set that entails the conclusion without the premises is none."""
    found: list[tuple[int, ...]] = field(default_factory=list)
    restating: list[int] = field(default_factory=list)
    undecided: bool = False


def cheapest_sets(
    gap: Gap,
    space: Space,
    limits: Limits,
    *,
    adds_a_fact: bool = True,
    together_first: bool = False,
    most: int | None = None,
) -> Found:
    """The sets of a space that with the premises entail the conclusion, do not contradict the premises,
    and of which no part does as well; and that, with `adds_a_fact`, do not do so without the premises.
    `together_first` asks, where nothing is enough alone, whether all of the space together would be: often
    it is not. Sets of more than `most` members are not looked for."""
    from formalcase.solve.proposing import Proposing  # with clingo, which a plain check has no need of

    search = _Search(gap, space, limits, adds_a_fact)
    if not space.choosable:
        return Found(())
    lone = _enough_alone(gap, space)
    if together_first and not lone and not _all_are_enough(gap, space):
        return Found(())
    proposing = Proposing([1] * len(space.choosable), space.allows, space.makes)
    for start in range(0, min(len(lone), limits.proposals), _BATCH):
        if not (start and gap.spent):
            _teach(proposing, _try(search, [[number] for number in lone[start : start + _BATCH]]))
    for world in gap.counter[:_WORLDS]:
        for clause in space.clauses(world):
            proposing.break_one(clause)
    cost, tried, answers, begun = 1, 0, len(search.found), gap.work
    while tried < limits.proposals:
        patience = limits.steps // (2 * _PATIENCE if search.found else _PATIENCE)
        if gap.spent or gap.work - begun > patience:
            return _stopped(search, "the solver steps were used up", cost)
        proposals = proposing.propose(_BATCH)
        if not proposals:
            if proposing.exhausted:
                return _ended(search)
            return _stopped(search, "the next set of candidates was too hard to find", cost)
        cost = proposals[0].cost
        if most is not None and cost > most:
            return _stopped(search, f"no more than {most} were looked at together", cost)
        if len(search.found) >= limits.answers:
            return _stopped(search, f"{limits.answers} were found", cost)
        _teach(proposing, _try(search, [each.members for each in proposals]))
        tried += len(proposals)
        if len(search.found) > answers:
            tried, answers, begun = 0, len(search.found), gap.work
    return _stopped(search, f"{tried} sets of candidates were tried, and none was enough", cost)


def _ended(search: _Search) -> Found:
    if search.undecided:
        return _stopped(search, "some sets of candidates could not be decided", 1)
    return Found(_sets(search), restating=_restating(search))


@dataclass(frozen=True, slots=True)
class _Lesson:
    """One of the `members` must be there, if something is to be `broken`; else not all of them."""

    members: tuple[int, ...]
    broken: bool


def _teach(proposing: Proposing, lessons: Sequence[_Lesson]) -> None:
    for lesson in lessons:
        if lesson.broken:
            proposing.break_one(lesson.members)
        else:
            proposing.block(lesson.members)


def _sets(search: _Search) -> tuple[tuple[Choosable, ...], ...]:
    ordered = sorted(search.found, key=lambda each: (len(each), each))
    return tuple(tuple(search.space.choosable[number] for number in each) for each in ordered)


def _stopped(search: _Search, why: str, cost: int) -> Found:
    return Found(_sets(search), complete=False, stopped=why, cost=cost, restating=_restating(search))


def _restating(search: _Search) -> tuple[Choosable, ...]:
    return tuple(search.space.choosable[number] for number in sorted(search.restating))


def _label(number: int) -> str:
    return f"candidate {number}"


def _all_are_enough(gap: Gap, space: Space) -> bool:
    added = {_label(number): each.asserted for number, each in enumerate(space.choosable)}
    question = gap.question(added, [Check("enough", (*gap.premises, *added, GOAL))])
    return gap.asked([question])[0]["enough"].sat is not Sat.SAT


def _enough_alone(gap: Gap, space: Space) -> list[int]:
    """Candidates that with the premises entail the conclusion alone; some of them may contradict the
    premises. They are found first, whatever happens to the search for larger sets.

    Those that are left are cut into parts, and for each part a countermodel is asked for in which one of
    it is true: that shows of many at once that they are not enough, and is of use for the sets to come.
    """
    enough: list[int] = []
    left = list(range(len(space.choosable)))
    for world in gap.counter:
        left = _false_in(gap, space, left, world)
    if space.long:
        return _one_by_one(gap, space, left)
    while left and not gap.spent:
        parts = [part for start in range(_PARTS) if (part := left[start::_PARTS])]
        fewer = left
        for part, outcome in zip(parts, _any_holds(gap, space, parts), strict=True):
            found = gap.note_counter(outcome.world)
            if outcome.sat is Sat.UNSAT:
                enough += part
                fewer = [number for number in fewer if number not in set(part)]
            elif found is not None:
                fewer = _false_in(gap, space, fewer, found)
        if len(fewer) == len(left):
            break  # the solver, or the evaluator, does not know: the search will ask about each
        left = fewer
    return sorted(enough)


def _one_by_one(gap: Gap, space: Space, left: Sequence[int]) -> list[int]:
    """Those of some candidates that are enough alone, a few asked about at a time: long formulas are not
    put together into one. First come those that speak of least but what the step speaks of."""
    words = gap.words()
    other = [len(symbols_in(each.formula) - words) for each in space.choosable]
    left = sorted(left, key=lambda number: other[number])
    enough: list[int] = []
    while left and not gap.spent:
        batch, left = left[:_BATCH], left[_BATCH:]
        for number, outcome in zip(batch, _any_holds(gap, space, [[each] for each in batch]), strict=True):
            found = gap.note_counter(outcome.world)
            if outcome.sat is Sat.UNSAT:
                enough.append(number)
            elif found is not None:
                left = _false_in(gap, space, left, found)
    return enough


def _any_holds(gap: Gap, space: Space, parts: Sequence[Sequence[int]]) -> list[Outcome]:
    """For each part: is there a countermodel in which one of it is true?"""
    added = {
        f"part {at}": build.disjunction(tuple(space.choosable[number].asserted for number in part))
        for at, part in enumerate(parts)
    }
    checks = [Check(label, (*gap.premises, GOAL, label), world=True, plain=False) for label in added]
    answer = gap.asked([gap.question(added, checks)])[0]
    return [answer[label] for label in added]


def _false_in(gap: Gap, space: Space, numbers: Sequence[int], world: World) -> list[int]:
    evaluator = Evaluator(world, gap.vocabulary, steps=_STEPS)
    return [number for number in numbers if not holds(space.choosable[number].asserted, evaluator)]


def _try(search: _Search, proposals: Sequence[Sequence[int]]) -> list[_Lesson]:
    """Asks about some sets, and says what is learnt from the answers."""
    gap, space = search.gap, search.space
    members = sorted({number for each in proposals for number in each})
    added = {_label(number): space.choosable[number].asserted for number in members}
    checks = [check for at, each in enumerate(proposals) for check in _checks(search, at, each)]
    answer = gap.asked([gap.question(added, checks)])[0]
    lessons = []
    for at, each in enumerate(proposals):
        # The one before may have been the same but for a part that is idle.
        if not any(set(found) <= set(each) for found in search.found):
            lessons += _learnt(search, at, each, answer)
    return lessons


def _checks(search: _Search, at: int, members: Sequence[int]) -> Iterator[Check]:
    given = search.gap.premises
    labels = tuple(_label(number) for number in members)
    enough = f"{at} enough"
    yield Check(enough, (*given, *labels, GOAL), shrink=labels, world=True, plain=False)
    yield Check(f"{at} consistent", (*given, *labels), shrink=labels, after=(enough, Sat.UNSAT))
    if search.adds_a_fact:
        yield Check(f"{at} by itself", (*labels, GOAL), shrink=labels, after=(enough, Sat.UNSAT))


def _learnt(search: _Search, at: int, members: Sequence[int], answer: Answer) -> list[_Lesson]:
    """What is learnt about one set."""
    enough = answer[f"{at} enough"]
    if enough.sat is Sat.SAT:
        return _refuted(search, members, enough)
    if enough.sat is Sat.UNKNOWN:
        search.undecided = True
        return [_Lesson(tuple(members), broken=False)]
    numbers = {_label(number): number for number in members}
    for name in (f"{at} consistent", f"{at} by itself"):
        if name in answer and answer[name].sat is Sat.UNSAT:
            core = _core(numbers, answer[name])
            if name == f"{at} by itself" and len(core) == 1:
                search.restating += core
            return [_Lesson(core, broken=False)]
    search.found.append(_core(numbers, enough))
    return [_Lesson(search.found[-1], broken=False)]


def _core(numbers: Mapping[str, int], outcome: Outcome) -> tuple[int, ...]:
    return tuple(numbers[label] for label in outcome.core if label in numbers)


def _refuted(search: _Search, members: Sequence[int], outcome: Outcome) -> list[_Lesson]:
    world = search.gap.note_counter(outcome.world)
    outside = tuple(number for number in range(len(search.space.choosable)) if number not in set(members))
    if world is None:
        return [_Lesson(outside, broken=True)]
    clauses = [tuple(clause) for clause in search.space.clauses(world)]
    # A world that the evaluator reads otherwise than the solver must not be met for ever.
    sound = [clause for clause in clauses if not set(clause) & set(members)]
    return [_Lesson(clause, broken=True) for clause in sound] or [_Lesson(outside, broken=True)]
