"""Symbols: safe, injective, readable, and made from the name alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalcase.encode import names
from formalcase.encode.names import Kind, Named

SIMPLE = re.compile(r"[A-Za-z~!$%^&*_+=<>.?/-][0-9A-Za-z~!@$%^&*_+=<>.?/-]*")
HOSTILE = [
    "not",
    "_",
    "Int",
    "assert",
    "check-sat",
    "distinct",
    "select",
    "C1.1",
    "other.X",
    "a|b",
    "a b",
    'say "x"',
    "(exit)",
    "; comment",
    "risk: χ²",
    "e\u0301",
    "\u00e9",
    "𝔐",
    "~",
    "~2d~",
    "-",
    "a/b",
    "\\",
    "0",
    "#1",
    "x!1",
    "fn.x",
    "\ud800",
]
ANY_NAMED = st.one_of(
    st.builds(Named, st.sampled_from([kind for kind in Kind if kind is not Kind.ITEM]), st.text(min_size=1)),
    st.builds(Named, st.just(Kind.ITEM), st.text(min_size=1), st.text(min_size=1)),
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_become_simple_symbols_and_come_back(name: str) -> None:
    for text, kind in [
        (names.sort(name), Kind.SORT),
        (names.member(name), Kind.MEMBER),
        (names.enum(name), Kind.ENUM),
        (names.symbol(name), Kind.SYMBOL),
        (names.variable(name), Kind.VARIABLE),
    ]:
        assert SIMPLE.fullmatch(text)
        assert names.read(text) == Named(kind, name)
    for owner in HOSTILE:
        text = names.item(owner, name)
        assert SIMPLE.fullmatch(text)
        assert names.read(text) == Named(Kind.ITEM, name, owner)


@given(ANY_NAMED, ANY_NAMED)
def test_no_two_things_share_a_symbol(one: Named, other: Named) -> None:
    assert (names.written(one) == names.written(other)) == (one == other)
    assert names.read(names.written(one)) == one


@given(st.text())
def test_what_is_no_symbol_of_ours_is_refused(text: str) -> None:
    try:
        named = names.read(text)
    except ValueError:
        return
    assert names.written(named) == text


@pytest.mark.parametrize(
    "text", ["harm", "fn.a/b", "fn.~2D~", "fn.~61~", "fn.~110000~", "item.a", "Int", "", "fn"]
)
def test_near_misses_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no symbol"):
        names.read(text)


def test_plain_names_stay_readable() -> None:
    assert names.symbol("std.harm_2") == "fn.std.harm_2"
    assert names.item("Tier", "none") == "item.Tier/none"
