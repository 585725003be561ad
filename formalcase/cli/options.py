"""Flags that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

# Values are read by `formalcase.settings`, which also reads the settings file: one set of rules and
# words for both. So these stay plain texts here.
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.", show_default=False),
]
OnePath = Annotated[
    str, typer.Argument(metavar="PATH", help="A case, or - for standard input.", show_default=False)
]
CheckFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="text|json|concise|sarif|github|junit", help="How to say it."),
]
PlainFormat = Annotated[str | None, typer.Option("--format", metavar="text|json", help="How to say it.")]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day against which evidence expires.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", help="How many questions to ask at a time.")]
Budget = Annotated[
    int | None, typer.Option("--budget", metavar="N", help="Thousands of solver steps for a question.")
]
Quiet = Annotated[bool | None, typer.Option("--quiet/--no-quiet", help="Only errors and verdicts.")]
FailOnFlag = Annotated[
    str | None, typer.Option("--fail-on", metavar="error|warning", help="What makes the exit code 1.")
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="CODE,...", help="Show these findings only; FC4 means all that begin so."
    ),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="CODE,...", help="Hide these findings.")
]
ColourFlag = Annotated[
    str | None, typer.Option("--colour", "--color", metavar="auto|always|never", help="Whether to colour.")
]
