"""`formalcase fmt`: the canonical layout."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit
from formalcase.cli.guard import command
from formalcase.cli.output import cannot_write, complain, emit, write_atomically

if TYPE_CHECKING:
    from formalcase.settings import CasePath
    from formalcase.source import Source


@command
def fmt(
    paths: options.Paths,
    check: Annotated[bool, typer.Option("--check", help="Only tell which files would change.")] = False,
) -> Exit:
    """Lay out files in the canonical way.

    They are rewritten in place; - filters the standard input. A file with syntax errors is left as it is.
    """
    from formalcase.elaborate.inputs import find_inputs

    inputs, missing = find_inputs([given.case_path(path) for path in paths])
    codes = [_format_one(given.path, given.shown, check) for given in inputs]
    return max([*codes, complain(missing) if missing else Exit.CLEAN])


def _format_one(path: CasePath, shown: str, check: bool) -> Exit:
    """CLEAN; FINDINGS if it is only checked and would change; INPUT if it cannot be read or written."""
    from formalcase.logic.depth import deep_recursion
    from formalcase.render.clean import clean
    from formalcase.syntax.reading import LARGEST_FILE, decode, read_source

    if path == "-":
        source, findings = decode(sys.stdin.buffer.read(LARGEST_FILE + 1), shown)
    else:
        source, findings = read_source(path, shown)
    if source is None:
        return complain(findings)
    with deep_recursion():
        laid_out = _laid_out(source)
    if laid_out is None:
        return Exit.INPUT
    if check:
        if laid_out == source.text:
            return Exit.CLEAN
        emit(f"{clean(shown)} would change\n")
        return Exit.FINDINGS
    if path == "-":
        emit(laid_out)
    elif laid_out != source.text:
        try:
            write_atomically(path, laid_out.encode("utf-8"))
        except OSError as problem:
            return complain([cannot_write(path, problem)])
    return Exit.CLEAN


def _laid_out(source: Source) -> str | None:
    """The text in canonical layout; None, and said why, if it has syntax errors."""
    from formalcase.diagnostics.severity import has_errors
    from formalcase.source import Source
    from formalcase.syntax.parser import parse
    from formalcase.syntax.printer import format_file

    file, findings = parse(source)
    if has_errors(findings):
        complain(findings)
        return None
    text = format_file(file)
    # What was readable must stay so: better no layout than a spoilt case.
    if has_errors(parse(Source(source.path, text))[1]):
        raise RuntimeError("the text could not be read any more in its new layout; it was left as it was")
    return text
