"""Can the leaves that a claim rests on be true together?

If all of them can, so can each support set. Only otherwise is a support set looked for that is consistent
by itself: each minimal conflict is broken in every possible way (a hitting-set tree, the fewest leaves
given up first) until a consistent support is left or none is.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from formalcase.analyses.plain import plain_world
from formalcase.analyses.step import Ask
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import Leaf
from formalcase.case.support import Graph, rests_on, supported
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import World

_MOST_TRIES = 500
# The leaves of a whole case are one question; it may take a budget for each so many of them.
_LEAVES_PER_BUDGET = 20
# From so many leaves that hang together, the plainest worlds are looked at first.
_MANY = 500
# A question that could not be decided costs its whole budget.
_MOST_DOUBTS = 5
# Minimal conflicts are small; what is undecided may be the whole case.
_MOST_BRANCHES = 200


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether some formulas can be true together. `conflict` names a minimal set that cannot or, when
    that is unknown, all those about which it is."""

    sat: Sat
    conflict: tuple[str, ...] = ()
    world: World | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConsistentSupport:
    """The outcome of looking for a consistent support set.

    `sat` is SAT when one is left: `leaves` are those that the claim may rest on then, which can all be
    true together. `conflicts` are the minimal contradictions met on the way, the first one among all
    leaves of the claim.
    """

    sat: Sat
    leaves: tuple[str, ...] = ()
    standing: frozenset[str] = frozenset()
    conflicts: tuple[tuple[str, ...], ...] = ()
    reason: str = ""
    world: World | None = None
    """One in which the leaves hold, if one was asked for and could be read."""


@dataclass(slots=True)
class Theory:
    """The formulas of leaves, and how to ask about them; remembers what it was told."""

    leaves: Mapping[str, Leaf]
    words: Wordbook
    ask: Ask
    _closings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.words.vocabulary

    @property
    def implicit(self) -> Mapping[str, Leaf]:
        return self.words.implicit

    def formula(self, name: str) -> Term:
        return (self.leaves[name] if name in self.leaves else self.implicit[name]).formula

    def closings(self, name: str) -> tuple[str, ...]:
        """The closings and ranges of the vocabulary in a leaf, used or not."""
        if name not in self._closings:
            self._closings[name] = tuple(self.words.closings((self.formula(name),)))
        return self._closings[name]

    def consistent(self, names: Collection[str], *, world: bool = False) -> Consistency:
        """Can the named leaves, with the closings and ranges of their vocabulary, all be true?

        Formulas that share no word are asked about apart: worlds for each can be put side by side.
        """
        everything = dict.fromkeys([*names, *(other for name in names for other in self.closings(name))])
        groups = _components({name: self.words.words(self.formula(name)) for name in everything}, self.words)
        worlds: list[World] = []
        open_: list[list[str]] = []
        for group in groups:
            plain = self._plain(group)
            if plain is None:
                open_.append(group)
            else:
                worlds.append(plain)
        allowance = 1 + max(map(len, open_), default=0) // _LEAVES_PER_BUDGET
        answers = self.ask([self._question(group, world) for group in open_], allowance=allowance)
        unknown: Consistency | None = None
        for group, answer in zip(open_, answers, strict=True):
            outcome = answer["together"]
            if outcome.sat is Sat.UNSAT:
                return Consistency(Sat.UNSAT, conflict=outcome.core)
            if outcome.sat is Sat.UNKNOWN:
                unknown = unknown or Consistency(Sat.UNKNOWN, tuple(group), reason=outcome.reason)
            elif outcome.world is not None:
                worlds.append(outcome.world)
        if unknown is not None:
            return unknown
        return Consistency(Sat.SAT, world=_side_by_side(worlds) if world else None)

    def _plain(self, group: Sequence[str]) -> World | None:
        """A plain world of a group that is too large to be asked about lightly, if there is one."""
        if len(group) < _MANY:
            return None
        return plain_world([self.formula(name) for name in group], self.vocabulary)

    def entailed(self, names: Sequence[str], negated: Term) -> tuple[str, ...] | None:
        """A minimal part of the named leaves that contradicts `negated`, or None if none is known."""
        labelled = {name: self.formula(name) for name in names}
        check = Check("entails", (*labelled, "\0"), shrink=tuple(labelled))
        answer = self.ask([make_question(self.vocabulary, {**labelled, "\0": negated}, [check])])[0][
            "entails"
        ]
        if answer.sat is not Sat.UNSAT:
            return None
        return tuple(label for label in answer.core if label in labelled)

    def _question(self, names: Sequence[str], world: bool) -> Question:
        labelled = {name: self.formula(name) for name in names}
        check = Check("together", tuple(labelled), shrink=tuple(labelled), world=world)
        return make_question(self.vocabulary, labelled, [check])


