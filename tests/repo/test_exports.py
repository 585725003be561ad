"""The exported questions get the same answers from a stock solver that reads the files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from shippedcases import CASES, EXAMPLES, QUICK, name_of

from formalcase.pipeline.smt2 import export_smt2
from formalcase.settings import Settings

Z3 = Path(sys.executable).parent / "z3"

_ANSWERED = re.compile(r"^; answered (\w+)$", re.MULTILINE)


def answered(file: Path) -> str:
    found = _ANSWERED.search(file.read_text(encoding="utf-8"))
    assert found is not None
    return found.group(1)


def asked_again(file: Path) -> str:
    done = subprocess.run([Z3, "-smt2", "-T:60", file], capture_output=True, text=True, check=False)
    return done.stdout.strip()


@pytest.mark.skipif(not Z3.is_file(), reason="there is no z3 program beside this Python")
@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path in QUICK else pytest.mark.slow) for path in CASES],
    ids=map(name_of, CASES),
)
def test_a_stock_solver_answers_as_the_file_says(path: Path, tmp_path: Path) -> None:
    files = export_smt2(path, tmp_path, Settings())
    assert files
    assert {file.name: asked_again(file) for file in files} == {file.name: answered(file) for file in files}


def test_both_answers_occur(tmp_path: Path) -> None:
    files = export_smt2(EXAMPLES / "ten_lines" / "case.fcase", tmp_path, Settings())
    assert {"sat", "unsat"} <= set(map(answered, files))
