"""`formalcase legs`: whether the parallel legs of a claim are independent."""

from __future__ import annotations

from typing import Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of_legs
from formalcase.cli.guard import command
from formalcase.cli.output import tell
from formalcase.cli.progress import shown_progress


@command
def legs(
    path: options.OnePath,
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAIM]", help="A claim; every claim with several legs if not given.", show_default=False
        ),
    ] = None,
    format: options.PlainFormat = None,  # noqa: A002
    output: options.Output = None,
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    quiet: options.Quiet = None,
    colour: options.ColourFlag = None,
) -> Exit:
    """Tell what the parallel legs of a claim share, openly or hidden.

    Exit code: 0 no statement of independence is refuted, whatever other legs share; 1 one is; 2 the input
    cannot be used; 3 one is undecided; 4 a fault of the tool.
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

    from formalcase.loading import load_one
    from formalcase.pipeline.legs import legs_of
    from formalcase.render.legs import legs_text

    case = load_one(where)
    with shown_progress(settings.quiet) as progress:
        result = legs_of(case, claim, settings, progress)
    tell("legs", result, settings, legs_text)
    return exit_of_legs(result)
