"""Imports: what they make visible, what they share, and where they may not lead."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from formalcase import resources
from formalcase.elaborate import Loaded, load_case, load_text

CASE = 'case k "A case" { top C }\nclaim C "c"\n'
OTHER = """
sort Model { old, new, ... }
enum Tier { none < basic }
unit run
const rate: Real[run] in 0 .. 5[run] "the rate"
fn harm(m: Model): Bool "{m} causes harm"
def safe(m: Model): Bool "{m} is safe" = not harm(m)
claim C "It is safe" { holds safe(new) }
evidence E "It was tested" { holds safe(new) source lab }
source lab "A laboratory"
argument S "By test" { for C from E }
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "main.fcase"


def load(folder: Path, files: Mapping[str, str]) -> Loaded:
    return load_case(write(folder, files), "main.fcase")


def codes(loaded: Loaded) -> list[str]:
    return [finding.code for finding in loaded.findings]


def nodes(loaded: Loaded) -> list[str]:
    assert loaded.case is not None, loaded.findings
    return list(loaded.case.nodes)


def test_an_imported_file_is_visible_under_its_alias(tmp_path: Path) -> None:
    main = (
        CASE
        + 'import "other.fcase" as other\n'
        + 'assumption A "a" { holds forall m in other.Model: other.safe(m) and other.rate < 2[other.run] }\n'
        + 'assumption B "b" { holds other.new != other.old and other.Tier.none < other.basic }\n'
        + 'argument S "s" { for C from other.C, other.E, A, B }\n'
        + 'defeater D "d" { attacks other.S.warrant, other.rate.range, other.E }\n'
    )
    loaded = load(tmp_path, {"main.fcase": main, "other.fcase": OTHER})
    assert nodes(loaded) == [
        *("C", "A", "B", "S", "D"),
        *("other.C", "other.E", "other.lab", "other.S"),
    ]
    assert loaded.case is not None
    assert set(loaded.case.vocabulary.symbols) == {"other.rate", "other.harm", "other.safe"}
    assert [member.name for member in loaded.case.vocabulary.sorts["other.Model"].members] == [
        "other.old",
        "other.new",
    ]
    assert [source.path for source in loaded.case.sources] == ["main.fcase", "other.fcase"]


def test_a_bare_enum_member_belongs_to_its_file(tmp_path: Path) -> None:
    main = CASE + 'import "other.fcase" as other\nassumption A "a" { holds other.Tier.none = none }\n'
    loaded = load(tmp_path, {"main.fcase": main, "other.fcase": OTHER})
    assert codes(loaded) == ["FC101"]
    assert loaded.findings[0].help == "did you mean `other.none`?"


def test_a_file_reached_twice_is_the_same_file(tmp_path: Path) -> None:
    files = {
        "main.fcase": CASE
        + 'import "left.fcase" as left\nimport "right.fcase" as right\n'
        + 'import "./parts/../leaf.fcase" as leaf\n'
        + 'argument S "s" { for C from left.leaf.L }\nargument S2 "s" { for C from right.again.L }\n'
        + "independent S, S2\n",
        "left.fcase": 'import "leaf.fcase" as leaf\n',
        "right.fcase": 'import "leaf.fcase" as again\n',
        "leaf.fcase": 'assumption L "a leaf"\n',
    }
    assert nodes(load(tmp_path, files)) == ["C", "S", "S2", "independent(S, S2)", "leaf.L"]


def test_links_to_one_file_are_the_same_file(tmp_path: Path) -> None:
    main = CASE + 'import "leaf.fcase" as a\nimport "hard.fcase" as b\nimport "soft.fcase" as c\n'
    path = write(tmp_path, {"main.fcase": main, "leaf.fcase": 'assumption L "a leaf"\n'})
    os.link(tmp_path / "leaf.fcase", tmp_path / "hard.fcase")
    (tmp_path / "soft.fcase").symlink_to("leaf.fcase")
    loaded = load_case(path, "main.fcase")
    assert codes(loaded) == ["FC136", "FC136"]
    assert nodes(loaded) == ["C", "a.L"]


def test_a_file_with_a_case_block_can_be_imported(tmp_path: Path) -> None:
    other = 'case o "Another" { top C }\n' + OTHER
    main = CASE + 'import "other.fcase" as other\nargument S "s" { for C from other.C }\n'
    loaded = load(tmp_path, {"main.fcase": main, "other.fcase": other})
    assert codes(loaded) == []
    assert (loaded.id, loaded.title) == ("k", "A case")


