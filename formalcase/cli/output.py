"""Writing: to the standard streams, and to files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO, TypeVar

from formalcase.cli.exit import Exit
from formalcase.diagnostics.errors import InputError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from formalcase.diagnostics.finding import Finding
    from formalcase.settings import Colour, Settings


R = TypeVar("R", bound="BaseModel", contravariant=True)


class WriteError(InputError):
    """A file could not be written where it was to go."""


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` into a file, all or nothing; a file that is there keeps its mode, a link its target.

    Raises OSError.
    """
    _write_parts(path, (data,))


def _write_parts(path: Path, parts: Iterable[bytes]) -> None:
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as device:  # or a pipe, such as /dev/stdout
            device.writelines(parts)
        return
    part = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.part")
    try:
        with part.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def emit(text: str, output: Path | None = None) -> None:
    """Write a result to a file, or to the standard output if there is none (or it is `-`).

    Raises WriteError. A reader that goes away early is no error: the verdict stays what it is.
    """
    emit_parts((text,), output)


def emit_parts(parts: Iterable[str], output: Path | None = None) -> None:
    """Write a result that is made as it is written, as carefully as `emit`; every part goes out at once.

    A file is there when its last part is. When the reader goes away, no further part is made.
    """
    if output is None or str(output) == "-":
        _print(parts, sys.stdout)
        return
    try:
        _write_parts(output, (part.encode("utf-8") for part in parts))
    except OSError as problem:
        raise WriteError([cannot_write(output, problem)]) from None


class Teller(Protocol[R]):
    """Says a result to people."""

    def __call__(self, result: R, /, *, colour: bool, columns: int, quiet: bool) -> str: ...


def tell(document: str, result: R, settings: Settings, text: Teller[R]) -> None:
    """Write a result as JSON, under the name of its document, or as text, as the settings say."""
    if settings.format == "json":
        from formalcase.render.json import json_text

        emit(json_text(document, result), settings.output)
        return
    stream = sys.stdout if settings.output is None else None
    colour, columns = colour_for(settings.colour, stream), columns_for(stream)
    emit(text(result, colour=colour, columns=columns, quiet=settings.quiet), settings.output)


def cannot_write(path: Path, problem: OSError) -> Finding:
    from formalcase.diagnostics.catalogue.limits import CANNOT_WRITE

    return CANNOT_WRITE.at(None, path=str(path), reason=reason_of(problem))


def reason_of(problem: OSError) -> str:
    """Why the system refused, in its words."""
    return (problem.strerror or "the system refuses").lower()


def complain(findings: Iterable[Finding]) -> Exit:
    """Say on the standard error why the input cannot be used; the exit code is given back."""
    from formalcase.cli.sources import DiskSources
    from formalcase.render.ansi import Paint
    from formalcase.render.findings import findings_text
    from formalcase.settings import Colour

    lines = findings_text(findings, DiskSources(), Paint(colour_for(Colour.AUTO, sys.stderr)))
    _print(("".join(f"{line}\n" for line in lines),), sys.stderr)
    return Exit.INPUT


def colour_for(choice: Colour, stream: TextIO | None) -> bool:
    """Whether to colour what goes to a stream; None stands for a file."""
    from formalcase.render.ansi import wants_colour

    return wants_colour(choice, stream is not None and stream.isatty(), os.environ)


def columns_for(stream: TextIO | None) -> int:
    """How wide prose is set: to the terminal, within reason; always the same where it goes elsewhere."""
    from formalcase.render.layout import COLUMNS

    if stream is None or not stream.isatty():
        return COLUMNS
    return max(60, min(COLUMNS, shutil.get_terminal_size((COLUMNS, 24)).columns))


def _print(parts: Iterable[str], stream: TextIO | None) -> None:
    """UTF-8, so that the bytes are the same everywhere; a terminal gets what it can show. None stands
    for a stream that was closed before we started."""
    if stream is None:
        return
    encoding = (stream.encoding or "utf-8") if stream.isatty() else "utf-8"
    for part in parts:
        data = memoryview(part.encode(encoding, "backslashreplace"))
        try:
            stream.flush()
            while data:
                # An unbuffered stream may take but a part, as when a signal comes.
                data = data[stream.buffer.write(data) :]
            stream.buffer.flush()
        except BrokenPipeError:
            _silence(stream)
            return
        except OSError as problem:
            _silence(stream)
            if stream is sys.stdout:
                raise WriteError([cannot_write(Path("standard output"), problem)]) from None
            return


def _silence(stream: TextIO) -> None:
    """Nobody takes what we write: send the rest nowhere, also what Python flushes in the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
