"""One rule: that everything of a kind has a property, or has it if it has another.

A rule about words of which the step does not speak is never enough, so these are left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from formalcase.analyses.premises.atoms import negated, standing, types_at_hand
from formalcase.analyses.premises.existence import existing, related
from formalcase.analyses.premises.gap import GOAL, Gap, at_most, individuals_at_hand
from formalcase.analyses.premises.guards import Rule, joined_guards, made_rule, without_guards
from formalcase.analyses.premises.literals import holds
from formalcase.analyses.premises.result import Limits
from formalcase.analyses.premises.search import Found
from formalcase.analyses.premises.shapes import Shapes
from formalcase.encode.question import Check, Sat
from formalcase.logic import build
from formalcase.logic.evaluate import Evaluator
from formalcase.logic.substitute import free_variables, fresh_name, replaced, substitute
from formalcase.logic.term import BOOL, EnumType, Equal, IntType, Less, RealType, SortType, Term, Var
from formalcase.logic.vocabulary import Symbol
from formalcase.logic.walk import normalise, subterms, symbols_in
from formalcase.logic.world import World

_BATCH = 12
"""So many rules are asked about in one question; what refutes one often refutes the next."""
_MOST_ATOMS = 60
_MOST_FILLINGS = 6
_STEPS = 1_000_000
_PATIENCE = 4
"""The part of the solver steps after which no further rule is waited for."""


def rule_space(gap: Gap, most: int) -> tuple[list[Rule], bool]:
    """The rules, plain ones first, and whether all of them are there."""
    found: dict[Term, Rule] = {}
    every = list(islice(_all_rules(gap, Shapes(standing(gap))), most + 1))
    for rule in every[:most]:
        found.setdefault(normalise(rule.choosable.formula, gap.vocabulary), rule)
    return list(found.values()), len(every) <= most and not gap.cut


def _all_rules(gap: Gap, shapes: Shapes) -> Iterator[Rule]:
    taken = _taken(gap)
    kinds = [
        (variables, sorted(_open_atoms(gap, variables), key=shapes.odd))
        for variables in _variables(gap, taken)
    ]
    for variables, atoms in kinds:
        for atom in atoms:
            yield from (made_rule(gap, shapes, variables, (each,)) for each in (atom, negated(atom)))
    yield from existing(gap, shapes, kinds)
    for variables, atoms in kinds:
        if len(variables) == 1:
            yield from related(gap, shapes, variables[0], atoms, taken)
    for variables, atoms in kinds:
        for position, one in enumerate(atoms):
            for other in atoms[position + 1 :]:
                for left in (one, negated(one)):
                    for right in (other, negated(other)):
                        yield made_rule(gap, shapes, variables, (left, right))


def _variables(gap: Gap, taken: set[str]) -> Iterator[tuple[Var, ...]]:
    """One variable for each sort and enum of the step; two for the relations that it has."""
    types = [each for each in types_at_hand(gap) if isinstance(each, SortType) or _ranged_over(gap, each)]
    for type_ in types:
        yield (Var(fresh_name("x", taken), type_),)
    pairs = {
        (symbol.parameters[0].type, symbol.parameters[1].type)
        for name in sorted(gap.words())
        if len((symbol := gap.vocabulary.symbols[name]).parameters) == 2 and symbol.result == BOOL
    }
    for first in types:
        for second in types:
            if (first, second) in pairs:
                yield Var(fresh_name("x", taken), first), Var(fresh_name("y", taken), second)


def _ranged_over(gap: Gap, enum: EnumType) -> bool:
    """Whether the step has a variable for the members of an enum, or something that each of them has. Of a
    scale on which things are measured there is no rule."""
    symbols = [gap.vocabulary.symbols[name] for name in gap.words()]
    had = any(each.type == enum for symbol in symbols if symbol.body is None for each in symbol.parameters)
    return had or any(isinstance(part, Var) and part.type == enum for part in gap.parts())


def _taken(gap: Gap) -> set[str]:
    words = gap.vocabulary
    members = {member.name for sort in words.sorts.values() for member in sort.members}
    members |= {member.name for enum in words.enums.values() for member in enum.members}
    return {*words.symbols, *words.sorts, *words.enums, *members, *gap.ground.case.nodes}


def _open_atoms(gap: Gap, variables: Sequence[Var]) -> list[Term]:
    """Atoms in which just these variables are free, those of plain words first."""
    found: dict[Term, Term] = {}
    for atom in _every_open_atom(gap, variables):
        if free_variables(atom) == {each.name for each in variables}:
            found.setdefault(normalise(atom, gap.vocabulary), atom)
    return at_most(gap, found.values(), _MOST_ATOMS)


def _every_open_atom(gap: Gap, variables: Sequence[Var]) -> Iterator[Term]:
    for name in sorted(gap.words()):
        symbol = gap.vocabulary.symbols[name]
        numeric = any(isinstance(each.type, IntType | RealType) for each in symbol.parameters)
        if symbol.result == BOOL and symbol.parameters and not numeric:
            for args in _fillings(gap, symbol, variables):
                yield build.apply(symbol, args)
    if len(variables) == 1:
        (variable,) = variables
        for atom in standing(gap):
            yield from _generalised(gap, atom, variable)


def _fillings(gap: Gap, symbol: Symbol, variables: Sequence[Var], at: int = 0) -> Iterator[tuple[Term, ...]]:
    """Arguments from one place on that are variables, or else what is at hand."""
    if at == len(symbol.parameters):
        yield ()
        return
    type_ = symbol.parameters[at].type
    own = [each for each in variables if each.type == type_]
    things = gap.kinds.fitting(symbol.name, at, individuals_at_hand(gap, type_))
    for rest in _fillings(gap, symbol, variables, at + 1):
        for each in (*own, *at_most(gap, things, _MOST_FILLINGS)):
            yield (each, *rest)


def _generalised(gap: Gap, atom: Term, variable: Var) -> Iterator[Term]:
    """An atom of the step with the variable for its own one, or for one thing of which it speaks; to say
    of everything whether it is a certain thing makes no rule."""
    free = free_variables(atom)
    own = {part.name: part for part in subterms(atom) if isinstance(part, Var) and part.name in free}
    if len(own) == 1:
        (only,) = own.values()
        if only.type == variable.type:
            yield from _unless_named(substitute(atom, {only.name: variable}), variable)
    elif not own:
        for thing in individuals_at_hand(gap, variable.type):
            generalised = replaced(atom, thing, variable)
            if generalised is not atom:
                yield from _unless_named(generalised, variable)


def _unless_named(atom: Term, variable: Var) -> Iterator[Term]:
    if not (isinstance(atom, Equal | Less) and variable in (atom.left, atom.right)):
        yield atom


class _Order:
    """Which rules are asked about first: those that say something of what is new in the conclusion, so that
    nothing else can do without it; then short ones, and of these those that are not odd, and that speak of
    what the conclusion speaks of."""

    def __init__(self, gap: Gap) -> None:
        self._symbols = gap.vocabulary.symbols
        self._below: dict[str, frozenset[str]] = {}
        given = [name for formula in gap.given for name in symbols_in(formula)]
        self._wanted = symbols_in(gap.form.conclusion)
        self._new = self._words(self._wanted) - self._words(given)

    def key(self, rule: Rule) -> tuple[int, int, int, bool, int]:
        words, each = symbols_in(rule.choosable.formula), rule.choosable
        elsewhere = self._wanted.isdisjoint(words)
        return len(self._new - self._words(words)), each.size, each.odd, elsewhere, each.plain

    def _words(self, names: Iterable[str]) -> frozenset[str]:
        """The words that are not defined, among the names and in what the others of them say."""
        return frozenset().union(*(self._undefined(name) for name in names))

    def _undefined(self, name: str) -> frozenset[str]:
        if name not in self._below:
            body = self._symbols[name].body
            self._below[name] = frozenset({name}) if body is None else self._words(symbols_in(body))
        return self._below[name]


def rules_that_do(gap: Gap, rules: Sequence[Rule], limits: Limits) -> Found:
    """The rules that with the premises entail the conclusion and do not contradict them, the plainest
    first; without those that are another one with a guard taken from the conclusion."""
    order = _Order(gap)
    left = deque(sorted(range(len(rules)), key=lambda at: (order.key(rules[at]), at)))
    # In small worlds it is soon seen that a rule holds.
    worlds = [_evaluator(gap, world) for world in sorted(gap.counter, key=_size)]
    found: list[Rule] = []
    undecided = False
    asked, begun = 0, gap.work
    while batch := _next_batch(rules, left, worlds):
        spent = gap.spent or (bool(found) and gap.work - begun > limits.steps // _PATIENCE)
        if spent or asked >= limits.proposals:
            why = "the solver steps were used up" if spent else f"{asked} rules were tried"
            return _found(gap, found, why, rules[batch[0]].choosable.size)
        if len(found) >= limits.answers:
            return _found(gap, found, f"{limits.answers} were found", rules[batch[0]].choosable.size)
        asked += len(batch)
        sats, more = _ask(gap, [rules[at] for at in batch])
        undecided = undecided or None in sats
        more_found = [rules[at] for at, sat in zip(batch, sats, strict=True) if sat]
        found += more_found
        begun = gap.work if more_found else begun
        worlds += [_evaluator(gap, world) for world in more]
    return _found(gap, found, "some rules could not be decided" if undecided else "", 1)


def _size(world: World) -> int:
    return sum(len(universe) for universe in world.universes.values())


def _evaluator(gap: Gap, world: World) -> Evaluator:
    return Evaluator(world, gap.vocabulary, steps=_STEPS)


def _next_batch(rules: Sequence[Rule], left: deque[int], worlds: Sequence[Evaluator]) -> list[int]:
    """The next rules, taken from those that are left, that hold in none of the countermodels."""
    batch: list[int] = []
    while left and len(batch) < _BATCH:
        at = left.popleft()
        if not any(holds(rules[at].choosable.asserted, world) for world in worlds):
            batch.append(at)
    return batch


def _ask(gap: Gap, rules: Sequence[Rule]) -> tuple[list[bool | None], list[World]]:
    """Whether each rule does, None where that is not known; and the countermodels that were found."""
    added = {f"rule {at}": rule.choosable.asserted for at, rule in enumerate(rules)}
    checks: list[Check] = []
    for label in added:
        enough = f"{label} is enough"
        checks.append(Check(enough, (*gap.premises, label, GOAL), world=True, plain=False))
        checks.append(
            Check(
                f"{label} is consistent",
                (*gap.premises, label),
                after=(enough, Sat.UNSAT),
                world=True,
                plain=False,
            )
        )
        checks.append(Check(f"{label} by itself", (label, GOAL), after=(enough, Sat.UNSAT)))
    answer = gap.asked([gap.question(added, checks)])[0]
    sats: list[bool | None] = []
    worlds: list[World] = []
    for label in added:
        outcome = answer[f"{label} is enough"]
        if outcome.sat is Sat.UNSAT:
            consistent, by_itself = answer[f"{label} is consistent"], answer[f"{label} by itself"]
            gap.note_fine(consistent.world)
            sats.append(Sat.UNSAT not in (consistent.sat, by_itself.sat))
        else:
            sats.append(False if outcome.sat is Sat.SAT else None)
            world = gap.note_counter(outcome.world)
            worlds += [world] if world is not None else []
    return sats, worlds


def _found(gap: Gap, rules: Sequence[Rule], stopped: str, cost: int) -> Found:
    kept = without_guards(rules, gap.form.conclusion)
    joined = joined_guards(gap, kept)
    if joined:
        kept = [*(rule for rule, sat in zip(joined, _ask(gap, joined)[0], strict=True) if sat), *kept]
    sets = tuple((rule.choosable,) for rule in kept)
    return Found(sets, complete=not stopped, stopped=stopped, cost=cost)
