"""The app: which commands there are. Each stands in a file of its own and imports what it needs when run."""

from __future__ import annotations

from typing import Annotated

import typer

from formalcase.cli.check import check
from formalcase.cli.defeaters import defeaters
from formalcase.cli.explain import explain
from formalcase.cli.export import export
from formalcase.cli.fmt import fmt
from formalcase.cli.legs import legs
from formalcase.cli.new import new
from formalcase.cli.pictures import dot, mermaid, svg
from formalcase.cli.premises import premises
from formalcase.cli.report import report
from formalcase.cli.schema import schema
from formalcase.cli.show import show
from formalcase.cli.whatif import whatif

app = typer.Typer(
    name="formalcase",
    help="Checks whether the claims of a safety case follow from what it rests on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from formalcase import __version__

        typer.echo(f"formalcase {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Checks whether the claims of a safety case follow from what it rests on."""


app.command()(check)
app.command()(show)
app.command()(defeaters)
app.command()(whatif)
app.command()(premises)
app.command()(legs)
app.command()(explain)
app.command()(fmt)
app.command()(new)
app.command()(schema)
for picture in (svg, mermaid, dot):
    export.command()(picture)
app.add_typer(export, name="export")
app.command()(report)
