"""Starting up: fast, and without what is not needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sampling import first

HEAVY = ("z3", "clingo", "sympy", "pydantic", "rich", "formalcase.results.check", "formalcase.settings")

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


# ---- A plain check -------------------------------------------------------------------------------

CASE = Path(__file__).parent.parent / "corpus" / "validity" / "modus_ponens.fcase"
UNNEEDED = {
    *("z3", "clingo", "sympy", "rich", "lark", "typer", "click", "tomllib"),
    *("formalcase.cli.app", "formalcase.case.build", "formalcase.syntax.printer", "formalcase.export"),
    *("formalcase.solve.answering", "formalcase.solve.minimal_sets", "formalcase.diagrams"),
}
LATE = {"pydantic", "formalcase.results.check", "formalcase.ledger.entries", "formalcase.render.terminal"}
"""What is loaded while the solver works on the first questions."""

_ASKING = """
import sys
from formalcase.solve.question import Question
from formalcase.solve.session import Session
asking, loaded = Session.ask, []
def ask(session, questions, **more):
    if questions and not loaded:
        loaded.extend(sorted(sys.modules))
    return asking(session, questions, **more)
Session.ask = ask
sys.argv = ["formalcase", *sys.argv[1:]]
from formalcase.cli import main
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print("LOADED", *loaded)
"""


def test_a_plain_check_loads_no_more_than_it_needs() -> None:
    assert loaded("check", str(CASE)).isdisjoint(UNNEEDED)


def test_questions_are_asked_before_the_rest_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASKING, "check", str(CASE)], capture_output=True, text=True, check=True
    )
    before = set(done.stdout.rpartition("LOADED")[2].split())
    assert "formalcase.analyses.examine" in before
    assert before.isdisjoint(UNNEEDED | LATE)


@pytest.mark.parametrize(
    "words", first(1, ([str(CASE.parent / "nowhere"), str(CASE)], [str(CASE)], ["no such file"]))
)
def test_a_check_is_the_same_with_and_without_flags(words: list[str]) -> None:
    """Without flags the words are not read by the library that reads flags."""
    plain, flagged = (
        subprocess.run([sys.executable, "-m", "formalcase", "check", *given], capture_output=True)
        for given in (words, ["--jobs", "1", *words])
    )
    assert (plain.returncode, plain.stdout, plain.stderr) == (
        flagged.returncode,
        flagged.stdout,
        flagged.stderr,
    )


@pytest.mark.parametrize("words", [[], [""], ["--nonsense"], ["--", str(CASE)]])
def test_what_is_not_paths_alone_is_left_to_the_reader_of_flags(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "formalcase", "check", *words], capture_output=True)
    assert done.returncode == (0 if str(CASE) in words else 2)
    assert b"Traceback" not in done.stderr
