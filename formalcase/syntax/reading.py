"""Files and bytes to text: the one place that opens a case."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from formalcase.diagnostics.catalogue import text as rules
from formalcase.diagnostics.rule import Rule
from formalcase.source import Source, Span, file_span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

MEGABYTE = 1_000_000
LARGEST_FILE = 50 * MEGABYTE
"""The most bytes that a file may have."""

Read: TypeAlias = "tuple[Source | None, tuple[Finding, ...]]"

_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def read_source(path: Path, shown: str) -> Read:
    """The text of a file, or an error that says why it cannot be had.

    `shown` is the name under which findings speak of the file.
    """
    try:
        kind = _special_kind(os.stat(path).st_mode)
        if kind:
            return None, (rules.NOT_A_FILE.at(file_span(shown), file=shown, kind=kind),)
        data = _read_bytes(path)
    except (OSError, ValueError) as problem:
        return None, (rules.UNREADABLE_FILE.at(file_span(shown), file=shown, reason=_reason(problem)),)
    return decode(data, shown)


def _read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file, one more than allowed at the most.

    A pipe put in the file's place after it was looked at must not make us wait, hence the flag.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as stream:
        mode = os.fstat(stream.fileno())
        if _special_kind(mode.st_mode):
            raise OSError(0, "it is not an ordinary file")
        if mode.st_size > LARGEST_FILE:
            return bytes(LARGEST_FILE + 1)
        return stream.read(LARGEST_FILE + 1)


def _special_kind(mode: int) -> str | None:
    if stat.S_ISREG(mode):
        return None
    return next((name for test, name in _KINDS if test(mode)), "a special file")


def _reason(problem: OSError | ValueError) -> str:
    match problem:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "permission is denied"
        case OSError() if problem.strerror:
            return problem.strerror.lower()
        case _:
            return "its name is not a file name"


def decode(data: bytes, shown: str) -> Read:
    """The text of some bytes (UTF-8, a leading byte-order mark is skipped), or the error."""
    whole = file_span(shown)
    if len(data) > LARGEST_FILE:
        limit = str(LARGEST_FILE // MEGABYTE)
        return None, (rules.FILE_TOO_LARGE.at(whole, file=shown, limit=limit),)
    if encoding := _other_encoding(data):
        return None, (rules.WRONG_ENCODING.at(whole, file=shown, encoding=encoding),)
    data = data.removeprefix(b"\xef\xbb\xbf")
    nul = data.find(b"\0")
    if nul >= 0:
        return None, (_at_byte(rules.BINARY_FILE, data, nul, shown),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        many_controls = len(_CONTROLS.findall(data, 0, 4096)) * 20 > min(len(data), 4096)
        rule = rules.BINARY_FILE if many_controls else rules.INVALID_UTF8
        return None, (_at_byte(rule, data, problem.start, shown),)
    if not text or text.isspace():
        return None, (rules.EMPTY_FILE.at(whole, file=shown),)
    return Source(shown, text), ()


def _other_encoding(data: bytes) -> str | None:
    for mark, name in _ENCODINGS:
        if data.startswith(mark):
            return name
    # Latin letters in UTF-16 have a zero in every other byte.
    head = data[:400]
    nuls = max(head[::2].count(0), head[1::2].count(0))
    other = min(head[::2].count(0), head[1::2].count(0))
    return "UTF-16" if len(head) >= 4 and nuls * 10 >= len(head) * 4 and other * 10 < len(head) else None


def _at_byte(rule: Rule, data: bytes, byte: int, shown: str) -> Finding:
    """A finding at a byte, told as bytes count from 1; what cannot be read is replaced, to show the line."""
    offset = len(data[:byte].decode("utf-8", "replace"))
    source = Source(shown, data.decode("utf-8", "replace"))
    line, _ = source.position(offset)
    return rule.at(Span(source, offset, offset + 1), file=shown, byte=str(byte + 1), line=str(line))
