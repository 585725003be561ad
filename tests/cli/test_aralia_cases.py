"""The Aralia fault trees, written as cases by the benchmarks, counted through the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from formalcase.cli.app import app

ROOT = Path(__file__).parents[2]
WRITER = ROOT / "benchmarks" / "aralia.py"
SMALL = ("chinese", "isp9605", "das9205")
"""With a leg, a quorum, and many sets of one size."""

pytestmark = pytest.mark.skipif(not WRITER.exists(), reason="the benchmarks are not part of a source archive")


@cache
def expected() -> Any:
    return json.loads((ROOT / "tests" / "data" / "aralia" / "expected.json").read_text(encoding="utf-8"))


TREES = [pytest.param(name, marks=() if name in SMALL else pytest.mark.slow) for name in expected()]


def answer(*args: str) -> Any:
    done = CliRunner().invoke(app, [*args, "--format", "json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def written(tree: str, folder: Path) -> str:
    subprocess.run([sys.executable, str(WRITER), str(folder), tree], check=True)
    return str(folder / f"{tree}.fcase")


@pytest.mark.parametrize("tree", TREES)
def test_the_count_of_a_tree_is_the_known_one(tree: str, tmp_path: Path) -> None:
    found = answer("defeaters", written(tree, tmp_path), "--count")
    assert found["complete"]
    assert found["count"] == expected()[tree]["mcs"]
    sizes = {str(each["size"]): each["count"] for each in found["by_size"]}
    assert sizes == expected()[tree]["by_size"]


@pytest.mark.parametrize("tree", SMALL)
def test_every_step_of_a_written_tree_is_valid(tree: str, tmp_path: Path) -> None:
    (case,) = answer("check", written(tree, tmp_path))["cases"]
    assert case["verdict"] == "established"
    assert case["formal_share"] == 1
    steps = [each["verdict"] for each in case["obligations"] if each["kind"] == "validity"]
    assert len(steps) == expected()[tree]["gates"]
    assert set(steps) == {"valid"}
    assert not any(each["kind"] == "warrant" for each in case["obligations"])
