"""Of many cases that differ in their seed alone, a few are enough by default."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from _pytest.mark import ParameterSet


def first(few: int, values: Sequence[object]) -> list[ParameterSet]:
    """Parameters for a test: all of the values, those after the first few only among the slow tests."""
    return [
        pytest.param(value, marks=() if place < few else pytest.mark.slow)
        for place, value in enumerate(values)
    ]
