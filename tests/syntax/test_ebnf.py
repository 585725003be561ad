"""The grammar that the documentation prints is the one that the parser reads: both accept the same texts.

Three things only stand in comments or rules of the text, so the printed grammar lets through what the
parser refuses: something after a quantifier on its level (`p implies forall …: q` on the left of an `iff`),
numbers in brackets that are no leading `1` (FC059), and quorums that count no whole number (FC060).
"""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from ebnf import BadEbnfError, Reader, block, reserved, rules
from hypothesis import given, settings
from hypothesis import strategies as st
from shippedcases import FILES
from syntax_samples import ROOT, WORKED, Texts, codes
from test_grammar import mutated, words_of

from formalcase.source import Source
from formalcase.syntax.lexer import DATE, NAME, NUMBER, SOFT_WORD, STRING, TICK, lex
from formalcase.syntax.words import RESERVED, SOFT

LIBRARY = sorted((ROOT / "specs").rglob("*.fcase"))
_LARGE = 8_000
"""Bytes of a text of which the reading by the printed grammar takes long."""
REFUSED_BY_THE_PARSER_ALONE = {"FC059", "FC060"}


@pytest.fixture(scope="module")
def printed() -> Reader:
    return Reader(block())


# ---- Words and symbols ---------------------------------------------------------------------------


def test_the_words_are_those_of_the_lexer(printed: Reader) -> None:
    # `as` and `of` are words only within an import or a quorum, and plain names for the lexer.
    assert printed.tokeniser.words == RESERVED | SOFT | {"as", "of"}


def test_the_reserved_words_are_those_of_the_lexer() -> None:
    assert reserved() == RESERVED


def test_the_symbols_are_those_of_the_lexer(printed: Reader) -> None:
    characters = sorted({*"".join(printed.tokeniser.symbols), *"&|~^%;$@?\\'"})
    found = set()
    for length in (1, 2, 3):
        for text in map("".join, product(characters, repeat=length)):
            # The kind of a symbol is its text; of a foreign one, what it is read as.
            tokens, _ = lex(Source("t", text))
            if len(tokens.kinds) == 2 and tokens.kinds[0] == text:
                found.add(text)
    assert found == printed.tokeniser.symbols


_KINDS = {NAME: "WORD", SOFT_WORD: "WORD", TICK: "TICK", NUMBER: "NUMBER", DATE: "DATE", STRING: "STRING"}


def kinds_of_the_lexer(text: str) -> list[tuple[str, str]]:
    tokens, _ = lex(Source("t", text))
    rows = zip(tokens.kinds[:-1], tokens.starts[:-1], tokens.ends[:-1], strict=True)
    return [(_KINDS.get(kind, "quoted"), text[start:end]) for kind, start, end in rows]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_tokens_are_those_of_the_lexer(printed: Reader, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = []
    for kind, piece in printed.tokeniser.read(text):
        word = piece in printed.tokeniser.words and piece not in RESERVED
        found.append(("WORD" if word else "quoted" if kind.startswith("T_") else kind, piece))
    assert found == kinds_of_the_lexer(text)


# ---- Texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.slow if path.stat().st_size > _LARGE else (), id=path.name)
        for path in (*FILES, *LIBRARY)
    ],
)
def test_what_ships_is_in_the_printed_grammar(printed: Reader, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert codes(text) == []
    assert printed.accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing but a comment",
        "sort claim",
        "sort `not`",
        "sort S { a, ... }",
        "sort S { ... }",
        "sort S { a, }",
        "sort S { a < b }",
        "sort not",
        "enum E",
        "enum E { a }",
        "enum E { a, b < c }",
        "enum E { a, ... }",
        "fn f: Bool",
        "fn f(): Bool",
        "fn f(x: Real[run/year]): Bool",
        "unit u = 2 * (a)",
        "unit u = 60 * run",
        'import "a"',
        'import "a" as b',
        "import std.evaluation",
        "const c: Int in 0 .. 5",
        "const c: Int in 0 ..",
        "claim A { }",
        'claim A "s" { holds }',
        'claim A "s" { credence 1 }',
        'claim A "s" { credence 0 .. 1 }',
        'claim A "s" { allow FC101 }',
        'claim A "s" { from }',
        'claim A "s" { from 2 of A }',
        'claim A "s" { from 2 of (A, B), C }',
        'claim A "s" { from 2 of (2 of (A)) }',
        'claim A "s" { from of, given, given }',
        'claim A "s" { claim B }',
        'claim A "s" { expires 2025-09-01 cites "a", "b" }',
        'claim A """two\nlines""" { }',
        "def d: Bool = a < b < c",
        "def d: Bool = a iff b iff c",
        "def d: Bool = a implies b implies c",
        "def d: Bool = a = not b",
        "def d: Bool = a and forall x in S: b or c",
        "def d: Bool = a and count x in S: b",
        "def d: Bool = (count x in S, y in {1, 2}: b) >= 2",
        "def d: Int = if a then count x in S: b else - - 1",
        "def d: Bool = - not a",
        "def d: Bool = a in S",
        "def d: Bool = a in {1, 2}",
        "def d: Bool = x in 0 ...",
        "def d: Bool = 2025-01-01",
        "def d: Bool = forall x: p",
        "def d: Bool = a.b.c(x, y)[run]",
        "independent { }",
        "independent A B",
        "independent A, B { accepting C }",
        "independent A",
    ],
)
def test_both_have_one_opinion(printed: Reader, text: str) -> None:
    assert printed.accepts(text) == (codes(text) == [])


def test_both_opinions_occur_above() -> None:
    # A reader that accepts everything, or nothing, would be caught.
    marks = [mark for mark in test_both_have_one_opinion.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    opinions = [codes(text) == [] for text in marks[0].args[1]]
    assert opinions.count(True) >= 15
    assert opinions.count(False) >= 15


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_generated_texts_are_in_the_printed_grammar(printed: Reader, seed: int) -> None:
    text = Texts(seed).file()
    assert codes(text) == []
    assert printed.accepts(text)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_what_the_printed_grammar_refuses_the_parser_refuses(printed: Reader, seed: int) -> None:
    chance = random.Random(seed)
    tokens = words_of(WORKED)
    start = chance.randrange(len(tokens))
    text = " ".join(mutated(tokens[start : start + 40], chance))
    found = set(codes(text))
    if not printed.accepts(text):
        assert found
    elif found - REFUSED_BY_THE_PARSER_ALONE:
        assert any(word in text for word in ("forall", "exists"))


# ---- The reader of the block itself --------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["a = b", "a b ;", "a = ;", 'a = "x" | ;', "a = { b ;", "a = ( b ] ;", "a = @ ;"]
)
def test_a_block_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadEbnfError):
        rules(text)


def test_a_wrong_block_is_noticed() -> None:
    wrong = block().replace('"defeater" | ', "").replace('[ "," "..." ]', "")
    reader = Reader(wrong)
    assert "defeater" not in reader.tokeniser.words
    assert not reader.accepts('defeater D "d" { attacks E }')
    assert not reader.accepts("sort S { a, ... }")
