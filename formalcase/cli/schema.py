"""`formalcase schema`: what a command's JSON looks like, for those who read it with a program."""

from __future__ import annotations

from typing import Annotated

import typer

from formalcase.cli.exit import Exit
from formalcase.cli.guard import command
from formalcase.cli.output import complain, emit


@command
def schema(
    of: Annotated[str, typer.Argument(metavar="COMMAND", help="Such as check.", show_default=False)],
) -> Exit:
    """Print the JSON Schema of a command's output."""
    from formalcase.diagnostics.catalogue.limits import UNKNOWN_DOCUMENT
    from formalcase.diagnostics.suggest import did_you_mean
    from formalcase.render.documents import DOCUMENTS
    from formalcase.render.json import schema_text

    model = DOCUMENTS.get(of)
    if model is None:
        known = ", ".join(f"`{name}`" for name in DOCUMENTS)
        advice = did_you_mean(of, DOCUMENTS)
        return complain([UNKNOWN_DOCUMENT.at(None, advice=advice, command=of, known=known)])
    emit(schema_text(of, model))
    return Exit.CLEAN
