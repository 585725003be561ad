"""What the parser makes of texts without mistakes, and how it goes on after mistakes."""

from __future__ import annotations

import gc
import sys
from datetime import date
from fractions import Fraction

import pytest
from syntax_samples import WORKED, codes, field, formula, good, places, read, shape

from formalcase.syntax.formulas import POWERS
from formalcase.syntax.symbols import SAID
from formalcase.syntax.tree import (
    Allow,
    BindExpr,
    ChainExpr,
    ChoiceExpr,
    ConstDecl,
    DateValue,
    EnumDecl,
    GroupExpr,
    ImportDecl,
    IndependentDecl,
    InListExpr,
    InRangeExpr,
    Interval,
    JunctionExpr,
    NameExpr,
    NodeDecl,
    NumberExpr,
    NumberValue,
    QuorumExpr,
    Ref,
    SortDecl,
    Text,
    TypeExpr,
    UnaryExpr,
    UnitDecl,
)
from formalcase.syntax.words import DECLARATION_WORDS, FIELD_WORDS, RESERVED, SOFT


def grouped(text: str) -> list[object]:
    """A formula without its parentheses and spans."""
    return shape(formula(text), groups=False)


# ---- Formulas ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a iff b implies c", "a iff (b implies c)"),
        ("a implies b iff c", "(a implies b) iff c"),
        ("a implies b implies c", "a implies (b implies c)"),
        ("a or b implies c", "(a or b) implies c"),
        ("a or b and c or d", "a or (b and c) or d"),
        ("not a and b", "(not a) and b"),
        ("not a = b", "not (a = b)"),
        ("not not a", "not (not a)"),
        ("a + b < c * d", "(a + b) < (c * d)"),
        ("a * b + c", "(a * b) + c"),
        ("-a * b", "(-a) * b"),
        ("a - -b", "a - (-b)"),
        ("a * -b", "a * (-b)"),
        ("a + b in 0 .. c + 1", "(a + b) in 0 .. (c + 1)"),
        ("forall x in S: p(x) and q", "forall x in S: (p(x) and q)"),
        ("r and forall x in S: p and q", "r and (forall x in S: (p and q))"),
        ("r implies exists x in S: p iff q", "r implies (exists x in S: (p iff q))"),
        ("not forall x in S: p and q", "not (forall x in S: (p and q))"),
        ("if a then b else c and d", "if a then b else (c and d)"),
        ("if a then if b then c else d else f", "if a then (if b then c else d) else f"),
        ("count x in S: p and q", "count x in S: (p and q)"),
        ("forall x in S: count y in S: p", "forall x in S: (count y in S: p)"),
    ],
)
def test_how_operators_group(text: str, meaning: str) -> None:
    assert grouped(text) == grouped(meaning)


def test_chains_are_flat_and_keep_their_operators() -> None:
    sums = formula("a - b + c - d")
    assert isinstance(sums, ChainExpr)
    assert [operator for operator, _ in sums.rest] == ["-", "+", "-"]
    products = formula("a / b * c")
    assert isinstance(products, ChainExpr)
    assert [operator for operator, _ in products.rest] == ["/", "*"]
    ands = formula("a and b and c")
    assert isinstance(ands, JunctionExpr)
    assert len(ands.parts) == 3


def test_a_chain_may_have_any_number_of_parts() -> None:
    for operator in ("and", "or", "+", "-", "*", "/"):
        chain = formula(f" {operator} ".join(["a"] * 20_000))
        assert isinstance(chain, JunctionExpr | ChainExpr)


def test_parentheses_are_kept() -> None:
    assert isinstance(formula("(a)"), GroupExpr)


def test_lists_ranges_and_binders() -> None:
    assert isinstance(formula("x in {a, b}"), InListExpr)
    assert isinstance(formula("x in 0 .. 1"), InRangeExpr)
    binder = formula("exists x in {a, b}, y in Real[year]: true")
    assert isinstance(binder, BindExpr)
    assert isinstance(binder.binders[0].domain, tuple)
    assert isinstance(binder.binders[1].domain, TypeExpr)
    assert isinstance(formula("if a then b else c"), ChoiceExpr)


