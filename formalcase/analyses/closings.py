"""Which closings and ranges carry a step: all subset-minimal sets of them.

Support must not depend on which core a solver happens to return, so each minimal set is an alternative.
They are enumerated by a hitting-set tree (Reiter 1987): each set found is broken in every possible way
until nothing that is left entails the conclusion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from formalcase.analyses.step import GOAL, Ask, StepForm
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic.vocabulary import Vocabulary
from formalcase.solve.question import Answer

# A step that needs more probes than this to list all alternatives keeps those found so far: support by
# them is real, and what they do not show is left undecided.
_MOST_PROBES = 200


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The minimal sets that carry the step and do not contradict its premises, the fewest members first.

    `core` is a minimal set of premise labels that entails the conclusion with the first of them.
    `undecided` says why more of them may exist, or why none could be shown to be consistent.
    """

    sets: tuple[tuple[str, ...], ...]
    core: tuple[str, ...] = ()
    undecided: str = ""


@dataclass(slots=True)
class _Search:
    form: StepForm
    forced: tuple[str, ...]
    found: list[frozenset[str]] = field(default_factory=list)
    todo: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    """What each probe still to be made leaves out."""
    seen: set[frozenset[str]] = field(default_factory=lambda: {frozenset()})
    probes: int = 0
    undecided: str = ""

    def next(self) -> frozenset[str] | None:
        """The next probe that needs a solver; those that a known set answers are expanded on the way."""
        while self.todo:
            left_out = self.todo.pop(0)
            known = next((one for one in self.found if not one & left_out), None)
            if known is None:
                return left_out
            self.expand(left_out, known)
        return None

    def expand(self, left_out: frozenset[str], found: frozenset[str]) -> None:
        for name in self.form.closings:
            wider = left_out | {name}
            if name in found and wider not in self.seen:
                self.seen.add(wider)
                self.todo.append(wider)


def alternatives(
    steps: Sequence[tuple[StepForm, tuple[str, ...]]], vocabulary: Vocabulary, ask: Ask
) -> dict[str, Alternatives]:
    """For each entailed step with its forced closings: the alternatives, by step id."""
    searches = [_Search(form, forced) for form, forced in steps]
    while active := [(search, left_out) for search in searches if (left_out := search.next()) is not None]:
        answers = ask([_probe(search, left_out, vocabulary) for search, left_out in active])
        for (search, left_out), answer in zip(active, answers, strict=True):
            _read_probe(search, left_out, answer)
    answers = ask([_consistency(search, vocabulary) for search in searches])
    kept = [_consistent(search, answer) for search, answer in zip(searches, answers, strict=True)]
    cores = ask([_core(search.form, found, vocabulary) for search, found in zip(searches, kept, strict=True)])
    return {
        search.form.step.id: Alternatives(found.sets, _premises(search.form, answer), found.undecided)
        for search, found, answer in zip(searches, kept, cores, strict=True)
    }


def _probe(search: _Search, left_out: frozenset[str], vocabulary: Vocabulary) -> Question:
    form = search.form
    kept = tuple(name for name in form.closings if name not in left_out or name in search.forced)
    shrink = tuple(name for name in kept if name not in search.forced)
    check = Check("probe", (*form.premises, *kept, GOAL), shrink=shrink)
    return make_question(vocabulary, form.labelled, [check])


def _read_probe(search: _Search, left_out: frozenset[str], answer: Answer) -> None:
    outcome = answer["probe"]
    search.probes += 1
    if outcome.sat is Sat.UNKNOWN:
        search.undecided = outcome.reason
        return
    if outcome.sat is Sat.SAT:
        return
    found = frozenset(name for name in outcome.core if name in search.form.closings) - set(search.forced)
    if found not in search.found:
        search.found.append(found)
    if not outcome.core_minimal:
        search.undecided = "a minimal set could not be found"
    if search.probes >= _MOST_PROBES:
        search.undecided = "too many alternatives"
        search.todo.clear()
        return
    search.expand(left_out, found)


def _ordered(search: _Search) -> list[tuple[str, ...]]:
    """The sets found, forced closings included, each in the order declared; the fewest members first."""
    order = {name: position for position, name in enumerate(search.form.closings)}
    sets = [tuple(sorted({*found, *search.forced}, key=order.__getitem__)) for found in search.found]
    return sorted(sets, key=lambda one: (len(one), [order[name] for name in one]))


def _consistency(search: _Search, vocabulary: Vocabulary) -> Question:
    premises = tuple(search.form.premises)
    checks = [Check(str(number), (*premises, *one)) for number, one in enumerate(_ordered(search))]
    return make_question(vocabulary, search.form.labelled, checks)


def _consistent(search: _Search, answer: Answer) -> Alternatives:
    sets = []
    undecided = search.undecided
    for number, one in enumerate(_ordered(search)):
        outcome = answer[str(number)]
        if outcome.sat is Sat.SAT:
            sets.append(one)
        elif outcome.sat is Sat.UNKNOWN:
            undecided = "the premises are not shown to be consistent"
    return Alternatives(tuple(sets), undecided=undecided)


def _core(form: StepForm, found: Alternatives, vocabulary: Vocabulary) -> Question:
    premises = tuple(form.premises)
    checks = [Check("core", (*premises, *found.sets[0], GOAL), shrink=premises)] if found.sets else []
    return make_question(vocabulary, form.labelled, checks)


def _premises(form: StepForm, answer: Answer) -> tuple[str, ...]:
    return tuple(label for label in answer["core"].core if label in form.premises) if "core" in answer else ()
