"""`formalcase check`: all machine checks of each case."""

from __future__ import annotations

import typer

from formalcase.cli import options
from formalcase.cli.checking import check_and_say
from formalcase.cli.exit import Exit
from formalcase.cli.guard import command


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
    return check_and_say(
        paths,
        context.obj,
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
