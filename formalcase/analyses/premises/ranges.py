"""A number between two bounds, or with one value, where no bound from one side would do.

The range is looked for round a value that the number has in a world in which premises and conclusion hold: if
it is enough that the number has this value, how far may it lie above it, and how far below? Of ranges that
have another value there may be more.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from formalcase.analyses.premises.gap import GOAL, Gap
from formalcase.analyses.premises.literals import Choosable, holds
from formalcase.analyses.premises.measures import Bound, Wanted, compared, literal, scale_of, shifted
from formalcase.encode.question import Check, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.evaluate import Evaluator, NoValue
from formalcase.logic.term import INT, IntType, Number, Term, type_of
from formalcase.solve.question import Least

_MOST_FACTOR = 1_000
"""A number that is so many times another one is said to be that, and not so much more."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """What is to be bounded, and what its one or two numbers are in some world, in base units."""

    wanted: Wanted
    number: Fraction
    other: Fraction

    @property
    def value(self) -> Fraction:
        return self.number - self.other

    @property
    def literal(self) -> Term:
        """The value as a number of the same type."""
        return Number(self.value, type_of(self.wanted.measured))


def weakest_ranges(gap: Gap, wanted: Sequence[Wanted]) -> list[Bound]:
    """For each number of which some value is enough, the widest range round that value."""
    placed = [found for each in wanted if (found := _placed(gap, each)) is not None]
    if not placed:
        return []
    added = {
        f"at {at}": build.equal(each.wanted.measured, each.literal, gap.vocabulary)
        for at, each in enumerate(placed)
    }
    checks = [Check(label, (*gap.premises, GOAL, label)) for label in added]
    answer = gap.asked([gap.question(added, checks)])[0]
    return _ranges(gap, [each for at, each in enumerate(placed) if answer[f"at {at}"].sat is Sat.UNSAT])


def _placed(gap: Gap, wanted: Wanted) -> _Placed | None:
    """With what the numbers are in a world in which premises and conclusion hold."""
    for world in gap.fine:
        evaluator = Evaluator(world, gap.vocabulary)
        if holds(gap.form.conclusion, evaluator):
            numbers = [_size(evaluator, each) for each in (wanted.number, wanted.other)]
            if None not in numbers:
                return _Placed(wanted, *(each for each in numbers if each is not None))
    return None


def _size(evaluator: Evaluator, number: Term | None) -> Fraction | None:
    if number is None:
        return Fraction(0)
    try:
        value = evaluator.value(number, {})
    except NoValue:
        return None
    return Fraction(value) if isinstance(value, int | Fraction) else None


def _ranges(gap: Gap, placed: Sequence[_Placed]) -> list[Bound]:
    """How far above and below the value the nearest countermodels are."""
    if not placed:
        return []
    words = gap.vocabulary
    added: dict[str, Term] = {}
    checks: list[Check] = []
    for at, each in enumerate(placed):
        measured, turned = each.wanted.measured, build.negate(each.wanted.measured)
        added |= {
            f"above {at}": build.at_least(measured, each.literal, words),
            f"below {at}": build.at_most(measured, each.literal, words),
            f"up {at}": build.at_most(measured, measured, words),
            f"down {at}": build.at_most(turned, turned, words),
        }
        checks.append(Check(f"{at} up", (*gap.premises, GOAL, f"above {at}"), least=f"up {at}"))
        checks.append(Check(f"{at} down", (*gap.premises, GOAL, f"below {at}"), least=f"down {at}"))
    answer = gap.asked([gap.question(added, checks)])[0]
    found = []
    for at, each in enumerate(placed):
        up, down = answer[f"{at} up"].least, answer[f"{at} down"].least
        if up is not None and down is not None and up.exact and down.exact:
            found.append(_range(gap, each, up, down))
    return found


def _range(gap: Gap, placed: _Placed, up: Least, down: Least) -> Bound:
    number, other = placed.wanted.number, placed.wanted.other
    scale, two = scale_of(gap, number), other is not None
    whole = isinstance(type_of(number), IntType)
    # Of whole numbers, those below one are those up to the one before.
    top = up.value - 1 if whole and up.reached else up.value
    low = -down.value + 1 if whole and down.reached else -down.value
    strict = not whole
    if top == low and not (strict and (up.reached or down.reached)):
        formula = _equal(gap, placed)
        return Bound((Choosable(formula, gap.asserted(formula), int(two)),), two)
    upper = compared(gap, Wanted(number, other), top / scale, up.reached and strict)
    lower = compared(gap, Wanted(number, other, -1), (low if two else -low) / scale, down.reached and strict)
    return Bound(tuple(Choosable(each, gap.asserted(each), int(two)) for each in (lower, upper)), two)


def _equal(gap: Gap, placed: _Placed) -> Term:
    """`number = value`; of two numbers that the one is so many times the other or, else, so much more."""
    number, other = placed.wanted.number, placed.wanted.other
    if other is None:
        right = literal(gap, number, placed.value / scale_of(gap, number))
    else:
        right = _times(placed.number, placed.other, other) or shifted(
            gap, number, other, placed.value / scale_of(gap, number)
        )
    return build.equal(number, right, gap.vocabulary)


def _times(one: Fraction, other: Fraction, term: Term) -> Term | None:
    """A whole number of times the other one, or a whole part of it."""
    if not one or not other:
        return None
    factor = one / other
    if factor.denominator == 1 and 1 < factor <= _MOST_FACTOR:
        return build.multiply((Number(factor, INT), term))
    if factor.numerator == 1 and 1 < 1 / factor <= _MOST_FACTOR and not isinstance(type_of(term), IntType):
        return build.divide(term, Number(1 / factor, INT))
    return None
