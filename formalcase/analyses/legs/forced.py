"""Parts of what one leg assumes that other legs force.

A part a is forced when some minimal set M of parts of the others' consistent support entails it, by another
way than through the claim: M entails no part of the claim, or it is a single part while a itself entails one
(a copy of a leaf, or a stronger one). The test is on M: legs for one claim all entail what the claim entails.

Most parts cannot be forced, and to see that takes no solver, or little of it: what has no word in common with
others is not entailed by them; a word that others do not have can be taken out of a part; and what only the
claim says in the words that are left can be entailed only by way of the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from formalcase.analyses.legs.pieces import Piece, Pieces, Pool, claim_parts, examples
from formalcase.analyses.legs.search import Search, Theorist
from formalcase.analyses.step import Ask
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass
from formalcase.logic.term import FALSE, Term
from formalcase.logic.vocabulary import Vocabulary

_MOST_LABELS = 400_000
"""So many labels may be named in the first questions, about all others at once, to be worth their while."""


@dataclass(frozen=True, slots=True)
class Forced:
    """A part that is forced, and a minimal set of parts that force it."""

    part: Piece
    by: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What is asked: are these parts forced by the pool?

    `leg` is whose the parts are, `all_others` says that the pool is of all other legs. The pieces of the pool
    in `granted` (labels) are taken as common ground, as definitions are: what is accepted, and what the legs
    are known to share. `holds` says whether some leaves lie together in a consistent support of the legs
    that the pool is of; UNKNOWN is neither yes nor no.
    """

    leg: str
    parts: Sequence[Piece]
    pool: Pool
    all_others: bool
    holds: Callable[[Collection[str]], Sat]
    granted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`undecided` are the parts of which it is not known whether they are forced."""

    forced: tuple[Forced, ...]
    undecided: tuple[Piece, ...]


def forced_parts(
    pressed: Sequence[Pressed], claim: Term, pieces: Pieces, vocabulary: Vocabulary, ask: Ask
) -> list[Outcome]:
    """For each of the questions, what is forced."""
    theorist = Theorist(claim_parts(claim, vocabulary), vocabulary, ask)
    found = [
        Search(
            number,
            part,
            each.pool.members(groups),
            pieces.within(part, each.pool.words),
            frozenset(part.words - each.pool.words),
            each.granted,
            each.holds,
        )
        for number, each in enumerate(pressed)
        for part in each.parts
        if (groups := each.pool.groups(part.words))
    ]
    _copied(found, pressed, theorist)
    todo = [search for search in found if search.forced is None and search.within != FALSE]
    todo = _possible(todo, theorist)
    todo = _entailed_by_all_others(todo, pressed, theorist)
    theorist.run(todo)
    return [_outcome(number, found) for number in range(len(pressed))]


def _outcome(number: int, searches: Sequence[Search]) -> Outcome:
    own = [each for each in searches if each.number == number]
    return Outcome(
        tuple(Forced(each.part, each.forced) for each in own if each.forced is not None),
        tuple(each.part for each in own if each.forced is None and each.undecided),
    )


def _copied(searches: Sequence[Search], pressed: Sequence[Pressed], theorist: Theorist) -> None:
    """A part that stands in the pool word for word is forced by its copy, whatever the claim says; unless it
    holds by definition."""
    copies = [
        (search, copy)
        for search in searches
        if (copy := pressed[search.number].pool.copies.get(search.part.canonical)) is not None
    ]
    empty = theorist.empty([search for search, _ in copies])
    for (search, copy), sat in zip(copies, empty, strict=True):
        match sat:
            case Sat.UNSAT:
                search.over = True
            case Sat.SAT:
                search.hold((copy,))
            case Sat.UNKNOWN:
                search.undecided = True


def _possible(searches: Sequence[Search], theorist: Theorist) -> list[Search]:
    """Without the searches that cannot end well.

    If what a part says in common words entails a part of the claim, so does all that forces the part, and
    only a single piece can tell; and it tells only if the part itself entails a part of the claim.
    """
    searches = [search for search in searches if not search.over]
    kinds = dict.fromkeys((search.within, search.private) for search in searches)
    through = theorist.entail_claim({kind: examples(*kind) for kind in kinds})
    by_claim = [search for search in searches if through[search.within, search.private] is Sat.UNSAT]
    alone = theorist.entails_claim([(search, (search.part,)) for search in by_claim])
    theorist.singles([s for s, sat in zip(by_claim, alone, strict=True) if sat is Sat.UNSAT])
    for search, sat in zip(by_claim, alone, strict=True):
        search.undecided = search.undecided or sat is Sat.UNKNOWN
    return [search for search in searches if through[search.within, search.private] is not Sat.UNSAT]


def _entailed_by_all_others(
    searches: Sequence[Search], pressed: Sequence[Pressed], theorist: Theorist
) -> list[Search]:
    """Of the parts that one other leg could force only those that all others together entail: one question
    instead of many."""
    wide = [search for search in searches if pressed[search.number].all_others]
    if not wide:
        return list(searches)
    kept = theorist.entailed(wide, most=_MOST_LABELS)
    entailed = {(pressed[search.number].leg, search.part.label) for search in kept}
    asked = {(pressed[search.number].leg, search.part.label) for search in wide}
    return [
        search
        for search in searches
        if (key := (pressed[search.number].leg, search.part.label)) in entailed or key not in asked
    ]
