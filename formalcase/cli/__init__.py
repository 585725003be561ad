"""The command line. `main` is the whole of it; everything heavy is imported by the command that needs it."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    from formalcase.cli.guard import guarded

    def start() -> None:
        from formalcase.cli.app import app

        app(prog_name="formalcase")

    guarded(start)
