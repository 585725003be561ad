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

    try:
        guarded(_start)
    finally:
        # The system takes everything back at once; else Python looks through it piece by piece as it ends.
        gc.freeze()


def _start() -> None:
    words = sys.argv[1:]
    with _started_ahead(words) or nullcontext() as session:
        if words[:1] == ["check"] and _are_paths(words[1:]):
            # Where there are no flags, nothing is loaded to read them: that takes as long as the check.
            from formalcase.cli.checking import check_and_say

            sys.exit(check_and_say(words[1:], session))
        from formalcase.cli.app import app

        app(prog_name="formalcase", obj=session)


def _are_paths(words: Sequence[str]) -> bool:
    """Whether these are paths alone, and at least one; a lone `-` is the standard input."""
    return bool(words) and all(word == "-" or (word and not word.startswith("-")) for word in words)


def _started_ahead(words: Sequence[str]) -> Session | None:
    """The solver for a command that asks it much: it gets ready while the rest of the program is loaded,
    reading of the command line included."""
    if words[:1] not in (["check"], ["defeaters"]) or not {"-h", "--help"}.isdisjoint(words):
        return None
    from formalcase.solve.session import Session

    return Session()
