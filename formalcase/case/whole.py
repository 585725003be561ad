"""What can only be seen of a case as a whole: clashing labels, circles, empty ranges, repetitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from formalcase.case.circles import circles
from formalcase.case.circles import in_words as path_in_words
from formalcase.case.model import Independence, Node, Provenance
from formalcase.case.nodes import UNRESOLVED, implicit_kinds, in_words
from formalcase.diagnostics.catalogue import names, structure
from formalcase.logic.term import Member, Negate, Number, Term, Widen
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import symbols_in
from formalcase.source import Span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def check_whole(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from _labels(nodes, vocabulary)
    yield from _recursive_definitions(vocabulary)
    yield from _empty_ranges(vocabulary)
    yield from _circular_sources(nodes)
    yield from _repeated_independence(nodes)


def _labels(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Labels that spell the name of a leaf, of an enum's member or of something imported."""
    taken: dict[str, tuple[str, Span | None]] = {}
    for id_, (kind, span) in implicit_kinds(nodes, vocabulary).items():
        taken[id_] = (in_words(kind), span)
    for enum in vocabulary.enums.values():
        for member in enum.members:
            taken[f"{enum.name}.{member.name}"] = (f"a member of `{enum.name}`", member.span)
    for name, what, span in _declared(nodes, vocabulary):
        if name in taken:
            other, where = taken[name]
            yield names.CLASHING_LABEL.at(
                span, subject=name, related=[(f"{other} here", where)], name=name, what=other
            )
        else:
            taken[name] = (what, span)


def _declared(nodes: Mapping[str, Node], vocabulary: Vocabulary) -> Iterator[tuple[str, str, Span | None]]:
    # What has a bare name comes before what spells a dotted one, so that the label gets the blame.
    found: list[tuple[str, str, Span | None]] = []
    for sort in vocabulary.sorts.values():
        found.append((sort.name, "a sort", sort.span))
        found.extend((member.name, f"a member of `{sort.name}`", member.span) for member in sort.members)
    found.extend((enum.name, "an enum", enum.span) for enum in vocabulary.enums.values())
    found.extend((symbol.name, "a word", symbol.span) for symbol in vocabulary.symbols.values())
    for node in nodes.values():
        what = "an independence" if isinstance(node, Independence) else "a node"
        found.append((node.id, what, node.span))
    found.sort(key=lambda entry: entry[2] is not None and "." in entry[2].text)
    return iter(found)


def _circular_sources(nodes: Mapping[str, Node]) -> Iterator[Finding]:
    sources = (node for node in nodes.values() if isinstance(node, Provenance))
    for path in circles({node.id: [wider.id for wider in node.within] for node in sources}):
        first = nodes[path[0]]
        yield structure.CIRCULAR_SOURCE.at(first.span, subject=first.id, path=path_in_words(path))


def _empty_ranges(vocabulary: Vocabulary) -> Iterator[Finding]:
    for symbol in vocabulary.symbols.values():
        if symbol.bounds is not None and _is_empty(*symbol.bounds, vocabulary):
            yield structure.EMPTY_RANGE.at(symbol.span, subject=symbol.name, name=symbol.name)


def _is_empty(low: Term, high: Term, vocabulary: Vocabulary) -> bool:
    """Whether two ends that are literals stand the wrong way round."""
    match _literal(low), _literal(high):
        case Fraction() as first, Fraction() as last:
            return first > last
        case Member(type_, first), Member(_, last):
            members = vocabulary.members(type_)
            return members.index(first) > members.index(last)
        case _:
            return False


def _literal(term: Term) -> Fraction | Term:
    """The value of a literal, perhaps with a sign; any other term as it is."""
    match term:
        case Number(value):
            return value
        case Widen(body):
            return _literal(body)
        case Negate(Number(value)) | Negate(Widen(Number(value))):
            return -value
        case _:
            return term


def _recursive_definitions(vocabulary: Vocabulary) -> Iterator[Finding]:
    uses = {
        symbol.name: sorted(symbols_in(symbol.body))
        for symbol in vocabulary.symbols.values()
        if symbol.body is not None
    }
    for path in circles(uses):
        first = vocabulary.symbols[path[0]]
        yield names.RECURSIVE_DEFINITION.at(
            first.span, subject=first.name, name=first.name, path=path_in_words(path)
        )


def _repeated_independence(nodes: Mapping[str, Node]) -> Iterator[Finding]:
    seen: dict[frozenset[str], Independence] = {}
    for node in nodes.values():
        if not isinstance(node, Independence):
            continue
        legs = frozenset(leg.id for leg in node.legs)
        if UNRESOLVED in legs:
            continue
        if legs in seen:
            yield structure.REPEATED_INDEPENDENCE.at(
                node.span,
                subject=node.id,
                related=[("first declared here", seen[legs].span)],
                legs=", ".join(f"`{leg.id}`" for leg in node.legs),
            )
        seen.setdefault(legs, node)
