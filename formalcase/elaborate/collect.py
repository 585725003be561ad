"""Gathering the names that each file declares into its one namespace.

The first declaration of a name counts. A later one is reported, and where the two may mean different
things the name is contested: what uses it is broken quietly, not reported as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from formalcase.case.nodes import PREDEFINED
from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.log import Log
from formalcase.elaborate.modules import Module
from formalcase.elaborate.scopes import Entry, EntryKind, Scope, Scopes
from formalcase.logic.vocabulary import Enum, ListedMember, Sort
from formalcase.syntax.tree import (
    ConstDecl,
    Declaration,
    DefinitionDecl,
    EnumDecl,
    FunctionDecl,
    ImportDecl,
    IndependentDecl,
    MemberDecl,
    Name,
    NodeDecl,
    SortDecl,
    UnitDecl,
)


def collect(modules: Sequence[Module], log: Log) -> Scopes:
    """The namespaces of all files, with their sorts and enums."""
    sorts: dict[str, Sort] = {}
    enums: dict[str, Enum] = {}
    scopes = tuple(_Collector(module, sorts, enums, log).run() for module in modules)
    return Scopes(scopes, sorts, enums, log)


class _Collector:
    def __init__(self, module: Module, sorts: dict[str, Sort], enums: dict[str, Enum], log: Log) -> None:
        self.module = module
        self.sorts = sorts
        self.enums = enums
        self.log = log
        self.entries: dict[str, Entry] = {}
        self.contested: set[str] = set()
        self.members: dict[str, list[str]] = {}
        self.links = {id(link.declaration): link for link in module.links}

    def run(self) -> Scope:
        for declaration in self.module.file.declarations:
            self.declare(declaration)
        return Scope(self.module, self.entries, self.members, self.contested)

    def declare(self, declaration: Declaration) -> None:
        match declaration:
            case NodeDecl():
                if declaration.kind != "case":
                    self.enter(declaration.name, declaration.kind, declaration)
            case SortDecl():
                self.sort(declaration)
            case EnumDecl():
                self.enum(declaration)
            case ConstDecl():
                self.enter(declaration.name, "const", declaration)
            case FunctionDecl():
                self.enter(declaration.name, "fn", declaration)
            case DefinitionDecl():
                self.enter(declaration.name, "def", declaration)
            case ImportDecl():
                link = self.links[id(declaration)]
                self.enter(link.alias, "import", declaration, link=link.target)
            case IndependentDecl() | UnitDecl():
                pass  # the one has no name, the names of the others are a namespace of their own
            case _:
                assert_never(declaration)

    def enter(
        self,
        name: Name,
        kind: EntryKind,
        declaration: Declaration,
        *,
        sort: str = "",
        link: int | None = None,
    ) -> bool:
        """Enters a name unless it is taken; says whether it was entered."""
        if name.text in PREDEFINED:
            self.log.add(names.PREDEFINED_NAME.at(name.span, subject=name.text, name=name.text))
            self.contested.add(name.text)
            return False
        earlier = self.entries.get(name.text)
        if earlier is not None:
            if earlier.kind != kind or not isinstance(declaration, NodeDecl):
                self.contested.add(name.text)
            self.log.add(
                names.DUPLICATE_NAME.at(
                    name.span,
                    subject=name.text,
                    related=[(f"{earlier.what} is declared here", earlier.span)],
                    name=name.text,
                    what=earlier.what,
                )
            )
            return False
        qualified = self.module.qualify(name.text)
        self.entries[name.text] = Entry(kind, qualified, name.span, declaration, sort, link)
        return True

    def sort(self, declaration: SortDecl) -> None:
        entered = self.enter(declaration.name, "sort", declaration)
        name = self.module.qualify(declaration.name.text)
        listed = [
            ListedMember(
                self.module.qualify(member.name.text),
                member.gloss.value if member.gloss else None,
                member.name.span,
            )
            for member in declaration.members
            if self.enter(member.name, "member", declaration, sort=name if entered else "")
        ]
        if entered:
            closed = not declaration.open and bool(declaration.members)
            gloss = declaration.gloss.value if declaration.gloss else None
            self.sorts[name] = Sort(name, tuple(listed), closed, gloss, declaration.name.span)

    def enum(self, declaration: EnumDecl) -> None:
        if not self.enter(declaration.name, "enum", declaration):
            return
        name = self.module.qualify(declaration.name.text)
        listed: dict[str, ListedMember] = {}
        for member in declaration.members:
            text = member.name.text
            if text in listed:
                self.repeated(member, declaration, listed[text])
                continue
            if text in PREDEFINED:
                self.log.add(names.PREDEFINED_NAME.at(member.name.span, subject=text, name=text))
            gloss = member.gloss.value if member.gloss else None
            listed[text] = ListedMember(text, gloss, member.name.span)
            self.members.setdefault(text, []).append(name)
        gloss = declaration.gloss.value if declaration.gloss else None
        self.enums[name] = Enum(
            name, tuple(listed.values()), declaration.ordered, gloss, declaration.name.span
        )

    def repeated(self, member: MemberDecl, declaration: EnumDecl, first: ListedMember) -> None:
        self.log.add(
            names.REPEATED_MEMBER.at(
                member.name.span,
                subject=declaration.name.text,
                related=[("first listed here", first.span)],
                name=member.name.text,
                enum=declaration.name.text,
            )
        )
