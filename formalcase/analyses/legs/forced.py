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
from formalcase.logic.walk import symbols_in

_MOST_LABELS = 1_000_000
"""So many labels may be named in the questions about all other legs at once, to be worth their while."""


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
    theorist = Theorist(claim_parts(claim, vocabulary), pieces, vocabulary, ask)
    wide = [number for number, each in enumerate(pressed) if each.all_others]
    searches = _searches(pressed, wide, pieces, None)
    possible, singles = _possible(searches, theorist)
    possible = theorist.entailed(possible, most=_MOST_LABELS)
    out = {(pressed[s.number].leg, s.part.label) for s in searches}
    out -= {(pressed[s.number].leg, s.part.label) for s in (*possible, *singles)}
    narrow = [number for number, each in enumerate(pressed) if not each.all_others]
    apart = _searches(pressed, narrow, pieces, out)
    more_possible, more_singles = _possible(apart, theorist)
    found = [*searches, *apart]
    _copied(found, pressed, theorist)
    theorist.singles([search for search in (*singles, *more_singles) if not search.over])
    theorist.run([*possible, *more_possible])
    by_number: dict[int, list[Search]] = {}
    for search in found:
        by_number.setdefault(search.number, []).append(search)
    return [_outcome(by_number.get(number, ())) for number in range(len(pressed))]


def _searches(
    pressed: Sequence[Pressed],
    numbers: Sequence[int],
    pieces: Pieces,
    out: Collection[tuple[str, str]] | None,
) -> list[Search]:
    """A search for each part that has to do with its pool. What all other legs together cannot force (`out`,
    by leg and label) no single one of them can, unless it has a copy."""
    found = []
    for number in numbers:
        each = pressed[number]
        for part in each.parts:
            if out and (each.leg, part.label) in out and each.pool.copy_of(part) is None:
                continue
            if any(word in each.pool for word in part.words):
                within = pieces.within(part, each.pool)
                private = frozenset(word for word in symbols_in(within) if word not in each.pool)
                found.append(Search(number, part, each.pool, within, each.granted, each.holds, private))
    return found


def _outcome(searches: Sequence[Search]) -> Outcome:
    return Outcome(
        tuple(Forced(each.part, each.forced) for each in searches if each.forced is not None),
        tuple(each.part for each in searches if each.forced is None and each.undecided),
    )


def _copied(searches: Sequence[Search], pressed: Sequence[Pressed], theorist: Theorist) -> None:
    """A part that stands in the pool word for word is forced by its copy, whatever the claim says; unless it
    holds by definition."""
    copies = [
        (search, copy)
        for search in searches
        if (copy := pressed[search.number].pool.copy_of(search.part)) is not None
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


def _possible(searches: Sequence[Search], theorist: Theorist) -> tuple[list[Search], list[Search]]:
    """The searches that can end well: those where any set may tell, and those where a single piece may.

    If what a part says in common words entails a part of the claim, so does all that forces the part, and
    only a single piece can tell; and it tells only if the part itself entails a part of the claim.
    """
    searches = [search for search in searches if search.within != FALSE]
    through = theorist.entail_claim({search.kind: examples(*search.kind) for search in searches})
    by_claim = [search for search in searches if through[search.kind] is Sat.UNSAT]
    alone = theorist.entails_claim([(search, (search.part,)) for search in by_claim])
    for search, sat in zip(by_claim, alone, strict=True):
        search.undecided = search.undecided or sat is Sat.UNKNOWN
    return (
        [search for search in searches if through[search.kind] is not Sat.UNSAT],
        [search for search, sat in zip(by_claim, alone, strict=True) if sat is Sat.UNSAT],
    )
