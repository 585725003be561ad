"""A family of minimal sets of leaves, held as a diagram: counted, sorted and searched without listing it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import islice

from formalcase.diagrams.diagram import Diagram, nothing
from formalcase.diagrams.listing import in_order, listed
from formalcase.diagrams.measures import count_of, importance, profile
from formalcase.diagrams.profiles import Profile
from formalcase.diagrams.restrict import containing, up_to


class Family:
    """Sets of leaves of which none contains another. Never changes.

    `leaves` gives the order of the leaves: members of a set are listed in it, and sets of one size are
    compared by it, first member first. `within` is None when the family is all of what was asked for, or the
    size up to which it is, when larger sets were left out. `steps` is the work that it took to build.
    """

    def __init__(
        self, diagram: Diagram, leaves: tuple[str, ...], steps: int = 0, within: int | None = None
    ) -> None:
        self._diagram = diagram
        self.leaves = leaves
        self.steps = steps
        self.within = within

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {leaf: place for place, leaf in enumerate(self.leaves)}

    @cached_property
    def count(self) -> int:
        """How many sets there are."""
        return count_of(self._diagram)

    @cached_property
    def _profile(self) -> Profile:
        return profile(self._diagram)

    @property
    def nodes(self) -> int:
        """How many nodes the diagram has."""
        return len(self._diagram.low) - 2

    def by_size(self) -> dict[int, int]:
        """How many sets there are of each size that occurs, small sizes first; see `all_sizes`."""
        return _sizes(self._profile)

    @property
    def all_sizes(self) -> bool:
        """Whether `by_size` has all sizes; of a very large family it has the smallest."""
        return sum(self._profile) == self.count

    @cached_property
    def _importance(self) -> Mapping[str, tuple[int, dict[int, int]]] | None:
        found = importance(self._diagram)
        if found is None:
            return None
        return {self.leaves[leaf]: told for leaf, told in found.items()}

    def importance(self) -> dict[str, dict[int, int]] | None:
        """For each leaf that is in some set: how many of the sets with it there are of each size; of a large
        family of the smallest sizes only. None where the numbers would be too long."""
        found = self._importance
        return None if found is None else {leaf: sizes for leaf, (_, sizes) in found.items()}

    def occurrences(self) -> dict[str, int] | None:
        """For each leaf that is in some set: in how many; None as above."""
        found = self._importance
        return None if found is None else {leaf: count for leaf, (count, _) in found.items()}

    def used(self) -> set[str]:
        """The leaves that are in some set."""
        # Every node of a diagram holds a set that its variable is in, and none is out of reach.
        every = len(self.leaves)
        return {self.leaves[variable] for variable in self._diagram.variable[2:] if variable < every}

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """All sets, fast: each once, in an order that is the same every time and means nothing."""
        return listed(self._diagram, self.leaves)

    def in_order(self) -> Iterator[tuple[str, ...]]:
        """All sets, small ones first, those of one size by the places of their members. Lazy; raises
        OutOfSteps where it would take too much memory to go on to sets of the next size."""
        return in_order(self._diagram, self.leaves)

    def smallest(self, number: int) -> list[tuple[str, ...]]:
        """The first `number` sets in order, or all if there are fewer."""
        return list(islice(self.in_order(), number))

    def up_to(self, size: int) -> Family:
        """The sets of at most `size` members. Raises OutOfSteps where that needs too much memory."""
        within = size if self.within is None else min(size, self.within)
        return Family(up_to(self._diagram, size), self.leaves, self.steps, within)

    def containing(self, leaf: str) -> Family:
        """The sets that contain the leaf."""
        known = leaf in self._place
        part = containing(self._diagram, self._place[leaf]) if known else nothing(len(self.leaves))
        return Family(part, self.leaves, self.steps, self.within)

    def contains(self, members: Collection[str]) -> bool:
        """Whether these leaves together are one of the sets."""
        wanted = set(members)
        if not wanted <= self._place.keys():
            return False
        chosen = {self._place[member] for member in wanted}
        # they are if the largest set inside them is all of them
        return _largest_inside(self._diagram, chosen) == len(chosen)


def _sizes(found: Profile) -> dict[int, int]:
    return {size: count for size, count in enumerate(found) if count}


def _largest_inside(diagram: Diagram, chosen: Collection[int]) -> int:
    """The size of the largest set of a diagram that has only the chosen leaves, or less than 0."""
    none = -len(diagram.low) - diagram.leaves  # so low that no sum makes it a size
    found = [none, 0]
    for variable, low, high in zip(diagram.variable[2:], diagram.low[2:], diagram.high[2:], strict=True):
        if variable >= diagram.leaves:
            inside = found[diagram.roots[variable - diagram.leaves]]
        else:
            inside = 1 if variable in chosen else none
        with_it = inside + found[high] if inside > 0 and found[high] >= 0 else none
        found.append(max(found[low], with_it))
    return found[diagram.root]
