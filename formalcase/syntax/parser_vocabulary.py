"""Declarations of the vocabulary: sorts, enums, constants, functions, definitions, units, imports."""

from __future__ import annotations

from formalcase.diagnostics.catalogue import text as rules
from formalcase.syntax.cursor import Cursor
from formalcase.syntax.formulas import type_expression, units, value_range, whole
from formalcase.syntax.lexer import STRING
from formalcase.syntax.tree import (
    ConstDecl,
    DefinitionDecl,
    EnumDecl,
    FunctionDecl,
    ImportDecl,
    MemberDecl,
    Name,
    Parameter,
    Ref,
    SortDecl,
    Text,
    TypeExpr,
    UnitDecl,
)

_A_CONSTANT = "without parameters it is a constant: write `const`, and no parentheses"
_A_MEMBER = "a member"


def sort(cursor: Cursor) -> SortDecl:
    """`sort S "…" { a, b, ... }`; the word has been taken, here and below."""
    first = cursor.at - 1
    name = cursor.name("a name for the sort")
    gloss = cursor.gloss()
    if not cursor.accept("{"):
        return SortDecl(name, gloss, (), True, cursor.span(first))
    if cursor.kind == "}":
        raise cursor.unexpected(_A_MEMBER, "a sort without members is written without braces")
    members = [_member(cursor)]
    is_open = False
    while cursor.accept(","):
        if cursor.accept("..."):
            is_open = True
            break
        members.append(_member(cursor))
    if cursor.kind == "..." or (is_open and cursor.kind != "}"):
        raise cursor.wrong(rules.MISPLACED_DOTS, cursor.at, found=cursor.found())
    cursor.expect("}", "`,` or `}`")
    return SortDecl(name, gloss, tuple(members), is_open, cursor.span(first))


def enum(cursor: Cursor) -> EnumDecl:
    """`enum E { a, b }` or, on a scale, `enum E { a < b }`."""
    first = cursor.at - 1
    name = cursor.name("a name for the enum")
    gloss = cursor.gloss()
    cursor.expect("{", "`{` and the members of the enum")
    members = [_member(cursor)]
    separator = "<" if cursor.kind == "<" else ","
    while cursor.accept(separator):
        members.append(_member(cursor))
    if cursor.kind in (",", "<"):
        raise cursor.wrong(rules.MIXED_SEPARATORS, cursor.at, separator=cursor.kind)
    if cursor.kind == "...":
        raise cursor.wrong(rules.OPEN_ENUM, cursor.at)
    cursor.expect("}", f"`{separator}` or `}}`")
    return EnumDecl(name, gloss, tuple(members), separator == "<", cursor.span(first))


def _member(cursor: Cursor) -> MemberDecl:
    if cursor.kind == "...":
        before, after = cursor.kinds[cursor.at - 1], cursor.kinds[cursor.at + 1]
        if before == "{":
            raise cursor.wrong(rules.MISPLACED_DOTS, cursor.at, found="it first")
        if after in ("}", ",", "<"):
            raise cursor.wrong(rules.OPEN_ENUM, cursor.at)
    return MemberDecl(cursor.name(_A_MEMBER), cursor.gloss())


def const(cursor: Cursor) -> ConstDecl:
    """`const c: Real in 0 .. 1 "…"`"""
    first = cursor.at - 1
    name = cursor.name("a name for the constant")
    kind = _annotation(cursor)
    cursor.depth = 0
    bounds = value_range(cursor) if cursor.accept("in") else None
    gloss = cursor.gloss()
    return ConstDecl(name, kind, bounds, gloss, cursor.span(first))


def function(cursor: Cursor) -> FunctionDecl:
    """`fn f(a: S): Bool "…"`"""
    first = cursor.at - 1
    name = cursor.name("a name for the function")
    if cursor.kind != "(":
        raise cursor.unexpected("`(` and the parameters", _A_CONSTANT)
    parameters = _parameters(cursor, _A_CONSTANT)
    kind = _annotation(cursor)
    gloss = cursor.gloss()
    return FunctionDecl(name, parameters, kind, gloss, cursor.span(first))


def definition(cursor: Cursor) -> DefinitionDecl:
    """`def d(a: S): Int "…" = …`"""
    first = cursor.at - 1
    name = cursor.name("a name for the definition")
    parameters = _parameters(cursor) if cursor.kind == "(" else ()
    kind = _annotation(cursor)
    gloss = cursor.gloss()
    cursor.expect("=", "`=` and the meaning" if gloss else "a string or `=` and the meaning")
    cursor.depth = 0
    body = whole(cursor)
    return DefinitionDecl(name, parameters, kind, gloss, body, cursor.span(first))


def _annotation(cursor: Cursor) -> TypeExpr:
    cursor.expect(":", "`:` and a type")
    return type_expression(cursor)


def _parameters(cursor: Cursor, if_empty: str | None = None) -> tuple[Parameter, ...]:
    opening = cursor.expect("(", "`(` and the parameters")
    if cursor.kind == ")":
        raise cursor.wrong(rules.EMPTY_PARENTHESES, opening, advice=if_empty)
    found = [_parameter(cursor)]
    while cursor.accept(","):
        found.append(_parameter(cursor))
    cursor.expect(")", "`,` or `)`")
    return tuple(found)


def _parameter(cursor: Cursor) -> Parameter:
    name = cursor.name("a name for the parameter")
    return Parameter(name, _annotation(cursor))


def unit(cursor: Cursor) -> UnitDecl:
    """`unit month = 1/12 * year "…"`"""
    first = cursor.at - 1
    name = cursor.name("a name for the unit")
    meaning = units(cursor, bracketed=False) if cursor.accept("=") else None
    gloss = cursor.gloss()
    return UnitDecl(name, meaning, gloss, cursor.span(first))


def import_(cursor: Cursor) -> ImportDecl:
    """`import "other.fcase" as other` or `import std.evaluation`"""
    first = cursor.at - 1
    target: Text | Ref
    if cursor.kind == STRING:
        target = cursor.string("a path")
        if not cursor.at_word("as"):
            raise cursor.wrong(rules.MISSING_ALIAS, cursor.at - 1, found=cursor.found())
    else:
        target = cursor.ref("a path in double quotes or the name of a library")
    alias: Name | None = None
    if cursor.at_word("as"):
        cursor.at += 1
        alias = cursor.name("a name for the import")
    return ImportDecl(target, alias, cursor.span(first))
