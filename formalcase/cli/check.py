"""`formalcase check`: all machine checks of each case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from formalcase.cli import options
from formalcase.cli.exit import Exit, exit_of
from formalcase.cli.guard import command
from formalcase.cli.output import colour_for, columns_for, complain, emit
from formalcase.cli.progress import shown_progress

if TYPE_CHECKING:
    from formalcase.results import CheckResult
    from formalcase.settings import Settings
    from formalcase.solve.session import Session


@command
def check(
    context: typer.Context,
    paths: options.Paths,
    format: options.CheckFormat = None,  # noqa: A002
    output: options.Output = None,
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    quiet: options.Quiet = None,
    fail_on: options.FailOnFlag = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    colour: options.ColourFlag = None,
) -> Exit:
    """Check cases: does each claim follow, and from what?

    Exit code: 0 no error, 1 an error, 2 the input cannot be used, 3 something undecided, 4 a fault of
    the tool.
    """
    from formalcase.settings import SettingsError

    where = [options.case_path(path) for path in paths]
    try:
        settings = options.settings_for(
            where,
            format=format,
            output=output,
            as_of=as_of,
            jobs=jobs,
            budget=budget,
            quiet=quiet,
            fail_on=fail_on,
            select=select,
            ignore=ignore,
            colour=colour,
        )
    except SettingsError as refused:
        return complain(refused.findings)

    from formalcase.pipeline import check_paths

    session: Session | None = context.obj
    if session is not None:
        session.meanwhile(_load_renderer)
    with shown_progress(settings.quiet) as progress:
        result = check_paths(where, settings, progress, session)

    from formalcase.render.choose import choose

    result, hidden = choose(result, settings.select, settings.ignore)
    emit(_text(result, settings, hidden), settings.output)
    return exit_of(result, settings.fail_on)


def _load_renderer() -> None:
    """Imports what says the result, in the form that most people want."""
    import formalcase.cli.sources
    import formalcase.render.choose
    import formalcase.render.terminal  # noqa: F401


def _text(result: CheckResult, settings: Settings, hidden: int) -> str:
    match settings.format:
        case "json":
            from formalcase.render.json import json_text

            return json_text("check", result)
        case "concise":
            from formalcase.render.concise import concise_text

            return concise_text(result)
        case _:
            from formalcase.cli.sources import DiskSources
            from formalcase.render.terminal import terminal_text

            stream = sys.stdout if settings.output is None else None
            return terminal_text(
                result,
                lookup=DiskSources(),
                colour=colour_for(settings.colour, stream),
                columns=columns_for(stream),
                quiet=settings.quiet,
                hidden=hidden,
            )
