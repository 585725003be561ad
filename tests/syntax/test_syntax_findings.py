"""Each mistake gives its code at its place, and nothing else; each rule of the catalogue occurs here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from syntax_samples import codes, places, read

from formalcase.diagnostics.catalogue import text as rules
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.diagnostics.rule import Rule
from formalcase.syntax.reading import LARGEST_FILE, decode, read_source

LONG = "7" * 1001
DEEP = "(" * 1000

MISTAKES: list[tuple[str, str, str]] = [
    # code, text, what stands at the place of the finding
    ("FC020", "# a comment \u202e that misleads\nsort S", "\u202e"),
    ("FC020", 'claim A "zero\u200bwidth"', "\u200b"),
    ("FC020", 'claim A "a\ttab"', "\t"),
    ("FC020", 'claim A """\n\tone\ttwo"""', "\t"),
    ("FC020", "sort `a\u2066b`", "\u2066"),
    ("FC020", "sort `a\tb`", "\t"),
    ("FC020", "sort S\rsort T", "\r"),
    ("FC020", "sort \x0cS", "\x0c"),
    ("FC020", "sort S\ufeff", "\ufeff"),
    ("FC020", "# left\u061cto right", "\u061c"),
    ("FC020", "# right\u200eto left", "\u200e"),
    ("FC021", 'claim A "s" { holds a @ b }', "@"),
    ("FC022", 'claim A "s" { holds a && b }', "&&"),
    ("FC022", 'claim A "s" { holds a == b }', "=="),
    ("FC022", "claim A “curled”", "“curled”"),
    ("FC022", 'claim A "s" { holds a; owner b }', ";"),
    ("FC022", "sort S // no comment", "//"),
    ("FC023", 'claim A "s\nclaim B "t"', '"s'),
    ("FC023", 'claim A "s {\n holds x\n}\nclaim B "t"', '"s {'),
    ("FC024", 'claim A "s" { because """never\nended }', '"""'),
    ("FC025", r'claim A "a \q b"', r"\q"),
    ("FC025", r'claim A "\u{110000}"', r"\u{110000}"),
    ("FC025", r'claim A "\u{d800}"', r"\u{d800}"),
    ("FC025", r'claim A "\u0041"', r"\u"),
    ("FC026", "sort `a\nsort b", "`a"),
    ("FC027", "sort ``", "``"),
    ("FC028", "sort Größe", "Größe"),
    ("FC029", "def d: Int = 007", "007"),
    ("FC030", "def d: Real = .5", ".5"),
    ("FC030", "def d: Real = 5.", "5."),
    ("FC031", "def d: Real = 5%", "5%"),
    ("FC032", "def d: Real = 5x", "5x"),
    ("FC032", "def d: Real = 1__0", "1__0"),
    ("FC032", "def d: Real = 1.5.2", "1.5.2"),
    ("FC032", "def d: Real = 1e", "1e"),
    ("FC033", f"def d: Int = {LONG}", LONG),
    ("FC034", "def d: Real = 1e1001", "1e1001"),
    ("FC034", "def d: Real = 1e-1001", "1e-1001"),
    ("FC035", 'evidence E "s" { expires 2025-02-29 }', "2025-02-29"),
    ("FC036", 'evidence E "s" { expires 2025-2-03 }', "2025-2-03"),
    ("FC040", 'claim A "s" { holds a b }', "b"),
    ("FC040", 'claim A "s" { holds (a }', "}"),
    ("FC040", 'claim A "s" { holds x in {} }', "}"),
    ("FC040", "def d: Int = f(a,)", ")"),
    ("FC040", "sort S { }", "}"),
    ("FC040", "enum E { a, b, }", "}"),
    ("FC040", 'evidence E "s" { expires 2025-1-1 }', "2025"),
    ("FC040", 'claim A "s" { holds }', "}"),
    ("FC040", "unit", ""),
    ("FC041", 'argument S "s" { for P from A,\n given K1 }', "given"),
    ("FC041", 'claim A "s" { holds x and\n source t }', "source"),
    ("FC041", 'claim A "s" { holds\n because "why" }', "because"),
    ("FC041", 'def d: Bool = x and\nclaim A "s"', "claim"),
    ("FC041", 'independent A,\ndefeater D "s"', "defeater"),
    ("FC042", 'asumption A "s" { holds x }', "asumption"),
    ("FC042", "hazard H { what { ever } }\nsort S", "hazard"),
    ("FC043", 'argument S "s" { for P form A, B }', "form"),
    ("FC043", 'claim A "s" {\n mitigates B\n owner c }', "mitigates"),
    ("FC044", 'claim A "s" {\n holds x\nclaim B "t" { }', "claim"),
    ("FC044", 'evidence A "s" {\n holds x\nsource b "t" { }', "source"),
    ("FC044", 'claim A "s" {\n holds x\nsort T', "sort"),
    ("FC045", 'claim A "s" { holds x', "{"),
    ("FC046", 'claim A "s" { holds x } }\nsort S', "}"),
    ("FC047", 'claim A "s" { holds x }\n because "why"\nsort S', "because"),
    ("FC048", 'claim A "s"\n holds x\n}\nsort S', "holds"),
    ("FC049", "claim A { holds x }", "{"),
    ("FC050", "def d: Bool = a < b < c", "<"),
    ("FC050", "def d: Bool = a = b in {c}", "in"),
    ("FC051", "def d: Bool = a iff b iff c", "iff"),
    ("FC052", "def d: Bool = x = not p", "not"),
    ("FC052", "def d: Bool = p and count t in T: q", "count"),
    ("FC052", "def d: Int = 1 + if p then 1 else 2", "if"),
    ("FC052", "def d: Bool = not if p then q else r", "if"),
    ("FC053", "def d: Int = 2025-01-01 - 3", "2025-01-01"),
    ("FC054", "enum E { a, b < c }", "<"),
    ("FC054", "enum E { a < b, c }", ","),
    ("FC055", "enum E { a, ... }", "..."),
    ("FC056", "sort S { ... }", "..."),
    ("FC056", "sort S { a, ..., b }", ","),
    ("FC056", "sort S { a ... }", "..."),
    ("FC057", "def d: Int = f()", "("),
    ("FC057", "fn f(): Int", "("),
    ("FC058", "const in: Bool", "in"),
    ("FC058", "sort S { true, false }", "true"),
    ("FC059", "const c: Real[2/year]", "2"),
    ("FC059", "def d: Real = 5[year/1]", "1"),
    ("FC060", 'argument S "s" { from 2.5 of (A, B) }', "2.5"),
    ("FC061", 'import "other.fcase"', '"other.fcase"'),
    ("FC090", f"def d: Bool = {DEEP}(x){')' * 1000}", "("),
]


@pytest.mark.parametrize(("code", "text", "place"), MISTAKES)
def test_one_mistake_gives_one_finding_at_its_place(code: str, text: str, place: str) -> None:
    assert places(text) == [(code, place)]


@pytest.mark.parametrize("text", ['fn rate: Real "the rate"', 'fn rate(): Real "the rate"'])
def test_a_function_without_parameters_is_called_a_constant(text: str) -> None:
    (finding,) = read(text)[1]
    assert "write `const`" in (finding.help or "")


def _read_file(path: Path) -> Finding:
    source, findings = read_source(path, "shown.fcase")
    assert source is None
    assert len(findings) == 1
    return findings[0]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    finding = _read_file(tmp_path / "none.fcase")
    assert finding.code == "FC001"
    assert finding.location is not None
    assert (finding.location.file, finding.location.line, finding.location.column) == ("shown.fcase", 1, 1)


def test_a_name_that_no_file_can_have() -> None:
    assert _read_file(Path("a\0b.fcase")).code == "FC001"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.fcase"
    path.write_text("sort S")
    path.chmod(0)
    assert _read_file(path).code == "FC001"


def test_a_folder_with_the_name_of_a_case(tmp_path: Path) -> None:
    path = tmp_path / "x.fcase"
    path.mkdir()
    assert _read_file(path).code == "FC002"


@pytest.mark.skipif(os.name != "posix", reason="there are no named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.fcase"
    os.mkfifo(path)
    assert _read_file(path).code == "FC002"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices")
def test_a_device_is_refused() -> None:
    assert _read_file(Path("/dev/zero")).code == "FC002"


def test_the_size_is_looked_at_before_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.fcase"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    assert _read_file(path).code == "FC003"


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("FC004", b""),
        ("FC004", b" \r\n\t\n"),
        ("FC004", b"\xef\xbb\xbf"),
        ("FC005", b"sort S\0"),
        ("FC005", bytes(range(256)) * 4),
        ("FC005", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("FC006", "sort S".encode("utf-16")),
        ("FC006", "sort S".encode("utf-16-be")),
        ("FC006", "sort S".encode("utf-16-le")),
        ("FC006", "sort S".encode("utf-32")),
        ("FC007", "sort Größe".encode("latin-1")),
        ("FC007", b"sort \xed\xa0\x80"),
        ("FC007", b"sort \xc0\x80"),
        ("FC007", b"sort S \xe2\x82"),
    ],
)
def test_bytes_that_are_no_utf8_text(code: str, data: bytes) -> None:
    source, findings = decode(data, "f")
    assert source is None
    assert [finding.code for finding in findings] == [code]


def test_invalid_utf8_is_shown_at_its_line_and_byte() -> None:
    _, (finding,) = decode("sort Ä\nsort ".encode() + b"\xff", "f")
    assert finding.location is not None
    assert (finding.location.line, finding.location.column) == (2, 6)
    assert "byte 14 (line 2)" in finding.message


def test_a_byte_order_mark_is_skipped_and_does_not_shift_columns() -> None:
    source, findings = decode(b"\xef\xbb\xbfsort S", "f")
    assert source is not None
    assert (source.text, findings) == ("sort S", ())


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.fcase"
    path.write_bytes("sort S # ä\r\n".encode())
    source, findings = read_source(path, "a.fcase")
    assert source is not None
    assert (source.text, source.path, findings) == ("sort S # ä\r\n", "a.fcase", ())


def test_no_more_than_a_hundred_findings_are_shown_and_a_note_says_so() -> None:
    found = read('claim A "s" { holds x y }\n' * 150)[1]
    assert [finding.code for finding in found] == ["FC040"] * 100 + ["FC099"]
    assert found[-1].severity is Severity.NOTE
    mixed = codes('claim A "s" { holds @ }\nclaim A "s" { holds x y }\n' * 80)
    assert mixed == ["FC021", "FC040"] * 50 + ["FC099"]


def test_findings_come_in_the_order_of_the_text() -> None:
    text = 'claim A "s" { holds a b }\nclaim B "\\q"\nclaim C { }\nsort 5x'
    assert codes(text) == ["FC040", "FC025", "FC049", "FC032"]


def test_every_rule_has_a_test_and_stands_in_its_range() -> None:
    here = {code for code, _, _ in MISTAKES}
    elsewhere = {f"FC00{number}" for number in range(1, 8)} | {"FC099"}
    rule_codes = [value.code for value in vars(rules).values() if isinstance(value, Rule)]
    assert sorted(rule_codes) == sorted(here | elsewhere)
    assert all("FC001" <= code <= "FC099" for code in rule_codes)
