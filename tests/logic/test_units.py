"""The algebra of units is exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from logic_words import PER_YEAR, RUN, RUNS_A_YEAR, YEAR

from formalcase.diagnostics.catalogue import types as rules
from formalcase.logic.refused import Refused, describe
from formalcase.logic.term import RealType, Unit
from formalcase.logic.units import (
    BUILT_IN,
    base_unit,
    derived_unit,
    multiply_dimensions,
    product,
    real_type,
)


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("second", 1),
        ("minute", 60),
        ("hour", 3600),
        ("day", 86400),
        ("week", 604800),
        ("year", 31557600),
    ],
)
def test_built_in_times_are_in_seconds(name: str, seconds: int) -> None:
    assert BUILT_IN[name].dimension == (("second", 1),)
    assert BUILT_IN[name].scale == seconds


def test_percent_is_a_hundredth_without_dimension() -> None:
    assert BUILT_IN["percent"] == Unit("percent", (), Fraction(1, 100))
    assert real_type(BUILT_IN["percent"]) == RealType((), quantity=True)


def test_a_month_is_a_twelfth_of_a_year_exactly() -> None:
    month = derived_unit("month", product([(Fraction(1), False), (Fraction(12), True), (YEAR, False)]))
    assert month == Unit("month", (("second", 1),), Fraction(31557600, 12))


def test_a_quotient_of_units_keeps_its_text_and_scale() -> None:
    assert Unit("run/year", (("run", 1), ("second", -1)), Fraction(1, 31557600)) == RUNS_A_YEAR
    assert PER_YEAR.text == "1/year"


def test_a_unit_over_itself_has_no_dimension() -> None:
    assert product([(YEAR, False), (BUILT_IN["week"], True)]).dimension == ()


def test_powers_are_written_one_by_one() -> None:
    area = product([(RUN, False), (RUN, False)])
    assert (area.text, area.dimension) == ("run*run", (("run", 2),))


def test_dimensions_multiply_and_cancel() -> None:
    assert multiply_dimensions([RUNS_A_YEAR.dimension, YEAR.dimension]) == (("run", 1),)
    assert multiply_dimensions([YEAR.dimension], [YEAR.dimension]) == ()


@pytest.mark.parametrize("number", [Fraction(0), Fraction(-1)])
def test_a_unit_is_a_positive_number_of_others(number: Fraction) -> None:
    with pytest.raises(Refused) as caught:
        product([(YEAR, False), (number, False)])
    assert (caught.value.rule, caught.value.part) == (rules.UNIT_NOT_POSITIVE, 1)


def test_scales_and_powers_do_not_grow_without_end() -> None:
    huge = derived_unit("huge", product([(Fraction(10**1000), False)] * 3))
    with pytest.raises(Refused) as caught:
        product([(huge, False)] * 100)
    assert caught.value.rule is rules.UNIT_TOO_LARGE
    steep = base_unit("steep")
    with pytest.raises(Refused) as caught:
        product([(steep, False)] * 100_000)
    assert caught.value.rule is rules.UNIT_TOO_LARGE


def test_types_are_described_in_the_writers_words() -> None:
    assert describe(real_type(RUNS_A_YEAR)) == "Real[run/year]"
    assert describe(RealType((("run", 1), ("second", -1)), True)) == "Real[run/second]"
    assert describe(RealType((), True)) == "Real[percent]"
    assert describe(RealType()) == "Real"


def test_how_a_unit_was_written_makes_no_other_type() -> None:
    assert real_type(RUNS_A_YEAR) == RealType(RUNS_A_YEAR.dimension, True)
