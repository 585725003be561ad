"""In the worker: the map of the sets of labels that are still unexplored, held by clingo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import clingo

from formalcase.resources import encodings
from formalcase.solve.labels import bits

# Every choice is for `in`, so that what is out had to be: seeds are maximal.
_MAXIMAL = ("--heuristic=Vmtf", "--sign-def=pos", "--sign-fix")
# What it learns is soon forgotten: a seed takes a few conflicts, and going through what was learnt for the
# seeds before takes longer than learning it again. What is explored is blocked here, not by clingo.
_FORGETFUL = ("--del-init=200,500", "--del-grow=0", "--del-cfl=F,200", "--deletion=sort,90")
_OPTIONS = (
    "--models=0",
    *_MAXIMAL,
    *_FORGETFUL,
    "--restarts=L,32",
    "--enum-mode=record",
    "--sat-prepro=no",
    "--warn=none",
)

# After so many conflicts the search is taken up anew, so that it can be left to itself for a while: to show
# that nothing is left may take it far longer than to find what is.
_CONFLICTS = 1_000


class Map:
    """Sets of labels are the bits of an int. While it is iterated over, it gives unexplored sets, as a rule
    maximal ones, and None now and then while it finds none; what is explored must be blocked before the next
    one is asked for.

    `exhausted` tells, at the end, that every set was explored; otherwise `conflicts` ran out.
    """

    def __init__(self, labels: int, conflicts: int) -> None:
        self._all = (1 << labels) - 1
        self._control = clingo.Control([*_OPTIONS, f"--solve-limit={_CONFLICTS}"])
        self._control.load(str(encodings() / "asp" / "marco" / "marco.lp"))
        # What is out is also shown as numbers, which are read faster than atoms.
        facts = "".join(f"label({label})." for label in range(labels))
        self._control.add("base", [], f"#show Label : out(Label). {facts}")
        self._control.ground([("base", [])])
        self._literals = [
            atom.literal for atom in sorted(self._control.symbolic_atoms.by_signature("in", 1), key=_label_of)
        ]
        # What is blocked: not told clingo yet, told it while it is solving, which it forgets afterwards.
        self._new: list[list[int]] = []
        self._told: list[list[int]] = []
        self._most = conflicts
        self.conflicts = 0
        """How many there were, to the next thousand."""
        self.exhausted = False

    def __iter__(self) -> Iterator[int | None]:
        while not self.exhausted and self.conflicts < self._most:
            self._new = self._told + self._new
            self._told = []
            yield from self._some()
            self.conflicts += _CONFLICTS
            yield None

    def _some(self) -> Iterator[int]:
        """What one call of the solver gives."""
        with self._control.solve(yield_=True) as handle:
            for model in handle:
                seed = self._all & ~_mask(symbol.number for symbol in model.symbols(terms=True))
                # The first one was looked for in ignorance.
                if self._told or not self._is_blocked(seed):
                    yield seed
                for clause in self._new:
                    if not clause:
                        self.exhausted = True
                        return
                    model.context.add_clause(clause)
                self._told += self._new
                self._new.clear()
            self.exhausted = bool(handle.get().exhausted)

    def _is_blocked(self, seed: int) -> bool:
        held = {literal if seed >> label & 1 else -literal for label, literal in enumerate(self._literals)}
        return any(held.isdisjoint(clause) for clause in self._new)

    def block_up(self, labels: int) -> None:
        """This set, and every larger one, is explored."""
        self._new.append([-self._literals[label] for label in bits(labels)])

    def block_down(self, labels: int) -> None:
        """This set, and every smaller one, is explored."""
        self._new.append([self._literals[label] for label in bits(self._all & ~labels)])

    def block(self, labels: int) -> None:
        """This set alone is given up."""
        self._new.append(
            [-literal if labels >> label & 1 else literal for label, literal in enumerate(self._literals)]
        )


def _mask(labels: Iterable[int]) -> int:
    mask = 0
    for label in labels:
        mask |= 1 << label
    return mask


def _label_of(atom: clingo.SymbolicAtom) -> int:
    number: int = atom.symbol.arguments[0].number
    return number
