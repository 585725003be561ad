"""Exact numbers as text."""

from __future__ import annotations

from fractions import Fraction

# Python refuses to write whole numbers of more than some 4,300 digits in one go.
_CHUNK = 4_000
_CHUNK_SIZE = 10**_CHUNK
_PLAIN_PLACES = 40
_LARGEST_EXPONENT = 1_000


def digits(number: int) -> str:
    """A whole number in decimal, however long."""
    if number < 0:
        return f"-{digits(-number)}"
    parts: list[str] = []
    while number >= _CHUNK_SIZE:
        number, low = divmod(number, _CHUNK_SIZE)
        parts.append(str(low).rjust(_CHUNK, "0"))
    return "".join((str(number), *reversed(parts)))


_SHORT = 10**40


def in_short(number: int) -> str:
    """A whole number from 0 for people: with all its digits, or `about 2.81e4515` where they are many."""
    return str(number) if number < _SHORT else f"about {rounded(number)}"


def rounded(number: int) -> str:
    """The first three digits of a large number, the others cut off, and the power of ten: `2.81e4515`."""
    least = max(0, number.bit_length() * 30_102 // 100_000 - 5)  # not so many digits that are left out
    first = str(number // 10**least)
    return f"{first[0]}.{first[1:3]}e{least + len(first) - 1}"


def plain_number(value: Fraction) -> str | None:
    """The number as a literal of the language, with a minus if it is negative; a whole number or a
    decimal, with an exponent where it would otherwise be long. None if no decimal is exact."""
    if value < 0:
        positive = plain_number(-value)
        return positive and f"-{positive}"
    places = _places(value.denominator)
    if places is None:
        return None
    mantissa = digits(value.numerator * (10**places // value.denominator))
    if places == 0:
        bare = mantissa.rstrip("0")
        zeros = len(mantissa) - len(bare)
        return f"{bare}e{zeros}" if bare and _PLAIN_PLACES < zeros <= _LARGEST_EXPONENT else mantissa
    if places <= _PLAIN_PLACES:
        return _pointed(mantissa, places)
    exponent = max(places - len(mantissa) + 1, 1)
    exponent = min(exponent, _LARGEST_EXPONENT)
    return f"{_pointed(mantissa, places - exponent)}e-{exponent}"


def exact_text(value: Fraction) -> str:
    """The number as `plain_number` writes it, or else as a fraction."""
    return plain_number(value) or f"{value.numerator}/{value.denominator}"


def _places(denominator: int) -> int | None:
    """How many decimal places a fraction with this denominator needs; None if no number is enough."""
    twos = (denominator & -denominator).bit_length() - 1
    rest = denominator >> twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def _pointed(mantissa: str, places: int) -> str:
    if places == 0:
        return mantissa
    padded = mantissa.rjust(places + 1, "0")
    return f"{padded[:-places]}.{padded[-places:]}"
