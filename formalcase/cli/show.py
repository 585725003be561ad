"""`formalcase show`: one node or step by itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import options
from formalcase.cli.exit import Exit, exit_of_node
from formalcase.cli.guard import command
from formalcase.cli.output import colour_for, columns_for, complain, emit

if TYPE_CHECKING:
    from formalcase.case.model import Case
    from formalcase.diagnostics.finding import Finding
    from formalcase.render.node import ShowResult
    from formalcase.settings import CasePath, Settings


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
    from formalcase.settings import SettingsError

    where = options.case_path(path)
    try:
        settings = options.settings_for(
            [where], format=format, output=output, as_of=as_of, jobs=jobs, budget=budget, colour=colour
        )
    except SettingsError as refused:
        return complain(refused.findings)

    from formalcase.pipeline import check_case
    from formalcase.render.node import show_result

    case, findings = _read(where)
    if case is None:
        return complain(findings)
    result = show_result(check_case(case, settings), case, node)
    if result.node is None and settings.format != "json":
        return complain(result.findings)
    emit(_text(result, settings), settings.output)
    return exit_of_node(result)


def _read(path: CasePath) -> tuple[Case | None, Sequence[Finding]]:
    """The one case behind a path, with the remarks on its text; None, and why, if it cannot be had."""
    from formalcase.diagnostics.catalogue.limits import A_MODULE
    from formalcase.diagnostics.catalogue.text import NOT_A_FILE
    from formalcase.elaborate.inputs import file_span, find_inputs
    from formalcase.logic.depth import deep_recursion
    from formalcase.pipeline import has_errors, load

    if path != "-" and path.is_dir():
        shown = path.as_posix()
        return None, [NOT_A_FILE.at(file_span(shown), file=shown, kind="a folder")]
    inputs, findings = find_inputs([path])
    if not inputs:
        return None, findings
    with deep_recursion():
        loaded = load(inputs[0])
    if has_errors(loaded.findings):
        return None, loaded.findings
    if loaded.case is None:
        shown = inputs[0].shown
        return None, [A_MODULE.at(file_span(shown), path=shown)]
    return replace(loaded.case, remarks=loaded.findings), ()


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
