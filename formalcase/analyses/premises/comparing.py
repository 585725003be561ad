"""Which answers follow from which others."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.analyses.premises.atoms import clause_of
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import holds
from formalcase.encode.question import Check, Sat
from formalcase.logic import build
from formalcase.logic.evaluate import Evaluator
from formalcase.logic.term import Term
from formalcase.logic.walk import symbols_in
from formalcase.logic.world import World

_MOST_WORK = 150_000
"""So many solver steps are taken to tell of answers over other symbols which is the weaker one."""
_TOGETHER = 24
_PAIRS = 2
"""So many answers are first asked about that may follow from one."""


def entailed(gap: Gap, formulas: Sequence[Term], asserted: Sequence[Term]) -> list[set[int]]:
    """For each answer those of the others that follow from it with the premises; an answer is a formula,
    and asserted with what it brings with it.

    A rule entails one that has all its literals. Of the rest a few pairs are asked about at a time: a world
    in which one answer holds and another one fails tells of many pairs that neither follows. Those over
    the same symbols come first; of the others, which matter for the order alone, some may be left open:
    then it is not known that the one follows from the other."""
    left = [set(range(len(formulas))) - {one} for one in range(len(formulas))]
    below: list[set[int]] = [set() for _ in formulas]
    said = [clause_of(each) for each in formulas]
    for one, (variables, literals) in enumerate(said):
        for other, (same, more) in enumerate(said):
            if one != other and variables == same and literals <= more:
                _note_below(one, other, below, left)
    for world in gap.fine:
        _strike_out(left, _true_in(gap, asserted, world))
    added: dict[str, Term] = {}
    for at, each in enumerate(asserted):
        added[f"answer {at}"] = each
        added[f"not {at}"] = build.negation(each)
    symbols = [symbols_in(each) for each in formulas]
    some, start = _PAIRS, gap.work
    while any(left):
        rest = gap.work - start < _MOST_WORK
        pairs = []
        for one, others in enumerate(left):
            close = [other for other in sorted(others) if symbols[other] == symbols[one]]
            far = [other for other in sorted(others) if symbols[other] != symbols[one]]
            pairs += [(one, other) for other in (*close, *(far if rest else ()))[:some]]
        pairs = pairs[:_TOGETHER]
        if not pairs:
            break
        checks = [
            Check(f"{one} {other}", (*gap.premises, f"answer {one}", f"not {other}"), world=True, plain=False)
            for one, other in pairs
        ]
        found = gap.asked([gap.question(added, checks)])[0]
        for one, other in pairs:
            outcome = found[f"{one} {other}"]
            left[one].discard(other)
            if outcome.sat is Sat.UNSAT:
                _note_below(one, other, below, left)
            elif outcome.world is not None and not outcome.world.inexact:
                gap.note_fine(outcome.world)
                _strike_out(left, _true_in(gap, asserted, gap.completed(outcome.world)))
        some *= 2
    return below


def _note_below(one: int, other: int, below: Sequence[set[int]], left: Sequence[set[int]]) -> None:
    """That one answer entails another: so does what entails the one, and it entails what the other does."""
    more = {other} | below[other]
    for at, entailed in enumerate(below):
        if at == one or one in entailed:
            entailed |= more - {at}
            left[at] -= more


def _true_in(gap: Gap, asserted: Sequence[Term], world: World) -> list[bool]:
    evaluator = Evaluator(world, gap.vocabulary)
    return [holds(each, evaluator) for each in asserted]


def _strike_out(left: Sequence[set[int]], true: Sequence[bool]) -> None:
    """What is false in a world in which an answer is true does not follow from that."""
    false = {at for at, value in enumerate(true) if not value}
    for one, others in enumerate(left):
        if true[one]:
            others -= false
