"""Units of measurement: products of powers of base units with an exact, positive scale.

A unit holds how many base units it is, so numbers in it are converted once, when they are read, and
formulas work in base units throughout. There are no offsets (no degrees Celsius) and no scales that
are not rational.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from formalcase.diagnostics.catalogue.types import UNIT_NOT_POSITIVE, UNIT_TOO_LARGE
from formalcase.logic.names import print_name
from formalcase.logic.refused import Refused
from formalcase.logic.term import Dimension, RealType, Unit

# A literal has at most 1,000 digits and an exponent of at most 1,000, which is under 7,000 bits.
_SCALE_BITS = 16_000
_LARGEST_POWER = 100

_SECONDS = {
    "second": Fraction(1),
    "minute": Fraction(60),
    "hour": Fraction(3_600),
    "day": Fraction(86_400),
    "week": Fraction(604_800),
    "year": Fraction(86_400) * Fraction(1461, 4),  # 365.25 days
}

BUILT_IN: Mapping[str, Unit] = {
    **{name: Unit(name, (("second", 1),), scale) for name, scale in _SECONDS.items()},
    "percent": Unit("percent", (), Fraction(1, 100)),
}
"""The units that every case has, by name."""


def base_unit(name: str) -> Unit:
    """A unit that measures something of its own, as `unit run` declares it."""
    return Unit(print_name(name), ((name, 1),), Fraction(1))


def derived_unit(name: str, definition: Unit) -> Unit:
    """A name for another unit, as `unit month = 1/12 * year` declares it."""
    return Unit(print_name(name), definition.dimension, definition.scale)


def product(factors: Iterable[tuple[Unit | Fraction, bool]]) -> Unit:
    """The factors multiplied from left to right; True beside a factor means to divide by it.

    Part numbers of refusals count the factors. Raises Refused when a number is not positive or when
    the scale or a power becomes too large to work with.
    """
    texts: list[str] = []
    powers: dict[str, int] = {}
    scale = Fraction(1)
    dimension: Dimension
    for index, (factor, divides) in enumerate(factors):
        if isinstance(factor, Fraction):
            if factor <= 0:
                raise Refused(UNIT_NOT_POSITIVE, index, number=str(factor))
            text, dimension, size = str(factor), (), factor
        else:
            text, dimension, size = factor.text, factor.dimension, factor.scale
        texts.append(text if index == 0 and not divides else f"{'/' if divides else '*'}{text}")
        scale = scale / size if divides else scale * size
        if scale.numerator.bit_length() + scale.denominator.bit_length() > _SCALE_BITS:
            raise Refused(UNIT_TOO_LARGE, index, what="its scale has thousands of digits")
        _raise_powers(powers, dimension, -1 if divides else 1, index)
    written = "".join(texts)
    return Unit(f"1{written}" if written.startswith("/") else written or "1", _dimension(powers), scale)


def _raise_powers(powers: dict[str, int], dimension: Dimension, sign: int, index: int) -> None:
    for name, power in dimension:
        powers[name] = powers.get(name, 0) + sign * power
        if abs(powers[name]) > _LARGEST_POWER:
            raise Refused(UNIT_TOO_LARGE, index, what=f"a power of `{name}` beyond {_LARGEST_POWER}")


def _dimension(powers: Mapping[str, int]) -> Dimension:
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def multiply_dimensions(above: Iterable[Dimension], below: Iterable[Dimension] = ()) -> Dimension:
    """The dimension of a product of `above` divided by all of `below`."""
    powers: dict[str, int] = {}
    for dimensions, sign in ((above, 1), (below, -1)):
        for dimension in dimensions:
            for name, power in dimension:
                powers[name] = powers.get(name, 0) + sign * power
    return _dimension(powers)


def real_type(unit: Unit | None) -> RealType:
    """The type `Real[unit]`, or plain `Real`."""
    return RealType() if unit is None else RealType(unit.dimension, True, unit.text)
