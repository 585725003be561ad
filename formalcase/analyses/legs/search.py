"""The search for a minimal set of pieces that forces a part: a hitting-set tree over the minimal sets that
entail the part, many at a time, until one of them tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field, replace

from formalcase.analyses.legs.pieces import Piece, Pieces, Pool, leaves_in, words_of
from formalcase.analyses.step import Ask
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import TRUE, Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.solve.question import Answer

_MOST_PROBES = 200
"""So many checks are made about a part and a pool, beyond one for each piece; then it is left undecided."""
_CHECKS = 60
"""So many checks stand in one question, in which the pieces are read once."""


_Kind = tuple[Term, frozenset[str]]
"""A formula, and the words in it that others do not have."""


@dataclass(slots=True)
class Search:
    """Is `part` forced by pieces of a pool, the `source`? `within` is what it says in the words of the pool,
    as far as other words could be taken out. The pieces of the pool that are `granted` (labels) always
    count. `number` says for whom it is asked."""

    number: int
    part: Piece
    source: Pool
    within: Term
    granted: frozenset[str]
    holds: Callable[[Collection[str]], Sat]
    private: frozenset[str] = frozenset()
    """The words in `within` that the pool does not have."""
    todo: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    seen: set[frozenset[str]] = field(default_factory=set)
    known: list[tuple[Piece, ...]] = field(default_factory=list)
    probes: int = 0
    forced: tuple[Piece, ...] | None = None
    undecided: bool = False
    over: bool = False

    @property
    def pool(self) -> Sequence[Piece]:
        """The pieces of the pool that have to do with the part."""
        return self.source.tied_to(self.part)

    @property
    def kind(self) -> _Kind:
        return self.within, self.private

    def hold(self, by: tuple[Piece, ...]) -> None:
        """These pieces force the part, if they can be relied upon together."""
        match self.holds(leaves_in(by)):
            case Sat.SAT:
                self.forced = by
                self.over = True
            case Sat.UNKNOWN:
                self.undecided = True
            case Sat.UNSAT:
                pass

    def next(self) -> list[frozenset[str]]:
        """What to leave out of the pool in the next checks; empty when there is nothing left to look for."""
        waiting: list[frozenset[str]] = []
        while self.todo and not self.over:
            without = self.todo.pop()
            found = next((each for each in self.known if not without & {p.label for p in each}), None)
            if found is None:
                waiting.append(without)
            else:
                self._expand(without, found)
        if waiting and self.probes + len(waiting) > _MOST_PROBES + len(self.pool):
            self.undecided = self.over = True
        return [] if self.over else waiting

    def learn(self, without: frozenset[str], found: tuple[Piece, ...]) -> None:
        self.known.append(found)
        self._expand(without, found)

    def _expand(self, without: frozenset[str], found: Sequence[Piece]) -> None:
        for piece in found:
            wider = without | {piece.label}
            if wider not in self.seen:
                self.seen.add(wider)
                self.todo.append(wider)


class Theorist:
    """Asks what follows from what; remembers what it was told about the claim."""

    def __init__(self, claim: Sequence[Term], pieces: Pieces, vocabulary: Vocabulary, ask: Ask) -> None:
        self.claim = claim
        self.pieces = pieces
        self.words = frozenset().union(*(words_of(part, vocabulary) for part in claim))
        self.vocabulary = vocabulary
        self.ask = ask
        self._of_claim: dict[_Kind, Sat] = {}

    def empty(self, searches: Sequence[Search]) -> list[Sat]:
        """UNSAT for the searches whose part holds by definition, or by what is granted."""
        kinds = {(search.part.canonical, self._ground(search)): search for search in searches}
        questions = []
        for search in kinds.values():
            ground = {piece.label: piece.term for piece in self._ground(search)}
            labelled = {**ground, "not": build.negation(search.part.term)}
            questions.append(self._question(labelled, [Check("empty", tuple(labelled))]))
        found = dict(zip(kinds, (answer["empty"].sat for answer in self.ask(questions)), strict=True))
        return [found[search.part.canonical, self._ground(search)] for search in searches]

    def _ground(self, search: Search) -> tuple[Piece, ...]:
        if not search.granted:
            return ()
        return tuple(piece for piece in search.pool if piece.label in search.granted)

    def entails_claim(self, sets: Sequence[tuple[Search, Sequence[Piece]]]) -> list[Sat]:
        """UNSAT for each set of pieces that, with what is granted, entails a part of the claim; SAT where it
        entails none."""
        found: list[Sat] = [Sat.SAT] * len(sets)
        asked: dict[frozenset[Term], list[int]] = {}
        for place, (search, pieces) in enumerate(sets):
            ground = self._ground(search)
            if len(pieces) == 1 and not ground and self.pieces.effect(pieces[0], self.words) == TRUE:
                continue  # it says nothing in the words of the claim
            asked.setdefault(frozenset(piece.canonical for piece in (*pieces, *ground)), []).append(place)
        answers = self.ask([self._about_claim([sorted(terms, key=repr)]) for terms in asked])
        for places, answer in zip(asked.values(), answers, strict=True):
            for place in places:
                found[place] = _any_entailed(answer)
        return found

    def entail_claim(self, terms: Mapping[_Kind, Sequence[Term]]) -> dict[_Kind, Sat]:
        """UNSAT for each kind one of whose examples entails a part of the claim, SAT where none does."""
        fresh = [term for term in terms if term not in self._of_claim]
        answers = self.ask([self._about_claim([(each,) for each in terms[term]]) for term in fresh])
        for term, answer in zip(fresh, answers, strict=True):
            self._of_claim[term] = _any_entailed(answer)
        return {term: self._of_claim[term] for term in terms}

    def _about_claim(self, sets: Sequence[Sequence[Term]]) -> Question:
        """Check by check: satisfiable exactly when a set of terms does not entail that part of the claim."""
        labelled = {f"not {number}": build.negation(part) for number, part in enumerate(self.claim)}
        negated = list(labelled)
        checks = []
        for place, terms in enumerate(sets):
            own = {f"{place} {position}": term for position, term in enumerate(terms)}
            labelled |= own
            checks += [Check(f"{place} {name}", (*own, name)) for name in negated]
        return self._question(labelled, checks)

    def singles(self, searches: Sequence[Search]) -> None:
        """Ends searches in which only a single piece can tell: one that by itself entails the part."""
        self._by_one(
            [
                (search, piece)
                for search in searches
                for piece in search.pool
                if piece.label not in search.granted and piece.words & search.part.words
            ]
        )
        for search in searches:
            search.over = True

    def _by_one(self, wanted: Sequence[tuple[Search, Piece]]) -> None:
        """Ends the searches whose part is entailed by that piece alone, without what is granted."""
        probes = [
            (replace(search, granted=frozenset()), frozenset(p.label for p in search.pool if p is not piece))
            for search, piece in wanted
        ]
        for (search, piece), (sat, _) in zip(wanted, self._probed(probes, shrink=False), strict=True):
            if search.forced is None and sat is Sat.UNSAT:
                search.hold((piece,))
            search.undecided = search.undecided or sat is Sat.UNKNOWN

    def entailed(self, searches: Sequence[Search], most: int) -> list[Search]:
        """The searches whose whole pool entails the part, or may; all of them if there is too much to ask:
        `most` labels in all checks."""
        kinds: dict[tuple[int, Term], list[Search]] = defaultdict(list)
        for search in searches:
            kinds[id(search.pool), search.within].append(search)
        if sum(len(each[0].pool) for each in kinds.values()) > most:
            return list(searches)
        groups = list(kinds.values())
        outcomes = self._probed([(group[0], frozenset()) for group in groups], shrink=False)
        return [
            search
            for group, (sat, _) in zip(groups, outcomes, strict=True)
            if sat is not Sat.SAT
            for search in group
        ]

    def run(self, searches: Sequence[Search]) -> None:
        """Goes on with the searches until each has ended."""
        active = [search for search in searches if not search.over]
        while active:
            wanted = [(search, without) for search in active for without in search.next()]
            found = []
            outcomes = self._probed(wanted, shrink=True)
            for (search, without), (sat, core) in zip(wanted, outcomes, strict=True):
                search.probes += 1
                if sat is Sat.UNKNOWN:
                    search.undecided = True
                elif sat is Sat.UNSAT:
                    found.append((search, core))
                    search.learn(without, core)
            self._tell(found)
            active = [search for search in active if not search.over and search.todo]

    def _tell(self, found: Sequence[tuple[Search, tuple[Piece, ...]]]) -> None:
        """Ends the searches whose new minimal set tells."""
        for search, core in found:
            if not core:  # it holds by definition, or by what is granted
                search.over = True
        found = [(search, core) for search, core in found if core]
        single = []
        for (search, core), sat in zip(found, self.entails_claim(found), strict=True):
            if search.over:
                continue
            match sat:
                case Sat.SAT:  # it entails no part of the claim
                    search.hold(core)
                case Sat.UNSAT if len(core) == 1:
                    single.append((search, core))
                case Sat.UNKNOWN:
                    search.undecided = True
                case Sat.UNSAT:
                    pass
        alone = self.entails_claim([(search, (search.part,)) for search, _ in single])
        for (search, _), sat in zip(single, alone, strict=True):
            search.undecided = search.undecided or sat is Sat.UNKNOWN
        self._by_one(
            [
                (search, core[0])
                for (search, core), sat in zip(single, alone, strict=True)
                if sat is Sat.UNSAT and not search.over
            ]
        )

    def _probed(
        self, wanted: Sequence[tuple[Search, frozenset[str]]], shrink: bool
    ) -> list[tuple[Sat, tuple[Piece, ...]]]:
        """For each: do the pieces of the pool, but for some, entail the part, and which minimal set does?
        Each pool is read once for many checks."""
        by_pool: dict[int, list[int]] = defaultdict(list)
        for place, (search, _) in enumerate(wanted):
            by_pool[id(search.pool)].append(place)
        chunks = [
            places[start : start + _CHECKS]
            for places in by_pool.values()
            for start in range(0, len(places), _CHECKS)
        ]
        answers = self.ask([self._probe([wanted[place] for place in chunk], shrink) for chunk in chunks])
        found: dict[int, tuple[Sat, tuple[Piece, ...]]] = {}
        for chunk, answer in zip(chunks, answers, strict=True):
            for number, place in enumerate(chunk):
                outcome = answer[str(number)]
                core = set(outcome.core) - wanted[place][0].granted
                found[place] = (
                    outcome.sat,
                    tuple(piece for piece in wanted[place][0].pool if piece.label in core),
                )
        return [found[place] for place in range(len(wanted))]

    def _probe(self, wanted: Sequence[tuple[Search, frozenset[str]]], shrink: bool) -> Question:
        pool = wanted[0][0].pool
        labelled = {piece.label: piece.term for piece in pool}
        negated: dict[Term, str] = {}
        checks = []
        for number, (search, without) in enumerate(wanted):
            goal = negated.setdefault(search.within, f"not {len(negated)}")
            used = tuple(p.label for p in pool if p.label not in without or p.label in search.granted)
            own = tuple(label for label in used if label not in search.granted)
            checks.append(Check(str(number), (*used, goal), shrink=own if shrink else ()))
        labelled |= {label: build.negation(term) for term, label in negated.items()}
        return self._question(labelled, checks)

    def _question(self, labelled: Mapping[str, Term], checks: Sequence[Check]) -> Question:
        return make_question(self.vocabulary, labelled, checks)


def _any_entailed(answer: Answer) -> Sat:
    """UNSAT when some part of the claim is entailed, SAT when none is."""
    outcomes = {outcome.sat for outcome in answer.values()}
    if Sat.UNSAT in outcomes:
        return Sat.UNSAT
    return Sat.UNKNOWN if Sat.UNKNOWN in outcomes else Sat.SAT
