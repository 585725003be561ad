"""Why a formula is false in a world: what of the world makes it so, and of which individuals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from formalcase.frozen import dataclass
from formalcase.logic.evaluate import Evaluator, NoValue, Oversized
from formalcase.logic.term import (
    And,
    Apply,
    BoolType,
    Choice,
    EnumType,
    Fold,
    Implies,
    IntType,
    Member,
    Or,
    Quantified,
    RealType,
    SortType,
    Term,
    Type,
    Var,
    children,
)
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import Individual, Value, World

_MOST_STEPS = 100_000
"""So much work goes into one formula; what has been found by then is what is told."""
_MOST_INSTANCES = 10_000
_MOST_FACTS = 200

Applied = tuple[str, tuple[Value, ...]]
"""A constant, function or definition with the values of its arguments."""
Scope = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What makes a formula false: `facts`, in the order of the formula, and the individuals of sorts that
    it fails for or speaks of. Where each of a whole sort has its part in it, none of them is singled out."""

    facts: tuple[Applied, ...] = ()
    about: frozenset[Individual] = frozenset()


def reasons(world: World, formula: Term, vocabulary: Vocabulary) -> Reasons:
    """Why the formula is false in the world; nothing where it is not, or where that cannot be worked out.

    Of a conjunction that fails it is the first part that does, of a `forall` the first values, and so on:
    what is given is enough, in the world, for the formula to be false. To be called within
    `deep_recursion()` if the formula may be deep.
    """
    search = Search(world, vocabulary)
    try:
        if search.evaluator.value(formula, {}) is False:
            search.because(formula, {}, singled=True)
    except (NoValue, RecursionError):
        pass  # what was found so far is so all the same
    return Reasons(tuple(search.facts), frozenset(search.about))


class Search:
    """What gives formulas their values in a world; NoValue where that takes too much work or is unknown."""

    def __init__(self, world: World, vocabulary: Vocabulary) -> None:
        self.evaluator = Evaluator(world, vocabulary, steps=_MOST_STEPS)
        self._world = world
        self.vocabulary = vocabulary
        self._instances_left = _MOST_INSTANCES
        self.facts: dict[Applied, None] = {}
        self.about: set[Individual] = set()

    def because(self, term: Term, scope: Scope, *, singled: bool) -> None:
        """Adds what gives the term its value. `singled`: the values in scope are not just any ones."""
        match term:
            case And() | Or():
                self._chain(term, scope, singled=singled)
            case Implies():
                left = self.evaluator.value(term.left, scope)
                if left is False or self.evaluator.value(term.right, scope) is False:
                    self.because(term.left, scope, singled=singled)
                if left is True:
                    self.because(term.right, scope, singled=singled)
            case Quantified():
                self._quantified(term, scope, singled=singled)
            case Fold():
                for inner in self.instances(term, scope):
                    self.because(term.body, inner, singled=False)
            case Choice():
                self.because(term.condition, scope, singled=singled)
                chosen = term.yes if self.evaluator.value(term.condition, scope) else term.no
                self.because(chosen, scope, singled=singled)
            case Apply():
                self._applied(term, scope, singled=singled)
            case Member() | Var():
                self._single_out(self.evaluator.value(term, scope), singled=singled)
            case _:
                for part in children(term):
                    self.because(part, scope, singled=singled)

    def _chain(self, term: And | Or, scope: Scope, *, singled: bool) -> None:
        """One part decides a conjunction that is false and a disjunction that is true; else all do."""
        decisive = isinstance(term, Or)
        for part in term.parts:
            if self.evaluator.value(part, scope) is decisive:
                self.because(part, scope, singled=singled)
                return
        for part in term.parts:
            self.because(part, scope, singled=singled)

    def _quantified(self, term: Quantified, scope: Scope, *, singled: bool) -> None:
        decisive = term.kind == "exists"
        for inner in self.instances(term, scope):
            if self.evaluator.value(term.body, inner) is decisive:
                for variable in term.variables:
                    self._single_out(inner[variable.name], singled=singled)
                self.because(term.body, inner, singled=singled)
                return
        for inner in self.instances(term, scope):
            self.because(term.body, inner, singled=False)

    def _applied(self, term: Apply, scope: Scope, *, singled: bool) -> None:
        args = tuple([self.evaluator.value(arg, scope) for arg in term.args])
        for arg in term.args:
            self.because(arg, scope, singled=singled)
        self._single_out(self.evaluator.value(term, scope), singled=singled)
        if (term.symbol, args) in self.facts or len(self.facts) >= _MOST_FACTS:
            return
        self.facts[term.symbol, args] = None
        symbol = self.vocabulary.symbols[term.symbol]
        if symbol.body is not None:
            self.because(symbol.body, symbol.named(args), singled=singled)

    def _single_out(self, value: Value, *, singled: bool) -> None:
        if singled and isinstance(value, Individual) and value.type_name in self._world.universes:
            self.about.add(value)

    def instances(self, term: Quantified | Fold, scope: Scope) -> Iterator[dict[str, Value]]:
        """The scope with each choice of values for the variables; none where they are numbers."""
        names = [variable.name for variable in term.variables]
        domains: list[tuple[Value, ...]] = []
        for variable in term.variables:
            values = domain(self._world, variable.type, self.vocabulary)
            if isinstance(term, Fold) and isinstance(variable.type, SortType):
                values = _listed(variable.type, self.vocabulary)
            domains.append(values or ())
        for chosen in product(*domains):
            self._instances_left -= 1
            if self._instances_left < 0:
                raise Oversized("too many instances")
            yield {**scope, **dict(zip(names, chosen, strict=True))}


def domain(world: World, kind: Type, vocabulary: Vocabulary) -> tuple[Value, ...] | None:
    """The values of a type in a world; None where they are numbers or the world does not say."""
    match kind:
        case BoolType():
            return (True, False)
        case SortType(name):
            return world.universes.get(name)
        case EnumType():
            return _listed(kind, vocabulary)
        case IntType() | RealType():
            return None


def _listed(kind: EnumType | SortType, vocabulary: Vocabulary) -> tuple[Value, ...]:
    return tuple(Individual(kind.name, member) for member in vocabulary.members(kind))
