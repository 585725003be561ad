"""Nothing that is fed to the reader raises, hangs, or is lost without a finding."""

from __future__ import annotations

import random

import pytest
from effort import calls
from hypothesis import given, settings
from hypothesis import strategies as st
from syntax_samples import TOKENS, WORKED, read

from formalcase.diagnostics.finding import Severity
from formalcase.source import Source
from formalcase.syntax.lexer import lex
from formalcase.syntax.printer import format_file
from formalcase.syntax.reading import decode


def survives(text: str) -> None:
    """The text is read, its findings lie in it and are in order, and if there are none it is laid out."""
    file, findings = read(text)
    lines = text.count("\n") + 1
    places = []
    for finding in findings:
        where = finding.location
        assert where is not None
        assert finding.severity is Severity.ERROR or finding.code == "FC099"
        assert 1 <= where.line <= where.end_line <= lines
        assert "\n" not in finding.message
        assert len(finding.message) < 400
        places.append((where.line, where.column))
    assert places == sorted(places)
    if not findings:
        format_file(file)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    source, findings = decode(data, "f")
    assert (source is None) == bool(findings)
    if source is not None:
        survives(source.text)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_random_characters(text: str) -> None:
    survives(text)
    survives(f'claim C "c" {{ holds {text} }}')


ODD = ('"', "`", '"""', "#", "\n", "@", "&&", "5.", ".5", "007", "\u202e", "2025-13-01", "claam", "\\", "é")


@settings(max_examples=300)
@given(st.lists(st.sampled_from((*TOKENS, *ODD)), max_size=40))
def test_random_tokens(tokens: list[str]) -> None:
    survives(" ".join(tokens))


@settings(max_examples=60)
@given(st.integers(0, len(WORKED)))
def test_truncated_files(end: int) -> None:
    survives(WORKED[:end])


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_mutated_files(seed: int) -> None:
    chance = random.Random(seed)
    text = WORKED
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text))
        end = start + chance.choice([0, 1, 5, 40])
        piece = chance.choice((*TOKENS, *ODD, text[start : start + 30]))
        text = text[:start] + piece + text[end:]
    survives(text)


def test_one_wrong_token_gives_at_most_two_findings_and_mostly_one() -> None:
    tokens, _ = lex(Source("t", WORKED))
    counts = []
    for index in range(0, len(tokens.starts) - 1, 3):
        start, end = tokens.starts[index], tokens.ends[index]
        for instead in ("", "@", ")", "xyzzy"):
            counts.append(len(read(WORKED[:start] + instead + WORKED[end:])[1]))
    assert max(counts) <= 2
    assert counts.count(2) * 50 < len(counts)


N = 5_000
HOLDS = 'claim A "x" { holds '
HOSTILE = {
    "parentheses": HOLDS + "(" * N,
    "closed parentheses": HOLDS + "(" * N + "x" + ")" * N + "}",
    "brackets": HOLDS + "({[" * N,
    "braces": "{" * N,
    "closing braces": "}" * N,
    "crossed brackets": HOLDS + "(]" * N,
    "parentheses before braces": HOLDS + "x y" + "(" * N + "{}" * N,
    "quotes": '"' * N,
    "quotes on lines": '"\n' * N,
    "long quotes": '"""' * N,
    "backslashes": '"' + "\\" * N,
    "escapes": '"""' + "\\u{" * N,
    "backticks": "`\n" * N,
    "not": HOLDS + "not " * N + "x }",
    "minus": HOLDS + "-" * N + "x }",
    "implies": HOLDS + "a implies " * N + "x }",
    "quantifiers": HOLDS + "forall x in S: " * N + "x }",
    "conjunction": HOLDS + "a and " * N + "x }",
    "comparisons": HOLDS + "a < " * N + "x }",
    "arguments": HOLDS + "f(" + "a, " * N + "b) }",
    "words": "xyzzy\n" * N,
    "declarations": "claim " * N,
    "soft words": HOLDS + "because " * N,
    "missing values": 'argument A "x" { from ' + "A, given " * N + "B }",
    "open blocks": 'claim A "x" {\n' * N,
    "mistakes": 'claim A "x" { holds x y }\n' * N,
    "dots": "." * N,
    "digits": "1" * N,
    "digits and underscores": "1_" * N,
    "long exponent": HOLDS + "1e" + "9" * N + " }",
    "long exponent of zeros": HOLDS + "1e" + "0" * N + "1 }",
    "long word": "a" * N,
    "hidden characters": "# \u202e\n" * N,
    "symbols": "@" * N,
    "foreign letters": "é " * N,
    "indentation": 'claim A """\n' + " " * N + "x\n" + "\t" * N + 'x\n"""',
    "tabs": '"""a' + " " * N + "\t" * N + '"""',
    "comments": "#\n" * N,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_take_work_by_their_length(text: str) -> None:
    assert calls(lambda: survives(text)) < 40 * len(text) + 1_000


def test_long_files_take_work_by_their_length() -> None:
    assert calls(lambda: read(WORKED * 40)) < 40 * calls(lambda: read(WORKED)) + 1_000
    file, findings = read(WORKED * 40)
    assert findings == ()
    assert len(file.declarations) == 30 * 40
