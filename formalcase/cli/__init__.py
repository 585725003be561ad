"""The command line. `main` is the whole of it; everything heavy is imported by the command that needs it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.solve.session import Session


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A run makes much and drops little: to look for garbage as often as Python does only takes time.
    gc.set_threshold(100_000, 20, 20)
    # No plugin of another package has a say in our documents, and looking for some takes time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from formalcase.cli.guard import guarded

    def start() -> None:
        with _started_ahead(sys.argv[1:]) or nullcontext() as session:
            from formalcase.cli.app import app

            app(prog_name="formalcase", obj=session)

    guarded(start)


def _started_ahead(words: Sequence[str]) -> Session | None:
    """The solver for `check`: it gets ready while the rest of the program is loaded, reading of the
    command line included."""
    if words[:1] != ["check"] or not {"-h", "--help"}.isdisjoint(words):
        return None
    from formalcase.solve.session import Session

    return Session()
