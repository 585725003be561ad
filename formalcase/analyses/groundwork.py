"""What every analysis of a whole case builds on: its steps judged, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from formalcase.analyses.entailments import Rebuttals, rebuttals
from formalcase.analyses.outcome import expired
from formalcase.analyses.step import Ask, Judged
from formalcase.analyses.validity import judge_steps
from formalcase.analyses.verdict import Stood, stand
from formalcase.analyses.wordbook import Wordbook, wordbook
from formalcase.case.formulas import Leaf, declared_leaves, full_vocabulary, warrant_leaf
from formalcase.case.model import Case
from formalcase.case.verdicts import Verdict
from formalcase.frozen import dataclass
from formalcase.logic.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Groundwork:
    """The steps of a case, judged, with the words they are judged in and the leaves they may rest on."""

    case: Case
    words: Wordbook
    steps: Mapping[str, Judged]
    leaves: Mapping[str, Leaf]
    """Declared leaves, warrants that are in use, closings and ranges."""
    reached: Rebuttals
    stale: Mapping[str, date]

    @property
    def vocabulary(self) -> Vocabulary:
        """With a Boolean for each opaque node."""
        return self.words.vocabulary

    def stood(self) -> Stood:
        """Where the defeaters leave the case."""
        return stand(self.case, self.steps, self.reached, self.stale)


def groundwork(case: Case, ask: Ask, today: date | None) -> Groundwork:
    """Judges the steps; `today` is the day on which leaves may have expired."""
    words = wordbook(full_vocabulary(case))
    steps = judge_steps(case, words, ask)
    leaves = _leaves(case, steps, words.implicit)
    reached = rebuttals(case, leaves, words, ask)
    return Groundwork(case, words, steps, leaves, reached, expired(case, today))


def _leaves(case: Case, steps: Mapping[str, Judged], implicit: Mapping[str, Leaf]) -> dict[str, Leaf]:
    warranted = [judged for judged in steps.values() if judged.verdict is Verdict.WARRANTED]
    warrants = [warrant_leaf(case, judged.form.step) for judged in warranted]
    return {**declared_leaves(case), **{leaf.id: leaf for leaf in warrants}, **implicit}
