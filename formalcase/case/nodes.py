"""The kinds of things that a case can refer to by id, and their names in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, assert_never

from formalcase.case.formulas import warrant_of
from formalcase.case.model import (
    Argument,
    Assumption,
    Case,
    Claim,
    Context,
    Defeater,
    Evidence,
    Independence,
    Node,
    Provenance,
)
from formalcase.logic.vocabulary import Vocabulary
from formalcase.source import Span

Kind = Literal[
    "claim",
    "assumption",
    "evidence",
    "argument",
    "defeater",
    "source",
    "context",
    "independence",
    "warrant",
    "closing",
    "range",
]

PREDEFINED = frozenset({"Bool", "Int", "Real", "min", "max", "abs", "distinct"})
"""Names that nobody declares again."""

UNRESOLVED = ""
"""The id of a mention whose name could not be resolved; a finding has been given where it stands."""

_WORDS: Mapping[Kind, str] = {
    "claim": "a claim",
    "assumption": "an assumption",
    "evidence": "an evidence item",
    "argument": "an argument",
    "defeater": "a defeater",
    "source": "a source",
    "context": "a context",
    "independence": "an independence",
    "warrant": "the warrant of a step",
    "closing": "the closing of a sort",
    "range": "the range of a constant",
}


def in_words(kind: Kind) -> str:
    """The kind with its article, as it stands in a sentence."""
    return _WORDS[kind]


def kind_of(node: Node) -> Kind:
    match node:
        case Claim():
            return "claim"
        case Assumption():
            return "assumption"
        case Evidence():
            return "evidence"
        case Argument():
            return "argument"
        case Defeater():
            return "defeater"
        case Provenance():
            return "source"
        case Context():
            return "context"
        case Independence():
            return "independence"
        case _:
            assert_never(node)


def closing_of(sort: str) -> str:
    """The id of the leaf that says that the listed members of a sort are all."""
    return f"{sort}.closed"


def range_of(constant: str) -> str:
    """The id of the leaf that says that a constant lies within its declared range."""
    return f"{constant}.range"


def independence_of(legs: tuple[str, ...]) -> str:
    """The id of `independent A, B`."""
    return f"independent({', '.join(legs)})"


def implicit_kinds(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> dict[str, tuple[Kind, Span | None]]:
    """The leaves that nobody declares by name, by id, with the place of what they belong to."""
    found: dict[str, tuple[Kind, Span | None]] = {}
    for node in nodes.values():
        if isinstance(node, Argument):
            found[warrant_of(node.id)] = ("warrant", node.span)
    for sort in vocabulary.sorts.values():
        if sort.closed:
            found[closing_of(sort.name)] = ("closing", sort.span)
    for symbol in vocabulary.symbols.values():
        if symbol.bounds is not None:
            found[range_of(symbol.name)] = ("range", symbol.span)
    return found


def target_kinds(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> dict[str, Kind]:
    """The kind of everything that a node may refer to: nodes, warrants, closings and ranges."""
    kinds: dict[str, Kind] = {id_: kind for id_, (kind, _) in implicit_kinds(nodes, vocabulary).items()}
    kinds.update((node.id, kind_of(node)) for node in nodes.values())
    return kinds


def place_of(case: Case, name: str) -> Span | None:
    """Where a node, or the step or word behind an implicit leaf, stands."""
    if name in case.nodes:
        return case.nodes[name].span
    stem, _, kind = name.rpartition(".")
    if kind == "warrant" and stem in case.nodes:
        return case.nodes[stem].span
    if kind == "closed" and stem in case.vocabulary.sorts:
        return case.vocabulary.sorts[stem].span
    if kind == "range" and stem in case.vocabulary.symbols:
        return case.vocabulary.symbols[stem].span
    return None


def word_kinds(vocabulary: Vocabulary) -> dict[str, str]:
    """What each word of the vocabulary is, in words, by qualified name; enum members as `Tier.none`."""
    words: dict[str, str] = {}
    for sort in vocabulary.sorts.values():
        words[sort.name] = "a sort"
        words.update((member.name, f"a member of `{sort.name}`") for member in sort.members)
    for enum in vocabulary.enums.values():
        words[enum.name] = "an enum"
        words.update((f"{enum.name}.{member.name}", f"a member of `{enum.name}`") for member in enum.members)
    for symbol in vocabulary.symbols.values():
        words[symbol.name] = f"a {symbol.kind}"
    return words
