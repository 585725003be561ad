"""Which literals can have to do with the conclusion at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from formalcase.analyses.premises.gap import Gap
from formalcase.logic.term import And, SortType, Term
from formalcase.logic.vocabulary import Symbol
from formalcase.logic.walk import reachable, sorts_in, symbols_in

_Names = frozenset[tuple[str, str]]
"""Words and sorts; enums and numbers are the same whatever is said."""


def relevant(gap: Gap, literals: Sequence[Term]) -> list[Term]:
    """The literals whose words or sorts are connected with the conclusion, by premises or by other
    literals, directly or by way of others.

    The rest is idle in each answer: it says nothing of the words of the conclusion nor, as its sorts are
    others, of how many individuals there are for these.
    """
    names = [_names(gap, literal) for literal in literals]
    parts = [_names(gap, part) for formula in gap.given for part in _conjuncts(formula)]
    spoken_of = reachable([*literals, *gap.given, gap.form.conclusion], gap.vocabulary).symbols
    words = [_words_of(gap, gap.vocabulary.symbols[name]) for name in spoken_of]
    found = _reached(_names(gap, gap.form.conclusion), [*parts, *names, *words])
    return [literal for literal, own in zip(literals, names, strict=True) if not own.isdisjoint(found)]


def _reached(start: _Names, groups: Sequence[_Names]) -> set[tuple[str, str]]:
    """All that is connected with the start: what stands in one group belongs together."""
    of: defaultdict[tuple[str, str], list[_Names]] = defaultdict(list)
    for group in groups:
        for name in group:
            of[name].append(group)
    found: set[tuple[str, str]] = set()
    todo = list(start)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            for group in of.pop(name, []):
                todo.extend(group - found)
    return found


def _names(gap: Gap, formula: Term) -> _Names:
    """What the formula speaks of itself; its definitions are groups of their own."""
    sorts = sorts_in(formula) & gap.vocabulary.sorts.keys()
    return frozenset([*(("word", name) for name in symbols_in(formula)), *(("sort", name) for name in sorts)])


def _words_of(gap: Gap, symbol: Symbol) -> _Names:
    """A word with the sorts of its signature, and with what its definition speaks of."""
    types = (symbol.result, *(parameter.type for parameter in symbol.parameters))
    own = frozenset([("word", symbol.name), *(("sort", of.name) for of in types if isinstance(of, SortType))])
    return own if symbol.body is None else own | _names(gap, symbol.body)


def _conjuncts(formula: Term) -> tuple[Term, ...]:
    return formula.parts if isinstance(formula, And) else (formula,)
