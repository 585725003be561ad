"""`formalcase report`: the document for a reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit, exit_of
from formalcase.cli.guard import command
from formalcase.cli.output import complain, emit
from formalcase.cli.progress import shown_progress

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding
    from formalcase.reporting.made import Audience
    from formalcase.reporting.report import Report
    from formalcase.results.check import CheckResult

_AUDIENCES = ("decision", "redteam", "writer")
_NOTATIONS = ("gsn", "cae")
_SUFFIXES = (".html", ".md", ".json")


@command
def report(
    path: options.OnePath,
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE", help="Write there: .html, .md or .json."),
    ],
    audience: Annotated[
        str | None,
        typer.Option(
            "--audience", metavar="decision|redteam|writer", help="One reading; all three if not given."
        ),
    ] = None,
    notation: Annotated[
        str, typer.Option("--notation", metavar="gsn|cae", help="Which shapes the pictures use.")
    ] = "gsn",
    as_of: options.AsOf = None,
    jobs: options.Jobs = None,
    budget: options.Budget = None,
    quiet: options.Quiet = None,
) -> Exit:
    """Write a report for reviewers: what follows, what does not, and who must judge what.

    The file has one of three forms, by its name. The exit code is that of `check`; the report is written
    whatever the verdict.
    """
    wrong = list(_wrong_flags(output, audience, notation))
    if wrong:
        return complain(wrong)

    where = given.case_path(path)
    settings = given.settings_for([where], output=output, as_of=as_of, jobs=jobs, budget=budget, quiet=quiet)

    from formalcase.loading import load_one
    from formalcase.pipeline.report import report_of

    case = load_one(where)
    with shown_progress(settings.quiet) as progress:
        found = report_of(
            case,
            settings,
            _one_of(audience),
            "cae" if notation == "cae" else "gsn",
            progress,
        )
    emit(_text(found, Path(output).suffix), Path(output))
    return exit_of(_checked(found), settings.fail_on)


def _one_of(audience: str | None) -> Audience | None:
    match audience:
        case "decision" | "redteam" | "writer":
            return audience
        case _:
            return None


def _checked(found: Report) -> CheckResult:
    from formalcase.results.check import CheckResult

    result = found.result
    return CheckResult(tool=result.tool, solvers=result.solvers, files=result.files, cases=(result.check,))


def _text(found: Report, suffix: str) -> str:
    match suffix:
        case ".html":
            return found.html()
        case ".md":
            return found.markdown()
        case _:
            return found.json()


def _wrong_flags(output: str, audience: str | None, notation: str) -> Iterator[Finding]:
    if Path(output).suffix not in _SUFFIXES:
        yield given.wrong("--output", output, "the name of a file that ends in `.html`, `.md` or `.json`")
    yield from given.unknown_choice("--audience", audience, _AUDIENCES)
    yield from given.unknown_choice("--notation", notation, _NOTATIONS)
