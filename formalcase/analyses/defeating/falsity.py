"""What else is false when something is false: leaves that are at odds with the facts.

Withdrawn is not false. A kept leaf that entails a false one is false as well; of kept leaves that only
together entail it, one at least is, and nobody knows which.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from formalcase.analyses.consistency import Theory
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.step import Ask
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import Leaf
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.solve.minimal_sets import MinimalSets

_CHECKS_A_QUESTION = 100


class Sets(Protocol):
    """How an analysis gets all minimal parts of `soft` that with `hard` contradict `goal`."""

    def __call__(
        self, question: Question, *, soft: Sequence[str], goal: str, hard: Sequence[str] = ()
    ) -> MinimalSets: ...


@dataclass(frozen=True, slots=True)
class AlsoFalse:
    """`leaves` are excluded by the facts, each by itself; of `unsure` it is not known."""

    leaves: tuple[str, ...]
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflicts:
    """`sets`: minimal sets of kept leaves that the facts exclude together, none of them alone. `complete`:
    whether these are all."""

    sets: tuple[tuple[str, ...], ...] = ()
    complete: bool = True


def impossible(
    facts: Mapping[str, Leaf], given: Mapping[str, Leaf], words: Wordbook, ask: Ask
) -> tuple[str, ...]:
    """A minimal part of the facts and of what is taken as given that the definitions exclude; else empty."""
    labelled = {name: leaf.formula for name, leaf in (*given.items(), *facts.items())}
    if not facts:
        return ()
    check = Check("together", tuple(labelled), shrink=tuple(labelled))
    return ask([make_question(words.vocabulary, labelled, [check])])[0]["together"].core


def also_false(
    facts: Mapping[str, Leaf], leaves: Mapping[str, Leaf], kept: Collection[str], words: Wordbook, ask: Ask
) -> AlsoFalse:
    """The kept leaves, in their order, that cannot be true when the facts are, though each can be true."""
    tied = frozenset().union(*(words.tied_to(fact.formula) for fact in facts.values()))
    candidates = [name for name, leaf in leaves.items() if name in kept and words.words(leaf.formula) & tied]
    starts = range(0, len(candidates), _CHECKS_A_QUESTION)
    parts = [candidates[start : start + _CHECKS_A_QUESTION] for start in starts]
    answers = ask([_excluded(facts, {name: leaves[name] for name in part}, words) for part in parts])
    false: list[str] = []
    unsure: list[str] = []
    for part, answer in zip(parts, answers, strict=True):
        for name in part:
            excluded = answer[name].sat
            alone = answer[f"alone {name}"].sat if excluded is Sat.UNSAT else Sat.SAT
            if excluded is Sat.UNKNOWN or alone is Sat.UNKNOWN:
                unsure.append(name)
            elif excluded is Sat.UNSAT and alone is Sat.SAT:
                false.append(name)
    return AlsoFalse(tuple(false), tuple(unsure))


def _excluded(facts: Mapping[str, Leaf], leaves: Mapping[str, Leaf], words: Wordbook) -> Question:
    """The check of a leaf's name is unsatisfiable exactly when the facts exclude it, and `alone`, when it
    is absurd."""
    labelled = {name: leaf.formula for name, leaf in (*facts.items(), *leaves.items())}
    checks = []
    for name in leaves:
        checks.append(Check(name, (*facts, name)))
        checks.append(Check(f"alone {name}", (name,), after=(name, Sat.UNSAT)))
    return make_question(words.vocabulary, labelled, checks)


def near_to(facts: Sequence[str], leaves: Sequence[str], theory: Theory) -> list[str]:
    """The named leaves that hang together with the facts; the facts have no bearing on others."""
    near = Near([theory.leaves[name] for name in (*facts, *leaves)], theory.words)
    found = {leaf.id for fact in facts for leaf in near.to(theory.formula(fact))}
    return [name for name in leaves if name in found]


def conflicts(facts: Sequence[str], leaves: Sequence[str], theory: Theory, sets: Sets) -> Conflicts:
    """The minimal sets of the named leaves, closings and ranges of their vocabulary among them, that cannot
    all be true when the facts are, and could be otherwise."""
    leaves = near_to(facts, leaves, theory)
    everything = tuple(
        dict.fromkeys([*leaves, *(each for name in (*leaves, *facts) for each in theory.closings(name))])
    )
    if theory.consistent([*leaves, *facts]).sat is Sat.SAT:
        return Conflicts()
    labelled = {name: theory.formula(name) for name in (*facts, *everything)}
    question = make_question(theory.vocabulary, labelled, [])
    found: list[tuple[str, ...]] = []
    complete = False
    for batch in sets(question, soft=everything, goal=facts[0], hard=facts[1:]).batches():
        found += batch.supports
        complete = batch.complete
    checks = [Check(str(place), names) for place, names in enumerate(found)]
    answers = theory.ask([make_question(theory.vocabulary, labelled, checks)])[0] if found else {}
    possible = [names for place, names in enumerate(found) if answers[str(place)].sat is not Sat.UNSAT]
    order = {name: place for place, name in enumerate(everything)}
    return Conflicts(
        tuple(sorted(possible, key=lambda names: (len(names), [order[name] for name in names]))), complete
    )
