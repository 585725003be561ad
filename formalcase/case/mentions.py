"""Lists in which a node is named more than once."""

from __future__ import annotations

from collections.abc import Mapping
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
    Reference,
)


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
