"""The argument reading of a claim: the minimal sets of leaves without which, or by which, it has support.

All of them are a family held as a diagram. Where the budget is spent before it stands, there are in turn the
sets of bounded size, the smallest sets one by one, and one set; and it is said what may be missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.partly import PartlyKnown
from formalcase.analyses.defeating.reading import Found, NotListed, Query, Semantics
from formalcase.case.support import Gate, Graph
from formalcase.diagrams import STEPS, Family, OutOfSteps


class ArgumentReading:
    """A claim by its support graph. `budget`: the work that may go into the sets of each kind, in steps of
    `diagrams`. What was found out is kept for the next query."""

    def __init__(self, argued: Argued, budget: int = STEPS) -> None:
        self._argued = argued
        self._budget = budget

    @property
    def claim(self) -> str:
        return self._argued.claim

    @property
    def semantics(self) -> Semantics:
        return "argument"

    @property
    def conflict(self) -> tuple[str, ...]:
        return ()

    @cached_property
    def supported(self) -> bool:
        return self._argued.supported

    @cached_property
    def _defeaters(self) -> PartlyKnown:
        return self._sets(supports=False)

    @cached_property
    def _supports(self) -> PartlyKnown:
        return self._sets(supports=True)

    def _sets(self, supports: bool) -> PartlyKnown:
        graph, goal = in_plain_names(self._argued)
        leaves = tuple(leaf.id for leaf in self._argued.leaves.values())
        return PartlyKnown(graph, goal, leaves, supports=supports, budget=self._budget)

    def defeaters(self, query: Query = Query()) -> Found:  # noqa: B008
        return _Sets(self._defeaters, query) if self._any(query) else _NONE

    def supports(self, query: Query = Query()) -> Found:  # noqa: B008
        return _Sets(self._supports, query) if self._any(query) else _NONE

    def _any(self, query: Query) -> bool:
        """Whether there is anything to look for."""
        known = query.containing is None or any(
            leaf.id == query.containing for leaf in self._argued.leaves.values()
        )
        return known and self.supported


def in_plain_names(argued: Argued) -> tuple[Graph, str]:
    """The same graph and claim with each leaf under its own id.

    A leaf with answers beside it has given its name to the gate of both; the two change names.
    """
    changed: dict[str, str] = {}
    for node, leaf in argued.leaves.items():
        if node != leaf.id:
            changed[node], changed[leaf.id] = leaf.id, node
    if not changed:
        return argued.graph, argued.claim
    graph = {
        changed.get(name, name): Gate(gate.least, tuple([changed.get(each, each) for each in gate.members]))
        for name, gate in argued.graph.items()
    }
    return graph, changed.get(argued.claim, argued.claim)


class _NoSets:
    """Nothing was found, as there is nothing."""

    in_order, count, complete, reason = True, 0, True, ""

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(())

    def so_far(self) -> tuple[()]:
        return ()

    @property
    def by_size(self) -> Mapping[int, int]:
        return {}

    @property
    def importance(self) -> Mapping[str, Mapping[int, int]]:
        return {}

    @property
    def occurrences(self) -> Mapping[str, int]:
        return {}


_NONE = _NoSets()


class _Sets:
    """What a query has of the sets of one kind."""

    in_order = True

    def __init__(self, sets: PartlyKnown, query: Query) -> None:
        self._sets = sets
        self._query = query

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        given = 0
        for family in self._sets.growing(self._query.max_size):
            part = self._part(family)
            try:
                for found in islice(part.in_order(), given, None):
                    given += 1
                    yield found
            except OutOfSteps:
                raise NotListed("larger sets would take more memory than there may be") from None
        yield from self._beyond

    def so_far(self) -> tuple[()]:
        """They are given as soon as they are known."""
        return ()

    @property
    def count(self) -> int | None:
        return self._total if self._exact else None

    @cached_property
    def complete(self) -> bool:
        return self._exact and self._larger is False

    @cached_property
    def reason(self) -> str:
        most = self._query.max_size
        if not self._exact:
            return self._sets.reason
        if self._larger is None:
            return f"whether there are sets of more than {leaves_in_words(most)} is not known"
        return f"sets of more than {leaves_in_words(most)} are left out" if self._larger else ""

    @cached_property
    def by_size(self) -> Mapping[int, int]:
        found = Counter(self._family.by_size() if self._family else {})
        found.update(map(len, self._beyond))
        return dict(sorted(found.items()))

    @cached_property
    def importance(self) -> Mapping[str, Mapping[int, int]]:
        found = self._family.importance() if self._family else {}
        if found is None or not self._beyond:
            return found or {}
        every = {leaf: Counter(sizes) for leaf, sizes in found.items()}
        for members in self._beyond:
            for leaf in members:
                every.setdefault(leaf, Counter())[len(members)] += 1
        return {leaf: dict(sorted(every[leaf].items())) for leaf in self._sets.leaves if leaf in every}

    @cached_property
    def occurrences(self) -> Mapping[str, int] | None:
        found = self._family.occurrences() if self._family else {}
        if found is None or not self._beyond:
            return found
        every = Counter(found)
        every.update(leaf for members in self._beyond for leaf in members)
        return every

    # ---- What there is ----

    @cached_property
    def _family(self) -> Family | None:
        """The sets that are held as a family."""
        found = self._sets.largest(self._query.max_size)
        return None if found is None else self._part(found)

    @cached_property
    def _in_family(self) -> bool:
        """Whether the family has all of them."""
        self._sets.largest(self._query.max_size)
        return self._sets.known_to(self._query.max_size)

    @cached_property
    def _beyond(self) -> tuple[tuple[str, ...], ...]:
        """The sets that were found one by one, beyond those of the family."""
        if self._in_family:
            return ()
        return tuple(found for found in self._sets.singly if self._wanted(found))

    @cached_property
    def _total(self) -> int:
        return (self._family.count if self._family else 0) + len(self._beyond)

    @cached_property
    def _exact(self) -> bool:
        """Whether the query has no more sets than are known."""
        return self._in_family or self._sets.settled_to(self._query.max_size)

    @cached_property
    def _larger(self) -> bool | None:
        """Whether a bound leaves out any sets; None if that is not known."""
        most = self._query.max_size
        if most is None:
            return False
        if self._sets.whole is None and (one := self._sets.one) is not None:
            if len(one) > most and self._contains(one):
                return True
            next_size = self._sets.up_to(most + 1)
            if next_size is not None and self._with_the_leaf(next_size).count > self._total:
                return True
        whole = self._sets.all_there_are()
        return None if whole is None else self._with_the_leaf(whole).count > self._total

    def _part(self, family: Family) -> Family:
        most = self._query.max_size
        family = self._with_the_leaf(family)
        return family if most is None or family.within == most else family.up_to(most)

    def _with_the_leaf(self, family: Family) -> Family:
        return family if self._query.containing is None else family.containing(self._query.containing)

    def _wanted(self, found: tuple[str, ...]) -> bool:
        most = self._query.max_size
        return (most is None or len(found) <= most) and self._contains(found)

    def _contains(self, found: tuple[str, ...]) -> bool:
        return self._query.containing is None or self._query.containing in found


def leaves_in_words(number: int | None) -> str:
    return "1 leaf" if number == 1 else f"{number} leaves"
