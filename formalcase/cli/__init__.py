"""The command line. `main` is the whole of it; everything heavy is imported by the command that needs it."""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A run makes much and drops little: to look for garbage as often as Python does only takes time.
    gc.set_threshold(100_000, 20, 20)
    # No plugin of another package has a say in our documents, and looking for some takes time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from formalcase.cli.guard import guarded

    def start() -> None:
        from formalcase.cli.app import app

        app(prog_name="formalcase")

    guarded(start)
