"""The line of source that a finding is about, with carets under the place."""

from __future__ import annotations

from collections.abc import Callable

from formalcase.diagnostics.finding import Location
from formalcase.render.ansi import Paint, Style
from formalcase.render.clean import show_character, width
from formalcase.source import Source

SourceLookup = Callable[[str], Source | None]
"""The text of a file by the name under which it is reported, or None when it is not at hand."""

_WIDEST = 100
_BEFORE = 30
_CUT = "..."


def no_sources(_file: str) -> Source | None:
    """A lookup that has no texts: findings are shown without source lines."""
    return None


def is_whole(location: Location) -> bool:
    """Whether a location stands for a whole file or folder: it names no character."""
    return (location.line, location.column, location.end_line, location.end_column) == (1, 1, 1, 1)


def place(location: Location) -> str:
    """`file:line:column`, or the file alone for what is about all of it (or a folder); not cleaned."""
    if is_whole(location):
        return location.file
    return f"{location.file}:{location.line}:{location.column}"


def snippet(
    source: Source, location: Location, gutter: int, paint: Paint, style: Style, mark: str = "^"
) -> list[str]:
    """The first line of a location with `mark` under the stretch; nothing if the text has no such place
    (it may have changed since it was read). `gutter` is the width of the line numbers."""
    if not 1 <= location.line <= len(source.line_starts):
        return []
    start = source.line_starts[location.line - 1]
    at = start + location.column - 1
    if location.column < 1 or at > len(source.text):
        return []
    if location.end_line > location.line:
        stop = at + _WIDEST
    else:
        stop = start + location.end_column - 1
    shown, before, under = _cut(source.text, start, at, stop)
    bar = paint("gutter", "|")
    blank = f"{' ' * gutter} {bar}"
    lines = [
        blank,
        f"{paint('gutter', str(location.line).rjust(gutter))} {bar} {shown}".rstrip(),
        f"{blank} {' ' * before}{paint(style, mark * max(under, 1))}",
    ]
    if location.end_line > location.line:
        lines.append(f"{blank} {paint('faint', f'(to line {location.end_line})')}")
    return lines


def _cut(text: str, start: int, at: int, stop: int) -> tuple[str, int, int]:
    """The part of a line round `at` that fits; the columns before the carets; and those under them.

    Only that part is looked at, so that many findings on one huge line stay cheap.
    """
    left = start if at - start <= _WIDEST - _BEFORE else at - _BEFORE
    shown = _CUT if left > start else ""
    used = before = width(shown)
    under = 0
    for offset in range(left, min(len(text), left + _WIDEST + 1)):
        character = text[offset]
        if character == "\n" or text.startswith("\r\n", offset):
            break
        piece = show_character(character)
        wide = width(piece)
        if used + wide > _WIDEST:
            shown += _CUT
            break
        shown += piece
        used += wide
        if offset < at:
            before += wide
        elif offset < stop:
            under += wide
    return shown, before, under
