"""In the worker: the map of the sets of labels that are still unexplored, held by clingo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import clingo

from formalcase.resources import encodings
from formalcase.solve.oracle import bits

# Every choice is for `in`, so that what is out had to be: seeds are maximal.
_MAXIMAL = ("--heuristic=Vmtf", "--sign-def=pos", "--sign-fix")
# What it learns is soon forgotten: a seed takes a few conflicts, and going through what was learnt for the
# seeds before takes longer than learning it again. What is explored is blocked here, not by clingo.
_FORGETFUL = ("--del-init=200,500", "--del-grow=0", "--del-cfl=F,200", "--deletion=sort,90")
_OPTIONS = (
    "--models=0",
    *_MAXIMAL,
    *_FORGETFUL,
    "--restarts=no",
    "--enum-mode=bt",
    "--sat-prepro=no",
    "--warn=none",
)

# More than this clingo does not read.
_MOST_CONFLICTS = 2**31 - 1


class Map:
    """Sets of labels are the bits of an int. While it is iterated over, it gives unexplored sets, as a rule
    maximal ones; what is explored must be blocked before the next one is asked for.

    `exhausted` tells, at the end, that every set was explored; otherwise `conflicts` ran out.
    """

    def __init__(self, labels: int, conflicts: int) -> None:
        self._all = (1 << labels) - 1
        self._control = clingo.Control([*_OPTIONS, f"--solve-limit={min(conflicts, _MOST_CONFLICTS)}"])
        self._control.load(str(encodings() / "asp" / "marco" / "marco.lp"))
        # What is out is also shown as numbers, which are read faster than atoms.
        facts = "".join(f"label({label})." for label in range(labels))
        self._control.add("base", [], f"#show Label : out(Label). {facts}")
        self._control.ground([("base", [])])
        self._literals = [
            atom.literal for atom in sorted(self._control.symbolic_atoms.by_signature("in", 1), key=_label_of)
        ]
        self._clauses: list[list[int]] = []
        self.exhausted = False

    def __iter__(self) -> Iterator[int]:
        with self._control.solve(yield_=True) as handle:
            for model in handle:
                yield self._all & ~_mask(symbol.number for symbol in model.symbols(terms=True))
                for clause in self._clauses:
                    if not clause:
                        self.exhausted = True
                        return
                    model.context.add_clause(clause)
                self._clauses.clear()
            self.exhausted = bool(handle.get().exhausted)

    def block_up(self, labels: int) -> None:
        """This set, and every larger one, is explored."""
        self._clauses.append([-self._literals[label] for label in bits(labels)])

    def block_down(self, labels: int) -> None:
        """This set, and every smaller one, is explored."""
        self._clauses.append([self._literals[label] for label in bits(self._all & ~labels)])

    def block(self, labels: int) -> None:
        """This set alone is given up."""
        self._clauses.append(
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
