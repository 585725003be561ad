"""Tries each mutation on a copy of the project: does a test notice?

    python tests/mutation/run.py            all of them
    python tests/mutation/run.py count      those with `count` in their name

It prints a line for each, and ends with 1 when one survives. The tests that are asked are those of what the
encoding means, not only of how it looks: the same formulas to the solver and to the plain evaluator, the
corpus, and the answer-set programs against their reference.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mutations import MUTATIONS, Mutation

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("formalcase", "encodings", "specs", "examples", "docs", "tests", "pyproject.toml", "README.md")
SUITES: Sequence[Sequence[str]] = (
    ("tests/solve/test_solve_terms.py", "tests/encodings"),
    ("tests/encode", "tests/solve"),
    ("tests/corpus",),
)
"""Tests in the order in which they are asked; the quick ones first."""
_LONGEST = 300


class NoSuchTextError(Exception):
    """A mutation does not fit the file any more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    mutation: Mutation
    noticed_by: str
    """The first test that failed; empty when the mutation survived."""


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of what the tests need, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        here = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, here / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
            else:
                shutil.copy(source, here / name)
        yield here


def mutated(text: str, mutation: Mutation) -> str:
    """The text with the mutation. Raises NoSuchTextError."""
    if text.count(mutation.old) != 1:
        raise NoSuchTextError(f"`{mutation.name}`: {mutation.old!r} stands {text.count(mutation.old)} times")
    return text.replace(mutation.old, mutation.new)


def try_one(here: Path, mutation: Mutation) -> Outcome:
    """Makes the mutation in the copy, asks the tests, and takes it back."""
    path = here / mutation.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutated(text, mutation), encoding="utf-8")
    try:
        for suite in SUITES:
            failed = first_failure(here, suite)
            if failed:
                return Outcome(mutation, failed)
        return Outcome(mutation, "")
    finally:
        path.write_text(text, encoding="utf-8")


def first_failure(here: Path, suite: Sequence[str]) -> str:
    """The first test of some files that fails in the copy; empty if none does."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *suite]
    try:
        run = subprocess.run(
            command,
            cwd=here,
            env=environment(here),
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{suite[0]} (still running after {_LONGEST} s)"
    if run.returncode == 0:
        return ""
    lines = run.stdout.splitlines() or ["(nothing was said)"]
    return next((line for line in lines if line.startswith(("FAILED", "ERROR"))), lines[-1])


def environment(here: Path) -> dict[str, str]:
    """The copy comes first on the path, and compiled files are not kept: they are told apart by their time,
    which is too coarse for files that change twice in a second."""
    return {**os.environ, "PYTHONPATH": str(here), "PYTHONDONTWRITEBYTECODE": "1"}


def make_sure(here: Path) -> None:
    """Raises RuntimeError if the copy is not what runs, or if its tests fail before anything is changed."""
    shown = subprocess.run(
        [sys.executable, "-c", "import formalcase; print(formalcase.__file__)"],
        cwd=here,
        env=environment(here),
        capture_output=True,
        text=True,
        check=True,
    )
    if not Path(shown.stdout.strip()).is_relative_to(here):
        raise RuntimeError(f"not the copy: {shown.stdout}")
    for suite in SUITES:
        failed = first_failure(here, suite)
        if failed:
            raise RuntimeError(f"fails without any mutation: {failed}")


def run_all(chosen: Sequence[Mutation]) -> list[Outcome]:
    outcomes = []
    with copied() as here:
        make_sure(here)
        for mutation in chosen:
            outcome = try_one(here, mutation)
            outcomes.append(outcome)
            print(f"{mutation.name}: {outcome.noticed_by or 'SURVIVES'}"[:160], flush=True)
    return outcomes


def main() -> int:
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    outcomes = run_all([mutation for mutation in MUTATIONS if part in mutation.name])
    alive = [outcome.mutation.name for outcome in outcomes if not outcome.noticed_by]
    print(f"{len(outcomes)} tried, {len(alive)} survive{''.join(f'; {name}' for name in alive)}")
    return 1 if alive or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
