"""The files among the examples, and those of them that are cases."""

from __future__ import annotations

import re
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"
FILES = sorted(EXAMPLES.rglob("*.fcase"))
CASES = [path for path in FILES if re.search(r"^case ", path.read_text(encoding="utf-8"), re.MULTILINE)]
"""Without the modules that some of them import."""
QUICK = [path for path in CASES if path.parent.name in ("ten_lines", "worked")]
"""Those that do not take the solver long; what is tried on all of them is tried on these by default."""


def name_of(path: Path) -> str:
    """How a test that is about one of them is called."""
    return f"{path.parent.name}/{path.stem}"
