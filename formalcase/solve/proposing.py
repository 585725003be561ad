"""Sets of candidate premises proposed by clingo, the cheapest that is not settled first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from formalcase.frozen import dataclass
from formalcase.resources import encodings

if TYPE_CHECKING:
    import clingo

# Unsatisfiable cores find the least cost from below, which is where the next one is, as costs only rise.
# All sets of that cost can then be had one after the other; which values speak for a set is no matter.
_OPTIONS = (
    "--models=0",
    "--opt-mode=optN",
    "--opt-strategy=usc",
    "--project=show",
    "--seed=1",
    "--warn=none",
)

# More than this clingo does not read.
_MOST_CONFLICTS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """`members` are candidates in ascending order; no set that is left costs less than `cost`."""

    members: tuple[int, ...]
    cost: int


class Proposing:
    """Candidates are the numbers from 0. `costs` has one for each, above zero. `allows` says of those that
    are about a single term with few values: which term, and the values under which they hold; a proposal
    never contradicts itself in that way. `makes` has candidates of which the first two entail the third: a
    proposal that says what a blocked set says is blocked with it.

    `propose` gives cheapest sets among those that are not excluded by what was learnt, all of one cost;
    none when there is none. `exhausted` tells then that no set is left; otherwise `conflicts` (for all
    calls together) ran out.
    """

    def __init__(
        self,
        costs: Sequence[int],
        allows: Mapping[int, tuple[int, Collection[int]]],
        makes: Sequence[tuple[int, int, int]] = (),
        *,
        conflicts: int = 40_000,
    ) -> None:
        import clingo

        self.exhausted = False
        self._conflicts = min(conflicts, _MOST_CONFLICTS)
        self._control = clingo.Control(_OPTIONS)
        self._control.load(str(encodings() / "asp" / "premises" / "premises.lp"))
        self._control.add("base", [], _facts(costs, allows, makes))
        self._control.ground([("base", [])])
        literals = {
            atom.symbol.arguments[0].number: atom.literal
            for atom in self._control.symbolic_atoms.by_signature("says", 1)
        }
        self._says = [literals[candidate] for candidate in range(len(costs))]

    def propose(self, most: int = 1) -> list[Proposal]:
        found: list[Proposal] = []
        self._control.configuration.solve.solve_limit = str(self._conflicts)  # type: ignore[union-attr]
        with self._control.solve(yield_=True) as handle:
            for model in handle:
                if model.optimality_proven:
                    found.append(_proposal(model))
                if len(found) == most:
                    break
            else:
                self.exhausted = bool(handle.get().unsatisfiable)
        taken = self._control.statistics["solving"]["solvers"]["conflicts"]
        self._conflicts = max(0, self._conflicts - int(taken))
        return found

    def break_one(self, candidates: Collection[int]) -> None:
        """From now on each proposal has, or says, at least one of these."""
        self._forbid([-self._says[candidate] for candidate in sorted(candidates)])

    def block(self, candidates: Collection[int]) -> None:
        """From now on no proposal has, or says, all of these."""
        self._forbid([self._says[candidate] for candidate in sorted(candidates)])

    def _forbid(self, body: Sequence[int]) -> None:
        with self._control.backend() as backend:
            backend.add_rule([], body)


def _facts(
    costs: Sequence[int],
    allows: Mapping[int, tuple[int, Collection[int]]],
    makes: Sequence[tuple[int, int, int]],
) -> str:
    lines = [f"candidate({number}). cost({number}, {cost}).\n" for number, cost in enumerate(costs)]
    lines += [
        f"allows({candidate}, {term}, {value}).\n"
        for candidate, (term, values) in allows.items()
        for value in sorted(values)
    ]
    lines += [f"makes({one}, {other}, {third}).\n" for one, other, third in makes]
    return "".join(lines)


def _proposal(model: clingo.Model) -> Proposal:
    members = sorted(symbol.arguments[0].number for symbol in model.symbols(shown=True))
    return Proposal(tuple(members), sum(model.cost))
