"""The command line, called in the process of the test."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from formalcase.cli.app import app


def run(*args: str | Path, text: str | bytes = "") -> Result:
    """What `formalcase` does with these words, and with a text on its standard input."""
    return CliRunner().invoke(app, [str(arg) for arg in args], input=text)
