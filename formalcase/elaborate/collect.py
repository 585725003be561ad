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
    taken: dict[str, Entry] = {}
    # The imported files come first, so that a label that spells a name of theirs gets the blame.
    collectors = [_Collector(module, taken, log) for module in modules]
    scopes = [collector.run() for collector in reversed(collectors)]
    sorts = {name: sort for collector in collectors for name, sort in collector.sorts.items()}
    enums = {name: enum for collector in collectors for name, enum in collector.enums.items()}
    listed = {name: frozenset(member.name for member in enum.members) for name, enum in enums.items()}
    return Scopes(tuple(reversed(scopes)), sorts, enums, listed, log)


class _Collector:
    """Gathers the names of one file; `taken` has those of all files by qualified name."""

    def __init__(self, module: Module, taken: dict[str, Entry], log: Log) -> None:
        self.module = module
        self.sorts: dict[str, Sort] = {}
        self.enums: dict[str, Enum] = {}
        self.taken = taken
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
        entry = Entry(kind, self.module.qualify(name.text), name.span, declaration, sort, link)
        elsewhere = self.taken.setdefault(entry.id, entry)
        if elsewhere is not entry:
            self.contested.add(name.text)
            self.clash(entry, elsewhere)
            return False
        self.entries[name.text] = entry
        return True

    def clash(self, entry: Entry, elsewhere: Entry) -> None:
        """Reports a label that spells the qualified name of something in another file."""
        self.log.add(
            names.CLASHING_LABEL.at(
                entry.span,
                subject=entry.id,
                related=[(f"{elsewhere.what} is declared here", elsewhere.span)],
                name=entry.id,
                what=elsewhere.what,
            )
        )

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
