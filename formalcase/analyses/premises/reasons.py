"""Why formulas have the values that they have in a world: a few facts that settle them.

A fact is a *cell*, one entry of one table: the value of a constant, or of a function for some arguments.
Whatever else is changed in the world, as long as the cells that were named keep their values, so do the
formulas. This is the cube of the countermodel: what a further premise would have to speak against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from formalcase.logic.evaluate import Evaluator, Oversized
from formalcase.logic.term import (
    And,
    Apply,
    Choice,
    Fold,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    children,
)
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import Value, World

Cell = tuple[str, tuple[Value, ...]]
"""A symbol and its arguments."""
Scope = Mapping[str, Value]

_STEPS = 1_000_000
# So many parts of formulas are looked at: definitions on definitions can be settled in very many ways.
_MOST_LOOKED_AT = 50_000


class Reasons:
    """Finds reasons in one world. Raises a `NoValue` where a formula has no value that can be worked out.

    `backwards` looks at alternatives in the other order: another reason may come out.
    """

    def __init__(self, world: World, vocabulary: Vocabulary, *, backwards: bool = False) -> None:
        self.evaluator = Evaluator(world, vocabulary, steps=_STEPS)
        self._vocabulary = vocabulary
        self._backwards = backwards
        self._left = _MOST_LOOKED_AT

    def of_all(self, formulas: Iterable[Term]) -> frozenset[Cell]:
        """Cells that settle the values of all the formulas, of which each is a Boolean."""
        ordered = sorted(formulas, key=_alternatives)
        found: frozenset[Cell] = frozenset()
        for formula in ordered:
            found |= self.why(formula, {}, found)
        return found

    def why(self, term: Term, scope: Scope, known: frozenset[Cell]) -> frozenset[Cell]:
        """Cells that, with those that are known, settle the value of a term."""
        self._left -= 1
        if self._left < 0:
            raise Oversized("too many ways in which definitions can be settled")
        match term:
            case Apply():
                return self._applied(term, scope, known)
            case And() | Or():
                parts = [(part, scope) for part in term.parts]
                return self._some_or_all(parts, isinstance(term, Or), known)
            case Implies():
                return self._implied(term, scope, known)
            case Choice():
                found = self.why(term.condition, scope, known)
                taken = term.yes if self._holds(term.condition, scope) else term.no
                return found | self.why(taken, scope, known | found)
            case Quantified():
                parts = [(term.body, inner) for inner in self._instances(term, scope)]
                return self._some_or_all(parts, term.kind == "exists", known)
            case Fold():
                return self._all(((term.body, inner) for inner in self._instances(term, scope)), known)
            case _:
                return self._all(((part, scope) for part in children(term)), known)

    def cell(self, term: Apply, scope: Scope) -> Cell:
        """The cell in which the value of an undefined symbol stands."""
        return term.symbol, tuple([self.evaluator.value(arg, scope) for arg in term.args])

    def _holds(self, term: Term, scope: Scope) -> bool:
        return self.evaluator.value(term, scope) is True

    def _applied(self, term: Apply, scope: Scope, known: frozenset[Cell]) -> frozenset[Cell]:
        found = self._all(((arg, scope) for arg in term.args), known)
        symbol = self._vocabulary.symbols[term.symbol]
        name, args = self.cell(term, scope)
        if symbol.body is None:
            return found | {(name, args)}
        return found | self.why(symbol.body, symbol.named(args), known | found)

    def _implied(self, term: Implies, scope: Scope, known: frozenset[Cell]) -> frozenset[Cell]:
        left, right = self._holds(term.left, scope), self._holds(term.right, scope)
        if left and not right:
            return self._all(((term.left, scope), (term.right, scope)), known)
        ways = [(term.left, scope)] if not left else []
        if right:
            ways.append((term.right, scope))
        return self._least(ways, known)

    def _some_or_all(
        self, parts: Sequence[tuple[Term, Scope]], value_of_one: bool, known: frozenset[Cell]
    ) -> frozenset[Cell]:
        """One part that has the deciding value, or all parts where none has it."""
        deciding = [(part, scope) for part, scope in parts if self._holds(part, scope) is value_of_one]
        if deciding:
            return self._least(deciding, known)
        return self._all(sorted(parts, key=lambda each: _alternatives(each[0])), known)

    def _all(self, parts: Iterable[tuple[Term, Scope]], known: frozenset[Cell]) -> frozenset[Cell]:
        found: frozenset[Cell] = frozenset()
        for part, scope in parts:
            found |= self.why(part, scope, known | found)
        return found

    def _least(self, parts: Sequence[tuple[Term, Scope]], known: frozenset[Cell]) -> frozenset[Cell]:
        """The part that needs the fewest cells that are not known yet."""
        best: frozenset[Cell] | None = None
        for part, scope in reversed(parts) if self._backwards else parts:
            found = self.why(part, scope, known) - known
            if best is None or len(found) < len(best):
                best = found
            if not best:
                break
        assert best is not None
        return best

    def _instances(self, term: Quantified | Fold, scope: Scope) -> Iterator[Scope]:
        names = [variable.name for variable in term.variables]
        for values in product(*self.evaluator.domains(term)):
            yield {**scope, **dict(zip(names, values, strict=True))}


def _alternatives(term: Term) -> bool:
    """Whether it may be settled in several ways: what leaves no choice is settled first."""
    while isinstance(term, Not | Quantified):
        term = term.body
    return isinstance(term, And | Or | Implies)
