"""Starting up: fast, and without what is not needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("z3", "clingo", "sympy", "pydantic", "rich", "formalcase.results", "formalcase.settings")

_PROBE = """
import sys
sys.argv = ["formalcase", *sys.argv[1:]]
from formalcase.cli import main
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print("LOADED", *sorted(sys.modules))
"""


def loaded(*args: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", _PROBE, *args], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("args", [("--help",), ("--version",)])
def test_help_and_version_load_nothing_heavy(args: tuple[str, ...]) -> None:
    assert loaded(*args).isdisjoint(HEAVY)


@pytest.mark.parametrize("args", [("check", "--help"), ("explain", "FC912"), ("schema", "check")])
def test_what_solves_nothing_loads_no_solver(args: tuple[str, ...]) -> None:
    assert loaded(*args).isdisjoint({"z3", "clingo", "sympy", "rich"})


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "formalcase", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("formalcase ")
