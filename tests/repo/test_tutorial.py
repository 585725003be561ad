"""The tutorial, done: each block goes into the file, each command is run on it, and prints what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import ROOT, amiss, statements

PAGE = ROOT / "docs" / "tutorial.md"
FILE = "pay.fcase"

_BLOCK = re.compile(r"^```fcase\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^(?=[a-z])", re.MULTILINE)
_NAME = re.compile(r"(\w+)\s+(\w+)")
_STEP = re.compile(r"^## (\d+)\. ", re.MULTILINE)


def put(text: str, block: str) -> str:
    """The file with what is in a block: in place of what has the same name, else at the end."""
    new = {name_of(item): item.rstrip("\n") + "\n" for item in _ITEM.split(block) if item.strip()}
    old = [new.pop(name_of(item), item) for item in _ITEM.split(text) if item.strip()]
    return "".join(old) + "".join(new.values())


def name_of(item: str) -> tuple[str, str]:
    found = _NAME.match(item)
    assert found is not None, item
    return found[1], found[2]


def test_the_case_grows_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    blocks = [(page.count("\n", 0, found.start()) + 1, found["text"]) for found in _BLOCK.finditer(page)]
    path = tmp_path / FILE
    path.write_text("", encoding="utf-8")
    done = [*((line, block) for line, block in blocks), *((each.line, each) for each in statements(PAGE))]
    for _, each in sorted(done, key=lambda at: at[0]):
        if isinstance(each, str):
            path.write_text(put(path.read_text(encoding="utf-8"), each), encoding="utf-8")
        else:
            assert amiss(each, tmp_path) == [], each.place


def test_there_are_ten_steps_and_each_shows_something() -> None:
    page = PAGE.read_text(encoding="utf-8")
    _, *parts = _STEP.split(page)
    assert parts[::2] == [str(number) for number in range(1, 11)]
    assert all("```console\n" in part for part in parts[1::2])


def test_what_has_the_same_name_is_replaced() -> None:
    text = 'claim A "one" {\n    holds x\n}\nfn   x: Bool "x"\n'
    assert put(text, 'fn y: Bool "y"\nclaim A "two"\n') == 'claim A "two"\nfn   x: Bool "x"\nfn y: Bool "y"\n'
