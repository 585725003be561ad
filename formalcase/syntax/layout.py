"""Breaking long lines: a small pretty-printer in the manner of Oppen and Wadler.

A document is text, places where a line may break, comments, and boxes of these. A box that fits on the
rest of the line is printed flat; in one that does not, each of its breaks starts a line, except that a
`fill` break does so only when what follows it does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from formalcase.frozen import dataclass

WIDTH = 100
"""The most columns of a line, where it can be helped."""

NEVER = 10**9
"""The width of what cannot be printed flat."""

_DEEPEST_INDENT = 60
"""Lines do not start further right, or a deep formula would need a page as wide as it is deep."""


@dataclass(frozen=True, slots=True)
class Line:
    """A place where the line may break; `flat` is printed where it does not.

    `outdent` starts the new line where the box starts, not where its contents do; `hard` always breaks.
    """

    flat: str = " "
    fill: bool = False
    outdent: bool = False
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment; `own` if it stands on a line of its own, else it stood at `column` behind something."""

    text: str
    own: bool
    column: int


@dataclass(frozen=True, slots=True)
class Box:
    """Documents one after the other; new lines start `indent` to the right of where the box starts."""

    parts: tuple[Doc, ...]
    indent: int
    width: int


Doc = str | Line | Remark | Box


def box(parts: Sequence[Doc], indent: int = 0) -> Box:
    """A box of some documents."""
    return Box(tuple(parts), indent, min(NEVER, sum(map(flat_width, parts))))


def flat_width(doc: Doc) -> int:
    """How many columns a document takes on one line."""
    match doc:
        case str():
            return NEVER if "\n" in doc else len(doc)
        case Line():
            return NEVER if doc.hard else len(doc.flat)
        case Remark():
            return NEVER
        case Box():
            return doc.width
        case _:
            assert_never(doc)


def render(doc: Doc, column: int) -> str:
    """The text of a document that starts at a column (from 0)."""
    return _Renderer(column).run(doc)


class _Renderer:
    def __init__(self, column: int) -> None:
        self.column = column
        self.out: list[str] = []
        self.after_comment = False
        """Whether the line has ended with a comment, so that whatever comes starts a new one."""
        self.fresh = False
        """Whether there is nothing on the line yet."""
        self.stack: list[tuple[Doc, int, int, bool]] = []
        """What is left to print, last first: a document, where its box and new lines start, and if flat."""

    def run(self, doc: Doc) -> str:
        self.stack.append((doc, self.column, self.column, False))
        while self.stack:
            part, base, indent, flat = self.stack.pop()
            match part:
                case str():
                    self._text(part, indent)
                case Line():
                    self._line(part, base, indent, flat)
                case Remark():
                    self._remark(part, indent)
                case Box():
                    self._box(part, indent, flat)
                case _:
                    assert_never(part)
        return "".join(self.out)

    def _text(self, text: str, indent: int) -> None:
        if self.after_comment:
            self._new_line(indent)
        self.out.append(text)
        self.fresh = False
        newline = text.rfind("\n")
        self.column = len(text) - newline - 1 if newline >= 0 else self.column + len(text)

    def _new_line(self, indent: int) -> None:
        self.out.append("\n" + " " * indent)
        self.column = indent
        self.after_comment = False
        self.fresh = True

    def _line(self, line: Line, base: int, indent: int, flat: bool) -> None:
        fits = flat or (line.fill and self._next_fits(len(line.flat)))
        if fits and not self.after_comment:
            self._text(line.flat, indent)
        else:
            self._new_line(base if line.outdent else indent)

    def _remark(self, remark: Remark, indent: int) -> None:
        if (remark.own or self.after_comment) and not self.fresh:
            self._new_line(indent)
        gap = 0 if self.fresh else max(2, remark.column - self.column)
        self.out.append(" " * gap + remark.text)
        self.fresh = False
        self.after_comment = True

    def _box(self, inner: Box, indent: int, flat: bool) -> None:
        if self.after_comment:
            self._new_line(indent)
        base = min(self.column, _DEEPEST_INDENT)
        flat = flat or self.column + inner.width + self._tail() <= WIDTH
        deeper = base + inner.indent
        self.stack.extend((part, base, deeper, flat) for part in reversed(inner.parts))

    def _next_fits(self, separator: int) -> bool:
        """Whether the document after a fill break fits on the line, with the text that clings to it."""
        width = self.column + separator
        for index, (part, _, _, _) in enumerate(reversed(self.stack)):
            if isinstance(part, Line):
                break
            if index and isinstance(part, Box):
                break
            width += flat_width(part)
            if width > WIDTH:
                return False
        return True

    def _tail(self) -> int:
        """How much text stands between what comes next and the first place to break after it."""
        width = 0
        for part, _, _, flat in reversed(self.stack):
            match part:
                case str():
                    width += len(part.split("\n", 1)[0])
                case Line() if flat:
                    width += len(part.flat)
                case _:
                    break
            if width > WIDTH:
                break
        return width
