"""Settings: defaults, the file, the command line; and what is refused, at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from formalcase.diagnostics.finding import Finding
from formalcase.settings import Colour, FailOn, Format, Settings, SettingsError, load_settings

FULL = """
format = "json"
output = "reports/out.json"
as-of = 2025-09-01
jobs = 4
budget = 500
quiet = true
fail-on = "warning"
select = ["FC4"]
ignore = ["FC411"]
colour = "never"
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "a.fcase"
    path.write_text("")
    return path


def write(case: Path, text: str) -> None:
    (case.parent / "formalcase.toml").write_text(text, encoding="utf-8")


def refused(case: Path, text: str) -> list[Finding]:
    write(case, text)
    with pytest.raises(SettingsError) as caught:
        load_settings([case], {})
    return list(caught.value.findings)


def test_without_a_file_the_defaults_hold(case: Path) -> None:
    assert load_settings([case], {}) == Settings()


def test_the_file_sets_everything(case: Path) -> None:
    write(case, FULL)
    assert load_settings([case], {}) == Settings(
        format=Format.JSON,
        output=case.parent / "reports" / "out.json",
        as_of=date(2025, 9, 1),
        jobs=4,
        budget=500,
        quiet=True,
        fail_on=FailOn.WARNING,
        select=("FC4",),
        ignore=("FC411",),
        colour=Colour.NEVER,
    )


def test_the_command_line_wins(case: Path) -> None:
    write(case, FULL)
    settings = load_settings([case], {"format": "concise", "quiet": False, "select": ["FC7"], "budget": 9})
    assert (settings.format, settings.quiet, settings.select, settings.budget) == (
        Format.CONCISE,
        False,
        ("FC7",),
        9,
    )
    assert settings.jobs == 4


def test_an_empty_file_changes_nothing(case: Path) -> None:
    write(case, "")
    assert load_settings([case], {}) == Settings()


def test_a_date_may_be_a_text(case: Path) -> None:
    write(case, 'as-of = "2025-09-01"')
    assert load_settings([case], {}).as_of == date(2025, 9, 1)


def test_an_unknown_key_is_placed_and_guessed(case: Path) -> None:
    (found,) = refused(case, '\n  fail_on = "error"\n')
    assert found.code == "FC911"
    assert found.help == "did you mean `fail-on`?"
    assert found.location is not None
    assert (found.location.line, found.location.column, found.location.end_column) == (2, 3, 10)


def test_all_mistakes_are_told_at_once(case: Path) -> None:
    found = refused(case, 'format = "jsno"\njobs = 0\nnonsense = 1\n[quiet]\nx = 1\n')
    assert [(each.code, each.location and each.location.line) for each in found] == [
        ("FC912", 1),
        ("FC912", 2),
        ("FC911", 3),
        ("FC912", 4),
    ]
    assert found[0].help == "did you mean `json`?"


@pytest.mark.parametrize(
    "line",
    [
        'jobs = "4"',
        "jobs = true",
        "jobs = 4.0",
        "jobs = 99999999999999999999",
        "budget = -1",
        "quiet = 1",
        "quiet = 'yes'",
        "as-of = 2025-09-01T00:00:00",
        "as-of = '2025-9-1'",
        "as-of = '2025-02-30'",
        "as-of = 20250901",
        "select = 'FC4'",
        "select = [4]",
        "ignore = ['FC9999']",
        "ignore = ['FC999']",
        "ignore = ['fc4']",
        "colour = true",
        "format = ['json']",
        "format = 1979-05-27",
    ],
)
def test_a_wrong_value_is_refused(case: Path, line: str) -> None:
    assert [each.code for each in refused(case, line)] == ["FC912"]


@pytest.mark.parametrize(
    "output",
    [
        "/tmp/out.json",
        "../out.json",
        "a/../../out.json",
        ".git/hooks/x.txt",
        ".hidden.json",
        "a.fcase",
        "Makefile",
        "setup.py",
        "c:\\\\out.json",
        "",
        "link/out.json",
    ],
)
def test_a_file_may_not_choose_any_output_it_likes(case: Path, tmp_path: Path, output: str) -> None:
    (case.parent / "link").symlink_to(tmp_path.parent)
    assert [each.code for each in refused(case, f'output = "{output}"')] == ["FC912"]


@pytest.mark.parametrize(
    "text",
    ['format = "json', "x", "= 1", "a = 1\na = 2", "[" * 5000, "a = " + "[" * 100_000, "x = " + "9" * 5000],
)
def test_what_is_not_toml_is_an_input_error(case: Path, text: str) -> None:
    assert [each.code for each in refused(case, text)] in (["FC910"], ["FC911"])


def test_what_is_not_text_is_an_input_error(case: Path) -> None:
    (case.parent / "formalcase.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        load_settings([case], {})


def test_a_flag_that_is_wrong_has_its_name(case: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings([case], {"fail-on": "warnings"})
    (found,) = caught.value.findings
    assert "`--fail-on`" in found.message
    assert found.help == "did you mean `warning`?"


# ---- Which file holds ----------------------------------------------------------------------------


def test_a_folder_s_own_file_holds_below_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.fcase").write_text("")
    (tmp_path / "formalcase.toml").write_text("jobs = 3")
    assert load_settings([tmp_path], {}).jobs == 3


def test_a_file_further_up_does_not_reach_a_named_case(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "formalcase.toml").write_text("jobs = 3")
    assert load_settings([tmp_path / "inner" / "a.fcase"], {}).jobs == 1


@pytest.mark.parametrize("outer", ["", "jobs = 3"])
def test_files_that_disagree_are_refused(tmp_path: Path, outer: str) -> None:
    (tmp_path / "inner").mkdir()
    if outer:
        (tmp_path / "formalcase.toml").write_text(outer)
    (tmp_path / "inner" / "formalcase.toml").write_text("jobs = 4")
    with pytest.raises(SettingsError) as caught:
        load_settings([tmp_path], {})
    assert [each.code for each in caught.value.findings] == ["FC913"]


def test_files_that_agree_are_one(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "formalcase.toml").write_text("jobs = 4")
    assert load_settings([tmp_path / "one" / "a.fcase", tmp_path / "two" / "a.fcase"], {}).jobs == 4


def test_standard_input_has_the_settings_of_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "formalcase.toml").write_text("jobs = 5")
    assert load_settings(["-"], {}).jobs == 5
