"""Closed forms say what the polynomial says, and their slopes are its differences."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
import sympy

from formalcase.solve.closed_form import Polynomial, closed_form

TWO_LEGS = {
    frozenset({"A", "B"}): 1,
    frozenset({"D"}): 1,
    frozenset({"A", "B", "D"}): -1,
}
TWO_OF_THREE = {
    frozenset({"A", "B"}): 1,
    frozenset({"A", "D"}): 1,
    frozenset({"B", "D"}): 1,
    frozenset({"A", "B", "D"}): -2,
}
BOTH = {frozenset({"A", "B"}): 1}
ANY = {
    frozenset(name for name, taken in zip("ABDE", choice, strict=True) if taken): (-1) ** (sum(choice) + 1)
    for choice in product((0, 1), repeat=4)
    if any(choice)
}


def _value(polynomial: Polynomial, at: dict[str, Fraction]) -> Fraction:
    total = Fraction(0)
    for names, times in polynomial.items():
        part = Fraction(times)
        for name in names:
            part *= at[name]
        total += part
    return total


@pytest.mark.parametrize("polynomial", [TWO_LEGS, TWO_OF_THREE, BOTH, ANY])
def test_the_text_is_the_polynomial(polynomial: Polynomial) -> None:
    at = {name: Fraction(place + 2, 11) for place, name in enumerate("ABDE")}
    found = closed_form(polynomial, at)
    symbols = {name: sympy.Symbol(name) for name in at}  # E alone would be Euler's number
    point = {symbols[name]: sympy.Rational(each.numerator, each.denominator) for name, each in at.items()}
    said = sympy.sympify(found.text, locals=symbols).subs(point)
    assert Fraction(int(said.p), int(said.q)) == _value(polynomial, at)


@pytest.mark.parametrize("polynomial", [TWO_LEGS, TWO_OF_THREE, BOTH, ANY])
def test_a_slope_is_the_value_with_the_leaf_less_the_value_without(polynomial: Polynomial) -> None:
    at = {name: Fraction(place + 2, 11) for place, name in enumerate("ABDE")}
    for name, slope in closed_form(polynomial, at).slopes.items():
        with_it, without = {**at, name: Fraction(1)}, {**at, name: Fraction(0)}
        assert slope == _value(polynomial, with_it) - _value(polynomial, without)


def test_alternatives_are_written_as_one_less_the_product_of_the_doubts() -> None:
    at = dict.fromkeys("ABDE", Fraction(1, 2))
    assert closed_form(ANY, at).text == "1 - (1 - A)*(1 - B)*(1 - D)*(1 - E)"
    assert closed_form(BOTH, at).text == "A*B"


def test_a_polynomial_without_names_is_a_number() -> None:
    assert closed_form({frozenset(): 1}, {}).text == "1"
    assert closed_form({}, {}).text == "0"


def test_a_name_that_does_not_occur_has_no_slope() -> None:
    found = closed_form({frozenset({"a"}): 1}, {"a": Fraction(1, 2), "b": Fraction(1, 3)})
    assert found.text == "a"
    assert found.slopes == {"a": Fraction(1), "b": Fraction(0)}


def test_a_constant_beside_names_is_a_number() -> None:
    found = closed_form({frozenset(): 1}, {"a": Fraction(1, 2)})
    assert found.text == "1"
    assert found.slopes == {"a": Fraction(0)}