@pytest.mark.parametrize(
    ("text", "value", "decimal"),
    [
        ("0", Fraction(0), False),
        ("1_000", Fraction(1000), False),
        ("0.1", Fraction(1, 10), True),
        ("1e-6", Fraction(1, 1_000_000), True),
        ("2E3", Fraction(2000), True),
        ("1.50e+1", Fraction(15), True),
        ("1e0003", Fraction(1000), True),
        ("9" * 1000, Fraction(int("9" * 1000)), False),
        ("1e-1000", Fraction(1, 10**1000), True),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction, decimal: bool) -> None:
    number = formula(text)
    assert isinstance(number, NumberExpr)
    assert (number.value, number.decimal, number.text) == (value, decimal, text)


def test_a_unit_belongs_to_the_number_before_it() -> None:
    product = formula("2 * 40000[run/year]")
    assert isinstance(product, ChainExpr)
    last = product.rest[0][1]
    assert isinstance(last, NumberExpr)
    assert last.unit is not None
    assert [factor.divides for factor in last.unit.factors] == [False, True]


def test_a_date_without_spaces_is_one_token_and_a_difference_with_spaces_is_not() -> None:
    assert isinstance(formula("2025 - 10 - 11"), ChainExpr)
    assert isinstance(formula("2025-1-1"), ChainExpr)
    assert codes("def d: Int = 2025-10-11") == ["FC053"]


def test_ranges_need_no_blanks() -> None:
    assert isinstance(formula("x in 1..5"), InRangeExpr)
    assert isinstance(formula("x in 0.5..1.5"), InRangeExpr)
    assert codes("def d: Bool = x in 1...5") == ["FC040"]


def test_the_powers_are_those_of_the_grammar() -> None:
    assert POWERS["iff"] < POWERS["implies"] < POWERS["or"] < POWERS["and"] < POWERS["="]
    assert POWERS["="] == POWERS["in"] < POWERS["+"] == POWERS["-"] < POWERS["*"] == POWERS["/"]


# ---- Nesting -------------------------------------------------------------------------------------

NESTED = [
    ("(", "a", ")"),
    ("f(", "a", ")"),
    ("not ", "a", ""),
    ("-", "a", ""),
    ("forall x in S: ", "a", ""),
    ("a implies ", "a", ""),
    ("if a then b else ", "c", ""),
    ("x in {", "a", "}"),
]


@pytest.mark.parametrize(("before", "middle", "after"), NESTED)
def test_a_thousand_levels_are_allowed_and_one_more_is_not(before: str, middle: str, after: str) -> None:
    limit = sys.getrecursionlimit()
    assert codes(f"def d: Bool = {before * 1000}{middle}{after * 1000}") == []
    assert codes(f"def d: Bool = {before * 1001}{middle}{after * 1001}") == ["FC090"]
    assert sys.getrecursionlimit() == limit


def test_levels_that_are_closed_do_not_count() -> None:
    part = "(" * 999 + "a" + ")" * 999
    assert codes(f"def d: Bool = {part} and {part} or not {part}") == []


# ---- Names ---------------------------------------------------------------------------------------


def test_soft_words_are_names_wherever_a_name_is_wanted() -> None:
    for word in (*DECLARATION_WORDS, *FIELD_WORDS, "of", "as", "min", "Bool"):
        good(f'claim {word} "s" {{ holds {word}({word}, {word}.{word}) and {word} for {word} owner {word} }}')
        good(f'argument {word} "s" {{ from {word}, 2 of ({word}, {word}) given {word} }}')
        good(f'enum {word} "g" {{ {word}, {word} }} fn {word}({word}: {word}): {word}')
        good(f"import {word} as {word} unit {word} = {word}")


def test_reserved_words_are_names_in_backticks_only() -> None:
    for word in RESERVED:
        good(f"sort `{word}` {{ a }} const c: T.`{word}`")
        assert codes(f"sort {word}") == ["FC058"]
        assert codes(f"const c: T.{word}") == ["FC058"]


def test_a_word_in_backticks_is_no_keyword() -> None:
    assert codes('`claim` A "s"') == ["FC042"]
    assert codes('claim A "s" { `owner` b }') == ["FC043"]


def test_names_in_backticks_are_normalised() -> None:
    sort = good("sort `Cafe\u0301`").declarations[0]
    assert isinstance(sort, SortDecl)
    assert sort.name.text == "Caf\u00e9"
    assert shape(good("sort `S2`").declarations) == shape(good("sort S2").declarations)


# ---- Fields and declarations ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("language 1", NumberValue),
        ("top P0", Ref),
        ("as_of 2025-01-01", DateValue),
        ("holds x", NameExpr),
        ("holds -x", UnaryExpr),
        ("for P", Ref),
        ("from A, 2 of (B, other.C)", tuple),
        ("given A", tuple),
        ("informal", type(None)),
        ("source a, b", tuple),
        ("collected 2025-01-01", DateValue),
        ("expires 2025-01-01", DateValue),
        ("credence 0.90 .. 1", Interval),
        ("attacks S.warrant", tuple),
        ('residual "r"', Text),
        ("within a", tuple),
        ("about a", tuple),
        ("accepting a", tuple),
        ('because "r"', Text),
        ('cites "a", "b"', tuple),
        ("owner ana", object),
        ('allow FC123 because "r"', Allow),
    ],
)
def test_every_field_has_a_value_of_its_type(text: str, kind: type) -> None:
    read_field = field(text)
    assert isinstance(read_field.value, kind)
    assert read_field.keyword == text.split()[0]
    assert read_field.keyword_span.text == read_field.keyword
    assert read_field.span.text == text


