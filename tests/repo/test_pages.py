"""What the pages say that a command prints it prints; the runner is tested on pages known to be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import ROOT, Statement, amiss, copy_of, statements, unfounded

EXAMPLES = sorted((ROOT / "examples").glob("*/README.md"))
STATEMENTS = [
    pytest.param(each, id=each.place, marks=[pytest.mark.slow] if each.slow else [])
    for page in [ROOT / "README.md", *EXAMPLES]
    for each in statements(page)
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_it_comes_out_as_the_page_says(
    statement: Statement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of(statement.page.parent, tmp_path) if statement.changes else ROOT
    monkeypatch.chdir(root)
    assert amiss(statement, root) == []


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.parent.name)
def test_numbers_and_names_in_the_prose_come_from_somewhere(page: Path) -> None:
    assert unfounded(page) == set()


FOLDERS = (ROOT, ROOT / "docs", ROOT / "docs" / "decisions", ROOT / "specs", ROOT / "benchmarks")
LINKED = [*(page for folder in FOLDERS for page in sorted(folder.glob("*.md"))), *EXAMPLES]


def headings(page: Path) -> set[str]:
    """What a link may have after its `#`."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in found}


def test_links_lead_somewhere() -> None:
    lost = []
    for page in LINKED:
        for link in re.findall(r"\]\(([^)\s:]+)\)", page.read_text(encoding="utf-8")):
            path, _, heading = link.partition("#")
            target = page.parent / path if path else page
            if not target.exists() or (heading and heading not in headings(target)):
                lost.append((page.name, link))
    assert lost == []


# ---- The runner ----------------------------------------------------------------------------------

RIGHT = ["one\ntwo\nthree", "…\nthree", "one\n…", "one\n…\nthree", "…\ntwo\n…", "…"]
WRONG = ["one\nthree", "one\ntwo", "two\n…", "…\ntwo", "…\nthree\n…\ntwo\n…", "one\n…\none\n…\nthree", ""]


@pytest.fixture
def printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command prints three lines."""
    monkeypatch.setattr("pages.output_of", lambda line: "one\ntwo\nthree\n")


def problems(text: str, *, shown: bool, root: Path = ROOT) -> list[str]:
    return amiss(Statement(EXAMPLES[0], 1, text, shown, slow=False), root)


@pytest.mark.usefixtures("printing")
@pytest.mark.parametrize("lines", RIGHT)
def test_lines_may_be_left_out(lines: str) -> None:
    assert problems(f"$ formalcase check\n{lines}\n", shown=True) == []


@pytest.mark.usefixtures("printing")
@pytest.mark.parametrize("lines", WRONG)
def test_what_is_shown_is_compared_line_by_line(lines: str) -> None:
    assert problems(f"$ formalcase check\n{lines}\n", shown=True) != []


@pytest.mark.usefixtures("printing")
def test_each_text_is_looked_for_and_each_that_must_not_be_there() -> None:
    assert problems("$ formalcase check\none   two\nnot: four\n", shown=False) == []
    assert len(problems("$ formalcase check\nfour\nnot: two three\n", shown=False)) == 2
    assert problems("$ formalcase check\n", shown=False) != []


def test_a_comment_without_a_command_and_a_change_that_does_not_fit_are_refused(tmp_path: Path) -> None:
    assert problems("established\n", shown=False) != []
    text = "in case.fcase: no such text => another\n$ formalcase check\none\n"
    assert "does not have once" in problems(text, shown=False, root=copy_of(EXAMPLES[0].parent, tmp_path))[0]


def test_sessions_of_python_are_run() -> None:
    assert problems(">>> 1 + 1\n2\n", shown=False) == []
    assert problems(">>> 1 + 1\n3\n", shown=False) != []


def test_a_number_that_is_nowhere_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("It has 12 leaves, see `LEAF_ONE` and [40](a.md).\n<!-- tested\n12\n-->\n", "utf-8")
    assert unfounded(page) == {"LEAF_ONE"} | {"40"}
