"""`formalcase new`: a small case to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from formalcase.cli.exit import Exit
from formalcase.cli.guard import command
from formalcase.cli.output import complain, emit, reason_of

STARTER = """\
case my_case "The service keeps within its failure limit" {
    top C1
}
const failures: Int  "failures in the last thousand runs"
const limit: Int     "failures that the limit allows"
claim C1 "The service keeps within its limit" { holds failures <= limit }
evidence E1 "At most two failures were counted" { holds failures <= 2 }
assumption A1 "The limit allows five" { holds limit >= 5 }
argument S1 "Two is within five" { for C1 from E1, A1 }
"""


@command
def new(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A name that ends in .fcase.", show_default=False)
    ],
) -> Exit:
    """Write a ten-line case to start from.

    A file that is there is never overwritten."""
    from formalcase.diagnostics.catalogue.limits import ALREADY_THERE, CANNOT_WRITE, NOT_A_CASE_NAME

    path = Path(file)
    if path.suffix != ".fcase":
        return complain([NOT_A_CASE_NAME.at(None, path=file, suggestion=_better_name(path))])
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(STARTER)
    except FileExistsError:
        return complain([ALREADY_THERE.at(None, path=file)])
    except OSError as problem:
        return complain([CANNOT_WRITE.at(None, path=file, reason=reason_of(problem))])
    from formalcase.render.clean import clean

    emit(f"wrote {clean(file)}; `formalcase check {clean(file)}` checks it\n")
    return Exit.CLEAN


def _better_name(path: Path) -> str:
    """The name with the ending of a case in place of its own, if it has one; in the same folder."""
    stem = re.sub(r"\.[A-Za-z]+$", "", path.name).strip(".") or "my"
    return str(path.parent / f"{stem}.fcase")
