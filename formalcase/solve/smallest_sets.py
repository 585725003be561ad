"""The smallest minimal sets of a goal first, by clingo: where the whole family is out of reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formalcase.case.support import Graph
from formalcase.encode.asp import CHOSEN, Kind, choice_facts, program, set_program

# Unsatisfiable cores find the least size and prove it; then every set of this size is enumerated.
_OPTIONS = ("--models=0", "--opt-mode=optN", "--opt-strategy=usc", "--seed=1", "--warn=none")

_MOST_CONFLICTS = 2**31 - 1  # more than this clingo does not read


class SmallestSets:
    """Minimal sets as tuples of leaves, small sets first, each once. An iterator: it is gone through once.

    All sets of a size are looked for before the first of them is given, and are given in the order of their
    members. Where the search ends within a size, those that it had found are given, which need not be the
    first ones; `reason` says so.
    """

    def __init__(
        self, graph: Graph, goal: str, leaves: Sequence[str], kind: Kind, most: int, conflicts: int
    ) -> None:
        self.exhausted = False
        """Whether no set is left, once the iterator has come to its end; false before."""
        self.reason = ""
        """Why sets may be missing, in words, once the iterator has come to its end; empty when none are."""
        self._most = most
        self._sets = self._search(graph, goal, leaves, kind, conflicts)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return self

    def __next__(self) -> tuple[str, ...]:
        return next(self._sets)

    def _search(
        self, graph: Graph, goal: str, leaves: Sequence[str], kind: Kind, conflicts: int
    ) -> Iterator[tuple[str, ...]]:
        optimum = _Optimum(graph, goal, leaves, kind, conflicts)
        left = self._most
        while True:
            # One more than is wanted tells whether there are more.
            found = optimum.next_size(left + 1)
            yield from optimum.named(found[:left])
            if len(found) > left:
                self.reason = f"there are more than {self._most} sets"
            elif optimum.spent:
                self.reason = "the budget was spent before all sets were found"
            elif not found:
                self.exhausted = True
                return
            else:
                left -= len(found)
                continue
            if found[:left]:
                self.reason += f"; of those with {len(found[0])} leaves some are here, not always the first"
            return


class _Optimum:
    """The smallest sets that contain none that was found before, a size at a time. Leaves are numbers here.

    Loss is monotone, so a smallest set of all that are not yet blocked has no part that would do.
    """

    def __init__(self, graph: Graph, goal: str, leaves: Sequence[str], kind: Kind, conflicts: int) -> None:
        import clingo

        facts, names = choice_facts(graph, goal, leaves)
        self._names = names
        self._leaves = list(dict.fromkeys(leaves))
        self._place = {leaf: place for place, leaf in enumerate(self._leaves)}
        self._conflicts = conflicts
        self._control = clingo.Control(list(_OPTIONS))
        rules = set_program(kind) + program(f"{kind}/shown", "smallest/smallest")
        self._control.add("base", [], rules + facts)
        self._control.ground([("base", [])])
        self._literals = {
            atom.symbol.arguments[0].number: atom.literal
            for atom in self._control.symbolic_atoms.by_signature(CHOSEN[kind], 1)
        }
        self.spent = False

    def next_size(self, most: int) -> list[list[int]]:
        """All smallest sets that are not blocked, at most so many, and blocks them; none if none is left.

        `spent` tells afterwards whether the budget ended before all of them were found.
        """
        import clingo

        control, found = self._control, list[list[int]]()
        limits = control.configuration.solve
        assert isinstance(limits, clingo.Configuration)
        limits.solve_limit = str(max(0, min(self._conflicts, _MOST_CONFLICTS)))
        with control.solve(yield_=True) as handle:
            for model in handle:
                # Where there is no leaf to lose there is nothing to optimise, and no cost.
                if model.optimality_proven or not model.cost:
                    found.append([atom.arguments[0].number for atom in model.symbols(shown=True)])
                if len(found) == most:
                    break
            else:
                self.spent = not handle.get().exhausted
        self._conflicts -= int(control.statistics["solving"]["solvers"]["conflicts"])
        with control.backend() as backend:
            for members in found:
                backend.add_rule([], [self._literals[member] for member in members])
        return found

    def named(self, found: list[list[int]]) -> list[tuple[str, ...]]:
        """The sets by the names of their leaves, in order."""
        placed = sorted(
            sorted([self._place[self._names.nodes[member]] for member in members]) for members in found
        )
        return [tuple([self._leaves[place] for place in members]) for members in placed]


def smallest_sets(
    graph: Graph, goal: str, leaves: Sequence[str], *, supports: bool = False, most: int, conflicts: int
) -> SmallestSets:
    """Minimal defeater sets of the goal, or with `supports` minimal support sets, small ones first.

    Members come in the order of `leaves`; leaves that are not in it are never lost. At most `most` sets are
    given, and `conflicts` of the solver in all are spent on them. Equal input gives equal output.
    """
    return SmallestSets(graph, goal, leaves, "supports" if supports else "defeaters", most, conflicts)
