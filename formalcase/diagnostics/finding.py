"""What the tool has to say about a case: findings, with their place and their remedy."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from formalcase.diagnostics.severity import Severity as Severity
from formalcase.source import Span

_NOT_TOLD: set[str] = set()


class Frozen(BaseModel):
    """Base of all that leaves the tool: immutable, and no key that is not declared."""

    # Built when first used: many runs never get to most of them.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _context: object, /) -> None:
        # Nobody asks which values were given and which are defaults, and a set of names for each of the
        # hundred thousands of objects in a large result takes two thirds of their memory.
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_TOLD)


class Location(Frozen):
    """A stretch of a file; lines and columns from 1, in code points, the end column excluded."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Related(Frozen):
    """Another place that matters for a finding, with a word on why."""

    message: str
    location: Location | None


class Edit(Frozen):
    """Replace what stands at `location` by `text`."""

    location: Location
    text: str


class Fix(Frozen):
    """A change that would mend the finding."""

    title: str
    edits: tuple[Edit, ...]


class Finding(Frozen):
    """One remark. Made once, by `Rule.at`, where the facts arise."""

    code: str
    name: str
    severity: Severity
    message: str
    location: Location | None
    related: tuple[Related, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    fingerprint: str
    """Survives moved lines: it is made of the code, the file, the subject and the message."""
    allowed: str | None = None
    """The reason for which the writer accepts this finding, if they do."""
    subject: str = ""
    """The node, source or word that the finding is about; empty if it is about a file."""


def locate(span: Span | None) -> Location | None:
    """The location of a span, as it leaves the tool."""
    if span is None:
        return None
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return Location(file=span.source.path, line=line, column=column, end_line=end_line, end_column=end_column)
