"""What a node mentions, and mentions that are written more than once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from formalcase.case.model import (
    Argument,
    Assumption,
    Claim,
    Context,
    Defeater,
    Evidence,
    Independence,
    Node,
    Provenance,
    Quorum,
    Reference,
)


def mentions(node: Node) -> Iterator[Reference]:
    """Every mention of another node or leaf, in the order of the fields."""
    match node:
        case Claim():
            pass
        case Assumption() | Evidence():
            yield from node.sources
        case Argument():
            yield node.conclusion
            for premise in node.premises:
                yield from premise.members if isinstance(premise, Quorum) else (premise,)
            yield from node.given
        case Defeater():
            yield from node.attacks
        case Provenance():
            yield from node.within
        case Context():
            yield from node.about
        case Independence():
            yield from node.legs
            yield from node.accepting
        case _:
            assert_never(node)


def once_each(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The nodes with each mention in a list kept once; `wellformed` warns of a second one."""
    return {id_: _once(node) for id_, node in nodes.items()}


def _once(node: Node) -> Node:
    match node:
        case Assumption() | Evidence():
            return replace(node, sources=_distinct(node.sources))
        case Argument():
            return replace(node, given=_distinct(node.given))
        case Defeater():
            return replace(node, attacks=_distinct(node.attacks))
        case Provenance():
            return replace(node, within=_distinct(node.within))
        case Context():
            return replace(node, about=_distinct(node.about))
        case Independence():
            return replace(node, accepting=_distinct(node.accepting))
        case Claim():
            return node
        case _:
            assert_never(node)


def _distinct(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    return tuple({reference.id: reference for reference in reversed(references)}.values())[::-1]
