"""`formalcase premises`: what would have to be true for a step to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of_premises
from formalcase.cli.guard import command
from formalcase.cli.output import emit, tell
from formalcase.cli.progress import shown_progress

if TYPE_CHECKING:
    from formalcase.case.model import Case
    from formalcase.results.premises import PremisesResult
    from formalcase.settings import CasePath, Settings


@command
def premises(
    path: options.OnePath,
    step: Annotated[
        str | None,
        typer.Argument(
            metavar="[STEP]",
            help="A step, or a claim without an argument; all that lack something if not given.",
            show_default=False,
        ),
    ] = None,
    apply: Annotated[
        int | None,
        typer.Option("--apply", metavar="N", help="Write candidate N into the file, and check it again."),
    ] = None,
    format: options.PlainFormat = None,  # noqa: A002
    output: options.Output = None,
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    quiet: options.Quiet = None,
    colour: options.ColourFlag = None,
) -> Exit:
    """Offer the premises that a step may be missing, the plainest first.

    Exit code: 0 the question was answered; 2 the input cannot be used, or the candidate cannot be applied;
    3 nothing was found and the search was cut off; 4 a fault of the tool.
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
    from formalcase.pipeline.premises import premises_of
    from formalcase.render.premises import premises_text

    case = load_one(where)
    with shown_progress(settings.quiet) as progress:
        result = premises_of(case, step, settings, progress)
    if apply is not None:
        result = _apply(where, case, result, apply, settings)
    if result.applied is not None and settings.format != "json":
        emit(_written(result), settings.output)
    else:
        tell("premises", result, settings, premises_text)
    return exit_of_premises(result)


def _apply(
    where: CasePath, case: Case, result: PremisesResult, number: int, settings: Settings
) -> PremisesResult:
    """Writes a candidate into the file; nothing is written unless the step holds then. Raises SpecError."""
    from formalcase.cli.applying import apply_candidate

    apply_candidate(where, case, result, number, settings)
    return result.model_copy(update={"applied": number})


def _written(result: PremisesResult) -> str:
    from formalcase.render.clean import clean

    (each,) = result.steps
    fix = each.candidates[(result.applied or 0) - 1].fix
    assert fix is not None
    return f"{clean(fix.title)}: written, and `{clean(each.step)}` holds now\n"
