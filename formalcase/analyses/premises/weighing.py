"""What was found, looked at once more: each answer is asked about alone, the weakest are kept and ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from formalcase.analyses.premises.comparing import entailed
from formalcase.analyses.premises.conclusions import guard_of
from formalcase.analyses.premises.gap import GOAL, Gap
from formalcase.analyses.premises.literals import Choosable
from formalcase.analyses.premises.meaning import mean_something
from formalcase.encode.question import Check, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import Equal, Member, Not, Term
from formalcase.logic.walk import symbols_in
from formalcase.solve.question import Answer

_GUARD = "guard"
_BATCH = 10
"""So many answers are asked about in one question."""

Backed = Callable[[Sequence[Term]], Sequence[Sat]]
"""Asked with formulas: is each consistent with what the case would rest on?"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer. Once it was confirmed, `weaker` are the places, in the list that it came in, of strictly
    weaker answers, and `entails` those with others that are as strong."""

    members: tuple[Choosable, ...]
    minimal: bool = True
    consistent: bool = True
    weaker: tuple[int, ...] = ()
    entails: tuple[int, ...] = ()
    within: Fraction | None = None
    by_another: bool = False
    """Whether it bounds a number by another one."""
    idle: int = 0
    """How many of the cited premises are not needed with it: what is missing lets the others work."""
    empties: bool = False
    """Whether with the premises it leaves nothing of which the conclusion speaks."""

    @property
    def formula(self) -> Term:
        return build.conjunction(tuple(each.formula for each in self.members))

    @property
    def asserted(self) -> Term:
        return build.conjunction(tuple(each.asserted for each in self.members))

    @property
    def symbols(self) -> frozenset[str]:
        return symbols_in(self.formula)


def weighed(
    gap: Gap,
    answers: Sequence[Weighed],
    backed: Backed,
    *,
    adds_a_fact: bool = True,
    complete: bool = True,
    whole: bool = False,
    weakest_first: bool = False,
) -> list[Weighed]:
    """The answers that hold up, in the order in which they are to be shown.

    Each is asked about alone: it is enough, it is consistent with the premises and with what the case
    rests on, no member is idle, nothing is divided by what may be zero and, with `adds_a_fact`, it does
    not entail the conclusion without the premises. Of those over the same symbols only the weakest are
    kept, unless they are `whole` things, which cannot be weakened. In a search that is not `complete` none
    is called minimal.
    Short answers come first or, with `weakest_first`, those that ask for the least.
    """
    if not answers:
        return []
    kept = [each for each in _rechecked(gap, answers, adds_a_fact) if each is not None]
    kept = [each for each, means in zip(kept, _mean_something(gap, kept), strict=True) if means]
    consistencies = backed([each.asserted for each in kept])
    kept = [
        replace(each, consistent=sat is Sat.SAT, minimal=each.minimal and complete)
        for each, sat in zip(kept, consistencies, strict=True)
        if sat is not Sat.UNSAT
    ]
    below = entailed(gap, [each.formula for each in kept], [each.asserted for each in kept])
    kept, below = _without_longer(kept, below)
    weaker = [{other for other in found if one not in below[other]} for one, found in enumerate(below)]
    dropped = set() if whole else _dropped(kept, weaker) | _by_another_number(kept, below)
    left = [at for at in range(len(kept)) if at not in dropped]
    order = _ranked(kept, left, weaker, weakest_first)
    places = {at: place for place, at in enumerate(order)}
    return [
        replace(
            kept[at],
            weaker=tuple(sorted(places[other] for other in weaker[at] if other in places)),
            entails=tuple(sorted(places[other] for other in below[at] if other in places)),
        )
        for at in order
    ]


def _mean_something(gap: Gap, answers: Sequence[Weighed]) -> list[bool]:
    """Whether the step would divide by nothing that may be zero, nor would the answer itself."""
    judged = gap.ground.steps.get(gap.form.step.id)
    # The conclusion that is looked for says so already; what it says may not help itself.
    form = judged.form if judged is not None else gap.form
    return mean_something(gap.ground, form, [each.asserted for each in answers], gap.ask)


def _rechecked(gap: Gap, answers: Sequence[Weighed], adds_a_fact: bool) -> list[Weighed | None]:
    """The answers with what is known of them once each was asked about alone; None for what is none."""
    questions = []
    guard = guard_of(gap.form.conclusion)
    for start in range(0, len(answers), _BATCH):
        added: dict[str, Term] = {} if guard is None else {_GUARD: guard}
        checks: list[Check] = []
        for at, answer in enumerate(answers[start : start + _BATCH], start):
            members = {f"{at} member {place}": each.asserted for place, each in enumerate(answer.members)}
            added |= members
            checks += _checks(gap, at, tuple(members), adds_a_fact, guarded=guard is not None)
        questions.append(gap.question(added, checks))
    asked = gap.asked(questions)
    return [_confirmed(gap, answer, at, asked[at // _BATCH]) for at, answer in enumerate(answers)]


def _checks(gap: Gap, at: int, labels: Sequence[str], adds_a_fact: bool, *, guarded: bool) -> Iterator[Check]:
    enough = f"{at} enough"
    yield Check(enough, (*gap.premises, *labels, GOAL), shrink=tuple(gap.form.premises))
    yield Check(f"{at} consistent", (*gap.premises, *labels))
    for left_out in labels:
        kept = (other for other in labels if other != left_out)
        yield Check(f"without {left_out}", (*gap.premises, *kept, GOAL))
    if adds_a_fact:
        yield Check(f"{at} by itself", (*labels, GOAL))
    if guarded:
        yield Check(f"{at} leaves some", (*gap.premises, *labels, _GUARD), after=(enough, Sat.UNSAT))


def _confirmed(gap: Gap, answer: Weighed, at: int, found: Answer) -> Weighed | None:
    """The answer, with whether no member is idle; None when it is none."""
    enough = found[f"{at} enough"]
    if enough.sat is not Sat.UNSAT or found[f"{at} consistent"].sat is Sat.UNSAT:
        return None
    if f"{at} by itself" in found and found[f"{at} by itself"].sat is Sat.UNSAT:
        return None
    needed = [found[f"without {at} member {place}"].sat for place in range(len(answer.members))]
    if Sat.UNSAT in needed:
        return None
    left = found.get(f"{at} leaves some")
    return replace(
        answer,
        minimal=answer.minimal and all(sat is Sat.SAT for sat in needed),
        idle=sum(label not in enough.core for label in gap.form.premises),
        empties=left is not None and left.sat is Sat.UNSAT,
    )


def _without_longer(
    answers: Sequence[Weighed], below: Sequence[set[int]]
) -> tuple[list[Weighed], list[set[int]]]:
    """The answers without rules and bounds that say at greater length what another one over the same symbols
    does. Sets of literals all stay: that they come to the same is for the reader to see."""
    sizes = [sum(member.size for member in each.members) for each in answers]
    left = [
        one
        for one, entailed in enumerate(below)
        if not any(
            one in below[other]
            and len(answers[one].members) == 1
            and sizes[other] < sizes[one]
            and answers[other].symbols == answers[one].symbols
            for other in entailed
        )
    ]
    places = {one: place for place, one in enumerate(left)}
    return [answers[one] for one in left], [
        {places[other] for other in below[one] if other in places} for one in left
    ]


def _by_another_number(answers: Sequence[Weighed], below: Sequence[set[int]]) -> set[int]:
    """Bounds by another number that ask for no less than some bound that does without it."""
    return {
        one
        for one, answer in enumerate(answers)
        if answer.by_another and any(not answers[other].by_another for other in below[one])
    }


def _dropped(answers: Sequence[Weighed], weaker: Sequence[set[int]]) -> set[int]:
    """Those that a weaker one over the same symbols makes superfluous."""
    symbols = [each.symbols for each in answers]
    return {
        one
        for one, below in enumerate(weaker)
        for other in below
        if symbols[one] == symbols[other] and not _names_a_member(answers[one], answers[other])
    }


def _names_a_member(answer: Weighed, weaker: Weighed) -> bool:
    """`term = member` is not hidden by the members that the term is not."""
    named = {_sides(each.formula) for each in answer.members if isinstance(each.formula, Equal)} - {None}
    excluded = {
        _sides(each.formula.body)
        for each in weaker.members
        if isinstance(each.formula, Not) and isinstance(each.formula.body, Equal)
    }
    still = {_sides(each.formula) for each in weaker.members if isinstance(each.formula, Equal)}
    terms = {side[0] for side in named - still if side is not None}
    return any(side is not None and side[0] in terms for side in excluded)


def _sides(equation: Equal) -> tuple[Term, Member] | None:
    """The term and the member in an equation between the two."""
    match equation.left, equation.right:
        case (term, Member() as member) | (Member() as member, term):
            return term, member
        case _:
            return None


def _ranked(
    answers: Sequence[Weighed], left: Sequence[int], weaker: Sequence[set[int]], weakest_first: bool
) -> list[int]:
    """The answers that are left. First those that leave something to speak of and are not odd; then those
    of fewer literals and weaker ones (or the other way round), those with which more of the cited premises
    are needed, and plainer ones."""
    sizes = [sum(member.size for member in each.members) for each in answers]

    def key(at: int) -> tuple[int, ...]:
        answer = answers[at]
        strange = (int(answer.empties), sum(each.odd for each in answer.members))
        plain = sum(each.plain for each in answer.members)
        below = [other for other in weaker[at] if other in left]
        if weakest_first:
            return *strange, len(below), answer.idle, sizes[at], plain, at
        same = sum(sizes[other] == sizes[at] for other in below)
        return *strange, sizes[at], same, answer.idle, plain, at

    return sorted(left, key=key)
