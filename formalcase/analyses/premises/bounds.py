"""One bound on a number: the weakest with which the step holds, computed and not guessed.

In the worlds in which the premises hold and the conclusion fails a number has certain values. Let `m` be the
greatest lower bound of them: `number <= m` is the weakest premise that keeps the number below them all or,
where `m` itself is among them, `number < m`. A bound that is no rational number is rounded to a decimal that
is strong enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

from formalcase.analyses.premises.atoms import ground_atoms
from formalcase.analyses.premises.gap import GOAL, Gap
from formalcase.analyses.premises.literals import Choosable
from formalcase.encode.question import Check, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.substitute import free_variables
from formalcase.logic.term import Apply, IntType, RealType, Term, Type, type_of
from formalcase.logic.vocabulary import Symbol
from formalcase.logic.walk import subterms, symbols_in
from formalcase.solve.question import Least

_MOST_NUMBERS = 12
_MOST_PAIRS = 30
_BATCH = 6
_MOST_UNDECIDED = 8
_DIGITS = 9
"""So many digits has a bound that is no rational number."""
_NEAR = Fraction(1, 10**12)
"""How near to a bound, beside its size, a countermodel is looked for where none lies on it."""
_ROUNDING = Fraction(1, 10**18)
"""How far at most a number that is not rational lies from the value that stands for it."""
_UNDECIDED: Final = "undecided"


@dataclass(frozen=True, slots=True)
class _Wanted:
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
    """A premise that bounds a number, `other` that by which it does so. `within` is how far at most the
    weakest bound lies beyond it, None where it is the weakest; `proved` says that this was confirmed."""

    choosable: Choosable
    two: bool
    within: Fraction | None = None
    proved: bool = True


@dataclass(frozen=True, slots=True)
class Bounds:
    """The weakest bounds, of how many there could be, and whether all were looked for."""

    found: tuple[Bound, ...]
    searched: int
    complete: bool


def weakest_bounds(gap: Gap) -> Bounds:
    """The weakest bounds on each number of the step, from above and from below, and of each by another."""
    numbers = _numbers(gap)
    plain = [each for each in numbers if _symbol(gap, each).body is None]
    singles = [_Wanted(number, sign=sign) for number in numbers for sign in (1, -1)]
    pairs = [
        _Wanted(one, other)
        for one in plain
        for other in plain
        if one != other and _kind(type_of(one)) == _kind(type_of(other))
    ]
    wanted = [*singles[: 2 * _MOST_NUMBERS], *pairs[:_MOST_PAIRS]]
    least = _least(gap, wanted)
    found = [bound for each, value in zip(wanted, least, strict=False) for bound in _bound(gap, each, value)]
    all_ = len(singles) + len(pairs) == len(least)
    return Bounds(_proved(gap, found), len(singles) + len(pairs), all_ and _UNDECIDED not in least)


def _numbers(gap: Gap) -> list[Term]:
    """The ground terms of the step that are numbers: constants, and functions of what is at hand."""
    words = gap.words()
    found: dict[Term, None] = {}
    for formula in (*gap.formulas, *ground_atoms(gap)):
        for part in subterms(formula):
            is_number = isinstance(part, Apply) and isinstance(part.type, IntType | RealType)
            if is_number and not free_variables(part) and symbols_in(part) <= words:
                found[part] = None
    for name in sorted(words):
        symbol = gap.vocabulary.symbols[name]
        if not symbol.parameters and isinstance(symbol.result, IntType | RealType):
            found[build.apply(symbol, ())] = None
    return list(found)


def _symbol(gap: Gap, number: Term) -> Symbol:
    assert isinstance(number, Apply)
    return gap.vocabulary.symbols[number.symbol]


def _kind(type_: Type) -> object:
    """What two numbers must have in common to be compared."""
    return (type_.dimension, type_.quantity) if isinstance(type_, RealType) else type_


def _least(gap: Gap, wanted: Sequence[_Wanted]) -> list[Least | Literal["undecided"] | None]:
    """How small each number can be among the countermodels; not of all of them, where too
    many could not be decided."""
    found: list[Least | Literal["undecided"] | None] = []
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        added = {
            f"number {at}": build.at_most(each.measured, each.measured, gap.vocabulary)
            for at, each in enumerate(batch)
        }
        checks = [Check(label, (*gap.premises, GOAL), least=label) for label in added]
        answer = gap.asked([gap.question(added, checks)])[0]
        outcomes = [answer[label] for label in added]
        found += [each.least if each.sat is Sat.SAT else _UNDECIDED for each in outcomes]
        if gap.spent or found.count(_UNDECIDED) > _MOST_UNDECIDED:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bound with a formula that countermodels meet, if there is no weaker one: on it, or near it."""

    bound: Bound
    near: Term


def _bound(gap: Gap, wanted: _Wanted, least: Least | Literal["undecided"] | None) -> list[_Placed]:
    if least is None or least == _UNDECIDED:
        return []
    whole = isinstance(type_of(wanted.number), IntType)
    unit = _symbol(gap, wanted.number).unit
    value = least.value / (unit.scale if unit is not None and not whole else 1)
    within = None
    if not least.exact:
        rounded = _rounded_down(value - _ROUNDING)
        within, value = value + _ROUNDING - rounded, rounded
    strict = least.reached
    if whole and strict:
        # Of whole numbers, those below one are those up to the one before.
        formula, near = _compared(gap, wanted, value - 1, False), _compared(gap, wanted, value, False)
    else:
        beyond = value if strict else value + max(abs(value), _NEAR) * _NEAR + (within or 0)
        formula, near = _compared(gap, wanted, value, strict), _compared(gap, wanted, beyond, False)
    two = wanted.other is not None
    return [_Placed(Bound(Choosable(formula, gap.asserted(formula), int(two)), two, within), near)]


def _compared(gap: Gap, wanted: _Wanted, value: Fraction, strict: bool) -> Term:
    """`number <= value`, `number >= -value`, or `number <= other + value`."""
    number, other = wanted.number, wanted.other
    unit = _symbol(gap, number).unit

    def literal(size: Fraction) -> Term:
        return build.number(size, decimal=not isinstance(type_of(number), IntType), unit=unit)

    right: Term
    if other is None:
        right = literal(wanted.sign * value)
    elif value == 0:
        right = other
    else:
        right = (build.add if value > 0 else _difference)((other, literal(abs(value))))
    left, right = (number, right) if wanted.sign > 0 else (right, number)
    return (build.less if strict else build.at_most)(left, right, gap.vocabulary)


def _difference(sides: Sequence[Term]) -> Term:
    return build.subtract(*sides)


def _rounded_down(value: Fraction) -> Fraction:
    """A decimal of some digits just below a number."""
    unit = Fraction(1)
    while value and unit * 10**_DIGITS > abs(value):
        unit /= 10
    while unit * 10 ** (_DIGITS + 1) <= abs(value):
        unit *= 10
    return (value // unit) * unit


def _proved(gap: Gap, placed: Sequence[_Placed]) -> tuple[Bound, ...]:
    """Of each bound whether there is a countermodel on it, or as near to it as that is looked for."""
    if not placed:
        return ()
    added = {f"near {at}": each.near for at, each in enumerate(placed)}
    checks = [Check(label, (*gap.premises, GOAL, label)) for label in added]
    answer = gap.asked([gap.question(added, checks)])[0]
    return tuple(
        Bound(each.bound.choosable, each.bound.two, each.bound.within, answer[label].sat is Sat.SAT)
        for label, each in zip(added, placed, strict=True)
    )
