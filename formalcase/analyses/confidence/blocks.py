"""Which leaves can be true and false together: leaves in blocks, and what is possible in each.

Leaves that have no word in common, also through definitions, are free of each other: every combination of
what is possible for the one and for the other is possible. Within a block each assignment is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from formalcase.analyses.step import Ask
from formalcase.case.formulas import Leaf
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import Apply, Distinct, Equal, Not, SortType, Term, children, type_of
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable, subterms

MOST_ASSIGNMENTS = 128
"""So many assignments of one block are told apart; beyond, it is cut into smaller ones."""
_CHECKS = 200
_MOST_CHECKS = 6_000
"""So much is asked in all; a check takes about a millisecond."""


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
    """The blocks, in the order of their first leaves. When too much would have to be asked, the leaves that
    are left count as free of each other."""
    searches = [_Search(tuple(group)) for group in _groups(leaves, vocabulary)]
    for search in searches:
        if len(search.leaves) == search.size and _is_open(leaves[search.leaves[0]].formula, vocabulary):
            search.note((True,), Sat.SAT)
            search.note((False,), Sat.SAT)
            search.advance()
    left = _MOST_CHECKS
    while any(not search.done for search in searches):
        for search in searches:
            left -= 0 if search.done else len(search.trials())
            if left < 0 and not search.done:
                search.give_up()
        waiting = [search for search in searches if not search.done]
        _ask_about(waiting, leaves, vocabulary, ask)
        for search in waiting:
            search.advance()
    return [block for search in searches for block in search.blocks]


def _ask_about(
    searches: Sequence[_Search], leaves: Mapping[str, Leaf], vocabulary: Vocabulary, ask: Ask
) -> None:
    """Notes in each search which of its trials are possible."""
    questions: list[Question] = []
    askers: list[tuple[_Search, Sequence[tuple[bool, ...]]]] = []
    for search in searches:
        for trials in _chunks(search.trials()):
            labelled = {}
            for trial in trials:
                for name, value in zip(search.leaves, trial, strict=True):
                    formula = leaves[name].formula
                    labelled[_label(name, value)] = formula if value else build.negation(formula)
            checks = [Check(str(place), _labels(search.leaves, each)) for place, each in enumerate(trials)]
            questions.append(make_question(vocabulary, labelled, checks))
            askers.append((search, trials))
    for (search, trials), answer in zip(askers, ask(questions), strict=True):
        for place, trial in enumerate(trials):
            search.note(trial, answer[str(place)].sat)


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
    def size(self) -> int:
        return len(self._all)

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

    def give_up(self) -> None:
        """Takes all leaves that are left for free."""
        self._cut = True
        if self._taken:
            self._close()
        rest = self._all[self._start :]
        self.blocks += [Block((name,), ((True,), (False,)), False) for name in rest]
        self._start = len(self._all)

    def _close(self) -> None:
        leaves = self._all[self._start : self._start + self._taken]
        self.blocks.append(Block(leaves, tuple(self._found), not (self._cut or self._unsure)))
        self._start += self._taken
        self._found, self._taken = [()], 0


def _is_open(formula: Term, vocabulary: Vocabulary) -> bool:
    """Whether it is plain that the formula can be true and can be false: it is but a word, or its denial."""
    inner = formula.body if isinstance(formula, Not) else formula
    return isinstance(inner, Apply) and vocabulary.symbols[inner.symbol].body is None


def _label(name: str, value: bool) -> str:
    return name if value else f"not {name}"


def _labels(leaves: Sequence[str], assignment: Sequence[bool]) -> tuple[str, ...]:
    return tuple(_label(name, value) for name, value in zip(leaves, assignment, strict=False))


def _chunks(trials: Sequence[tuple[bool, ...]]) -> list[Sequence[tuple[bool, ...]]]:
    return [trials[start : start + _CHECKS] for start in range(0, len(trials), _CHECKS)]


def _groups(leaves: Mapping[str, Leaf], vocabulary: Vocabulary) -> list[list[str]]:
    """Leaves that hang together by words."""
    reached = {name: reachable((leaf.formula,), vocabulary) for name, leaf in leaves.items()}
    bodies = {name: vocabulary.symbols[name].body for each in reached.values() for name in each.symbols}
    formulas = [leaf.formula for leaf in leaves.values()]
    linking = _identified([*formulas, *(body for body in bodies.values() if body is not None)])
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for name, each in reached.items():
        for word in (*each.symbols, *(f"sort {sort}" for sort in each.sorts if sort in linking)):
            parent[root(f"word {word}")] = root(f"leaf {name}")
    groups: dict[str, list[str]] = {}
    for name in leaves:
        groups.setdefault(root(f"leaf {name}"), []).append(name)
    return list(groups.values())


def _identified(formulas: Iterable[Term]) -> frozenset[str]:
    """The sorts of which some formula says that individuals are the same or are not. Formulas that have only
    other sorts in common are free of each other: without identity every world can be blown up to any size."""
    found = set()
    for formula in formulas:
        for part in subterms(formula):
            if isinstance(part, Equal | Distinct):
                type_ = type_of(children(part)[0])
                if isinstance(type_, SortType):
                    found.add(type_.name)
    return frozenset(found)
