"""Which files are meant: files as named, folders searched for `*.fcase`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from formalcase.diagnostics.catalogue.limits import NO_CASES, NO_SUCH_FILE
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.elaborate.load import Loaded, load_text
from formalcase.frozen import dataclass
from formalcase.source import file_span
from formalcase.syntax.reading import LARGEST_FILE, decode

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

SUFFIX = ".fcase"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to be read. `named` when the user named it, not only the folder it is in."""

    path: Path | Literal["-"]
    shown: str
    named: bool


def find_inputs(paths: Sequence[Path | Literal["-"]]) -> tuple[tuple[Input, ...], tuple[Finding, ...]]:
    """The files behind the paths, in order, each once; findings for what is not there."""
    inputs: dict[str, Input] = {}
    findings: list[Finding] = []
    for path in paths:
        if path == "-":
            inputs.setdefault("-", Input("-", "<stdin>", named=True))
        elif path.is_dir():
            found = list(_below(path))
            if not found:
                findings.append(empty_folder(path))
            for file in found:
                inputs.setdefault(str(file), Input(file, file.as_posix(), named=False))
        elif path.exists() or path.is_symlink():
            inputs[str(path)] = Input(path, path.as_posix(), named=True)
        else:
            findings.append(_missing(path))
    return tuple(inputs.values()), tuple(findings)


def empty_folder(path: Path) -> Finding:
    return NO_CASES.at(file_span(path.as_posix()), folder=path.as_posix())


def _below(folder: Path) -> Iterator[Path]:
    """Files of cases below a folder, sorted; hidden folders and links to folders are passed over."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith(SUFFIX)
        )
        for name in sorted(files):
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield Path(where) / name


def _missing(path: Path) -> Finding:
    try:
        beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        beside = []
    span = file_span(path.as_posix())
    return NO_SUCH_FILE.at(span, advice=did_you_mean(path.name, beside), path=path.as_posix())


def load_standard_input() -> Loaded:
    """The case that comes in on standard input; it may import from the current folder only."""
    text, findings = decode(sys.stdin.buffer.read(LARGEST_FILE + 1), "<stdin>")
    if text is None:
        return Loaded(case=None, findings=findings, is_module=False, id=None, title=None)
    return load_text(text.text, "<stdin>", folder=Path())
