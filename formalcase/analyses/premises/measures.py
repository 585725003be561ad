"""What is bounded, and how a bound on it is written."""

from __future__ import annotations

from fractions import Fraction

from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import Choosable
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import Apply, IntType, Term, type_of
from formalcase.logic.vocabulary import Symbol


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number, or the difference of two, to be bounded from above (`sign` 1) or from below (-1)."""

    number: Term
    other: Term | None = None
    sign: int = 1

    @property
    def measured(self) -> Term:
        """What the countermodels have small values of."""
        if self.other is not None:
            return build.subtract(self.number, self.other)
        return self.number if self.sign > 0 else build.negate(self.number)


@dataclass(frozen=True, slots=True)
class Bound:
    """A premise that bounds a number, with two `members` on both sides; `two` says that it does so by another
    number. `within` is how far at most the weakest bound lies beyond it, None where it is the weakest;
    `proved` says that this was confirmed."""

    members: tuple[Choosable, ...]
    two: bool
    within: Fraction | None = None
    proved: bool = True


def symbol_of(gap: Gap, number: Term) -> Symbol:
    assert isinstance(number, Apply)
    return gap.vocabulary.symbols[number.symbol]


def scale_of(gap: Gap, number: Term) -> Fraction:
    """How much in base units one of the number's own unit is."""
    unit = symbol_of(gap, number).unit
    return unit.scale if unit is not None and not isinstance(type_of(number), IntType) else Fraction(1)


def literal(gap: Gap, number: Term, size: Fraction) -> Term:
    """So much, in the unit of the number."""
    decimal = not isinstance(type_of(number), IntType)
    return build.number(size, decimal=decimal, unit=symbol_of(gap, number).unit)


def compared(gap: Gap, wanted: Wanted, value: Fraction, strict: bool) -> Term:
    """`number <= value`, `number >= -value`, or `number <= other + value`."""
    number, other = wanted.number, wanted.other
    right = literal(gap, number, wanted.sign * value) if other is None else shifted(gap, number, other, value)
    left, right = (number, right) if wanted.sign > 0 else (right, number)
    return (build.less if strict else build.at_most)(left, right, gap.vocabulary)


def shifted(gap: Gap, number: Term, other: Term, by: Fraction) -> Term:
    """So much more than the other number, in the unit of the number."""
    if not by:
        return other
    step = literal(gap, number, abs(by))
    return build.add((other, step)) if by > 0 else build.subtract(other, step)