def test_paths_are_relative_to_the_importing_file(tmp_path: Path) -> None:
    files = {
        "main.fcase": CASE + 'import "parts/a.fcase" as a\nargument S "s" { for C from a.b.L, a.top.L }\n',
        "parts/a.fcase": 'import "b.fcase" as b\nimport "../top.fcase" as top\n',
        "parts/b.fcase": 'assumption L "b"\n',
        "top.fcase": 'assumption L "top"\n',
    }
    loaded = load(tmp_path, files)
    assert nodes(loaded) == ["C", "S", "a.b.L", "a.top.L"]
    assert loaded.case is not None
    assert [source.path for source in loaded.case.sources] == [
        *("main.fcase", "parts/a.fcase", "parts/b.fcase", "top.fcase")
    ]


def test_findings_name_the_imported_file_as_it_is_known(tmp_path: Path) -> None:
    path = write(
        tmp_path, {"main.fcase": CASE + 'import "a.fcase" as a\n', "a.fcase": 'claim D "d" { holds x }'}
    )
    (finding,) = load_case(path, "cases/main.fcase").findings
    assert finding.location is not None
    assert (finding.code, finding.location.file) == ("FC101", "cases/a.fcase")


BROKEN: dict[str, tuple[dict[str, str], list[str]]] = {
    "a missing file": ({"main.fcase": 'import "no.fcase" as no'}, ["FC130"]),
    "a folder": ({"main.fcase": 'import "sub" as sub', "sub/a.fcase": ""}, ["FC130"]),
    "what is missing has no follow-up": (
        {"main.fcase": 'import "no.fcase" as no\nargument S "s" { for C from no.X, no.y.Z }'},
        ["FC130"],
    ),
    "up and out": ({"main.fcase": 'import "../main.fcase" as m'}, ["FC131"]),
    "down, up and out": ({"main.fcase": 'import "a/../../b.fcase" as m'}, ["FC131"]),
    "just up": ({"main.fcase": 'import ".." as m'}, ["FC131"]),
    "an absolute path": ({"main.fcase": 'import "/etc/passwd" as m'}, ["FC132"]),
    "a drive": ({"main.fcase": 'import "C:/a.fcase" as m'}, ["FC132"]),
    "backslashes": ({"main.fcase": 'import "a\\\\b.fcase" as m'}, ["FC132"]),
    "nothing": ({"main.fcase": 'import "" as m'}, ["FC132"]),
    "a character that no path has": ({"main.fcase": 'import "a\\u{0}.fcase" as m'}, ["FC132"]),
    "a path of any length": ({"main.fcase": f'import "{"a" * 5000}.fcase" as m'}, ["FC130"]),
    "itself": ({"main.fcase": 'import "main.fcase" as m'}, ["FC133"]),
    "a circle": (
        {
            "main.fcase": 'import "a.fcase" as a',
            "a.fcase": 'import "b.fcase" as b',
            "b.fcase": 'import "a.fcase" as a',
        },
        ["FC133"],
    ),
    "a circle through the case": (
        {
            "main.fcase": 'import "a.fcase" as a',
            "a.fcase": 'import "main.fcase" as m\nclaim D "d" { holds not m.x }\n',
        },
        ["FC133", "FC101"],
    ),
    "no library": ({"main.fcase": "import std.nothing"}, ["FC134"]),
    "the library itself": ({"main.fcase": "import std"}, ["FC134"]),
    "out of the library": ({"main.fcase": "import std.`../../README`"}, ["FC134"]),
    "another library": ({"main.fcase": "import other.part"}, ["FC134"]),
    "twice": (
        {"main.fcase": 'import "a.fcase" as a\nimport "a.fcase" as b', "a.fcase": 'claim D "d"'},
        ["FC136"],
    ),
    "an alias that is taken": (
        {"main.fcase": 'import "a.fcase" as C\nargument S "s" { for C.C from C }', "a.fcase": 'claim C "d"'},
        ["FC102"],
    ),
    "a label that spells a qualified name": (
        {"main.fcase": 'import "a.fcase" as a\nclaim `a.D` "d"', "a.fcase": 'claim D "d"'},
        ["FC106"],
    ),
    "a label in an imported file": (
        {
            "main.fcase": 'import "a.fcase" as a',
            "a.fcase": 'import "b.fcase" as b\nfn `b.D`(x: Int): Bool "d"',
            "b.fcase": 'claim D "d"',
        },
        ["FC106"],
    ),
    "an import as a node": (
        {"main.fcase": 'import "a.fcase" as a\nargument S "s" { for C from a }', "a.fcase": 'claim D "d"'},
        ["FC114"],
    ),
    "an import as a value": (
        {"main.fcase": 'import "a.fcase" as a\nclaim E "e" { holds a }', "a.fcase": 'claim D "d"'},
        ["FC112"],
    ),
    "an unknown name behind an alias": (
        {"main.fcase": 'import "a.fcase" as a\nargument S "s" { for C from a.E }', "a.fcase": 'claim D "d"'},
        ["FC101"],
    ),
    "a name of the importing file": (
        {"main.fcase": 'import "a.fcase" as a\n', "a.fcase": 'argument S "s" { for C }'},
        ["FC101"],
    ),
    "units are those of their file": (
        {
            "main.fcase": 'import "a.fcase" as a\nunit run\n'
            'claim E "e" { holds a.x = 1[run] and a.x = 1[a.run] }',
            "a.fcase": 'unit run\nconst x: Real[run] "x"',
        },
        ["FC206"],
    ),
    "an unknown unit behind an alias": (
        {"main.fcase": 'import "a.fcase" as a\nconst x: Real[a.rum] "x"', "a.fcase": "unit run"},
        ["FC120"],
    ),
    "what is wrong in an imported file": (
        {"main.fcase": 'import "a.fcase" as a\nargument S "s" { for C from a.D }', "a.fcase": "claim D { }"},
        ["FC049"],
    ),
    "an empty file": ({"main.fcase": 'import "a.fcase" as a', "a.fcase": ""}, ["FC004"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_import_gives_its_findings(name: str, tmp_path: Path) -> None:
    files, expected = BROKEN[name]
    assert codes(load(tmp_path, {**files, "main.fcase": CASE + files["main.fcase"]})) == expected


def test_a_missing_file_is_guessed_at(tmp_path: Path) -> None:
    main = CASE + 'import "parts/othr.fcase" as other\n'
    (finding,) = load(tmp_path, {"main.fcase": main, "parts/other.fcase": OTHER}).findings
    assert finding.help == "did you mean `parts/other.fcase`?"


@pytest.mark.parametrize("target", ["../secret.fcase", "/etc/passwd", "loop.fcase"])
def test_a_link_leads_out_of_the_folder(target: str, tmp_path: Path) -> None:
    (tmp_path / "secret.fcase").write_text(OTHER)
    path = write(tmp_path / "case", {"main.fcase": CASE + 'import "loop.fcase" as other\n'})
    (path.parent / "loop.fcase").symlink_to(target)
    assert codes(load_case(path)) == ["FC131"]


def test_a_linked_folder_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.fcase").write_text(OTHER)
    path = write(tmp_path / "case", {"main.fcase": CASE + 'import "in/a.fcase" as other\n'})
    (path.parent / "in").symlink_to("../secret")
    assert codes(load_case(path)) == ["FC131"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    path = write(tmp_path, {"main.fcase": CASE + 'import "pipe.fcase" as other\n'})
    os.mkfifo(tmp_path / "pipe.fcase")
    assert codes(load_case(path)) == ["FC130"]


def test_imports_nest_to_a_limit(tmp_path: Path) -> None:
    files = {f"m{n}.fcase": f'import "m{n + 1}.fcase" as next\nclaim C{n} "c"\n' for n in range(150)}
    loaded = load(
        tmp_path, {"main.fcase": CASE + 'import "m0.fcase" as next\n', **files, "m150.fcase": OTHER}
    )
    assert codes(loaded) == ["FC137"]


def test_a_library_is_called_by_its_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library"
    write(
        library,
        {"tests/tiers.fcase": OTHER + 'import "more.fcase" as more\n', "tests/more.fcase": 'claim D "d"\n'},
    )
    monkeypatch.setattr(resources, "specs", lambda: library)
    text = CASE + 'import std.tests.tiers\nargument S "s" { for C from tiers.C, tiers.more.D }\n'
    loaded = load_text(text, "<text>")
    assert nodes(loaded)[:2] == ["C", "S"]
    assert loaded.case is not None
    assert [source.path for source in loaded.case.sources] == [
        *("<text>", "<std>/tests/tiers.fcase", "<std>/tests/more.fcase")
    ]
    (finding,) = load_text(CASE + "import std.tests.tires\n", "<text>").findings
    assert (finding.code, finding.help) == ("FC134", "did you mean `std.tests.tiers`?")


def test_a_text_imports_from_the_folder_that_it_is_given(tmp_path: Path) -> None:
    text = CASE + 'import "other.fcase" as other\n'
    write(tmp_path, {"other.fcase": OTHER})
    assert codes(load_text(text, "<text>")) == ["FC135"]
    assert codes(load_text(text, "<text>", tmp_path)) == []


def test_a_module_is_no_case(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"main.fcase": OTHER})
    assert (loaded.case, loaded.is_module, loaded.broken, loaded.findings) == (None, True, False, ())


def test_a_lost_case_block_makes_no_module(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"main.fcase": 'case "no name" { top C }\nclaim C "c"\n'})
    assert (loaded.case, loaded.is_module, loaded.broken) == (None, False, True)


def test_an_unreadable_file_is_no_module(tmp_path: Path) -> None:
    loaded = load_case(tmp_path / "none.fcase")
    assert (loaded.case, loaded.is_module, codes(loaded)) == (None, False, ["FC001"])
