"""The benchmarks are no part of the tests; that each can still be loaded and says what it does is."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


@pytest.fixture
def beside_others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The scripts import each other, under names such as `legs` that others have as well."""
    monkeypatch.syspath_prepend(str(FOLDER))
    names = [script.stem for script in SCRIPTS]
    before = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    yield
    for name in names:
        sys.modules.pop(name, None)
    sys.modules.update(before)


@pytest.mark.usefixtures("beside_others")
@pytest.mark.parametrize("script", SCRIPTS, ids=[script.stem for script in SCRIPTS])
def test_each_script_loads_and_tells_how_it_is_called(
    script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [script.name, "--help"])
    with suppress(SystemExit):
        runpy.run_path(str(script), run_name="__main__")
    is_command = "__main__" in script.read_text(encoding="utf-8")
    assert (script.name in capsys.readouterr().out) == is_command
    assert not list(tmp_path.iterdir())
