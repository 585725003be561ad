"""The typed case: what elaboration and the builder make, and every analysis reads.

Ids are qualified by module (`other.E3`) and carry no backticks. Order is the order of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from formalcase.frozen import dataclass
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.source import Source, Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


@dataclass(frozen=True, slots=True)
class Allowance:
    """`allow FC### because "…"`: a finding that the writer accepts, with the reason."""

    code: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another node, with its place."""

    id: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What every node may say of itself."""

    id: str
    text: str
    because: str | None = None
    cites: tuple[str, ...] = ()
    owner: str | None = None
    allows: tuple[Allowance, ...] = ()
    span: Span | None = None
    """Where its name stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(About):
    holds: Term | None = None
    holds_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(About):
    holds: Term | None = None
    holds_span: Span | None = None
    sources: tuple[Reference, ...] = ()
    credence: tuple[Fraction, Fraction] | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(About):
    holds: Term | None = None
    holds_span: Span | None = None
    sources: tuple[Reference, ...] = ()
    collected: date | None = None
    expires: date | None = None
    credence: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """`least of (members)`: at least that many of the members."""

    least: int
    members: tuple[Reference, ...]
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(About):
    """An inference step. Its premises are the cited nodes and the quorums; `given` nodes must stand
    but are no part of the inference."""

    conclusion: Reference
    premises: tuple[Reference | Quorum, ...] = ()
    given: tuple[Reference, ...] = ()
    informal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Defeater(About):
    """Attacks leaves, warrants (`S.warrant`), steps, claims or defeaters."""

    attacks: tuple[Reference, ...]
    holds: Term | None = None
    holds_span: Span | None = None
    residual: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(About):
    """A `source` node: who or what a piece of evidence comes from."""

    within: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(About):
    about: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence(About):
    """`independent A, B`: its id is made of its legs, `independent(A, B)`; it has no text."""

    legs: tuple[Reference, ...]
    accepting: tuple[Reference, ...] = ()


Node = Claim | Assumption | Evidence | Argument | Defeater | Provenance | Context | Independence
Statement = Claim | Assumption | Evidence
"""A node that a step may conclude from: it says something that holds or not."""
Formal = Claim | Assumption | Evidence | Defeater
"""A node that may carry a formula."""


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """An imported file that has a `case` block itself, and its top claim by the name that it has here."""

    source: Source
    top: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A whole case with everything that it imports.

    `nodes` holds every node by id, in order. `file` is the name under which the case is reported.
    """

    file: str
    id: str
    title: str
    top: str | None = None
    top_span: Span | None = None
    as_of: date | None = None
    language: int | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    """The texts that were read, the case's own first."""
    imported: tuple[ImportedCase, ...] = ()
    """What it imports that is a case; other imports are modules, made to be used in part."""
    span: Span | None = None
    allows: tuple[Allowance, ...] = ()
    """Findings that the `case` block accepts for the whole case."""
    remarks: tuple[Finding, ...] = ()
    """What reading the case had to say that is no error; kept so that `check` can repeat it."""
