"""Closed forms of probabilities, by computer algebra: the short way to write a polynomial, and its slopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from formalcase.frozen import dataclass

Polynomial = Mapping[frozenset[str], int]
"""Products of different names, each with the whole number that it is taken times."""


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """`text` has `*` between factors. `slopes` says how fast the value rises with each name, at a point."""

    text: str
    slopes: Mapping[str, Fraction]


def closed_form(polynomial: Polynomial, at: Mapping[str, Fraction]) -> ClosedForm:
    """The polynomial as it is written most shortly: as a sum, in factors, or as one less a product. `at`
    gives the point, and with it the order of the names."""
    import sympy

    if not at:  # certain, or impossible, whatever the names
        return ClosedForm(str(sum(polynomial.values())), {})
    names = list(at)
    symbols = {name: sympy.Symbol(f"x{place}") for place, name in enumerate(names)}
    value = sympy.Add(
        *(times * sympy.Mul(*(symbols[name] for name in product)) for product, times in polynomial.items())
    )
    ways = [_sum_text(value, symbols), _product_text(value, symbols)]
    ways.append(f"1 - {_product_text(1 - value, symbols)}")
    point = {symbols[name]: sympy.Rational(each.numerator, each.denominator) for name, each in at.items()}
    slopes = {}
    for name in names:
        slope = sympy.diff(value, symbols[name]).subs(point)
        slopes[name] = Fraction(int(slope.p), int(slope.q))
    return ClosedForm(min(ways, key=len), slopes)


def _product_text(value: Any, symbols: Mapping[str, Any]) -> str:
    """The factors, each with its first term positive; a sum in brackets if it is the only factor."""
    import sympy

    sign, factors = sympy.factor_list(value)
    found: list[tuple[bool, int, str]] = []
    names = list(symbols)
    for factor, power in factors:
        turned = -factor if _terms(factor, symbols)[0][1] < 0 else factor
        sign *= (-1) ** power if turned != factor else 1
        terms = _terms(turned, symbols)
        text = _sum_text(turned, symbols)
        first = min(names.index(name) for product, _ in terms for name in product)
        found += [(len(terms) > 1, first, text if len(terms) == 1 else f"({text})")] * power
    texts = [text for _, _, text in sorted(found)]
    if sign != 1 or not texts:
        texts.insert(0, str(sign) if sign > 0 else f"({sign})")
    return "*".join(texts)


def _sum_text(value: Any, symbols: Mapping[str, Any]) -> str:
    text = ""
    for product, times in _terms(value, symbols):
        size = "*".join([*([str(abs(times))] if abs(times) != 1 or not product else []), *product])
        if not text:
            text = size if times > 0 else f"-{size}"
        else:
            text += f" {'+' if times > 0 else '-'} {size}"
    return text or "0"


def _terms(value: Any, symbols: Mapping[str, Any]) -> list[tuple[Sequence[str], int]]:
    """The products of a sum, short ones first, in the order of the names."""
    import sympy

    names = list(symbols)
    poly = sympy.Poly(value, *symbols.values())
    found = [
        ([place for place, power in enumerate(powers) for _ in range(power)], int(times))
        for powers, times in poly.terms()
        if times != 0
    ]
    found.sort(key=lambda each: (len(each[0]), each[0]))
    return [([names[place] for place in places], times) for places, times in found]
