"""From a file or a text to a case: the phases of elaboration in order."""

from __future__ import annotations

import gc
import posixpath
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from formalcase.case.mentions import once_each
from formalcase.case.model import Case, ImportedCase
from formalcase.case.nodes import UNRESOLVED
from formalcase.case.wellformed import check_case, check_nodes
from formalcase.diagnostics.catalogue import structure
from formalcase.diagnostics.severity import has_errors
from formalcase.elaborate.collect import collect
from formalcase.elaborate.formulas import Formulas
from formalcase.elaborate.locate import Place
from formalcase.elaborate.log import Log
from formalcase.elaborate.modules import Module, read_modules
from formalcase.elaborate.nodes import CaseBlock, case_block, make_nodes
from formalcase.elaborate.scopes import Scope, Scopes
from formalcase.elaborate.symbols import bodies, signatures
from formalcase.elaborate.types import Types
from formalcase.elaborate.units import Units
from formalcase.frozen import dataclass
from formalcase.logic.depth import deep_recursion
from formalcase.logic.vocabulary import Vocabulary
from formalcase.source import Source
from formalcase.syntax.reading import read_source
from formalcase.syntax.tree import NodeDecl

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made of one file.

    `case` is None when an error finding says why the case is malformed, and when the file is a module:
    it has no `case` block, which no finding speaks of. `id` and `title` are those of the `case` block,
    as far as it could be read.
    """

    case: Case | None
    findings: tuple[Finding, ...]
    is_module: bool = False
    id: str | None = None
    title: str | None = None
    sources: tuple[Source, ...] = ()
    """The texts that were read, the file's own first."""

    @property
    def broken(self) -> bool:
        """Whether an error finding says what is wrong with the file or with what it imports."""
        return has_errors(self.findings)


def load_case(path: Path, shown: str | None = None) -> Loaded:
    """The case in a file, with everything that it imports from its folder and from the library.

    `shown` is the name under which findings speak of the file; without it, the path.
    """
    shown = shown if shown is not None else path.as_posix()
    source, findings = read_source(path, shown)
    if source is None:
        return Loaded(None, findings)
    place = Place(path.parent.resolve(), path.name, posixpath.dirname(shown))
    return _elaborate(source, place, findings)


def load_text(text: str, name: str, folder: Path | None = None) -> Loaded:
    """The case in a text that is in no file. It can import from the library and, if a folder is given,
    from there, as if it were a file in it."""
    place = None if folder is None else Place(folder.resolve(), "", folder.as_posix())
    return _elaborate(Source(name, text), place, ())


def _elaborate(main: Source, place: Place | None, earlier: Sequence[Finding]) -> Loaded:
    with deep_recursion(), _without_collecting():
        log = Log()
        log.extend(earlier)
        # The trees, most of what there is in memory by then, are gone once the case is made of them.
        case, block, is_module = _made(main, place, log)
        files = [source.path for source in case.sources]
        if block is None:
            log.extend(check_nodes(case.nodes, case.vocabulary))
            log.make_sure()
            return Loaded(None, in_order(log.findings, files), is_module, sources=case.sources)
        case = _with_block(case, block)
        log.extend(check_case(case))
        log.make_sure()
        return Loaded(
            None if log.failed else replace(case, nodes=once_each(case.nodes)),
            in_order(log.findings, files),
            id=case.id,
            title=case.title,
            sources=case.sources,
        )


def _made(main: Source, place: Place | None, log: Log) -> tuple[Case, CaseBlock | None, bool]:
    """The case in a text without what its `case` block says, the block, and whether the text is a module."""
    modules = read_modules(main, place, log)
    scopes = collect(modules, log)
    units = Units(scopes, log)
    units.declare_all()
    types = Types(scopes, units, log)
    known = signatures(scopes, types, log)

    def writer(scope: Scope, vocabulary: Vocabulary) -> Formulas:
        return Formulas(scopes, scope, types, units, vocabulary, log)

    vocabulary = bodies(scopes, known, writer)
    nodes = make_nodes(scopes, lambda scope: writer(scope, known), log)
    block, imported = _case_blocks(scopes, log)
    case = Case(
        file=main.path,
        id=block.id if block is not None else "",
        title=block.title if block is not None else "",
        vocabulary=vocabulary,
        nodes=nodes,
        sources=tuple(module.file.source for module in modules),
        imported=imported,
    )
    return case, block, _is_module(modules[0])


@contextmanager
def _without_collecting() -> Iterator[None]:
    # Nothing made here is garbage before the end; looking for some takes half of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _with_block(case: Case, block: CaseBlock) -> Case:
    return replace(
        case,
        top=block.top.id if block.top is not None else UNRESOLVED if block.damaged else None,
        top_span=block.top.span if block.top is not None else None,
        as_of=block.as_of,
        language=block.language,
        span=block.span,
        allows=block.allows,
    )


def _case_blocks(scopes: Scopes, log: Log) -> tuple[CaseBlock | None, tuple[ImportedCase, ...]]:
    """The `case` block of the main file, and which of the imported files are cases, too."""
    main: CaseBlock | None = None
    imported: list[ImportedCase] = []
    for scope in scopes.scopes:
        declarations = [
            each
            for each in scope.module.file.declarations
            if isinstance(each, NodeDecl) and each.kind == "case"
        ]
        for number, declaration in enumerate(declarations):
            block = case_block(scopes, scope, declaration, log)
            if number > 0:
                log.add(
                    structure.SEVERAL_CASES.at(
                        block.span,
                        subject=block.id,
                        related=[("the first one is here", declarations[0].name.span)],
                        name=block.id,
                    )
                )
            elif scope.module.index == 0:
                main = block
            elif block.top is not None:
                imported.append(ImportedCase(scope.module.file.source, block.top.id))
    return main, tuple(imported)


def _is_module(main: Module) -> bool:
    # A `case` block that was lost in a syntax error makes no module of a case.
    return not (main.damaged and re.search(r"\bcase\b", main.file.source.text))


def in_order(findings: Sequence[Finding], files: Sequence[str]) -> tuple[Finding, ...]:
    """The findings by file, in the order of these, by place and by code."""
    position = {path: place for place, path in enumerate(files)}

    def key(finding: Finding) -> tuple[int, int, int, str]:
        at = finding.location
        if at is None:
            return (-1, 0, 0, finding.code)
        return (position.get(at.file, len(position)), at.line, at.column, finding.code)

    return tuple(sorted(findings, key=key))
