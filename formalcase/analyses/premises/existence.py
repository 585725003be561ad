"""Rules that say that there is something: `exists x: P(x)`, and `P(x) implies exists y: R(x, y)`."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from formalcase.analyses.premises.atoms import negated, plainness
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.guards import Rule, made_rule
from formalcase.analyses.premises.literals import Choosable
from formalcase.analyses.premises.shapes import Shapes
from formalcase.logic import build
from formalcase.logic.substitute import free_variables, fresh_name
from formalcase.logic.term import BOOL, Apply, EnumType, Implies, Quantified, SortType, Term, Var
from formalcase.logic.walk import symbols_in

_MOST_ATOMS = 12
_MOST_IN_PAIRS = 8


def existing(
    gap: Gap, shapes: Shapes, kinds: Sequence[tuple[tuple[Var, ...], Sequence[Term]]]
) -> Iterator[Rule]:
    """That something has a property, or two at once; where the step speaks of existence at all."""
    if not _matters(gap):
        return
    for variables, atoms in kinds:
        if len(variables) > 1:
            continue
        literals = [each for atom in atoms[:_MOST_ATOMS] for each in (atom, negated(atom))]
        yield from (_some(gap, shapes, variables, (each,)) for each in literals)
        for one, other in combinations(literals[: 2 * _MOST_IN_PAIRS], 2):
            if negated(one) != other:
                yield _some(gap, shapes, variables, (one, other))


def _matters(gap: Gap) -> bool:
    """Whether a formula speaks of existence, or has a condition from which something follows that is not
    said of the thing that meets it."""
    for part in gap.parts():
        if not isinstance(part, Quantified):
            continue
        if part.kind == "exists":
            return True
        names = {each.name for each in part.variables}
        if isinstance(part.body, Implies) and not names <= free_variables(part.body.right):
            return True
    return False


def _some(gap: Gap, shapes: Shapes, variables: tuple[Var, ...], literals: tuple[Term, ...]) -> Rule:
    formula = build.quantified("exists", variables, build.conjunction(literals))
    plain = 1 + sum(plainness(each) for each in literals)
    odd = sum(shapes.odd(each) for each in literals)
    return Rule((), (formula,), Choosable(formula, gap.asserted(formula), plain, len(literals), odd=odd))


def related(
    gap: Gap, shapes: Shapes, variable: Var, atoms: Sequence[Term], taken: Container[str]
) -> Iterator[Rule]:
    """That what has a property stands in a relation to something; and, which is seldom meant, what follows
    from that it does, or that it does so to everything."""
    for some, of_all in _relations(gap, variable, taken):
        for atom in atoms[:_MOST_ATOMS]:
            if symbols_in(some) & symbols_in(atom):
                continue
            for literal in (atom, negated(atom)):
                yield made_rule(gap, shapes, (variable,), (literal, some))
                for condition in (some, of_all):
                    rule = made_rule(gap, shapes, (variable,), (build.negation(condition), literal))
                    yield replace(rule, choosable=replace(rule.choosable, odd=rule.choosable.odd + 1))


def _relations(gap: Gap, variable: Var, taken: Container[str]) -> Iterator[tuple[Term, Term]]:
    """For each relation of two things, of which the variable is one: that there is such another thing, and
    that all others are such."""
    for name in sorted(gap.words()):
        symbol = gap.vocabulary.symbols[name]
        types = [each.type for each in symbol.parameters]
        if symbol.result != BOOL or len(types) != 2 or variable.type not in types:
            continue
        for place in (0, 1):
            other = types[1 - place]
            if types[place] != variable.type or not isinstance(other, SortType | EnumType):
                continue
            bound = Var(fresh_name("y", taken), other)
            args = (variable, bound) if place == 0 else (bound, variable)
            atom = build.apply(symbol, args)
            assert isinstance(atom, Apply)
            yield (
                build.quantified("exists", (bound,), atom),
                build.quantified("forall", (bound,), atom),
            )
