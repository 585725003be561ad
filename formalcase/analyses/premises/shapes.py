"""How atoms look in a step: in which places it speaks of everything, and in which of one thing."""

from __future__ import annotations

from collections.abc import Iterable

from formalcase.logic.term import Apply, Member, Not, Term, Var

_Place = tuple[str, int]


class Shapes:
    """The places of the symbols in the atoms of a step. A rule over `uses(x, tool)` is odd where it is always
    one tool that is spoken of, but everybody who uses it; a place is for everything when a variable stands
    there, or something that stands elsewhere in the place of a variable. Where there is no variable at
    all, every place is."""

    def __init__(self, atoms: Iterable[Term]) -> None:
        self._things: set[tuple[_Place, Term]] = set()
        self._variable: set[_Place] = set()
        for atom in atoms:
            for place, arg in _args(atom):
                if isinstance(arg, Var):
                    self._variable.add(place)
                else:
                    self._things.add((place, arg))
        self._open = set(self._variable) or {place for place, _ in self._things}
        subjects = {thing for place, thing in self._things if place in self._open}
        self._open |= {place for place, thing in self._things if thing in subjects}

    def odd(self, literal: Term) -> bool:
        """Whether a literal has a variable where the step has none, or a thing where it has neither this
        one nor a variable for all that are listed."""
        return any(
            place not in self._open
            if isinstance(arg, Var)
            else (place, arg) not in self._things
            and not (isinstance(arg, Member) and place in self._variable)
            for place, arg in _args(literal.body if isinstance(literal, Not) else literal)
        )


def _args(atom: Term) -> Iterable[tuple[_Place, Term]]:
    return (((atom.symbol, at), arg) for at, arg in enumerate(atom.args)) if isinstance(atom, Apply) else ()
