"""Strings: their escapes, the lay-out of those over several lines, and their way back to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalcase.source import Source
from formalcase.syntax.lexer import STRING, lex
from formalcase.syntax.strings import print_long_string, print_string, string_value
from formalcase.syntax.words import print_name


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ('""', ""),
        (r'"a\"b\\c\nd\te"', 'a"b\\c\nd\te'),
        (r'"\u{e9}\u{1F600}\u{000041}"', "é😀A"),
        ('"{m} {{x}}"', "{m} {{x}}"),
        ('"""one line"""', "one line"),
        ('"""a "quoted" word"""', 'a "quoted" word'),
        ('"""\n    one\n      two\n    """', "one\n  two"),
        ('"""\n    one\n    """', "one"),
        ('"""one\n   two\n     three"""', "one\ntwo\n  three"),
        ('"""\r\n  one\r\n  two\r\n"""', "one\ntwo"),
        ('"""\n\n  one\n\n\n  two\n\n"""', "\none\n\n\ntwo\n"),
        ('"""\n\tone\n\ttwo\n"""', "one\ntwo"),
        ('"""\n  one\n\ttwo\n"""', "  one\n\ttwo"),
        ('"""\n\\u{20} a\n\\n b"""', "  a\n\n b"),
        ('""""""', ""),
        ('"""\n"""', ""),
    ],
)
def test_what_a_string_means(raw: str, value: str) -> None:
    assert string_value(raw) == value


def test_a_long_string_ends_at_its_first_three_quotes() -> None:
    tokens, _ = lex(Source("t", '"""a\\"""" "b"'))
    assert tokens.kinds[:2] == [STRING, STRING]
    assert tokens.ends[0] == 9


CHARACTERS = st.one_of(
    st.sampled_from(' \t\n\r"\\{}#`aé\u202e\u200b\x00\u2028'), st.characters(exclude_categories=["Cs"])
)


@given(st.text(CHARACTERS))
def test_printed_strings_mean_what_was_printed(value: str) -> None:
    written = print_string(value)
    assert string_value(written) == value
    assert _is_one_clean_token(written)


@given(st.lists(st.text(CHARACTERS), min_size=2).map("\n".join), st.integers(0, 12))
def test_printed_long_strings_mean_what_was_printed(value: str, indent: int) -> None:
    written = print_long_string(value, indent)
    assert string_value(written) == value
    assert _is_one_clean_token(written)
    assert not any(line.endswith(" ") for line in written.split("\n"))


def _is_one_clean_token(written: str) -> bool:
    tokens, findings = lex(Source("t", written))
    return findings.merged(findings) == () and len(tokens.kinds) == 2


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a_1", "a_1"),
        ("source", "source"),
        ("not", "`not`"),
        ("C1.1", "`C1.1`"),
        ("é", "`é`"),
        ("1a", "`1a`"),
    ],
)
def test_names_have_backticks_only_where_they_need_them(name: str, written: str) -> None:
    assert print_name(name) == written
