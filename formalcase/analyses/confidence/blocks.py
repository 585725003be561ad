"""Which leaves can be true and false together: leaves in blocks, and what is possible in each.

Leaves that have no word in common, also through definitions, are free of each other: every combination of
what is possible for the one and for the other is possible. Within a block each assignment is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.analyses.legs.pieces import Pieces
from formalcase.analyses.step import Ask
from formalcase.case.formulas import Leaf
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.vocabulary import Vocabulary

MOST_ASSIGNMENTS = 128
"""So many assignments of one block are told apart; beyond, it is cut into smaller ones."""
_CHECKS = 200


@dataclass(frozen=True, slots=True)
class Block:
    """Leaves that have to do with each other and the assignments, leaf by leaf, that the definitions allow.

    `exact`: these are just the assignments that are allowed. Otherwise some of them may not be, so that what
    is a bound for all of these is a bound still.
    """

    leaves: tuple[str, ...]
    assignments: tuple[tuple[bool, ...], ...]
    exact: bool = True


def blocks_of(leaves: Mapping[str, Leaf], vocabulary: Vocabulary, ask: Ask) -> list[Block]:
    """The blocks, in the order of their first leaves."""
    groups = _groups(leaves, vocabulary)
    searches = [_Search(tuple(group)) for group in groups]
    while waiting := [search for search in searches if not search.done]:
        questions, askers = [], []
        for search in waiting:
            for trial in _chunks(search.trials()):
                labelled = {}
                for assignment in trial:
                    for name, value in zip(search.leaves, assignment, strict=False):
                        formula = leaves[name].formula
                        labelled[_label(name, value)] = formula if value else build.negation(formula)
                checks = [Check(str(place), _labels(search.leaves, each)) for place, each in enumerate(trial)]
                questions.append(make_question(vocabulary, labelled, checks))
                askers.append((search, trial))
        for (search, trial), answer in zip(askers, ask(questions), strict=True):
            for place, assignment in enumerate(trial):
                search.note(assignment, answer[str(place)].sat)
        for search in waiting:
            search.advance()
    return [block for search in searches for block in search.blocks]


class _Search:
    """Of leaves that hang together, one after the other: the assignments so far, each with the next leaf true
    and false."""

    def __init__(self, leaves: tuple[str, ...]) -> None:
        self.blocks: list[Block] = []
        self._all = leaves
        self._start = 0  # where the present block begins
        self._found: list[tuple[bool, ...]] = [()]
        self._next: list[tuple[bool, ...]] = []
        self._taken = 0  # how many leaves the assignments found have
        self._unsure = False
        self._cut = False

    @property
    def done(self) -> bool:
        return self._start == len(self._all)

    @property
    def leaves(self) -> tuple[str, ...]:
        """Those that the trials are about."""
        return self._all[self._start : self._start + self._taken + 1]

    def trials(self) -> list[tuple[bool, ...]]:
        return [(*each, value) for each in self._found for value in (True, False)]

    def note(self, assignment: tuple[bool, ...], sat: Sat) -> None:
        if sat is not Sat.UNSAT:  # what could not be decided may be possible
            self._next.append(assignment)
        self._unsure = self._unsure or sat is Sat.UNKNOWN

    def advance(self) -> None:
        """Takes the next leaf in; a block that would have too many assignments ends before it."""
        if len(self._next) > MOST_ASSIGNMENTS and self._taken:
            self._cut = True
            self._close()
        else:
            self._found, self._taken = self._next, self._taken + 1
            if self._start + self._taken == len(self._all):
                self._close()
        self._next, self._unsure = [], False

    def _close(self) -> None:
        leaves = self._all[self._start : self._start + self._taken]
        self.blocks.append(Block(leaves, tuple(self._found), not (self._cut or self._unsure)))
        self._start += self._taken
        self._found, self._taken = [()], 0


def _label(name: str, value: bool) -> str:
    return name if value else f"not {name}"


def _labels(leaves: Sequence[str], assignment: Sequence[bool]) -> tuple[str, ...]:
    return tuple(_label(name, value) for name, value in zip(leaves, assignment, strict=False))


def _chunks(trials: Sequence[tuple[bool, ...]]) -> list[Sequence[tuple[bool, ...]]]:
    return [trials[start : start + _CHECKS] for start in range(0, len(trials), _CHECKS)]


def _groups(leaves: Mapping[str, Leaf], vocabulary: Vocabulary) -> list[list[str]]:
    """Leaves that hang together by words."""
    pieces = Pieces(vocabulary, leaves.values())
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for name in leaves:
        for piece in pieces.of_leaf(name):
            for word in piece.words:
                parent[root(f"word {word}")] = root(f"leaf {name}")
    groups: dict[str, list[str]] = {}
    for name in leaves:
        groups.setdefault(root(f"leaf {name}"), []).append(name)
    return list(groups.values())
