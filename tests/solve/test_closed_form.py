"""Closed forms mean what the polynomial means, and the constant ones are no trap."""

from __future__ import annotations

from fractions import Fraction

from formalcase.solve.closed_form import closed_form


def test_a_polynomial_without_names_is_a_number() -> None:
    assert closed_form({frozenset(): 1}, {}).text == "1"
    assert closed_form({}, {}).text == "0"


def test_a_name_that_does_not_occur_has_no_slope() -> None:
    found = closed_form({frozenset({"a"}): 1}, {"a": Fraction(1, 2), "b": Fraction(1, 3)})
    assert found.text == "a"
    assert found.slopes == {"a": 1, "b": 0}


def test_a_constant_beside_names_is_a_number() -> None:
    found = closed_form({frozenset(): 1}, {"a": Fraction(1, 2)})
    assert (found.text, found.slopes) == ("1", {"a": 0})


def test_two_ways_are_one_less_a_product() -> None:
    either = {frozenset({"a"}): 1, frozenset({"b"}): 1, frozenset({"a", "b"}): -1}
    found = closed_form(either, {"a": Fraction(1, 2), "b": Fraction(1, 4)})
    assert found.slopes == {"a": Fraction(3, 4), "b": Fraction(1, 2)}
