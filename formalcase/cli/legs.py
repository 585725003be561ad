"""`formalcase legs`: whether the parallel legs of a claim are independent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of_legs
from formalcase.cli.guard import command
from formalcase.cli.output import colour_for, columns_for, complain, emit
from formalcase.cli.progress import shown_progress

if TYPE_CHECKING:
    from formalcase.results.legs import LegsResult
    from formalcase.settings import Settings


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
    from formalcase.settings import SettingsError

    where = given.case_path(path)
    try:
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
    except SettingsError as refused:
        return complain(refused.findings)

    from formalcase.diagnostics.errors import SpecError
    from formalcase.loading import load_one
    from formalcase.pipeline.legs import legs_of

    try:
        case = load_one(where)
        with shown_progress(settings.quiet) as progress:
            result = legs_of(case, claim, settings, progress)
    except SpecError as refused:
        return complain(refused.findings)
    emit(_text(result, settings), settings.output)
    return exit_of_legs(result)


def _text(result: LegsResult, settings: Settings) -> str:
    if settings.format == "json":
        from formalcase.render.json import json_text

        return json_text("legs", result)

    from formalcase.render.legs import legs_text

    stream = sys.stdout if settings.output is None else None
    return legs_text(
        result,
        colour=colour_for(settings.colour, stream),
        columns=columns_for(stream),
        quiet=bool(settings.quiet),
    )
