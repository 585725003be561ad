"""Flags that several commands share, and how they become settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from formalcase.settings import CasePath, Settings

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
    str | None, typer.Option("--format", metavar="text|json|concise", help="How to say it.")
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


def case_path(text: str) -> CasePath:
    return "-" if text == "-" else Path(text)


def settings_for(paths: Sequence[CasePath], **flags: object) -> Settings:
    """The settings of a run, from the file beside the paths and the flags that were given (not None).

    Raises SettingsError.
    """
    from formalcase.settings import load_settings

    given = {name.replace("_", "-"): value for name, value in flags.items() if value not in (None, [])}
    for name in ("select", "ignore"):
        codes = given.get(name)
        if isinstance(codes, list):
            given[name] = [code.strip() for text in codes for code in text.split(",")]
    return load_settings(paths, given)
