"""One attempt at a core: an engine and an order, which can stop when its steps are spent and go on later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from formalcase.diagrams.bdd import Bdd
from formalcase.diagrams.errors import OutOfSteps
from formalcase.diagrams.orders import Core
from formalcase.diagrams.zdd import Zdd

_AT_ONCE, _RUN = 64, 4  # gates with more members are joined in runs


class Attempt:
    """Computes the minimal sets of a core, gate by gate. `empty` names variables that are never true."""

    __slots__ = ("_order", "_store", "_values", "core", "order", "root", "sets")

    def __init__(self, core: Core, store: Zdd | Bdd, order: Sequence[int], empty: frozenset[int]) -> None:
        self.core = core
        self.order = order
        self._store = store
        self.sets: Zdd = store.sets if isinstance(store, Bdd) else store
        self.root: int | None = None
        self._values = [0] * core.variables
        for level, variable in enumerate(order):
            if variable not in empty:
                self._values[variable] = store.node(level, 0, 1)

    @property
    def steps(self) -> int:
        return self._store.steps

    @property
    def done(self) -> int:
        """How many gates have been computed."""
        return len(self._values) - self.core.variables

    def run(self, limit: int) -> bool:
        """Works until the family stands (true) or this attempt has spent `limit` steps in all (false)."""
        store, core, values = self._store, self.core, self._values
        store.limit = limit
        try:
            while self.done < len(core.members):
                number = self.done
                values.append(_gate(store, core.need[number], [values[m] for m in core.members[number]]))
            self.root = store.minimal(values[-1]) if isinstance(store, Bdd) else values[-1]
        except OutOfSteps:
            store.steps = limit
            return False
        return True


def _gate(store: Zdd | Bdd, need: int, members: list[int]) -> int:
    """At least `need` of the members; the deepest first, so that diagrams grow from below."""
    level = store.level
    members.sort(key=lambda member: -level[member])
    if need in (1, len(members)):
        return _of_all(store.either if need == 1 else store.both, members)
    row = [1] + [0] * need
    for member in members:
        for k in range(need, 0, -1):
            row[k] = store.either(row[k], store.both(member, row[k - 1]))
    return row[need]


def _of_all(joined: Callable[[int, int], int], members: list[int]) -> int:
    """The members as one, in the order given: where they are many, first runs of a few, then runs of these,
    as each operator goes through all that stands already."""
    while len(members) > 1:
        run = _RUN if len(members) > _AT_ONCE else len(members)
        members = [reduce(joined, members[start : start + run]) for start in range(0, len(members), run)]
    return members[0]
