"""The files of a case: the main one and all that it imports, each read once.

A file has one prefix, the path of aliases by which it is reached first, breadth first in the order of
the text: `other`, `other.inner`. However many imports lead to a file, its nodes are the same nodes
under that prefix, because the independence of arguments depends on leaves not being copied silently.
Nested imports are visible (`other.inner.X`). A file with a `case` block can be imported like any
other; what its `case` block says then has no effect.
"""

from __future__ import annotations

import os
from collections import deque
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from formalcase.case.circles import circles, in_words
from formalcase.diagnostics.catalogue import names
from formalcase.diagnostics.severity import has_errors
from formalcase.elaborate.locate import Place, locate_file, locate_library
from formalcase.elaborate.log import Log
from formalcase.frozen import dataclass
from formalcase.source import Source, Span
from formalcase.syntax.parser import parse
from formalcase.syntax.reading import read_source
from formalcase.syntax.tree import File, ImportDecl, Name, Text

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Link:
    """One import: the alias by which the module speaks of the module with that index.

    The index is None when the file could not be found or read; a finding says so.
    """

    alias: Name
    target: int | None
    declaration: ImportDecl


@dataclass(frozen=True)
class Module:
    """One file that was read, with the findings of the parser."""

    index: int
    prefix: str
    file: File
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]

    def qualify(self, name: str) -> str:
        """The id in the case of something that this file calls `name`."""
        return f"{self.prefix}.{name}" if self.prefix else name

    @property
    def damaged(self) -> bool:
        """Whether some of it could not be read."""
        return has_errors(self.findings)

    @cached_property
    def lost(self) -> frozenset[str]:
        """Names whose declaration could not be read; nothing is said about their use."""
        return frozenset(name.text for name in self.file.lost)


@dataclass(frozen=True, slots=True)
class _Pending:
    index: int
    prefix: str
    depth: int
    source: Source
    place: Place | None


class _Reader:
    def __init__(self, log: Log) -> None:
        self.log = log
        self.modules: list[Module] = []
        self.queue: deque[_Pending] = deque()
        self.indices: dict[object, int | None] = {}
        self.count = 0

    def enqueue(self, prefix: str, depth: int, source: Source, place: Place | None) -> int:
        index = self.count
        self.count += 1
        self.queue.append(_Pending(index, prefix, depth, source, place))
        return index

    def run(self) -> None:
        while self.queue:
            pending = self.queue.popleft()
            file, findings = parse(pending.source)
            self.log.extend(findings)
            imports = [each for each in file.declarations if isinstance(each, ImportDecl)]
            links = tuple(self.link(pending, each) for each in imports)
            self.modules.append(Module(pending.index, pending.prefix, file, links, findings))

    def link(self, importer: _Pending, declaration: ImportDecl) -> Link:
        alias = _alias(declaration)
        if importer.depth >= _DEEPEST:
            self.log.add(names.IMPORT_TOO_DEEP.at(declaration.target.span, limit=str(_DEEPEST)))
            return Link(alias, None, declaration)
        if isinstance(declaration.target, Text):
            place = locate_file(declaration.target, importer.place, self.log)
        else:
            place = locate_library(declaration.target, self.log)
        if place is None:
            return Link(alias, None, declaration)
        return Link(alias, self.index_of(importer, alias, place), declaration)

    def index_of(self, importer: _Pending, alias: Name, place: Place) -> int | None:
        """The index of the module at a place, read now if it is new; None if it cannot be read."""
        key = identity(place.path)
        if key not in self.indices:
            source, findings = read_source(place.path, place.shown)
            self.log.extend(findings)
            prefix = f"{importer.prefix}.{alias.text}" if importer.prefix else alias.text
            self.indices[key] = (
                None if source is None else self.enqueue(prefix, importer.depth + 1, source, place)
            )
        return self.indices[key]


def _alias(declaration: ImportDecl) -> Name:
    if declaration.alias is not None:
        return declaration.alias
    target = declaration.target
    return Name(target.value if isinstance(target, Text) else target.parts[-1], target.span)


def identity(path: Path) -> object:
    """What tells files apart: links and spellings of a path that lead to one file give one identity."""
    try:
        stat = os.stat(path)
    except OSError:
        return str(path)
    return (stat.st_dev, stat.st_ino)


def read_modules(main: Source, place: Place | None, log: Log) -> tuple[Module, ...]:
    """The main text and every file that it imports, the main one first; `place` is None for a text that
    is in no file, which can import from the library only."""
    reader = _Reader(log)
    index = reader.enqueue("", 0, main, place)
    if place is not None and place.relative:
        reader.indices[identity(place.path)] = index
    reader.run()
    modules = tuple(reader.modules)
    for module in modules:
        _report_twice(module, modules, log)
    _report_circles(modules, log)
    return modules


def _report_twice(module: Module, modules: tuple[Module, ...], log: Log) -> None:
    first: dict[int, Link] = {}
    for link in module.links:
        if link.target is None:
            continue
        if link.target in first:
            other = first[link.target]
            log.add(
                names.IMPORT_TWICE.at(
                    link.declaration.target.span,
                    related=[("first imported here", other.declaration.target.span)],
                    path=modules[link.target].file.source.path,
                    first=other.alias.text,
                    second=link.alias.text,
                )
            )
        first.setdefault(link.target, link)


def _report_circles(modules: tuple[Module, ...], log: Log) -> None:
    edges = {
        str(module.index): [str(link.target) for link in module.links if link.target is not None]
        for module in modules
    }
    for circle in circles(edges):
        closing = modules[int(circle[-2])]
        paths = [modules[int(index)].file.source.path for index in circle]
        log.add(names.IMPORT_CYCLE.at(_import_of(closing, int(circle[-1])), path=in_words(paths)))


def _import_of(module: Module, target: int) -> Span | None:
    return next((link.declaration.target.span for link in module.links if link.target == target), None)