def test_what_fields_hold() -> None:
    premises = field("from A, 2 of (B, other.C)").value
    assert isinstance(premises, tuple)
    quorum = premises[1]
    assert isinstance(quorum, QuorumExpr)
    assert quorum.least == 2
    assert quorum.members[1].parts == ("other", "C")
    moment = field("expires 2024-02-29").value
    assert isinstance(moment, DateValue)
    assert moment.value == date(2024, 2, 29)
    credence = field("credence 0.90 .. 1").value
    assert isinstance(credence, Interval)
    assert (credence.low, credence.high) == (Fraction(9, 10), Fraction(1))


def test_declarations() -> None:
    file = good(
        'sort S "g" { a "one", b, ... } sort T sort U { a } enum E { x, y } enum F { x < y }\n'
        'const c: Real[1/year] in 0 .. 5[1/year] "g" unit month = 1/12 * year "g"\n'
        'import "a.fcase" as a import std.b independent A, B { accepting s }'
    )
    opened, bare, closed, listed, scale, constant, unit, path, library, legs = file.declarations
    assert isinstance(opened, SortDecl)
    assert isinstance(bare, SortDecl)
    assert isinstance(closed, SortDecl)
    assert (opened.open, bare.open, closed.open) == (True, True, False)
    assert isinstance(listed, EnumDecl)
    assert isinstance(scale, EnumDecl)
    assert (listed.ordered, scale.ordered) == (False, True)
    assert isinstance(constant, ConstDecl)
    assert constant.bounds is not None
    assert isinstance(unit, UnitDecl)
    assert unit.definition is not None
    assert [factor.divides for factor in unit.definition.factors] == [False, True, False]
    assert isinstance(path, ImportDecl)
    assert isinstance(path.target, Text)
    assert isinstance(library, ImportDecl)
    assert isinstance(library.target, Ref)
    assert library.alias is None
    assert isinstance(legs, IndependentDecl)
    assert [leg.text for leg in legs.legs] == ["A", "B"]


def test_comments_are_kept_without_blanks_at_their_end() -> None:
    file = good("# one  \r\nsort S # two\n#")
    assert [comment.text for comment in file.comments] == ["# one", "# two", "#"]


def test_no_separators_and_no_line_ends_are_needed() -> None:
    one_line = " ".join(line.split("#")[0].strip() for line in WORKED.splitlines())
    assert shape(good(one_line).declarations) == shape(good(WORKED).declarations)
    assert shape(good(WORKED.replace("\n", "\r\n")).declarations) == shape(good(WORKED).declarations)


def test_offsets_count_code_points() -> None:
    node = good('claim `𝔸𝔹` "😀" { holds x }').declarations[0]
    assert isinstance(node, NodeDecl)
    assert node.name.span.text == "`𝔸𝔹`"
    assert node.fields[0].span.text == "holds x"


# ---- Going on after a mistake --------------------------------------------------------------------


