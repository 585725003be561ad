"""`formalcase whatif`: what stands and what falls when something is withdrawn, false, or taken as given."""

from __future__ import annotations

from typing import Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of_whatif
from formalcase.cli.guard import command
from formalcase.cli.output import complain, tell
from formalcase.cli.progress import shown_progress


@command
def whatif(
    path: options.OnePath,
    fail: Annotated[
        list[str] | None,
        typer.Option(
            "--fail", metavar="ID", help="Withdraw a leaf, step, claim, source or defeater. Repeatable."
        ),
    ] = None,
    false: Annotated[
        list[str] | None,
        typer.Option("--false", metavar="ID", help="A leaf or a claim is false. Repeatable."),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option("--assume", metavar="ID", help="Take a leaf, claim or defeater as given. Repeatable."),
    ] = None,
    format: options.PlainFormat = None,  # noqa: A002
    output: options.Output = None,
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    quiet: options.Quiet = None,
    colour: options.ColourFlag = None,
) -> Exit:
    """Ask what stands and what falls if something is withdrawn, false, or taken as given.

    Exit code: 0 the question was answered, whatever falls; 2 the input cannot be used; 3 something that
    matters is undecided; 4 a fault of the tool.
    """
    where = given.case_path(path)
    settings = given.settings_for(
        [where],
        format=format,
        output=output,
        as_of=as_of,
        jobs=jobs,
        budget=budget,
        quiet=quiet,
        colour=colour,
    )

    from formalcase.diagnostics.errors import SpecError
    from formalcase.loading import load_one
    from formalcase.pipeline.whatif import what_if_case
    from formalcase.render.whatif import whatif_text

    case = load_one(where)
    try:
        with shown_progress(settings.quiet) as progress:
            result = what_if_case(case, fail or (), false or (), assume or (), settings, progress)
    except SpecError as refused:
        if settings.format != "json":
            return complain(refused.findings)

        from formalcase.results.supposed import whatif_refused
        from formalcase.tool import made_by

        result = whatif_refused(case, refused.findings, made_by())
    tell("whatif", result, settings, whatif_text)
    return exit_of_whatif(result)
