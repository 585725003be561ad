"""`formalcase export`: the questions of a case as other programs read them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit
from formalcase.cli.guard import command
from formalcase.cli.output import cannot_write, complain, emit
from formalcase.render.clean import clean

export = typer.Typer(
    help="Write the case as other programs read it.", no_args_is_help=True, rich_markup_mode=None
)


@export.callback()
def formats() -> None:
    """Write the case as other programs read it."""


@export.command()
@command
def smt2(
    path: options.OnePath,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FOLDER", help="Where the files go.")],
    budget: options.Budget = None,
    as_of: options.AsOf = None,
) -> Exit:
    """Write each question that is asked of the solver as an SMT-LIB file."""
    where = given.case_path(path)
    settings = given.settings_for([where], budget=budget, as_of=as_of)

    from formalcase.diagnostics.errors import SpecError
    from formalcase.pipeline.smt2 import export_smt2

    folder = Path(output)
    try:
        written = export_smt2(where, folder, settings)
    except SpecError as refused:
        return complain(refused.findings)
    except OSError as problem:
        return complain([cannot_write(folder, problem)])
    emit("".join(f"{clean(str(file))}\n" for file in written))
    return Exit.CLEAN


@export.command()
@command
def asp(
    path: options.OnePath,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where the program goes.")],
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="The claim; the top claim if none is given.")
    ] = None,
    budget: options.Budget = None,
    as_of: options.AsOf = None,
) -> Exit:
    """Write the argument for a claim as a program: its answers are the minimal defeater sets."""
    where = given.case_path(path)
    settings = given.settings_for([where], budget=budget, as_of=as_of)

    from formalcase.pipeline.asp import export_asp

    text, argued = export_asp(where, settings, claim)
    emit(text, Path(output))
    if output != "-":
        emit(f"{clean(output)}\n")
    if not argued.supported:
        print(f"formalcase: the claim `{clean(argued.claim)}` is not supported", file=sys.stderr)
    if argued.undecided:
        return Exit.UNDECIDED
    return Exit.CLEAN if argued.supported else Exit.FINDINGS
