"""The page on the library: every block of Python runs, in order, and prints what stands below it."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import formalcase
from formalcase.logic import build

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
BLOCKS = [(found[1], found[2], PAGE.count("\n", 0, found.start()) + 1) for found in _BLOCK.finditer(PAGE)]


def test_every_block_is_found() -> None:
    assert len(BLOCKS) == PAGE.count("```python\n") >= 6


def test_the_blocks_print_what_stands_below_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = ROOT / "examples" / "ten_lines" / "wrong.fcase"
    (tmp_path / "case.fcase").write_bytes(example.read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code, printed, line in BLOCKS:
        # Lines before the block are blank, so that a fault is reported at its line of the page.
        compiled = compile("\n" * line + code, "docs/library.md", "exec")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compiled, names)
        assert out.getvalue() == printed, f"docs/library.md:{line}"


def test_every_name_of_the_library_is_on_the_page() -> None:
    assert [name for name in formalcase.__all__ if name != "__version__" and f"`{name}" not in PAGE] == []


def test_every_function_for_formulas_is_on_the_page() -> None:
    section = PAGE[PAGE.index("## Formulas") :]
    helpers = {"Refused", "common_type", "describe", "fit", "product", "substitute"}
    assert [name for name in set(build.__all__) - helpers if f"`{name}" not in section] == []


def test_every_method_of_the_builder_is_on_the_page() -> None:
    methods = [name for name in vars(formalcase.CaseBuilder) if not name.startswith("_")]
    assert [name for name in methods if f"`{name}" not in PAGE and name != "vocabulary"] == []