def test_several_mistakes_in_one_file_are_each_reported_once() -> None:
    text = WORKED.replace("P1_stealth, P3", "P1_stealth,", 1)  # for P0 from P1_stealth, }
    text = text.replace("assumption A3", "asumption A3").replace("for   P3", "fur   P3")
    text = text.replace("harm(m) implies aware(m)", "harm(m implies aware(m)")
    assert [code for code, _ in places(text)] == ["FC040", "FC042", "FC043", "FC040"]


def test_a_misspelt_word_is_read_as_what_it_stands_for() -> None:
    file, findings = read('asumption A "s" { hold x form B }')
    meant = ("assumption", "holds", "from")
    assert [finding.help for finding in findings] == [f"did you mean `{word}`?" for word in meant]
    node = file.declarations[0]
    assert isinstance(node, NodeDecl)
    assert [read_field.keyword for read_field in node.fields] == ["holds", "from"]


def test_a_word_of_another_notation_is_read_as_what_it_stands_for() -> None:
    file, findings = read('axiom A "s" { formula x rationale "b" }\npredicate f(a: S): Bool "g"\nsort T')
    meant = ("assumption", "holds", "because", "fn")
    assert [finding.help for finding in findings] == [f"did you mean `{word}`?" for word in meant]
    node = file.declarations[0]
    assert isinstance(node, NodeDecl)
    assert node.kind == "assumption"
    assert [read_field.keyword for read_field in node.fields] == ["holds", "because"]
    assert len(file.declarations) == 3


def test_every_word_of_another_notation_leads_to_words_of_the_language() -> None:
    for word, meant in SAID.items():
        assert word not in SOFT | RESERVED
        assert meant
        assert set(meant) <= SOFT


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ('evidence E "e" { source: lab }', "leave out the `:`: what `source` says follows it at once"),
        ('fn f(a: S) -> Bool "g"', "write `implies`; before the type of a result, `:`"),
    ],
)
def test_marks_of_other_notations(text: str, help_: str) -> None:
    assert help_ in [finding.help for finding in read(text)[1]]


def test_a_node_that_lost_a_field_is_damaged_and_keeps_the_others() -> None:
    node = read('claim A "s" { holds a b owner c because "why" }')[0].declarations[0]
    assert isinstance(node, NodeDecl)
    assert node.damaged
    assert [read_field.keyword for read_field in node.fields] == ["holds", "owner", "because"]
    node = read('argument A "s" { for P from B,\n given C }')[0].declarations[0]
    assert isinstance(node, NodeDecl)
    assert node.damaged
    assert [read_field.keyword for read_field in node.fields] == ["for", "given"]


def test_brackets_count_while_a_broken_field_is_skipped() -> None:
    text = 'claim A "s" { holds f(a b, {source, c}, owner d) owner e }\nsort S'
    file, findings = read(text)
    assert len(findings) == 1
    node = file.declarations[0]
    assert isinstance(node, NodeDecl)
    assert [read_field.keyword for read_field in node.fields] == ["owner"]
    assert len(file.declarations) == 2


def test_fields_are_read_though_the_sentence_is_missing() -> None:
    for text in ("claim P { holds x }", "claim P 5 { holds x }"):
        file, findings = read(text)
        assert [finding.code for finding in findings] == ["FC049"]
        node = file.declarations[0]
        assert isinstance(node, NodeDecl)
        assert [read_field.keyword for read_field in node.fields] == ["holds"]


def test_names_of_lost_declarations_are_kept() -> None:
    file, _ = read("def f(x: S): Bool = x and\nsort T { a, b c }\nconst c: 5\nconst in: Int")
    assert [name.text for name in file.lost] == ["f", "T", "a", "b", "c", "c"]


def test_a_missing_brace_shows_the_block_that_is_open() -> None:
    (finding,) = read('claim A "s" {\n holds x\n\nclaim B "t" { }')[1]
    assert finding.related[0].location is not None
    assert finding.related[0].location.line == 1


def test_a_stray_brace_in_a_block_is_reported_once() -> None:
    assert codes('claim A "s" { { holds x }\nclaim B "t" { holds y }') == ["FC040"]


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    good("sort S")
    assert gc.isenabled()
    gc.disable()
    try:
        good("sort S")
        assert not gc.isenabled()
    finally:
        gc.enable()
