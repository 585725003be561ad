"""Where a term divides, and under which conditions the division is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from formalcase.frozen import dataclass
from formalcase.logic.size import size, tokens
from formalcase.logic.substitute import fresh_name, substitute, variables_in
from formalcase.logic.term import (
    And,
    Apply,
    Choice,
    Divide,
    Fold,
    Implies,
    Multiply,
    Negate,
    Not,
    Number,
    Quantified,
    Term,
    Var,
    Widen,
    children,
)
from formalcase.logic.vocabulary import Symbol, Vocabulary

_WORK = 500_000


class TooManyDivisions(Exception):  # noqa: N818
    """The divisions of a term, with their guards and through definitions, are too many to list."""


class Partial(NamedTuple):
    """A divisor, the guards on its path, and the bound variables that both may speak of, outermost
    first: for all values of the variables, where the guards hold the divisor must not be zero."""

    divisor: Term
    guards: tuple[Term, ...]
    variables: tuple[Var, ...]


def partial_terms(term: Term, vocabulary: Vocabulary) -> list[Partial]:
    """Every division of a term, also within the definitions that it uses (with the arguments put in),
    in the order of the text.

    Guards are the left conjuncts, the antecedents and the conditions of `if` on the path. Divisors that
    are literals other than zero are left out; a divisor that is a product is given factor by factor. What
    has been given once is not given again where the same guards and more hold. Raises TooManyDivisions;
    to be called within `deep_recursion()`.
    """
    collector = _Collector(vocabulary)
    try:
        return collector.collect(term, ())
    except RecursionError:
        raise TooManyDivisions from None


@dataclass(frozen=True, slots=True, eq=False)
class _Path:
    """The way from the top of a term: guards and binders, and the names of all variables in scope."""

    outer: _Path | None
    guard: Term | None
    variables: tuple[Var, ...]
    names: frozenset[str]

    def under(self, guard: Term) -> _Path:
        return _Path(self, guard, (), self.names)

    def within(self, variables: tuple[Var, ...]) -> _Path:
        return _Path(self, None, variables, self.names | {each.name for each in variables})

    def steps(self) -> list[_Path]:
        """From the outermost to this."""
        found: list[_Path] = []
        path: _Path | None = self
        while path is not None:
            found.append(path)
            path = path.outer
        return found[::-1]


_Seen = dict[tuple[object, ...], set[_Path]]
"""Where on the paths of a term a divisor or a call of a definition has been seen."""


class _Collector:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._symbols = vocabulary.symbols
        self._of_definition: dict[str, list[Partial]] = {}
        self._work = 0

    def collect(self, term: Term, parameters: Sequence[Var]) -> list[Partial]:
        found: list[Partial] = []
        seen: _Seen = {}
        self._visit(term, _Path(None, None, (), frozenset(each.name for each in parameters)), found, seen)
        return found

    def _visit(self, term: Term, path: _Path, found: list[Partial], seen: _Seen) -> None:
        match term:
            case And():
                for part in term.parts:
                    self._visit(part, path, found, seen)
                    path = path.under(part)
            case Implies():
                self._visit(term.left, path, found, seen)
                self._visit(term.right, path.under(term.left), found, seen)
            case Choice():
                self._visit(term.condition, path, found, seen)
                self._visit(term.yes, path.under(term.condition), found, seen)
                self._visit(term.no, path.under(Not(term.condition)), found, seen)
            case Quantified() | Fold():
                variables, body = _renamed_apart(term, path.names)
                self._visit(body, path.within(variables), found, seen)
            case _:
                for part in children(term):
                    self._visit(part, path, found, seen)
                if isinstance(term, Divide):
                    for divisor in _factors(term.right):
                        if not self._is_known("divisor", divisor, path, seen):
                            found.append(self._at(divisor, path))
                elif isinstance(term, Apply):
                    self._call(term, path, found, seen)

    def _is_known(self, role: str, term: Term, path: _Path, seen: _Seen) -> bool:
        """Whether the term was seen in this role, divisor or call, here or further up the path, where
        fewer guards hold. Notes it."""
        paths = seen.setdefault((role, *tokens(term)), set())
        step: _Path | None = path if paths else None
        while step is not None and step not in paths:
            self._spend(1)
            step = step.outer
        paths.add(path)
        return step is not None

    def _at(self, divisor: Term, path: _Path) -> Partial:
        steps = path.steps()
        self._spend(len(steps))
        guards = tuple(step.guard for step in steps if step.guard is not None)
        return Partial(divisor, guards, tuple(each for step in steps for each in step.variables))

    def _call(self, term: Apply, path: _Path, found: list[Partial], seen: _Seen) -> None:
        symbol = self._symbols[term.symbol]
        inside = self._inside(symbol)
        if not inside or self._is_known("call", term, path, seen):
            return
        arguments = symbol.named(term.args)
        taken = path.names.union(*(variables_in(arg) for arg in term.args))
        for each in inside:
            outer = self._at(each.divisor, path)
            variables, renaming = _fresh(each.variables, taken | arguments.keys())
            mapping = {**arguments, **renaming}
            self._spend(size(each.divisor) + sum(size(guard) for guard in each.guards))
            guards = tuple(substitute(guard, mapping) for guard in each.guards)
            divisor = substitute(each.divisor, mapping)
            found.extend(
                Partial(factor, (*outer.guards, *guards), (*outer.variables, *variables))
                for factor in _factors(divisor)
            )

    def _inside(self, symbol: Symbol) -> list[Partial]:
        """The divisions in the body of a definition, in terms of its parameters."""
        if symbol.body is None:
            return []
        if symbol.name not in self._of_definition:
            self._of_definition[symbol.name] = self.collect(symbol.body, symbol.parameters)
        return self._of_definition[symbol.name]

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > _WORK:
            raise TooManyDivisions


def _factors(divisor: Term) -> Iterator[Term]:
    """The factors of a divisor that are not surely other than zero."""
    stack = [divisor]
    while stack:
        part = stack.pop()
        if isinstance(part, Multiply):
            stack.extend(reversed(part.parts))
        elif not _is_nonzero_literal(part):
            yield part


def _is_nonzero_literal(term: Term) -> bool:
    while isinstance(term, Widen | Negate):
        term = term.body
    return isinstance(term, Number) and term.value != 0


def _renamed_apart(term: Quantified | Fold, names: frozenset[str]) -> tuple[tuple[Var, ...], Term]:
    """The variables and the body of a binder, so that no variable has a name that is in scope."""
    if not any(each.name in names for each in term.variables):
        return term.variables, term.body
    variables, renaming = _fresh(term.variables, names | variables_in(term.body))
    return variables, substitute(term.body, renaming)


def _fresh(variables: tuple[Var, ...], taken: frozenset[str]) -> tuple[tuple[Var, ...], dict[str, Term]]:
    """The variables under names that are not taken, and the mapping from the old names."""
    used = set(taken)
    fresh: list[Var] = []
    for each in variables:
        name = fresh_name(each.name, used)
        used.add(name)
        fresh.append(Var(name, each.type))
    pairs = zip(variables, fresh, strict=True)
    return tuple(fresh), {old.name: new for old, new in pairs if old != new}
