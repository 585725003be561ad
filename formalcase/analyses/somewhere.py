"""Formulas that are true together in one world that is known: a short way to show them consistent.

The world is one in which the leaves of the case hold; it is asked for once, and then the plain evaluator
looks at it. Where it does not make the formulas true, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.analyses.consistency import Theory
from formalcase.analyses.step import Ask
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import declared_leaves
from formalcase.case.model import Case
from formalcase.encode.question import Sat
from formalcase.logic.evaluate import STEPS_FOR_A_CASE, Evaluator, NoValue
from formalcase.logic.term import Term

_MOST_CONFLICTS = 5


class TrueSomewhere:
    """Asked with formulas: are they all true in the world at hand? False also when none is at hand.

    The world is made at the first asking that has many definitions to go through, and kept.
    """

    def __init__(self, case: Case, words: Wordbook, ask: Ask) -> None:
        self._case = case
        self._words = words
        self._ask = ask
        self._evaluator: Evaluator | None = None
        self._made = False

    def __call__(self, formulas: Sequence[Term]) -> bool:
        if not self._words.is_deep(formulas):
            return False
        if not self._made:
            self._made = True
            self._evaluator = self._make()
        if self._evaluator is None:
            return False
        try:
            return all(self._evaluator.value(formula, {}) is True for formula in formulas)
        except NoValue:
            return False

    def _make(self) -> Evaluator | None:
        """A world of all leaves or, where these contradict each other, of what is left when one leaf of
        each contradiction is given up."""
        theory = Theory(declared_leaves(self._case), self._words, self._ask)
        names = list(theory.leaves)
        for _ in range(_MOST_CONFLICTS):
            found = theory.consistent(names, world=True)
            if found.sat is Sat.SAT and found.world is not None and not found.world.inexact:
                return Evaluator(found.world, self._words.vocabulary, steps=STEPS_FOR_A_CASE)
            given_up = next((name for name in found.conflict if name in names), None)
            if found.sat is not Sat.UNSAT or given_up is None:
                return None
            names.remove(given_up)
        return None
