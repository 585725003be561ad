"""Minimal defeater sets and supports straight from docs/semantics.md, for the cases of `reference`.

Everything is tried, as the definitions are worded. Nothing here is shared with the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from reference import Reference, Step

Sets = set[frozenset[str]]


class Losses:
    """One claim of a case in both readings; defeaters have the statuses that they have today."""

    def __init__(self, reference: Reference, claim: str) -> None:
        self.reference = reference
        self.claim = claim
        self.everything = frozenset(reference.all_leaves())
        self.argued = claim in self.standing(self.everything)
        self.leaves = sorted(self._leaves())

    # ---- The argument reading --------------------------------------------------------------------

    def standing(self, kept: frozenset[str]) -> set[str]:
        """What the kept leaves support, the least fixpoint: a node that a refuted defeater attacks needs one
        of the answers that refute it, too."""
        found: set[str] = set()
        while True:
            fresh = {leaf for leaf in kept if self._answered(leaf, found)}
            for step in self.reference.model.steps.values():
                if any(needed <= found for needed in self._ways(step)) and self._answered(step.id, found):
                    fresh.add(step.id)
                    if self._answered(step.conclusion, found):
                        fresh.add(step.conclusion)
            if fresh <= found:
                return found
            found |= fresh

    def _ways(self, step: Step) -> Iterator[set[str]]:
        if self.reference.verdicts[step.id] not in ("valid", "warranted"):
            return
        for choice in self.reference.choices(step):
            if self.reference.all_of(choice):
                for extra in self.reference._extras(step, choice):
                    yield {*choice, *step.given, *extra}

    def _doubts(self, node: str) -> list[str]:
        return [each for each in self.reference.attackers(node) if each in self.reference.refuted]

    def _answers(self, doubt: str) -> list[str]:
        return [each for each in self.reference.attackers(doubt) if each in self.reference.sustained]

    def _answered(self, node: str, found: set[str]) -> bool:
        return all(
            any(answer in found for answer in self._answers(doubt))
            or (node in self.reference.model.defeaters and self._silent(doubt, found))
            for doubt in self._doubts(node)
        )

    def _silent(self, doubt: str, found: set[str]) -> bool:
        """Whether what keeps an attack on a defeater from being even possibly supported is still there."""
        silencers = self.reference.silencers(doubt)
        return silencers is not None and all(any(each in found for each in some) for some in silencers)

    # ---- The logic reading -----------------------------------------------------------------------

    def _leaves(self) -> set[str]:
        """The leaves of the claim and of the answers: below any steps, sound or not."""
        seen: set[str] = set()
        todo = [self.claim]
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            todo += [answer for doubt in self._doubts(node) for answer in self._answers(doubt)]
            for step in self.reference.model.steps.values():
                if node in (step.conclusion, step.id):
                    todo += self._below(step)
        return seen & self.everything

    def _below(self, step: Step) -> list[str]:
        ways = [node for way in self._ways(step) for node in way]
        closings = [f"{word}.closed" for word in self.reference.words_of_step(step)]
        return [step.id, *self.reference.cited(step), *step.given, *(ways or closings)]

    @property
    def consistent(self) -> bool:
        return bool(self.reference.all_of(self.leaves))

    def entailed(self, kept: frozenset[str]) -> bool:
        return not self.reference.all_of(sorted(kept)) & ~self.reference.formula(self.claim)

    # ---- Sets ------------------------------------------------------------------------------------

    def by_argument(self) -> tuple[Sets, Sets]:
        others = self.everything.difference(self.leaves)
        return tried(self.leaves, lambda kept: self.claim in self.standing(kept | others))

    def by_logic(self) -> tuple[Sets, Sets]:
        return tried(self.leaves, self.entailed)


def tried(leaves: Sequence[str], enough: Callable[[frozenset[str]], bool]) -> tuple[Sets, Sets]:
    """The minimal sets without which the others are not enough, and the minimal sets that are."""
    whole = frozenset(leaves)
    defeaters: list[frozenset[str]] = []
    supports: list[frozenset[str]] = []
    for size in range(len(leaves) + 1):
        for chosen in map(frozenset, combinations(leaves, size)):
            if not any(each <= chosen for each in supports) and enough(chosen):
                supports.append(chosen)
            if not any(each <= chosen for each in defeaters) and not enough(whole - chosen):
                defeaters.append(chosen)
    return set(defeaters), set(supports)
