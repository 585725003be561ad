"""A second opinion: an LALR(1) grammar, read by Lark, accepts the same texts as the parser.

The differences are these, and all of them are refusals by the parser of what the grammar lets through:
a number in brackets that is no leading `1` (FC059) and a quorum that counts no whole number (FC060); and
by its lexer: days that are not in the calendar, numbers that are too long, escapes that name no
character, hidden characters, and tabs in strings. The generators below make none of the latter.
"""

from __future__ import annotations

import io
import logging
import random

import lark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syntax_samples import ROOT, TOKENS, WORKED, Texts, codes

from formalcase.source import Source
from formalcase.syntax.lexer import lex

GRAMMAR = (ROOT / "tests" / "syntax" / "grammar.lark").read_text(encoding="utf-8")
REFUSED_BY_THE_PARSER_ALONE = {"FC059", "FC060"}


@pytest.fixture(scope="module")
def grammar() -> lark.Lark:
    return lark.Lark(GRAMMAR, parser="lalr", lexer="basic", start="file")


def accepts(grammar: lark.Lark, text: str) -> bool:
    try:
        grammar.parse(text)
    except lark.exceptions.UnexpectedInput:
        return False
    return True


def same_opinion(grammar: lark.Lark, text: str) -> bool:
    found = set(codes(text))
    if found and found <= REFUSED_BY_THE_PARSER_ALONE:
        return True
    return accepts(grammar, text) == (not found)


def test_the_grammar_has_no_collisions() -> None:
    # Lark resolves a collision by shifting, and says so in its debugging log only.
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    level = lark.logger.level
    lark.logger.addHandler(handler)
    lark.logger.setLevel(logging.DEBUG)
    try:
        lark.Lark(GRAMMAR, parser="lalr", lexer="basic", start="file", debug=True)
        assert log.getvalue() == ""
        ambiguous = 'file: e\ne: e "+" e | "x"'
        lark.Lark(ambiguous, parser="lalr", lexer="basic", start="file", debug=True)
        assert "conflict" in log.getvalue()
    finally:
        lark.logger.removeHandler(handler)
        lark.logger.setLevel(level)


def test_both_accept_the_worked_file(grammar: lark.Lark) -> None:
    assert accepts(grammar, WORKED)
    assert codes(WORKED) == []


@pytest.mark.parametrize(
    "text",
    [
        "sort not",
        "sort S { }",
        "sort S { a, }",
        "sort S { a < b }",
        "enum E",
        "enum E { a, ... }",
        "fn f: Bool",
        "fn f(): Bool",
        "unit u = 2 * (a)",
        'import "a"',
        "claim A { }",
        'claim A "s" { holds }',
        'claim A "s" { credence 1 }',
        'claim A "s" { allow FC101 }',
        'claim A "s" { from }',
        'claim A "s" { from 2 of A }',
        'claim A "s" { from 2 of (2 of (A)) }',
        'claim A "s" { claim B }',
        "def d: Bool = a < b < c",
        "def d: Bool = a iff b iff c",
        "def d: Bool = a = not b",
        "def d: Bool = a and count x in S: b",
        "def d: Bool = - not a",
        "def d: Bool = a in S",
        "def d: Bool = x in 0 ...",
        "def d: Bool = 2025-01-01",
        "const c: Int in 0 ..",
        "def d: Bool = forall x: p",
        "independent { }",
        "independent A B",
    ],
)
def test_both_refuse(grammar: lark.Lark, text: str) -> None:
    assert not accepts(grammar, text)
    assert codes(text) != []


@settings(max_examples=80)
@given(st.integers(0, 10**6))
def test_both_accept_generated_texts(grammar: lark.Lark, seed: int) -> None:
    text = Texts(seed).file()
    assert accepts(grammar, text)
    assert codes(text) == []


@settings(max_examples=80)
@given(st.integers(0, 10**6))
def test_both_agree_on_generated_texts_with_mistakes(grammar: lark.Lark, seed: int) -> None:
    chance = random.Random(seed)
    tokens = words_of(Texts(seed).file())
    assert same_opinion(grammar, " ".join(mutated(tokens, chance)))


@settings(max_examples=100)
@given(st.integers(0, 10**6))
def test_both_agree_on_parts_of_the_worked_file_with_mistakes(grammar: lark.Lark, seed: int) -> None:
    chance = random.Random(seed)
    tokens = words_of(WORKED)
    start = chance.randrange(len(tokens))
    assert same_opinion(grammar, " ".join(mutated(tokens[start : start + 60], chance)))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(TOKENS), max_size=12))
def test_both_agree_on_token_soups(grammar: lark.Lark, tokens: list[str]) -> None:
    soup = " ".join(tokens)
    assert same_opinion(grammar, soup)
    assert same_opinion(grammar, f"def d: Bool = {soup}")
    assert same_opinion(grammar, f'claim C "c" {{ {soup} }}')


def words_of(text: str) -> list[str]:
    tokens, _ = lex(Source("t", text))
    pairs = zip(tokens.starts[:-1], tokens.ends[:-1], strict=True)
    return [text[start:end] for start, end in pairs]


def mutated(tokens: list[str], chance: random.Random) -> list[str]:
    """Some tokens with one or two put in, left out or exchanged."""
    tokens = list(tokens)
    for _ in range(chance.randint(1, 2)):
        index = chance.randrange(len(tokens)) if tokens else 0
        match chance.randint(0, 2):
            case 0:
                tokens.insert(index, chance.choice(TOKENS))
            case 1:
                del tokens[index : index + 1]
            case _:
                tokens[index : index + 1] = [chance.choice(TOKENS)]
    return tokens
