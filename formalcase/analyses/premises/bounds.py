"""One bound on a number: the weakest with which the step holds, computed and not guessed.

In the worlds in which the premises hold and the conclusion fails a number has certain values. Let `m` be the
greatest lower bound of them: `number <= m` is the weakest premise that keeps the number below them all or,
where `m` itself is among them, `number < m`. A bound that is no rational number is rounded to a decimal that
is strong enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, Literal

from formalcase.analyses.premises.atoms import ground_atoms
from formalcase.analyses.premises.gap import GOAL, Gap
from formalcase.analyses.premises.literals import Choosable
from formalcase.analyses.premises.measures import Bound, Wanted, compared, symbol_of
from formalcase.analyses.premises.ranges import weakest_ranges
from formalcase.encode.question import Check, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.substitute import free_variables
from formalcase.logic.term import Apply, IntType, RealType, Term, Type, type_of
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
UNDECIDED: Final = "undecided"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The weakest bounds, of how many there could be, and whether all were looked for."""

    found: tuple[Bound, ...]
    searched: int
    complete: bool


def weakest_bounds(gap: Gap) -> Bounds:
    """The weakest bounds on each number of the step, from above and from below, and of each by another; and
    the ranges of those of which neither would do."""
    numbers = _numbers(gap)
    plain = [each for each in numbers if symbol_of(gap, each).body is None]
    singles = [Wanted(number, sign=sign) for number in numbers for sign in (1, -1)]
    pairs = [
        Wanted(one, other)
        for one in plain
        for other in plain
        if one != other and _kind(type_of(one)) == _kind(type_of(other))
    ]
    wanted = [*singles[: 2 * _MOST_NUMBERS], *pairs[:_MOST_PAIRS]]
    least = _least(gap, wanted)
    found = [bound for each, value in zip(wanted, least, strict=False) for bound in _bound(gap, each, value)]
    all_ = len(singles) + len(pairs) == len(least)
    open_ = _without_any(wanted[: len(least)], least)
    ranges = [] if gap.spent else weakest_ranges(gap, open_)
    return Bounds((*_proved(gap, found), *ranges), len(singles) + len(pairs), all_ and UNDECIDED not in least)


def _without_any(
    wanted: Sequence[Wanted], least: Sequence[Least | Literal["undecided"] | None]
) -> list[Wanted]:
    """The numbers, and the pairs in one order, that no bound from one side was found for."""
    bounded = {
        frozenset((each.number, each.other))
        for each, value in zip(wanted, least, strict=True)
        if value is not None
    }
    found: dict[object, Wanted] = {}
    for each in wanted:
        key = frozenset((each.number, each.other))
        if key not in bounded:
            found.setdefault(key, each)
    return list(found.values())


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
    # What few premises speak of is what they leave open.
    spoken = Counter(name for formula in gap.given for name in symbols_in(formula))
    return sorted(found, key=lambda each: spoken[symbol_of(gap, each).name])


def _kind(type_: Type) -> object:
    """What two numbers must have in common to be compared."""
    return (type_.dimension, type_.quantity) if isinstance(type_, RealType) else type_


def _least(gap: Gap, wanted: Sequence[Wanted]) -> list[Least | Literal["undecided"] | None]:
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
        found += [each.least if each.sat is Sat.SAT else UNDECIDED for each in outcomes]
        if gap.spent or found.count(UNDECIDED) > _MOST_UNDECIDED:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bound with a formula that countermodels meet, if there is no weaker one: on it, or near it."""

    bound: Bound
    near: Term


def _bound(gap: Gap, wanted: Wanted, least: Least | Literal["undecided"] | None) -> list[_Placed]:
    if least is None or least == UNDECIDED:
        return []
    whole = isinstance(type_of(wanted.number), IntType)
    unit = symbol_of(gap, wanted.number).unit
    value = least.value / (unit.scale if unit is not None and not whole else 1)
    within = None
    if not least.exact:
        rounded = _rounded_down(value - _ROUNDING)
        within, value = value + _ROUNDING - rounded, rounded
    strict = least.reached
    if whole and strict:
        # Of whole numbers, those below one are those up to the one before.
        formula, near = compared(gap, wanted, value - 1, False), compared(gap, wanted, value, False)
    else:
        beyond = value if strict else value + max(abs(value), _NEAR) * _NEAR + (within or 0)
        formula, near = compared(gap, wanted, value, strict), compared(gap, wanted, beyond, False)
    two = wanted.other is not None
    return [_Placed(Bound((Choosable(formula, gap.asserted(formula), int(two)),), two, within), near)]


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
        replace(each.bound, proved=answer[label].sat is Sat.SAT)
        for label, each in zip(added, placed, strict=True)
    )
