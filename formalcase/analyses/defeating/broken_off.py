"""What is known of a theory in blocks when the search for their sets is broken off.

A minimal support of a block, with a minimal support of some block below for each thing that it needs to be
told, supports the claim. Let no leaf be in two blocks, and no block tell anything without leaves. Then
whatever is taken away leaves its block without what that told, and so on to the claim: it is a minimal
support of the whole. The same goes for defeater sets, with all blocks that tell the same thing. Otherwise
such a set is minimal if no part of it is enough even by a bound of what is supported: from above by the known
defeater sets of each block, from below by its known supports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, product

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.composed import Composition
from formalcase.analyses.defeating.reading import Query
from formalcase.analyses.defeating.rules import GOAL
from formalcase.analyses.defeating.telling import Told, all_below
from formalcase.case.formulas import Leaf
from formalcase.case.support import Graph, supported

# Whoever breaks off does not want to wait: so many sets are told, of each block and in all, or are looked at
# where they are to be confirmed; so many steps of the diagrams are taken for a block of rules.
_MOST_OF_A_BLOCK = 1_000
_MOST_TOLD = 10_000
_MOST_CONFIRMED = 50
_STEPS = 50_000

_Sets = Sequence[frozenset[str]]


def sets_so_far(
    blocks: Composition, leaves: Sequence[Leaf], query: Query, *, supports: bool
) -> list[tuple[str, ...]]:
    """Minimal sets of one kind, small ones first, all of them of the whole; nothing is asked for them."""
    if blocks.told is None or not blocks.told.holds:
        return []
    found = dict.fromkeys(islice(_Known(supports).of(blocks.told), _MOST_TOLD))
    sets = [each for each in found if _wanted(each, query)]
    if not _put_together_plainly(list(all_below(blocks.told))):
        bound = blocks.assembled(_by(not supports))
        every = {leaf.id for leaf in leaves}
        sets = [each for each in sets[:_MOST_CONFIRMED] if _confirmed(each, every, bound, supports)]
    place = {leaf.id: at for at, leaf in enumerate(leaves)}
    ordered = [sorted(map(place.__getitem__, each)) for each in sets]
    return [
        tuple(leaves[at].id for at in each) for each in sorted(ordered, key=lambda each: (len(each), each))
    ]


def _wanted(members: frozenset[str], query: Query) -> bool:
    fits = query.max_size is None or len(members) <= query.max_size
    return fits and (query.containing is None or query.containing in members)


class _Known:
    """The sets of one kind, of each block with those below it."""

    def __init__(self, supports: bool) -> None:
        self._supports = supports
        self._found: dict[int, _Sets] = {}

    def of(self, told: Told) -> Iterator[frozenset[str]]:
        for members in self._own(told):
            leaves = members.difference(told.below)
            below = [self._telling(told.below[label]) for label in members.intersection(told.below)]
            yield from (leaves.union(*chosen) for chosen in product(*below))

    def _own(self, told: Told) -> list[frozenset[str]]:
        """What is needed of the block alone, small sets first."""
        if told.rules is None:
            found = told.supports if self._supports else told.defeaters
        else:
            given = [Leaf(name, "assumption", "", formula) for name, formula in told.given.items()]
            argued = Argued(GOAL, told.rules, {leaf.id: leaf for leaf in given}, frozenset(), (), ())
            reading = ArgumentReading(argued, budget=_STEPS)
            sets = reading.supports() if self._supports else reading.defeaters()
            found = list(islice(sets, _MOST_OF_A_BLOCK))
        return sorted(map(frozenset, found), key=len)

    def _telling(self, blocks: Sequence[Told]) -> _Sets:
        """The sets by which some of these blocks tells, or without which none does."""
        each = [self._below(told) for told in blocks]
        if self._supports:
            return list(chain(*each))
        return list(islice((frozenset().union(*chosen) for chosen in product(*each)), _MOST_OF_A_BLOCK))

    def _below(self, told: Told) -> _Sets:
        if id(told) not in self._found:
            self._found[id(told)] = list(islice(self.of(told), _MOST_OF_A_BLOCK))
        return self._found[id(told)]


# ---- Whether they are minimal --------------------------------------------------------------------


def _put_together_plainly(blocks: Sequence[Told]) -> bool:
    own = [leaf for told in blocks for leaf in told.given.keys() - told.below.keys()]
    return len(set(own)) == len(own) and not any(told.free for told in blocks)


def _by(kind: bool) -> Callable[[Told], Graph]:
    """The graph of a block; of one that is not done, by its known sets of one kind."""

    def own(told: Told) -> Graph:
        if told.rules is not None:
            return told.rules
        return told.gates(by_supports=told.by_supports if told.done else kind)

    return own


def _confirmed(members: frozenset[str], leaves: set[str], bound: Graph, supports: bool) -> bool:
    """Whether no part of the set is enough."""
    for member in members:
        part = members - {member}
        gone = leaves - part if supports else part
        if (GOAL in supported(bound, gone)) is supports:
            return False
    return True
