"""What equations among literals make of the others."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.logic.substitute import replaced
from formalcase.logic.term import Equal, Not, Term
from formalcase.logic.walk import subterms


def made_by_equations(
    literals: Sequence[Term],
) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Literals that follow from another one and an equation: the other, with one side for the other side;
    and the equations with which this is so for all other literals."""
    places = {formula: at for at, literal in enumerate(literals) for formula in (literal, _turned(literal))}
    speaking: dict[Term, list[int]] = {}
    for at, literal in enumerate(literals):
        for part in dict.fromkeys(subterms(literal)):
            speaking.setdefault(part, []).append(at)
    made: list[tuple[int, int, int]] = []
    interchangeable: list[int] = []
    for equation, literal in enumerate(literals):
        if not isinstance(literal, Equal):
            continue
        missing = False
        for old, new in ((literal.left, literal.right), (literal.right, literal.left)):
            for at in speaking[old]:
                other = replaced(literals[at], old, new)
                if other in places and places[other] != at:
                    made.append((at, equation, places[other]))
                missing = missing or not (other in places or _trivial(other))
        if not missing:
            interchangeable.append(equation)
    return made, interchangeable


def _trivial(literal: Term) -> bool:
    """Whether an equation, or its negation, has the same thing on both sides."""
    atom = literal.body if isinstance(literal, Not) else literal
    return isinstance(atom, Equal) and atom.left == atom.right


def _turned(literal: Term) -> Term:
    """The same literal with the sides of an equation the other way round."""
    match literal:
        case Equal(left, right):
            return Equal(right, left)
        case Not(Equal(left, right)):
            return Not(Equal(right, left))
        case _:
            return literal
