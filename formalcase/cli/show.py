"""`formalcase show`: one node or step by itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of_node
from formalcase.cli.guard import command
from formalcase.cli.output import colour_for, columns_for, complain, emit

if TYPE_CHECKING:
    from formalcase.results.node import ShowResult
    from formalcase.settings import Settings


@command
def show(
    path: options.OnePath,
    node: Annotated[
        str, typer.Argument(metavar="NODE", help="Its id, without backticks.", show_default=False)
    ],
    format: options.PlainFormat = None,  # noqa: A002
    output: options.Output = None,
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    colour: options.ColourFlag = None,
) -> Exit:
    """Show one node: why it holds, what it rests on."""
    where = given.case_path(path)
    settings = given.settings_for(
        [where], format=format, output=output, as_of=as_of, jobs=jobs, budget=budget, colour=colour
    )

    from formalcase.loading import load_one
    from formalcase.pipeline.check import check_case
    from formalcase.results.node import show_result

    case = load_one(where)
    result = show_result(check_case(case, settings), case, node)
    if result.node is None and settings.format != "json":
        return complain(result.findings)
    emit(_text(result, settings), settings.output)
    return exit_of_node(result)


def _text(result: ShowResult, settings: Settings) -> str:
    from formalcase.cli.sources import DiskSources
    from formalcase.render.json import json_text
    from formalcase.render.node import node_text

    if settings.format == "json" or result.node is None:
        return json_text("show", result)
    stream = sys.stdout if settings.output is None else None
    return node_text(
        result.node,
        lookup=DiskSources(),
        colour=colour_for(settings.colour, stream),
        columns=columns_for(stream),
    )
