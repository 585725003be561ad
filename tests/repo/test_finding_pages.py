"""Every finding has a page, and the examples on the pages do what the pages say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from finding_pages import BAD, DECIDED, GOOD, MEANING, PAGES, TO_DO, WHY, Page, read_page
from findings_index import README, with_tables

from formalcase.diagnostics.catalogue import CATALOGUE
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.pipeline.check import check_paths
from formalcase.render.explain import page as explained
from formalcase.settings import Settings

FILES = sorted(PAGES.glob("FC*.md"))
ALL = {path.stem: read_page(path) for path in FILES}

NO_TEXT_SHOWS = frozenset(
    # About the file itself, or too large for a page.
    ["FC001", "FC002", "FC003", "FC004", "FC005", "FC006", "FC007", "FC033", "FC090", "FC099"]
    # Only a program that builds a case can do it.
    + ["FC116", "FC138", "FC322"]
    # Too large, or more files than fit.
    + ["FC137", "FC214"]
    # About texts without a folder, folders, settings, the command line.
    + ["FC135", "FC900", "FC901", "FC902"]
    + [f"FC{number}" for number in range(910, 923)]
)
"""Findings for which there is no example in the language, or none that fits on a page."""

VERDICTS = frozenset({"FC430", "FC431"})
"""Findings that say what the others come to."""

COMPANIONS = {
    "FC430": frozenset({"FC422"}),
    "FC431": frozenset({"FC405"}),
    "FC705": frozenset({"FC409"}),
    "FC707": frozenset({"FC701"}),
}
"""Findings that an example cannot do without, as one is the reason for the other."""

BUDGET = 50
"""Small, so that the examples of what is undecided do not take long; the others need next to nothing."""


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(ALL) == sorted(CATALOGUE)


@pytest.mark.parametrize("code", sorted(ALL))
def test_the_heading_is_that_of_the_catalogue(code: str) -> None:
    rule, heading = CATALOGUE[code], ALL[code].heading
    assert heading is not None
    assert (heading.code, heading.name, heading.severity) == (rule.code, rule.name, rule.severity.value)


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_page_has_its_sections_in_order(code: str) -> None:
    expected = [MEANING, WHY, BAD, GOOD, TO_DO]
    if code.startswith(("FC4", "FC7")):
        expected.append(DECIDED)
    assert list(ALL[code].sections) == expected
    assert all(body.strip() for body in ALL[code].sections.values())


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_page_can_be_shown_as_it_stands(code: str) -> None:
    text = ALL[code].path.read_text(encoding="utf-8")
    assert explained(CATALOGUE[code]) == text
    assert max(map(len, text.splitlines())) <= 110


def test_examples_are_missing_only_where_no_text_can_show_the_finding() -> None:
    without = {code for code, page in ALL.items() if not page.example(BAD)}
    assert without == NO_TEXT_SHOWS & CATALOGUE.keys()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """The findings about the checked file of each example, by code of the page and section."""
    root = tmp_path_factory.mktemp("pages")
    checked: dict[tuple[str, str], str] = {}
    for code, page in ALL.items():
        for section in (BAD, GOOD):
            path = _write_example(page, section, root / code / ("bad" if section == BAD else "good"))
            if path is not None:
                checked[code, section] = path.as_posix()
    result = check_paths([root], Settings(jobs=2, budget=BUDGET))
    by_file = {case.file: case.findings for case in result.cases}
    # A module without an error has no result of its own.
    return {key: by_file.get(path, ()) for key, path in checked.items()}


def _write_example(page: Page, section: str, folder: Path) -> Path | None:
    """Writes the files of an example; the path of the one that is checked, if there is an example."""
    paths = []
    for each in page.example(section):
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each.text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths[0] if paths else None


@pytest.mark.parametrize("code", [code for code, page in ALL.items() if page.example(BAD)])
def test_the_example_triggers_the_finding_and_nothing_else(
    code: str, found: Mapping[tuple[str, str], tuple[Finding, ...]]
) -> None:
    findings = found[code, BAD]
    assert code in {finding.code for finding in findings}
    assert _grave(findings) - {code} <= VERDICTS | COMPANIONS.get(code, frozenset())


@pytest.mark.parametrize("code", [code for code, page in ALL.items() if page.example(GOOD)])
def test_the_other_example_is_free_of_errors_and_warnings(
    code: str, found: Mapping[tuple[str, str], tuple[Finding, ...]]
) -> None:
    findings = found[code, GOOD]
    assert code not in {finding.code for finding in findings}
    assert not _grave(findings)


def _grave(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings if finding.severity is not Severity.NOTE}


def test_the_index_is_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run `python tests/repo/findings_index.py`"
