"""What one block of a theory tells another, and what is known of how it comes to that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from formalcase.analyses.defeating.blocks import Block
from formalcase.analyses.defeating.rules import GOAL
from formalcase.case.support import Gate, Graph, all_of, any_of
from formalcase.logic.term import Term


@dataclass(slots=True)
class Told:
    """What a block tells: `goal`, if that `holds`. It follows from some of `given`: the leaves' formulas by
    id, and what is told from below under labels of its own, each with the blocks that tell it."""

    block: Block
    given: dict[str, Term]
    below: dict[str, list[Told]]
    goal: Term
    holds: bool = False
    positive: bool = True
    free: bool = True
    """Whether it is told, or may be, whatever is given."""
    rules: Graph | None = None
    supports: list[tuple[str, ...]] = field(default_factory=list)
    defeaters: list[tuple[str, ...]] = field(default_factory=list)
    """What the solver has found: of the kind `by_supports` all when the block is `done`."""
    done: bool = False
    by_supports: bool = True
    given_up: str = ""
    """Why the solver was not asked to the end."""

    def gates(self, *, by_supports: bool) -> Graph:
        """A graph for `goal`, by the sets of one kind."""
        if by_supports:
            return _gates(self.supports, any_of, all_of)
        return _gates(self.defeaters, all_of, any_of)


_Gates = Callable[[Iterable[str]], Gate]


def _gates(sets: Sequence[tuple[str, ...]], outer: _Gates, inner: _Gates) -> Graph:
    names = [f"\0set {number}" for number in range(len(sets))]
    gates = {name: inner(members) for name, members in zip(names, sets, strict=True)}
    return {**gates, GOAL: outer(names)}


def all_below(told: Told) -> Iterator[Told]:
    waiting = [told]
    while waiting:
        each = waiting.pop()
        yield each
        for blocks in each.below.values():
            waiting += blocks
