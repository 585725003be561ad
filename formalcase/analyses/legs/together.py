"""Which leaves of legs can be true together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from formalcase.analyses.consistency import Theory
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.shape import Leg
from formalcase.analyses.step import Ask
from formalcase.encode.question import Sat

_MOST_CHOICES = 100


class Together:
    """Consistency of the support sets of legs; remembers what it was told."""

    def __init__(self, ground: Groundwork, ask: Ask) -> None:
        self._order = list(ground.leaves)
        self._theory = Theory(ground.leaves, ground.words, ask)
        self._known: dict[frozenset[str], Sat] = {}
        self._whole: frozenset[str] = frozenset()

    def all_hold(self, legs: Sequence[Leg]) -> bool:
        """Whether all leaves of all the legs can be true together; then no question is left."""
        names = frozenset(name for leg in legs for name in leg.leaves)
        if self._consistent(names) is not Sat.SAT:
            return False
        self._whole |= names
        return True

    def holds(self, legs: Sequence[Leg], names: Collection[str]) -> Sat:
        """Whether the named leaves lie in support sets of the legs that can be true together."""
        if self._whole.issuperset([*names, *(name for leg in legs for name in leg.leaves)]):
            return Sat.SAT
        everything = {name for leg in legs for name in leg.leaves}
        found = self._consistent(everything.union(names))
        if found is Sat.SAT:
            return Sat.SAT
        choices, all_of_them = _choices(legs)
        unknown = found is Sat.UNKNOWN or not all_of_them
        for chosen in choices:
            match self._consistent(chosen | set(names)):
                case Sat.SAT:
                    return Sat.SAT
                case Sat.UNKNOWN:
                    unknown = True
                case Sat.UNSAT:
                    pass
        return Sat.UNKNOWN if unknown else Sat.UNSAT

    def conflict(self, legs: Sequence[Leg]) -> tuple[str, ...]:
        """A minimal set of leaves of the legs that cannot all be true."""
        names = {name for leg in legs for name in leg.leaves}
        return self._theory.consistent([name for name in self._order if name in names]).conflict

    def _consistent(self, names: Collection[str]) -> Sat:
        key = frozenset(names)
        if key not in self._known:
            self._known[key] = self._theory.consistent([name for name in self._order if name in key]).sat
        return self._known[key]


def _choices(legs: Sequence[Leg]) -> tuple[list[set[str]], bool]:
    """Choices of a support set for each leg, taken together; whether these are all."""
    chosen: list[set[str]] = [set()]
    complete = True
    for leg in legs:
        supports = leg.supports or (frozenset(leg.leaves),)
        chosen = [one | support for one in chosen for support in supports]
        complete = complete and leg.all_supports and len(chosen) <= _MOST_CHOICES
        chosen = chosen[:_MOST_CHOICES]
    return chosen, complete
