"""The blocks of a Markdown document that are cases or modules, and what is amiss with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from expectations import Expectation, expectations_in, problems

from formalcase.diagnostics.finding import Severity
from formalcase.elaborate import Loaded, load_text
from formalcase.pipeline.check import check_case
from formalcase.results.check import CaseResult
from formalcase.settings import Settings

_FENCE = re.compile(r"^```fcase[ \t]*\n(?P<text>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_SKIP = re.compile(r"^#! skip[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: where its text starts in the document, and the text."""

    document: str
    line: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.document}:{self.line}"


def blocks_of(path: Path) -> Iterator[Block]:
    """The blocks of a document that are to be run, in order."""
    document = path.read_text(encoding="utf-8")
    for match in _FENCE.finditer(document):
        if not _SKIP.search(match["text"]):
            yield Block(path.name, document.count("\n", 0, match.start("text")) + 1, match["text"])


def amiss(block: Block) -> list[str]:
    """In what a block differs from what it says of itself."""
    expected = expectations_in(block.text)
    loaded = load_text(block.text, block.place)
    if any(each.word == "error" for each in expected):
        return _refusal_amiss(expected, loaded)
    errors = [f"{each.name}: {each.message}" for each in loaded.findings if each.severity is Severity.ERROR]
    if errors or loaded.case is None:
        return errors if loaded.is_module or errors else ["the block is neither a case nor a module"]
    # A case that expects nothing is only there to be read.
    return problems(expected, check(loaded), warnings=False) if expected else []


def check(loaded: Loaded) -> CaseResult:
    """The result for a case that was read, remarks of the reading included."""
    assert loaded.case is not None
    (result,) = check_case(replace(loaded.case, remarks=loaded.findings), Settings()).cases
    return result


def _refusal_amiss(expected: Sequence[Expectation], loaded: Loaded) -> list[str]:
    wanted = sorted(each.first for each in expected if each.word == "error")
    got = sorted({each.name for each in loaded.findings if each.severity is Severity.ERROR})
    return [] if got == sorted(set(wanted)) else [f"expected the errors {wanted}, got {got}"]
