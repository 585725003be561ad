"""Which leaves could have a part in entailing a formula: those that hang together with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from operator import itemgetter

from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import Leaf
from formalcase.logic.term import Term


class Near:
    """Some leaves in groups that share no words, also through definitions and through one another.

    If the leaves of the other groups are consistent, they have no part in entailing a formula: worlds for
    the groups can be put side by side.
    """

    def __init__(self, leaves: Collection[Leaf], words: Wordbook) -> None:
        self._words = words
        listed = [(leaf, words.words(leaf.formula)) for leaf in leaves]
        said = [each for _, each in listed]
        self._group = _grouped([*words.links_below(frozenset().union(*said)), *said])
        self._leaves: defaultdict[int, list[tuple[int, Leaf]]] = defaultdict(list)
        for place, (leaf, own) in enumerate(listed):
            if own:  # which are of one group
                self._leaves[self._group[min(own)]].append((place, leaf))

    def to(self, formula: Term) -> tuple[Leaf, ...]:
        """The leaves that hang together with the formula, in order."""
        own = self._words.words(formula)
        reached = own.union(*self._words.links_below(own, known=self._group))
        groups = {self._group[word] for word in reached if word in self._group}
        found = sorted([each for group in groups for each in self._leaves[group]], key=itemgetter(0))
        return tuple([leaf for _, leaf in found])


def _grouped(links: Collection[frozenset[str]]) -> dict[str, int]:
    """The number of its group, for each word; the words of one link are in one group."""
    listed = list(links)
    with_word: defaultdict[str, list[int]] = defaultdict(list)
    for number, link in enumerate(listed):
        for word in link:
            with_word[word].append(number)
    group: dict[str, int] = {}
    seen: set[int] = set()
    for first in with_word:
        if first in group:
            continue
        number = len(group)
        group[first] = number
        todo = [first]
        while todo:
            for place in with_word[todo.pop()]:
                if place not in seen:
                    seen.add(place)
                    fresh = [word for word in listed[place] if word not in group]
                    group.update(dict.fromkeys(fresh, number))
                    todo.extend(fresh)
    return group
