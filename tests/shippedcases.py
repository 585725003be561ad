"""The cases among the examples, and what comes out of a check of each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = sorted(EXAMPLES.rglob("*.fcase"))
CASES = [path for path in FILES if re.search(r"^case ", path.read_text(encoding="utf-8"), re.MULTILINE)]
"""Without the modules that some of them import."""


def name_of(path: Path) -> str:
    """How a test that is about one of them is called."""
    return f"{path.parent.name}/{path.stem}"


@cache
def checked(path: Path) -> CaseResult:
    """The result of a check; each file is checked once, however many tests look at it."""
    (case,) = check_paths([path], Settings(jobs=2)).cases
    return case
