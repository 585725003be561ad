"""The same input gives the same bytes: whatever the number of jobs and the order in which sets iterate."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FEW = ["tests/corpus/closings", "tests/corpus/quorum"]
MANY = ["tests/corpus/statuses", "tests/corpus/closings", "tests/corpus/validity", "examples"]


def run(folders: list[str], seed: str, jobs: str) -> bytes:
    command = [sys.executable, "-m", "formalcase", "check", *folders, "--format", "json", "--jobs", jobs]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
    )
    assert done.returncode in (0, 1, 2, 3), done.stderr
    return done.stdout


@pytest.mark.parametrize("folders", [FEW, pytest.param(MANY, marks=pytest.mark.slow)], ids=["few", "many"])
def test_jobs_and_hash_seeds_change_nothing(folders: list[str]) -> None:
    first = run(folders, "0", "1")
    assert b'"verdict"' in first
    assert run(folders, "1", "2") == first
