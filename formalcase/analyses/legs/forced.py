"""Parts of what one leg assumes that other legs force.

A part a is forced when some minimal set M of parts of the others' consistent support entails it, by another
way than through the claim: M entails no part of the claim, or it is a single part while a itself entails one
(a copy of a leaf, or a stronger one). The test is on M: legs for one claim all entail what the claim entails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field

from formalcase.analyses.legs.pieces import Piece, claim_parts, connected, leaves_in, words_of
from formalcase.analyses.step import Ask
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import BoolType, Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.solve.question import Answer

_MOST_PROBES = 60
"""So many questions are asked about one part and one set of other legs, then it is left undecided."""


@dataclass(frozen=True, slots=True)
class Forced:
    """A part that is forced, and a minimal set of parts that force it."""

    part: Piece
    by: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What is asked: are these parts forced by the pool? `holds` says whether some leaves lie together in a
    consistent support of the legs that the pool is of; UNKNOWN is neither yes nor no."""

    parts: Sequence[Piece]
    pool: Sequence[Piece]
    holds: Callable[[Collection[str]], Sat]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`undecided` are the parts of which it is not known whether they are forced."""

    forced: tuple[Forced, ...]
    undecided: tuple[Piece, ...]


@dataclass(slots=True)
class _Search:
    """The hitting-set tree over the minimal sets that entail one part, until one of them tells."""

    question: int
    part: Piece
    pool: list[Piece]
    todo: list[frozenset[str]] = field(default_factory=lambda: [frozenset()])
    seen: set[frozenset[str]] = field(default_factory=lambda: {frozenset()})
    known: list[tuple[Piece, ...]] = field(default_factory=list)
    probes: int = 0
    forced: Forced | None = None
    undecided: bool = False

    def next(self) -> frozenset[str] | None:
        while self.todo and self.forced is None:
            without = self.todo.pop(0)
            labels = next((found for found in self.known if not without & {p.label for p in found}), None)
            if labels is None:
                return without
            self.expand(without, labels)
        return None

    def expand(self, without: frozenset[str], found: Sequence[Piece]) -> None:
        for piece in found:
            wider = without | {piece.label}
            if wider not in self.seen:
                self.seen.add(wider)
                self.todo.append(wider)


def forced_parts(pressed: Sequence[Pressed], claim: Term, vocabulary: Vocabulary, ask: Ask) -> list[Outcome]:
    """For each of the questions, what is forced."""
    judge = _Judge(pressed, claim, vocabulary, ask)
    searches = [
        _Search(number, part, pool)
        for number, each in enumerate(pressed)
        for part, pool in judge.worth_asking(each)
    ]
    judge.copies(searches)
    while active := [(each, without) for each in searches if (without := each.next()) is not None]:
        answers = ask([judge.probe(each, without) for each, without in active])
        found = [
            (each, without, core)
            for (each, without), answer in zip(active, answers, strict=True)
            if (core := _read(each, answer)) is not None
        ]
        judge.tell([(each, core) for each, _, core in found])
        for each, without, core in found:
            each.known.append(core)
            each.expand(without, core)
            if each.probes >= _MOST_PROBES and each.todo:
                each.undecided = True
                each.todo.clear()
    return [_outcome(number, searches) for number in range(len(pressed))]


def _outcome(number: int, searches: Sequence[_Search]) -> Outcome:
    own = [each for each in searches if each.question == number]
    return Outcome(
        tuple(each.forced for each in own if each.forced is not None),
        tuple(each.part for each in own if each.forced is None and each.undecided),
    )


def _read(search: _Search, answer: Answer) -> tuple[Piece, ...] | None:
    outcome = answer["entails"]
    search.probes += 1
    if outcome.sat is Sat.UNKNOWN:
        search.undecided = True
    if outcome.sat is not Sat.UNSAT:
        return None
    if not outcome.core_minimal:
        search.undecided = True
    labels = set(outcome.core)
    return tuple(piece for piece in search.pool if piece.label in labels)


class _Judge:
    """Whether a minimal set tells; remembers what the parts of the claim have to do with what."""

    def __init__(self, pressed: Sequence[Pressed], claim: Term, vocabulary: Vocabulary, ask: Ask) -> None:
        self.pressed = pressed
        self.vocabulary = vocabulary
        self.ask = ask
        self.claim = claim_parts(claim, vocabulary)
        self.claim_words = words_of(claim, vocabulary)
        self.entailing: dict[str, Sat] = {}
        """By canonical part: UNSAT when it entails some part of the claim by itself."""

    def worth_asking(self, pressed: Pressed) -> list[tuple[Piece, list[Piece]]]:
        """The parts that could be forced, each with the pieces that have to do with it. What shares no word
        with a part that is not empty cannot force it."""
        copies = {piece.canonical for piece in pressed.pool}
        pools = {part.label: connected(part.words, pressed.pool) for part in pressed.parts}
        parts = [part for part in pressed.parts if pools[part.label]]
        doubtful = [
            part
            for part in parts
            if part.canonical not in copies and self._only_by_the_claim(part, pools[part.label])
        ]
        answers = self.ask([self._about_claim((part,)) for part in doubtful])
        hopeless = {
            part.label
            for part, answer in zip(doubtful, answers, strict=True)
            if _any_entailed(answer) is Sat.SAT
        }
        candidates = [part for part in parts if part.label not in hopeless]
        empty = self._empty(candidates)
        return [(part, pools[part.label]) for part in candidates if part.label not in empty]

    def _only_by_the_claim(self, part: Piece, pool: Sequence[Piece]) -> bool:
        """Whether the pool could entail the part by way of the claim only.

        That is so if all that they have in common is one Boolean constant and the claim is about nothing
        else: by Craig's interpolation (1957), what the pool says of it is the claim itself. This tells only
        if the part by itself entails the claim.
        """
        if len(self.claim_words) != 1:
            return False
        (word,) = self.claim_words
        symbol = self.vocabulary.symbols.get(word)
        if symbol is None or symbol.parameters or not isinstance(symbol.result, BoolType):
            return False
        return part.words & frozenset().union(*(piece.words for piece in pool)) == self.claim_words

    def _empty(self, candidates: Sequence[Piece]) -> set[str]:
        """The labels of parts that hold by definition."""
        unique = {piece.label: piece for piece in candidates}
        answers = self.ask(
            [
                self._question({"not": build.negation(p.term)}, [Check("empty", ("not",))])
                for p in unique.values()
            ]
        )
        return {
            label for label, answer in zip(unique, answers, strict=True) if answer["empty"].sat is Sat.UNSAT
        }

    def copies(self, searches: Sequence[_Search]) -> None:
        """A part that stands in the pool word for word is forced by its copy, whatever the claim says."""
        for each in searches:
            copy = next((piece for piece in each.pool if piece.canonical == each.part.canonical), None)
            if copy is not None:
                self._hold(each, (copy,))
                if each.forced is not None:
                    each.todo.clear()

    def probe(self, search: _Search, without: frozenset[str]) -> Question:
        labelled = {piece.label: piece.term for piece in search.pool if piece.label not in without}
        labelled["not"] = build.negation(search.part.term)
        shrink = tuple(label for label in labelled if label != "not")
        return self._question(labelled, [Check("entails", tuple(labelled), shrink=shrink)])

    def tell(self, found: Sequence[tuple[_Search, tuple[Piece, ...]]]) -> None:
        """Marks the searches whose new minimal set tells."""
        answers = self.ask([self._about_claim(core) for _, core in found])
        single: list[tuple[_Search, tuple[Piece, ...]]] = []
        for (search, core), answer in zip(found, answers, strict=True):
            match _any_entailed(answer):
                case Sat.SAT:  # it entails no part of the claim
                    self._hold(search, core)
                case Sat.UNSAT if len(core) == 1:
                    single.append((search, core))
                case Sat.UNKNOWN:
                    search.undecided = True
                case _:
                    pass
        answers = self.ask([self._about_claim((search.part,)) for search, _ in single])
        for (search, core), answer in zip(single, answers, strict=True):
            match _any_entailed(answer):
                case Sat.UNSAT:
                    self._hold(search, core)
                case Sat.UNKNOWN:
                    search.undecided = True
                case _:
                    pass

    def _hold(self, search: _Search, core: tuple[Piece, ...]) -> None:
        match self.pressed[search.question].holds(leaves_in(core)):
            case Sat.SAT:
                search.forced = Forced(search.part, core)
            case Sat.UNKNOWN:
                search.undecided = True
            case _:
                pass

    def _about_claim(self, core: Sequence[Piece]) -> Question:
        """Check by check: satisfiable exactly when the pieces do not entail that part of the claim."""
        labelled = {piece.label: piece.term for piece in core}
        negated = {f"not {number}": build.negation(part) for number, part in enumerate(self.claim)}
        checks = [Check(name, (*labelled, name)) for name in negated]
        return self._question({**labelled, **negated}, checks)

    def _question(self, labelled: Mapping[str, Term], checks: Sequence[Check]) -> Question:
        return make_question(self.vocabulary, labelled, checks)


def _any_entailed(answer: Answer) -> Sat:
    """UNSAT when some part of the claim is entailed, SAT when none is."""
    outcomes = {outcome.sat for outcome in answer.values()}
    if Sat.UNSAT in outcomes:
        return Sat.UNSAT
    return Sat.UNKNOWN if Sat.UNKNOWN in outcomes else Sat.SAT
