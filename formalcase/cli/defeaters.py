"""`formalcase defeaters`: which leaves, when lost, bring a claim down."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of_losses
from formalcase.cli.guard import command
from formalcase.cli.output import colour_for, columns_for, complain, emit_parts
from formalcase.cli.progress import shown_progress

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding
    from formalcase.results.losses import Losses
    from formalcase.results.wanted import Wanted
    from formalcase.settings import CasePath, Settings
    from formalcase.solve.session import Session

_READINGS = ("argument", "logic")
_FORMATS = ("text", "json")

_SHOWN = 100
"""So many sets are shown to people unless they ask for more."""


@command
def defeaters(
    context: typer.Context,
    path: options.OnePath,
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAIM]", help="A claim or a defeater; the top claim if not given.", show_default=False
        ),
    ] = None,
    semantics: Annotated[
        str,
        typer.Option(
            "--semantics",
            metavar="argument|logic",
            help="Whether the steps no longer carry the claim, or the leaves no longer entail it.",
        ),
    ] = "argument",
    max_size: Annotated[
        int | None, typer.Option("--max-size", metavar="K", help="Only sets of at most K leaves.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", help="List at most N sets, small ones first.")
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Only count them.")] = False,
    containing: Annotated[
        str | None, typer.Option("--containing", metavar="ID", help="Only sets with this leaf.")
    ] = None,
    supports: Annotated[
        bool, typer.Option("--supports", help="Also the minimal sets that are enough support.")
    ] = False,
    importance: Annotated[bool, typer.Option("--importance", help="In how many sets each leaf is.")] = False,
    map: Annotated[bool, typer.Option("--map", help="What each part of the argument carries.")] = False,  # noqa: A002
    format: options.PlainFormat = None,  # noqa: A002
    output: options.Output = None,
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    quiet: options.Quiet = None,
    colour: options.ColourFlag = None,
) -> Exit:
    """Find the minimal sets of leaves whose loss brings a claim down.

    Exit code: 0 the sets were found, or the claim is not supported at all; 1 the leaves contradict each
    other; 2 the input cannot be used; 3 not all could be found; 4 a fault of the tool.
    """
    from formalcase.settings import SettingsError

    where = given.case_path(path)
    wrong = list(_wrong_flags(semantics, format, max_size, limit))
    try:
        settings = given.settings_for(
            [where],
            format=None if wrong else format,
            output=output,
            as_of=as_of,
            jobs=jobs,
            budget=budget,
            quiet=quiet,
            colour=colour,
        )
    except SettingsError as refused:
        return complain([*wrong, *refused.findings])
    if wrong:
        return complain(wrong)

    from formalcase.analyses.defeating.reading import Query
    from formalcase.results.wanted import Wanted

    people = settings.format != "json"
    wanted = Wanted(
        semantics="logic" if semantics == "logic" else "argument",
        query=Query(max_size=max_size, containing=containing),
        limit=_SHOWN if limit is None and people else limit,
        count_only=count or (people and settings.quiet),
        supports=supports,
        importance=importance,
        load_map=map,
    )
    return _find_and_say(where, claim, wanted, settings, context.obj)


def _find_and_say(
    where: CasePath, claim: str | None, wanted: Wanted, settings: Settings, session: Session | None
) -> Exit:
    """Raises SpecError when the input cannot be used; then nothing was written."""
    from formalcase.analyses.defeating.asked import claim_of
    from formalcase.cli.interrupts import Interrupts
    from formalcase.loading import load_one
    from formalcase.logic.depth import deep_recursion
    from formalcase.pipeline.defeaters import defeaters_of
    from formalcase.results.listing import Search
    from formalcase.solve.session import Session

    case = load_one(where)
    subject = claim_of(case, claim)
    with Interrupts() as interrupts, deep_recursion(), session or Session(settings.jobs) as running:
        running.use(settings.jobs)
        search = Search(interrupts.heard)
        with shown_progress(settings.quiet) as progress:
            losses = defeaters_of(case, subject, wanted, settings, running, search, progress)
            findings = losses.result().findings
            parts = _parts(losses, settings)
            if progress is not None:
                progress.erase()
                parts = progress.before(parts)
            if findings and settings.format != "json":
                complain(findings)
            emit_parts(parts, settings.output)
    return exit_of_losses(losses)


def _parts(losses: Losses, settings: Settings) -> Iterator[str]:
    from formalcase.render.defeaters import defeaters_json, defeaters_text

    if settings.format == "json":
        return defeaters_json(losses)
    stream = sys.stdout if settings.output is None else None
    return defeaters_text(
        losses,
        colour=colour_for(settings.colour, stream),
        columns=columns_for(stream),
        quiet=settings.quiet,
    )


def _wrong_flags(
    semantics: str, form: str | None, max_size: int | None, limit: int | None
) -> Iterator[Finding]:
    yield from given.unknown_choice("--semantics", semantics, _READINGS)
    yield from given.unknown_choice("--format", form, _FORMATS)
    for flag, value in (("--max-size", max_size), ("--limit", limit)):
        if value is not None and value < 1:
            yield given.wrong(flag, value, "a whole number from 1")
