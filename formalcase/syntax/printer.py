"""The canonical layout of a file: the formatter.

It never changes the tree, keeps every comment, and gives its own output back unchanged. Single blank
lines stay where they stood. Comments stay behind what they stood behind, and in their column as long as
there is room before it; a comment in the midst of what is printed on one line moves above it.
"""

from __future__ import annotations

from bisect import bisect_left

from formalcase.logic.depth import deep_recursion
from formalcase.source import Source
from formalcase.syntax.layout import WIDTH, Doc, Line, Remark, box, flat_width, render
from formalcase.syntax.parser import parse
from formalcase.syntax.printer_columns import Row, columns
from formalcase.syntax.printer_declarations import INDENT, DeclarationDocs
from formalcase.syntax.printer_formulas import Remarks
from formalcase.syntax.tree import Declaration, DefinitionDecl, Field, File, IndependentDecl, NodeDecl
from formalcase.syntax.words import VOCABULARY_WORDS, print_name

__all__ = ["format_file", "print_name"]

_GLOSS_GAP = "  "


def format_file(file: File) -> str:
    """The text of a file in the canonical layout.

    The file must have been parsed without errors: what is missing from the tree would be lost.
    """
    with deep_recursion():
        printer = _Printer(file)
        text = printer.run()
        # A comment that was moved out of a declaration may now allow it to be set in columns.
        if printer.moved_comments:
            moved, _ = parse(Source(file.source.path, text))
            text = _Printer(moved).run()
        return text


class _Printer:
    def __init__(self, file: File) -> None:
        self.declarations = file.declarations
        self.text = file.source.text
        self.remarks = Remarks(file.source, file.comments)
        self.docs = DeclarationDocs(self.remarks)
        self.comment_starts = [comment.span.start for comment in file.comments]
        self.plain_docs = DeclarationDocs(Remarks(file.source, ()))
        self.moved_comments = False
        self.lines: list[str] = []
        self.end = 0
        """Where in the source that ends which was printed last."""
        self.at_start = True
        """Whether nothing has been printed in this file or block yet, so that no blank line may come."""
        self.after_comment = False
        """Whether the last line has a comment already."""

    def run(self) -> str:
        start = 0
        while start < len(self.declarations):
            rows = self._rows(start)
            for row, line in zip(rows, columns(rows), strict=True):
                self._comments(row.start, 0)
                self._emit(line, 0, row.start, row.end)
            if not rows:
                self._declaration(self.declarations[start])
            start += max(1, len(rows))
        self._comments(len(self.text), 0)
        return "".join(line + "\n" for line in self.lines)

    # ---- Declarations on one line ----------------------------------------------------------------

    def _rows(self, first: int) -> list[Row]:
        """The declarations from `first` on that stand line under line and can be set in columns."""
        rows: list[Row] = []
        for index in range(first, len(self.declarations)):
            row = self._row(self.declarations[index])
            if row is None:
                break
            if rows and (rows[0].family != row.family or self.text.count("\n", rows[-1].end, row.start) > 1):
                break
            rows.append(row)
        return rows

    def _row(self, declaration: Declaration) -> Row | None:
        """A declaration in cells, if it fits on one line."""
        start, end = declaration.span.start, declaration.span.end
        if isinstance(declaration, DefinitionDecl) or self._has_comments(start, end):
            return None
        parts = self.plain_docs.head(declaration)
        if isinstance(declaration, NodeDecl | IndependentDecl) and declaration.fields:
            if "\n" in self.text[_head_end(declaration) : end]:
                return None
            parts.append(self._one_line_block(declaration.fields))
        docs = [box(part) for part in parts]
        if any(flat_width(doc) > WIDTH for doc in docs):
            return None
        kind = str(parts[0][0]).partition(" ")[0]
        vocabulary = kind in VOCABULARY_WORDS
        cells = tuple(render(doc, 0) for doc in docs)
        row = Row("" if vocabulary else kind, kind, cells, _GLOSS_GAP if vocabulary else " ", start, end)
        return row if row.width <= WIDTH else None

    def _has_comments(self, start: int, end: int) -> bool:
        index = bisect_left(self.comment_starts, start)
        return index < len(self.comment_starts) and self.comment_starts[index] < end

    def _one_line_block(self, fields: tuple[Field, ...]) -> list[Doc]:
        docs: list[Doc] = ["{"]
        for field in fields:
            value = self.plain_docs.value(field, 2 * INDENT)
            docs += [f" {field.keyword}", *([" ", value] if value else [])]
        return [*docs, " }"]

    # ---- Declarations over several lines ---------------------------------------------------------

    def _declaration(self, declaration: Declaration) -> None:
        start, end = declaration.span.start, _head_end(declaration)
        self._comments(start, 0)
        first, *others = self.docs.head(declaration)
        docs: list[Doc] = [*first, " ", *others[0]]
        for other in others[1:]:
            docs += [Line(_GLOSS_GAP), *other]
        if isinstance(declaration, NodeDecl | IndependentDecl):
            braces = bool(declaration.fields) or self._has_comments(end, declaration.span.end)
            self._emit(render(box([*docs, " {"] if braces else docs, INDENT), 0), 0, start, end)
            if braces:
                self._block(declaration.fields, declaration.span.end - 1)
            self.end = declaration.span.end
        else:
            self._emit(render(box(docs, INDENT), 0), 0, start, end)

    def _block(self, fields: tuple[Field, ...], end: int) -> None:
        """The fields, in lines of their own with their values in one column, and the brace at `end`."""
        self.at_start = True
        widths = [len(field.keyword) + 1 for field in fields if field.value is not None]
        column = INDENT + max(widths, default=0)
        for field in fields:
            self._comments(field.span.start, INDENT)
            value = self.docs.value(field, 2 * INDENT)
            keyword = " " * INDENT + field.keyword
            written = keyword.ljust(column) + render(value, column) if value else keyword
            self._emit(written, INDENT, field.span.start, field.span.end)
        self._comments(end, INDENT)
        self._add("}")
        self.at_start = False

    # ---- Lines -----------------------------------------------------------------------------------

    def _emit(self, text: str, indent: int, start: int, end: int) -> None:
        """Prints what stands in the source from `start` to `end`, under comments in its midst."""
        for comment, remark in self.remarks.take(end):
            self.moved_comments = True
            self._comment(Remark(remark.text, True, 0), indent, comment.span.start, comment.span.end)
        self._blank_line(start)
        for line in text.split("\n"):
            self._add(line.rstrip(" "))
        self.at_start = False
        self.end = end

    def _comments(self, end: int, indent: int) -> None:
        """Prints the comments that start before an offset."""
        for comment, remark in self.remarks.take(end):
            self._comment(remark, indent, comment.span.start, comment.span.end)

    def _comment(self, remark: Remark, indent: int, start: int, end: int) -> None:
        if not remark.own and self.lines and not self.after_comment:
            gap = max(2, remark.column - len(self.lines[-1]))
            self.lines[-1] += " " * gap + remark.text
        else:
            self._blank_line(start)
            self._add(" " * indent + remark.text)
            self.at_start = False
        self.after_comment = True
        self.end = max(self.end, end)

    def _blank_line(self, start: int) -> None:
        """Prints a blank line if there is one in the source before `start`."""
        if not self.at_start and self.text.count("\n", self.end, max(start, self.end)) > 1:
            self._add("")

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self.after_comment = False


def _head_end(declaration: Declaration) -> int:
    """Where a node ends, apart from its block."""
    match declaration:
        case NodeDecl():
            return declaration.text.span.end
        case IndependentDecl():
            return declaration.legs[-1].span.end
        case _:
            return declaration.span.end
