"""Leaves that are rules, read as a graph in which entailment is support.

Where every leaf says "if such and such facts hold, so does this one" and the claim is built from facts
by `and`, `or` and "at least k of", what follows from some leaves is what the rules reach (the least model
of a definite program), and that is support in a graph: which leaves are enough, and which are needed, the
decision diagrams tell exactly. Facts are Boolean constants, opaque nodes, predicates of listed members, or
the negations of these; each may be meant one way only. Whatever does not fit is not read at all.

Such leaves are never contradictory: they all hold in the world in which every fact does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import islice, product
from math import ceil, floor

from formalcase.case.formulas import Leaf
from formalcase.case.support import Gate, Graph
from formalcase.frozen import dataclass
from formalcase.logic.substitute import substitute
from formalcase.logic.term import (
    BOOL,
    Add,
    And,
    Apply,
    Choice,
    EnumType,
    Equal,
    Fold,
    Iff,
    Implies,
    Less,
    Member,
    Not,
    Number,
    Or,
    Quantified,
    SortType,
    Term,
    Truth,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary

GOAL = "\0goal"
"""The node of the claim; leaves have their ids, and no id begins like this."""

_MOST_INSTANCES = 1_000
_MOST_GATES = 200_000
# Of the ways in which one sentence can be read as rules, so many are tried.
_MOST_WAYS = 16
# So much may be looked at, and so much more for each leaf: deep definitions can be read in very many ways.
_MOST_LOOKED_AT = 50_000
_FOR_A_LEAF = 100


def graph_of_rules(claim: Term, leaves: Sequence[Leaf], vocabulary: Vocabulary) -> Graph | None:
    """The graph in which `GOAL` is supported by exactly those sets of leaves that entail the claim; None
    where that cannot be seen. To be called within `deep_recursion()`."""
    reader = _Reader(vocabulary, _MOST_LOOKED_AT + _FOR_A_LEAF * len(leaves))
    try:
        goal = reader.condition(claim, positive=True)
        reader.settle([goal])
        pending = [
            (leaf.id, clause)
            for leaf in leaves
            # Facts are about listed members only, so that there may always be no others.
            if leaf.kind != "closing"
            for clause in reader.clauses(leaf.formula, positive=True)
        ]
        # What can be read one way only decides which way the facts are meant.
        for name, ways in sorted(pending, key=lambda each: len(each[1]) > 1):
            reader.take(name, ways)
    except (_NoRule, _TooMuch):
        return None
    return reader.graph(goal)


class _NoRule(Exception):  # noqa: N818
    """Something that is no rule, or a fact that is meant both ways."""


class _TooMuch(Exception):  # noqa: N818
    """There is more to look at than is allowed."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """An atom, or its negation."""

    atom: Apply
    positive: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """If all conditions hold, so does the fact."""

    conditions: tuple[str, ...]
    fact: str


_Way = tuple[_Rule, ...]


@dataclass(slots=True)
class _Reader:
    """Makes a gate for each formula that must hold, and rules from each that is given.

    Making a gate decides nothing; `settle` and `take` decide which way a fact is meant, or raise.
    """

    vocabulary: Vocabulary
    left: int
    """How much may still be looked at."""
    _gates: dict[str, Gate] = field(default_factory=dict)
    _facts: dict[_Fact, str] = field(default_factory=dict)
    _meant: dict[str, _Fact] = field(default_factory=dict)
    """The fact behind a gate that is none of a formula's own."""
    _defined: dict[_Fact, str] = field(default_factory=dict)
    _signs: dict[Apply, bool] = field(default_factory=dict)
    """Which way each atom is meant."""
    _settled: set[str] = field(default_factory=set)
    _known: list[tuple[str, _Rule]] = field(default_factory=list)

    # ---- What must hold --------------------------------------------------------------------------

    def condition(self, term: Term, *, positive: bool) -> str:
        """The gate of a formula, or of its negation."""
        self._look()
        match term:
            case Truth(value):
                return self._gate(0 if value == positive else 1, ())
            case Not(body):
                return self.condition(body, positive=not positive)
            case And(parts) | Or(parts):
                members = [self.condition(part, positive=positive) for part in parts]
                return self._gate(len(members) if isinstance(term, And) == positive else 1, members)
            case Implies(left, right):
                members = [
                    self.condition(left, positive=not positive),
                    self.condition(right, positive=positive),
                ]
                return self._gate(1 if positive else 2, members)
            case Less():
                return self._of_count(term, positive)
            case Quantified():
                members = [self.condition(each, positive=positive) for each in self._instances(term)]
                return self._gate(len(members) if (term.kind == "forall") == positive else 1, members)
            case Apply():
                return self._of_word(term, positive)
            case _:
                raise _NoRule

    def _look(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMuch

    def _of_count(self, term: Less, positive: bool) -> str:
        """The gate of "at least" and "at most so many of them"."""
        below, bound, total = _bounded(term)
        counted = self._counted(total)
        if below:
            least = floor(bound) + 1 if term.strict else ceil(bound)
        else:
            least = ceil(bound) if term.strict else floor(bound) + 1
        # Not at least so many hold exactly when so many do not that too few are left.
        if below == positive:
            return self._gate(least, [self.condition(each, positive=True) for each in counted])
        others = [self.condition(each, positive=False) for each in counted]
        return self._gate(len(counted) - least + 1, others)

    def _counted(self, total: Term) -> list[Term]:
        """The formulas of which a number is how many hold."""
        if isinstance(total, Fold) and total.kind == "count":
            return self._instances(total)
        found = []
        for each in total.parts if isinstance(total, Add) else (total,):
            match each:
                case Choice(condition, Number(value=yes), Number(value=no)) if yes == 1 and no == 0:
                    found.append(condition)
                case _:
                    raise _NoRule
        return found

    def _of_word(self, term: Apply, positive: bool) -> str:
        body = self._unfolded(term)
        if body is None:
            return self._fact(term, positive)
        key = _Fact(term, positive)
        if key not in self._defined:
            self._defined[key] = self.condition(body, positive=positive)
        return self._defined[key]

    def _unfolded(self, term: Apply) -> Term | None:
        """What a defined word stands for; None for one that is not defined."""
        if term.type != BOOL or not all(isinstance(each, Member) for each in term.args):
            raise _NoRule
        symbol = self.vocabulary.symbols[term.symbol]
        return None if symbol.body is None else substitute(symbol.body, symbol.named(term.args))

    def _instances(self, term: Quantified | Fold) -> list[Term]:
        """What a quantifier over enums, or a `count` over listed members, says of each choice of them."""
        choices = []
        for each in term.variables:
            kind = each.type
            listed = (EnumType, SortType) if isinstance(term, Fold) else EnumType
            if not isinstance(kind, listed):
                raise _NoRule
            choices.append([Member(kind, name) for name in self.vocabulary.members(kind)])
        names = [each.name for each in term.variables]
        chosen = list(islice(product(*choices), _MOST_INSTANCES + 1))
        if len(chosen) > _MOST_INSTANCES:
            raise _NoRule
        return [substitute(term.body, dict(zip(names, each, strict=True))) for each in chosen]

    def _fact(self, atom: Apply, positive: bool) -> str:
        fact = _Fact(atom, positive)
        if fact not in self._facts:
            name = self._facts[fact] = f"\0fact {len(self._facts)}"
            self._meant[name] = fact
        return self._facts[fact]

    def _gate(self, least: int, members: Iterable[str]) -> str:
        if len(self._gates) >= _MOST_GATES:
            raise _NoRule
        name = f"\0gate {len(self._gates)}"
        self._gates[name] = Gate(least, tuple(members))
        return name

    # ---- What is given ---------------------------------------------------------------------------

    def clauses(self, term: Term, *, positive: bool) -> Iterator[list[_Way]]:
        """What a formula says, or its negation, sentence by sentence: for each, the ways to read it."""
        parts = self._conjuncts(term, positive)
        if parts is not None:
            for part, way in parts:
                yield from self.clauses(part, positive=way)
            return
        ways = list(islice(self._ways(term, positive, ()), _MOST_WAYS))
        if not ways:
            raise _NoRule
        yield ways

    def _conjuncts(self, term: Term, positive: bool) -> list[tuple[Term, bool]] | None:
        """What a formula, or its negation, is the conjunction of; None where it is none."""
        match term:
            case Truth(value) if value == positive:
                return []
            case Not(body):
                return [(body, not positive)]
            case And(parts) if positive:
                return [(part, True) for part in parts]
            case Or(parts) if not positive:
                return [(part, False) for part in parts]
            case Implies(left, right) if not positive:
                return [(left, True), (right, False)]
            case Iff(left, right) | Equal(left, right) if type_of(left) == BOOL:
                other = right if positive else Not(right)
                return [(Implies(left, other), True), (Implies(other, left), True)]
            case Quantified(kind=kind) if (kind == "forall") == positive:
                return [(each, positive) for each in self._instances(term)]
            case Apply():
                meaning = self._unfolded(term)
                return None if meaning is None else [(meaning, positive)]
            case _:
                return None

    def _ways(self, term: Term, positive: bool, given: tuple[str, ...]) -> Iterator[_Way]:
        """The ways to read "if what is given holds, so does the formula" (or its negation) as rules."""
        self._look()
        parts = self._conjuncts(term, positive)
        if parts is not None:
            several = [list(islice(self._ways(part, way, given), _MOST_WAYS)) for part, way in parts]
            for chosen in product(*several):
                yield tuple(rule for way in chosen for rule in way)
            return
        match term:
            case And(parts_) | Or(parts_):
                yield from self._one_of([(part, positive) for part in parts_], given)
            case Implies(left, right):
                # As it is written first, and then the other way round.
                yield from self._one_of([(right, True), (left, False)], given)
            case Apply():
                yield (_Rule(given, self._fact(term, positive)),)
            case _:
                return

    def _one_of(self, parts: Sequence[tuple[Term, bool]], given: tuple[str, ...]) -> Iterator[_Way]:
        """If none of the others holds, one part does: for each part that may be the one, the rules."""
        for place, (part, way) in enumerate(parts[:_MOST_WAYS]):
            try:
                others = [
                    self.condition(other, positive=not its)
                    for other, its in (*parts[:place], *parts[place + 1 :])
                ]
                yield from self._ways(part, way, (*given, *others))
            except _NoRule:
                continue

    # ---- Which way the facts are meant -----------------------------------------------------------

    def take(self, leaf: str, ways: Sequence[_Way]) -> None:
        """Takes the first of the ways that means no fact the other way than it is meant already."""
        for way in ways:
            nodes = [node for rule in way for node in (*rule.conditions, rule.fact)]
            if self._settles(nodes):
                self._known.extend((leaf, rule) for rule in way)
                return
        raise _NoRule

    def settle(self, nodes: Sequence[str]) -> None:
        if not self._settles(nodes):
            raise _NoRule

    def _settles(self, nodes: Sequence[str]) -> bool:
        seen: set[str] = set()
        meant: dict[Apply, bool] = {}
        todo = list(nodes)
        while todo:
            node = todo.pop()
            if node in seen or node in self._settled:
                continue
            seen.add(node)
            if node in self._gates:
                todo.extend(self._gates[node].members)
                continue
            fact = self._meant[node]
            if self._signs.get(fact.atom, meant.setdefault(fact.atom, fact.positive)) != fact.positive:
                return False
            if meant[fact.atom] != fact.positive:
                return False
        self._settled |= seen
        self._signs.update(meant)
        return True

    def graph(self, goal: str) -> Graph:
        by_fact: dict[str, list[str]] = {name: [] for name in self._meant}
        gates = dict(self._gates)
        for number, (leaf, rule) in enumerate(self._known):
            name = leaf
            if rule.conditions:
                name = f"\0rule {number}"
                gates[name] = Gate(1 + len(rule.conditions), (leaf, *rule.conditions))
            by_fact[rule.fact].append(name)
        gates.update({fact: Gate(1, tuple(rules)) for fact, rules in by_fact.items()})
        gates[GOAL] = Gate(1, (goal,))
        return gates


def _bounded(term: Less) -> tuple[bool, Fraction, Term]:
    """Whether a sum is bounded from below, the bound, and the sum."""
    if isinstance(term.left, Number):
        return True, term.left.value, term.right
    if isinstance(term.right, Number):
        return False, term.right.value, term.left
    raise _NoRule
