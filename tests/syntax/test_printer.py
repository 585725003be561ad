"""The formatter: the same tree, every comment, its own output unchanged, and the lay-out by example."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shippedcases import FILES
from syntax_samples import WORKED, Texts, good, shape

from formalcase.source import Source
from formalcase.syntax.layout import WIDTH
from formalcase.syntax.lexer import lex
from formalcase.syntax.printer import format_file


def formatted(text: str) -> str:
    """The formatter's output, after the laws were tried on it."""
    before = good(text)
    output = format_file(before)
    after = good(output)
    assert shape(after.declarations) == shape(before.declarations)
    assert sorted(c.text for c in after.comments) == sorted(c.text for c in before.comments)
    assert format_file(after) == output
    assert not any(line.endswith((" ", "\r")) for line in output.split("\n"))
    return output


def with_comments(text: str, seed: int) -> str:
    """A text with comments put between some of its tokens."""
    chance = random.Random(seed)
    starts = lex(Source("t", text))[0].starts
    chosen = sorted(chance.sample(range(len(starts)), min(len(starts), chance.randint(1, 8))), reverse=True)
    for number, index in enumerate(chosen):
        before = chance.choice(["", " ", "\n", "\n\n   ", "\r\n"])
        comment = f"{before}# c{number}\n" + chance.choice(["", "\n", "  "])
        text = text[: starts[index]] + comment + text[starts[index] :]
    return text


def test_the_worked_file_stands_as_it_is_but_for_empty_blocks() -> None:
    changed = [
        (old, new)
        for old, new in zip(WORKED.splitlines(), formatted(WORKED).splitlines(), strict=True)
        if old != new
    ]
    assert [new.split("#")[0].rstrip() + " { }" for _, new in changed] == [
        old.split("#")[0].rstrip() for old, _ in changed
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_laws_hold_for_the_examples(path: Path) -> None:
    formatted(path.read_text(encoding="utf-8"))


@settings(max_examples=80)
@given(st.integers(0, 10**6))
def test_the_laws_hold_for_generated_files(seed: int) -> None:
    formatted(Texts(seed).file())


@settings(max_examples=80)
@given(st.integers(0, 10**6))
def test_the_laws_hold_wherever_comments_stand(seed: int) -> None:
    formatted(with_comments(Texts(seed).file(), seed))


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_the_laws_hold_for_comments_in_the_worked_file(seed: int) -> None:
    formatted(with_comments(WORKED, seed))


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ('claim C "c" { }', 'claim C "c"\n'),
        ('claim C "c"{holds x}', 'claim C "c" { holds x }\n'),
        ('claim C "c" {\nholds x }', 'claim C "c" {\n    holds x\n}\n'),
        ('claim C "c" {\n\n\nowner a\n\n\n\nholds x\n\n}', 'claim C "c" {\n    owner a\n\n    holds x\n}\n'),
        ("sort S\n\n\n\nsort T\nsort U", "sort S\n\nsort T\nsort U\n"),
        ("sort S sort T", "sort S\nsort T\n"),
        ("sort S{a,b,...}", "sort S { a, b, ... }\n"),
        ("enum E {a<b}", "enum E { a < b }\n"),
        ("def d(x:S):Int=-x*2", "def d(x: S): Int = -x * 2\n"),
        ('def d: Int "g" = 1', 'def d: Int  "g"\n    = 1\n'),
        ("unit m=1/12*year", "unit m = 1/12 * year\n"),
        ("const c:Real[ 1 / year ] in 0..5 [1/year]", "const c: Real[1/year] in 0 .. 5[1/year]\n"),
        ('import"a"as b', 'import "a" as b\n'),
        ("sort `S2`\nsort `not`", "sort S2\nsort `not`\n"),
        (r'claim C "\u{e9}\n\u{202e}"', 'claim C "é\\n\\u{202e}"\n'),
        ('claim C """one"""', 'claim C "one"\n'),
        ('claim C "c" {\ncredence 0.90..0.970 }', 'claim C "c" {\n    credence 0.90 .. 0.970\n}\n'),
        ("sort  S # c\n# d\n\n\n# e", "sort S  # c\n# d\n\n# e\n"),
        ("# only a comment", "# only a comment\n"),
        ("", ""),
    ],
)
def test_how_small_things_are_laid_out(text: str, output: str) -> None:
    assert formatted(text) == output


