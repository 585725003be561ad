"""Names in running text."""

from __future__ import annotations

from formalcase.diagnostics.prose import joined, listed


def test_parts_are_joined() -> None:
    assert [joined("ABC"[:size]) for size in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert joined("ABC", "or") == "A, B or C"


def test_of_many_names_the_first_are_told_and_the_rest_counted() -> None:
    assert listed("ABC") == listed("ABC", most=3) == "`A`, `B` and `C`"
    assert listed("ABCD", most=2) == "`A`, `B` and 2 more"
    assert listed("AB", most=1) == "`A` and 1 more"
