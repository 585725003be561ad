"""Declarations and fields as documents to be laid out."""

from __future__ import annotations

from typing import assert_never, cast

from formalcase.syntax.layout import Doc, Line, box
from formalcase.syntax.printer_formulas import (
    FormulaDocs,
    numbers_as_written,
    print_ref,
    print_type,
    print_unit,
)
from formalcase.syntax.strings import print_long_string, print_string
from formalcase.syntax.tree import (
    Allow,
    ConstDecl,
    DateValue,
    Declaration,
    DefinitionDecl,
    EnumDecl,
    Field,
    FunctionDecl,
    ImportDecl,
    IndependentDecl,
    Interval,
    MemberDecl,
    Name,
    NodeDecl,
    NumberValue,
    QuorumExpr,
    Ref,
    SortDecl,
    Text,
    UnitDecl,
)
from formalcase.syntax.words import print_name

INDENT = 4


def print_text(text: Text, indent: int) -> str:
    """A string; over several lines, and then at `indent`, if it was written so and needs to be."""
    if "\n" in text.value and text.span.text.startswith('"""'):
        return print_long_string(text.value, indent)
    return print_string(text.value)


class DeclarationDocs(FormulaDocs):
    """Makes documents of declarations, taking the comments on the way."""

    def head(self, declaration: Declaration) -> list[list[Doc]]:
        """A declaration without its block: its word, what follows, and its sentence or gloss.

        These are cells that may stand in columns; each is a list of documents.
        """
        match declaration:
            case NodeDecl(kind=kind, name=name, text=text):
                return [[f"{kind} {print_name(name.text)}"], [print_text(text, INDENT)]]
            case IndependentDecl(legs=legs):
                return [["independent"], [self.premises(legs)]]
            case SortDecl():
                return [["sort"], self._sort(declaration)]
            case EnumDecl():
                return [["enum"], self._enum(declaration)]
            case ConstDecl():
                return [["const"], self._const(declaration), *_gloss(declaration.gloss)]
            case FunctionDecl():
                return [["fn"], self._signature(declaration), *_gloss(declaration.gloss)]
            case DefinitionDecl():
                return [["def"], self._definition(declaration)]
            case UnitDecl(name=name, definition=meaning):
                written = f" = {print_unit(meaning, spaced=True)}" if meaning else ""
                return [["unit"], [print_name(name.text) + written], *_gloss(declaration.gloss)]
            case ImportDecl(target=target, alias=alias):
                path = print_ref(target) if isinstance(target, Ref) else print_string(target.value)
                return [["import"], [path + (f" as {print_name(alias.text)}" if alias else "")]]
            case _:
                assert_never(declaration)

    # ---- Vocabulary ------------------------------------------------------------------------------

    def _sort(self, declaration: SortDecl) -> list[Doc]:
        name = _named(declaration.name, declaration.gloss)
        if not declaration.members:
            return [name]
        docs = self._members(declaration.members, ",")
        if declaration.open:
            docs += [",", *self.before(declaration.span.end - 1), Line(fill=True), "..."]
        return self._braces(name, docs, declaration.span.end - 1)

    def _enum(self, declaration: EnumDecl) -> list[Doc]:
        docs = self._members(declaration.members, "<" if declaration.ordered else ",")
        return self._braces(_named(declaration.name, declaration.gloss), docs, declaration.span.end - 1)

    def _members(self, members: tuple[MemberDecl, ...], separator: str) -> list[Doc]:
        docs: list[Doc] = []
        for member in members:
            before = self.before(member.name.span.start)
            if docs and separator == ",":
                docs += [",", *before, Line(fill=True)]
            elif docs:
                docs += [*before, Line(fill=True), "< "]
            else:
                docs += before
            docs.append(_named(member.name, member.gloss, 2 * INDENT))
        return docs

    def _braces(self, name: str, members: list[Doc], end: int) -> list[Doc]:
        """Members between braces; the closing one stands under the start of the declaration."""
        return [f"{name} {{", Line(), box(members), *self.before(end), Line(outdent=True), "}"]

    def _const(self, declaration: ConstDecl) -> list[Doc]:
        docs: list[Doc] = [f"{print_name(declaration.name.text)}: {print_type(declaration.type)}"]
        if declaration.bounds:
            docs += [" in ", *self.value_range(*declaration.bounds)]
        return docs

    def _signature(self, declaration: FunctionDecl | DefinitionDecl) -> list[Doc]:
        name, kind = print_name(declaration.name.text), print_type(declaration.type)
        if not declaration.parameters:
            return [f"{name}: {kind}"]
        docs: list[Doc] = []
        for parameter in declaration.parameters:
            before = self.before(parameter.name.span.start)
            docs += [",", *before, Line(fill=True)] if docs else before
            docs.append(f"{print_name(parameter.name.text)}: {print_type(parameter.type)}")
        before = self.before(declaration.type.span.start)
        return [f"{name}(", box(docs), *before, f"): {kind}"]

    def _definition(self, declaration: DefinitionDecl) -> list[Doc]:
        """The gloss stands behind the type if it fits there, else on its own line; so does the body, which is
        always on its own when there is a gloss."""
        docs = self._signature(declaration)
        for gloss in _gloss(declaration.gloss):
            docs += [Line("  ", fill=True), *gloss]
        before = self.before(declaration.body.span.start)
        return [*docs, *before, Line(hard=bool(declaration.gloss)), "= ", self.formula(declaration.body)]

    # ---- Fields ----------------------------------------------------------------------------------

    def value(self, field: Field, indent: int) -> Doc:
        """The value of a field; a string over several lines stands at `indent`. Empty for `informal`."""
        value = field.value
        match value:
            case None:
                return ""
            case Ref():
                return print_ref(value)
            case Name():
                return print_name(value.text)
            case Text():
                return print_text(value, indent)
            case DateValue():
                return value.value.isoformat()
            case NumberValue():
                return value.span.text
            case Interval():
                return " .. ".join(numbers_as_written(value.span.text))
            case Allow():
                return f"{print_name(value.code.text)} because {print_text(value.reason, indent)}"
            case tuple() if field.keyword == "cites":
                return self._texts(cast(tuple[Text, ...], value), indent)
            case tuple():
                return self.premises(cast(tuple[Ref | QuorumExpr, ...], value))
            case _:
                return self.formula(value)

    def _texts(self, texts: tuple[Text, ...], indent: int) -> Doc:
        docs: list[Doc] = []
        for text in texts:
            before = self.before(text.span.start)
            docs += [",", *before, Line(fill=True)] if docs else before
            docs.append(print_text(text, indent))
        return box(docs)


def _gloss(gloss: Text | None) -> list[list[Doc]]:
    return [[print_text(gloss, INDENT)]] if gloss else []


def _named(name: Name, gloss: Text | None, indent: int = INDENT) -> str:
    written = print_name(name.text)
    return f"{written} {print_text(gloss, indent)}" if gloss else written
