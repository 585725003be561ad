"""The gap in an argument: premises from which a conclusion does not follow, and how to ask about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import islice

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises.kinds import Kinds
from formalcase.analyses.step import CLAIM, GOAL, Ask, StepForm
from formalcase.encode.question import Check, Question
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.substitute import free_variables, substitute
from formalcase.logic.term import BOOL, Apply, EnumType, Member, SortType, Term, Type
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import reachable, subterms
from formalcase.logic.world import Individual, Table, World
from formalcase.solve.question import Answer

__all__ = ["CLAIM", "GOAL", "Gap", "at_most", "individuals_at_hand"]

_MOST_INDIVIDUALS = 30
_MOST_WORLDS = 60
"""Countermodels beyond this many are not kept for the strata to come."""
_MOST_PARTS = 3_000


@dataclass(slots=True)
class Gap:
    """The formulas of a step, and what is known of the worlds in which its premises hold.

    `counter` are worlds in which the premises (with the closings and ranges of the step's vocabulary)
    hold and the conclusion fails: a candidate that is true in one of them is not enough. `fine` are
    worlds in which the premises hold: a candidate that is true in one of them contradicts none of them.
    """

    ground: Groundwork
    form: StepForm
    ask: Ask
    counter: list[World] = field(default_factory=list)
    fine: list[World] = field(default_factory=list)
    work: int = 0
    most_work: int = 0
    cut: bool = False
    """Whether there is more to speak of than was taken into account."""
    _kinds: Kinds | None = None
    _parts: tuple[Term, ...] | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.ground.vocabulary

    @property
    def premises(self) -> tuple[str, ...]:
        """The labels of all that is given: the premises, and the closings and ranges."""
        return (*self.form.premises, *self.form.closings)

    @property
    def given(self) -> tuple[Term, ...]:
        """The formulas under these labels."""
        labelled = self.form.labelled
        return tuple(labelled[label] for label in self.premises)

    @property
    def formulas(self) -> tuple[Term, ...]:
        """All that the step says: what is given and the conclusion."""
        return (*self.given, self.form.conclusion)

    @property
    def spent(self) -> bool:
        """Whether the solver steps of the stratum are used up."""
        return self.work >= self.most_work

    def begin(self, steps: int) -> None:
        """Begins a stratum, for which there are so many solver steps."""
        self.most_work = self.work + steps
        self.cut = False

    def words(self) -> frozenset[str]:
        """The symbols of the step, through definitions, that a writer can use: nothing but these can
        matter for what follows from it. An opaque node is no word."""
        own = self.ground.case.vocabulary.symbols
        return frozenset(name for name in reachable(self.formulas, self.vocabulary).symbols if name in own)

    @property
    def kinds(self) -> Kinds:
        """Which places and constants of a sort are of one kind."""
        if self._kinds is None:
            self._kinds = Kinds(self.given, self.form.conclusion, sorted(self.words()), self.vocabulary)
        return self._kinds

    def parts(self) -> tuple[Term, ...]:
        """All that stands in the formulas of the step; then what stands in its words once they are spelt
        out, each for what it is said of there. These come last: it is the plain words that should be offered.
        """
        if self._parts is None:
            self._parts = tuple(self._spelt_out())
        return self._parts

    def _spelt_out(self) -> dict[Term, None]:
        found = dict.fromkeys(part for formula in self.formulas for part in subterms(formula))
        fresh = list(found)
        while fresh and len(found) < _MOST_PARTS:
            said = (_said_by(part, self.vocabulary) for part in fresh)
            inner = dict.fromkeys(part for body in said if body is not None for part in subterms(body))
            fresh = [part for part in inner if part not in found]
            found |= dict.fromkeys(fresh)
        return found

    def asserted(self, formula: Term) -> Term:
        """A candidate with the closings and ranges that it would bring into the step."""
        more = self.ground.words.closings((formula,))
        fresh = [leaf.formula for name, leaf in more.items() if name not in self.form.closings]
        return build.conjunction((formula, *fresh)) if fresh else formula

    def question(self, added: Mapping[str, Term], checks: Sequence[Check]) -> Question:
        """A question about the step with some more formulas under labels; those not used are left out."""
        labelled = {**self.form.labelled, **added}
        used = {label for check in checks for label in (*check.labels, check.least) if label is not None}
        return make_question(
            self.vocabulary, {label: term for label, term in labelled.items() if label in used}, checks
        )

    def asked(self, questions: Sequence[Question]) -> Sequence[Answer]:
        answers = self.ask(questions)
        self.work += sum(outcome.work for answer in answers for outcome in answer.values())
        return answers

    def completed(self, world: World) -> World:
        """The world with a plain value for whatever it does not speak of, of Booleans and enums; that
        makes no difference to what it was asked about."""
        symbols = self.vocabulary.symbols
        missing = [
            name for name in sorted(self.words()) if name not in world.tables and symbols[name].body is None
        ]
        sorts = {
            each.name
            for name in missing
            for each in (*(parameter.type for parameter in symbols[name].parameters), symbols[name].result)
            if isinstance(each, SortType) and each.name not in world.universes
        }
        tables = {name: table for name in missing if (table := _plain(symbols[name], self.vocabulary))}
        return replace(
            world,
            universes={**world.universes, **{name: self._universe(name) for name in sorted(sorts)}},
            tables={**world.tables, **tables},
        )

    def _universe(self, sort: str) -> tuple[Individual, ...]:
        listed = self.vocabulary.members(SortType(sort))
        return tuple(Individual(sort, name) for name in listed) or (Individual(sort, "#1"),)

    def note_counter(self, world: World | None) -> World | None:
        """Keeps a countermodel; gives it back completed, None where there is none."""
        if world is None or world.inexact:
            return None
        found = self.completed(world)
        if len(self.counter) < _MOST_WORLDS:
            self.counter.append(found)
        return found

    def note_fine(self, world: World | None) -> None:
        if world is not None and not world.inexact and len(self.fine) < _MOST_WORLDS:
            self.fine.append(self.completed(world))


def _said_by(part: Term, vocabulary: Vocabulary) -> Term | None:
    """What a defined word says of that to which it is applied."""
    symbol = vocabulary.symbols[part.symbol] if isinstance(part, Apply) else None
    if symbol is None or symbol.body is None or not isinstance(part, Apply):
        return None
    return substitute(symbol.body, symbol.named(part.args))


def _plain(symbol: Symbol, vocabulary: Vocabulary) -> Table | None:
    """A table that is the same everywhere, of a type whose values are known beforehand."""
    if symbol.result == BOOL:
        return Table({}, False) if symbol.parameters else Table({(): False})
    if isinstance(symbol.result, EnumType) and symbol.bounds is None:
        first = Individual(symbol.result.name, vocabulary.members(symbol.result)[0])
        return Table({}, first) if symbol.parameters else Table({(): first})
    return None


def individuals_at_hand(gap: Gap, type_: Type) -> list[Term]:
    """The ground terms of a type of which the step could speak: those that stand in it, constants of its
    vocabulary, then listed members; the first of them where they are many. Of a sort that has others than
    those listed the members are left out where the step names none."""
    symbols = gap.vocabulary.symbols
    found: dict[Term, None] = {}
    for formula in gap.formulas:
        for part in subterms(formula):
            if isinstance(part, Apply | Member) and part.type == type_ and not free_variables(part):
                found[part] = None
    for name in sorted(gap.words()):
        symbol = symbols[name]
        if not symbol.parameters and symbol.result == type_:
            found[build.apply(symbol, ())] = None
    named = any(isinstance(each, Member) for each in found)
    if isinstance(type_, EnumType) or (isinstance(type_, SortType) and (named or _is_closed(gap, type_))):
        for name in gap.vocabulary.members(type_):
            found[build.member(type_, name)] = None
    return at_most(gap, found, _MOST_INDIVIDUALS)


def _is_closed(gap: Gap, sort: SortType) -> bool:
    return gap.vocabulary.sorts[sort.name].closed


def at_most(gap: Gap, terms: Iterable[Term], most: int) -> list[Term]:
    """The first terms; the gap remembers if there were more."""
    found = list(islice(terms, most + 1))
    gap.cut = gap.cut or len(found) > most
    return found[:most]