def test_values_stand_in_one_column() -> None:
    text = 'argument S "s" {\nfor P\nfrom A,B\ninformal\nbecause "r" }'
    assert formatted(text) == dedent("""\
        argument S "s" {
            for     P
            from    A, B
            informal
            because "r"
        }
        """)


def test_lines_under_each_other_stand_in_columns() -> None:
    text = 'source a "A"\nsource b_c "B" { within a }\nsource d "Dee" { within a }\n\nsource ee "E"'
    assert formatted(text) == dedent("""\
        source a   "A"
        source b_c "B"   { within a }
        source d   "Dee" { within a }

        source ee "E"
        """)
    text = 'sort S\nfn f(s: S): Bool "f"\nfn gg(s: S): Bool "g"\nconst c: S "c"'
    assert formatted(text) == dedent("""\
        sort  S
        fn    f(s: S): Bool   "f"
        fn    gg(s: S): Bool  "g"
        const c: S  "c"
        """)


def test_long_formulas_break_at_their_connectives() -> None:
    long = "harm(model_number_one) and aware(model_number_one) and stealthy(model_number_one)"
    text = f'claim C "c" {{ holds forall m in Model: {long} implies not deployed(model_number_one) }}'
    assert formatted(text) == dedent("""\
        claim C "c" {
            holds forall m in Model:
                      harm(model_number_one) and aware(model_number_one) and stealthy(model_number_one)
                      implies not deployed(model_number_one)
        }
        """)


def test_long_lists_are_filled_and_lines_stay_within_the_width() -> None:
    names = ", ".join(f"premise_number_{number}" for number in range(40))
    output = formatted(f'argument S "s" {{ from {names} }} sort S {{ {names}, ... }}')
    assert all(60 < len(line) <= WIDTH for line in output.splitlines() if line.endswith(","))


def test_a_gloss_that_does_not_fit_has_a_line_of_its_own() -> None:
    long = "the gloss " + "and more of it " * 4
    parameters = ", ".join(f"p{number}: Some_sort" for number in range(4))
    for text, output in (
        (f'def d(p: S): Bool "{long}" = p', f'def d(p: S): Bool  "{long}"\n    = p\n'),
        (
            f'def d({parameters}): Bool "{long}" = p1',
            f'def d({parameters}): Bool\n    "{long}"\n    = p1\n',
        ),
    ):
        assert formatted(text) == output
        assert all(len(line) <= 100 for line in output.splitlines())


def test_comments_stay_beside_what_they_speak_of() -> None:
    text = dedent("""\
        claim C "c" {           # the claim
            # on the field
            holds a             # first
                  and b         # second
            owner ana           # of the owner
            # last
        }  # closed
        enum E {
            x,  # of x
            # on y
            y
        }
        """)
    assert formatted(text) == dedent("""\
        claim C "c" {           # the claim
            # on the field
            holds a             # first
                  and b         # second
            owner ana           # of the owner
            # last
        }  # closed
        enum E {
            x,  # of x
            # on y
            y
        }
        """)


def test_a_string_over_several_lines_stays_so() -> None:
    text = 'claim C "c" { because """first\n      second\n        third""" }'
    assert formatted(text) == dedent('''\
        claim C "c" {
            because """
                first
                second
                  third
                """
        }
        ''')


def test_deep_and_wide_formulas_are_laid_out() -> None:
    formatted(f"def d: Bool = {'(a and ' * 900}b{')' * 900}")
    formatted(f"def d: Bool = {'not ' * 900}b")
    formatted("def d: Bool = " + " and ".join(["a"] * 5000))
    formatted("def d: Bool = x in {" + ", ".join(["a"] * 5000) + "}")
    formatted("def d: Bool = " + "if a then b else " * 900 + "c")
    formatted("def d: Bool = " + "a implies " * 900 + "c")