def _components(words: Mapping[str, frozenset[str]], book: Wordbook) -> list[list[str]]:
    """Names grouped so that no two groups share a word, also through definitions; in order."""
    parent: dict[str, str] = {}

    def find(item: str) -> str:
        root = item
        while parent.setdefault(root, root) != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    for linked in book.links():
        first, *others = sorted(linked)
        for other in others:
            parent[find("word " + other)] = find("word " + first)
    for name, used in words.items():
        for word in sorted(used):
            parent[find("word " + word)] = find("name " + name)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in words:
        groups[find("name " + name)].append(name)
    return list(groups.values())


def _side_by_side(worlds: Sequence[World]) -> World:
    return World(
        {name: universe for world in worlds for name, universe in world.universes.items()},
        {name: table for world in worlds for name, table in world.tables.items()},
        frozenset().union(*(world.inexact for world in worlds)),
    )


def consistent_support(
    goal: str, graph: Graph, removed: Collection[str], theory: Theory
) -> ConsistentSupport:
    """Looks for a consistent support set of `goal` without what is `removed`."""
    queue = deque([frozenset(removed)])
    seen = set(queue)
    conflicts: list[tuple[str, ...]] = []
    unknown = ""
    doubts = 0
    for _ in range(_MOST_TRIES):
        if not queue:
            break
        without = queue.popleft()
        standing = supported(graph, without)
        if goal not in standing:
            continue
        below = rests_on(graph, [goal], standing)
        grounds = {plain_name(name) for name in below if name not in graph}
        leaves = [name for name in theory.leaves if name in grounds]
        found = _known_conflict(leaves, conflicts, theory)
        if found is None:
            # With a world at once: in a large case this is the dearest question, and is asked but once.
            answer = theory.consistent(leaves, world=True)
            if answer.sat is Sat.SAT:
                return ConsistentSupport(
                    Sat.SAT, tuple(leaves), frozenset(below), tuple(conflicts), world=answer.world
                )
            found = answer.conflict
            if answer.sat is Sat.UNKNOWN:
                # Another support set may do without what could not be decided.
                unknown = answer.reason
                doubts += 1
                if doubts > _MOST_DOUBTS:
                    break
            else:
                conflicts.append(found)
                if len(found) > _MOST_BRANCHES:
                    unknown = "a contradiction has too many members to go through"
        for name in found[:_MOST_BRANCHES]:
            wider = without | _to_give_up(name, leaves, theory)
            if wider not in seen:
                seen.add(wider)
                queue.append(wider)
    if queue:
        unknown = "too many contradictory support sets"
    sat = Sat.UNKNOWN if unknown else Sat.UNSAT
    return ConsistentSupport(sat, conflicts=tuple(conflicts), reason=unknown)


def plain_name(name: str) -> str:
    """The leaf behind a node of the graph in which answers have been put beside what they defend."""
    return name.split("\0", 1)[0]


def _known_conflict(
    leaves: Sequence[str], conflicts: Sequence[tuple[str, ...]], theory: Theory
) -> tuple[str, ...] | None:
    present = {*leaves, *(other for name in leaves for other in theory.closings(name))}
    return next((conflict for conflict in conflicts if present.issuperset(conflict)), None)


def _to_give_up(name: str, leaves: Sequence[str], theory: Theory) -> frozenset[str]:
    """What has to go so that `name` takes no part: itself or, for a closing or a range, also every leaf
    that speaks of its vocabulary."""
    speaking = [leaf for leaf in leaves if leaf == name or name in theory.closings(leaf)]
    return frozenset(speaking)
