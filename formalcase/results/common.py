"""What the results of several commands have in common."""

from __future__ import annotations

from fractions import Fraction

from formalcase.diagnostics.finding import Frozen
from formalcase.logic.number_text import exact_text


class Tool(Frozen):
    name: str
    version: str


class Assignment(Frozen):
    """What a term is in a world, both as the case would write them; `text` is the same in words, from
    the gloss, where there is one."""

    term: str
    value: str
    text: str | None = None
    telling: bool = True
    """Whether it is about the individuals for whom the conclusion fails; others complete the world."""


class Story(Frozen):
    """A world told in the words of the case. `replayed` says that the plain evaluator confirmed it;
    it is false only where no finite replay exists (a quantifier over numbers, an irrational value)."""

    text: str
    assignments: tuple[Assignment, ...] = ()
    replayed: bool = True


def ends(interval: tuple[Fraction, Fraction] | None) -> tuple[str, str] | None:
    """Both ends of an interval, exactly, as results give them."""
    return None if interval is None else (exact_text(interval[0]), exact_text(interval[1]))
