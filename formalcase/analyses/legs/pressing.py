"""Each leg held against the others: what of it they force, as reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.forced import Forced, Outcome, Pressed, forced_parts
from formalcase.analyses.legs.pieces import Piece, Pieces, Pool, leaves_in
from formalcase.analyses.legs.reasons import Reason
from formalcase.analyses.legs.shape import Asked, Leg
from formalcase.analyses.legs.together import Together
from formalcase.analyses.step import Ask
from formalcase.case.formulas import formula_of
from formalcase.case.model import Claim
from formalcase.case.support import rests_on, supported
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.logic.normal import normalise
from formalcase.logic.parts import parts
from formalcase.logic.show import show
from formalcase.logic.term import Term


def forced_reasons(
    ground: Groundwork,
    question: Asked,
    argument: Argued,
    legs: Sequence[Leg],
    pieces: Pieces,
    together: Together,
    ask: Ask,
) -> tuple[list[Reason], list[str]]:
    """The reasons that forced parts of the legs come to, and what could not be decided, in words."""
    work = _Work(ground, question, argument, legs, pieces, together, ask)
    return work.reasons(), work.undecided


_ROUNDS = 4
_Pair = tuple[Leg, Sequence[Leg], Pressed]
"""A leg, and others that may force parts of it."""


class _Work:
    def __init__(
        self,
        ground: Groundwork,
        question: Asked,
        argument: Argued,
        legs: Sequence[Leg],
        pieces: Pieces,
        together: Together,
        ask: Ask,
    ) -> None:
        self.ground = ground
        self.question = question
        self.argument = argument
        self.legs = legs
        self.together = together
        self.ask = ask
        self.undecided: list[str] = []
        leaves = {name for leg in legs for name in leg.leaves}
        self.pieces = pieces
        self.order = [name for name in ground.leaves if name in leaves]
        self.having: dict[str, list[Leg]] = {}
        for leg in legs:
            for name in leg.leaves:
                self.having.setdefault(name, []).append(leg)
        self.served: dict[str, dict[str, str]] = {}
        """By leg and label of a part: the lower claim through which it is forced, if there is one."""
        self._below: dict[str, set[str]] = {}
        self._standing: set[str] | None = None

    def reasons(self) -> list[Reason]:
        pairs = self._pairs()
        outcomes = self._outcomes([pressed for _, _, pressed in pairs])
        self.undecided += [
            f"whether other legs force a part of `{part.leaf}`"
            for outcome in outcomes
            for part in outcome.undecided
        ]
        self.served = {}
        for (one, _, _), outcome in zip(pairs, outcomes, strict=True):
            self.served.setdefault(one.step, {}).update(self._served(one, outcome.forced))
        told = self._plain([list(outcome.forced) for outcome in outcomes], pairs)
        reasons: list[Reason] = []
        seen: set[tuple[str, str]] = set()
        for (one, others, pressed), forced in zip(pairs, told, strict=True):
            if pressed.all_others:  # what one of them forces alone was told already
                forced = [each for each in forced if (one.step, each.part.label) not in seen]
            seen |= {(one.step, each.part.label) for each in forced}
            reasons += self._told(one, others, pressed, forced)
        return self._once(reasons)

    def _outcomes(self, pressed: Sequence[Pressed]) -> list[Outcome]:
        claim = self.ground.case.nodes[self.question.claim]
        assert isinstance(claim, Claim)
        return forced_parts(pressed, formula_of(claim), self.pieces, self.ground.vocabulary, self.ask)

    def _plain(self, pending: list[list[Forced]], pairs: Sequence[_Pair]) -> list[list[Forced]]:
        """Without what is forced only because of something plainer: as long as legs share one premise, much
        that they say is forced by that together with other things. The smallest sets are told first; what is
        larger is told if it is forced still when those are granted."""
        told: list[list[Forced]] = [[] for _ in pairs]
        for _ in range(_ROUNDS):
            ranks = [
                [self._rank(one, each) for each in forced]
                for (one, _, _), forced in zip(pairs, pending, strict=True)
            ]
            found = {rank for row in ranks for rank in row}
            if len(found) < 2:
                break
            for place, (forced, row) in enumerate(zip(pending, ranks, strict=True)):
                plainest = [rank == min(found) for rank in row]
                told[place] += [each for each, yes in zip(forced, plainest, strict=True) if yes]
                pending[place] = [each for each, yes in zip(forced, plainest, strict=True) if not yes]
            again = [
                replace(
                    pressed,
                    parts=[each.part for each in forced],
                    granted=pressed.granted | self._known(place, pairs, told),
                )
                for place, ((_, _, pressed), forced) in enumerate(zip(pairs, pending, strict=True))
            ]
            for place, outcome in enumerate(self._outcomes(again)):
                left = {each.part.label for each in outcome.forced}
                pending[place] = [each for each in pending[place] if each.part.label in left]
        return [[*one, *rest] for one, rest in zip(told, pending, strict=True)]

    def _rank(self, one: Leg, forced: Forced) -> tuple[bool, bool, int]:
        """How plain a reason it is: a copy first, then what comes of a lower claim, then by size."""
        return (len(forced.by) > 1, forced.part.label not in self.served.get(one.step, {}), len(forced.by))

    def _known(self, place: int, pairs: Sequence[_Pair], told: Sequence[Sequence[Forced]]) -> frozenset[str]:
        """The pieces by which the legs of one pair are known to depend on each other."""
        one, others, _ = pairs[place]
        here = {leg.step for leg in (one, *others)}
        found: set[str] = set()
        for (another, rest, _), forced in zip(pairs, told, strict=True):
            for each in forced:
                legs = {another.step, *(leg.step for leg in _covering(rest, leaves_in(each.by)))}
                if one.step in legs and legs <= here:
                    found |= {each.part.label, *(piece.label for piece in each.by)}
        return frozenset(found)

    def _pairs(self) -> list[_Pair]:
        """Each leg with each other one; if there are more, then each with all others."""
        parts = {leg.step: self.pieces.of(leg.leaves) for leg in self.legs}
        pools = {leg.step: Pool(parts[leg.step]) for leg in self.legs}
        pairs: list[_Pair] = [
            (one, (other,), self._pressed(one, (other,), parts[one.step], pools[other.step]))
            for one in self.legs
            for other in self.legs
            if one is not other
        ]
        if len(self.legs) > 2:
            everything = Pool([piece for name in self.order for piece in self.pieces.of_leaf(name)])
            for one in self.legs:
                others = [other for other in self.legs if other is not one]
                alone = {name for name in one.leaves if len(self.having[name]) == 1}
                pool = everything.without(alone)
                pairs.append((one, others, self._pressed(one, others, parts[one.step], pool)))
        return pairs

    def _pressed(self, one: Leg, others: Sequence[Leg], parts: Sequence[Piece], pool: Pool) -> Pressed:
        accepted = self.question.accepting
        shared = accepted.union(*(leg.leaves.keys() & one.leaves.keys() for leg in others))
        granted = [name for name in shared if any(name in leg.leaves for leg in others)]
        return Pressed(
            leg=one.step,
            parts=[piece for piece in parts if piece.leaf not in shared] if shared else parts,
            pool=pool,
            all_others=len(others) > 1,
            holds=self._holds(others),
            granted=frozenset(piece.label for piece in self.pieces.of(granted)),
        )

    def _holds(self, others: Sequence[Leg]) -> Callable[[Collection[str]], Sat]:
        """Whether leaves lie together in a consistent support of those legs that have them."""

        def holds(names: Collection[str]) -> Sat:
            return self.together.holds(_covering(others, names), names)

        return holds

    def _told(
        self, one: Leg, others: Sequence[Leg], pressed: Pressed, told: Sequence[Forced]
    ) -> list[Reason]:
        """The reasons that forced parts come to: by a lower claim, the whole leg, or part by part."""
        if not told:
            return []
        served = self.served[one.step]
        reasons: list[Reason] = []
        rest: list[tuple[Forced, tuple[str, ...]]] = []
        for each in told:
            claim = served.get(each.part.label)
            legs = (one.step, *(leg.step for leg in _covering(others, leaves_in(each.by))))
            if claim is None:
                rest.append((each, legs))
            else:
                by = tuple(dict.fromkeys((each.part.leaf, *leaves_in(each.by))))
                reasons.append(Reason("shared_claim", legs, (claim, *by), by))
        forced = {each.part.label for each, _ in rest}
        if rest and len(others) == 1 and forced >= {part.label for part in pressed.parts}:
            by = leaves_in([piece for each, _ in rest for piece in each.by])
            own = tuple(name for name in one.leaves if name not in others[0].leaves)
            witness = tuple(dict.fromkeys((*own, *by)))
            return [*reasons, Reason("subsumed_leg", (one.step, others[0].step), witness, own)]
        for each, legs in rest:
            by = leaves_in(each.by)
            witness = (each.part.leaf, *(name for name in by if name != each.part.leaf))
            shown = "" if each.part.whole else show(each.part.term, self.ground.vocabulary)
            reasons.append(Reason("entailed_leaf", legs, witness, witness, shown))
        return reasons

    def _served(self, one: Leg, forced: Sequence[Forced]) -> Mapping[str, str]:
        """For parts that serve a lower claim of their leg which what forces them entails as well, and which
        the part alone does not entail: that claim, by the label of the part."""
        if not forced:
            return {}
        wanted = [
            (each, claim)
            for claim in self.ground.case.nodes.values()
            if isinstance(claim, Claim) and claim.id in one.claims and claim.holds is not None
            for each in forced
            if each.part.leaf in self._under(claim.id)
        ]
        questions = []
        for each, claim in wanted:
            labelled = {piece.label: piece.term for piece in each.by}
            by = tuple(labelled)
            labelled |= {"own": each.part.term, "not": build.negation(formula_of(claim))}
            checks = [Check("by", (*by, "not")), Check("alone", ("own", "not"))]
            questions.append(make_question(self.ground.vocabulary, labelled, checks))
        found: dict[str, str] = {}
        for (each, claim), answer in zip(wanted, self.ask(questions), strict=True):
            if answer["by"].sat is Sat.UNSAT and answer["alone"].sat is Sat.SAT:
                found.setdefault(each.part.label, claim.id)
        return found

    def _once(self, reasons: Sequence[Reason]) -> list[Reason]:
        """Without repetition: that two leaves entail each other is one reason, and so is one lower claim that
        both legs have in their own words."""
        kept: list[Reason] = []
        seen: set[tuple[object, ...]] = set()
        for reason in reasons:
            key: tuple[object, ...] = (reason.kind, frozenset(reason.legs))
            match reason.kind:
                case "shared_claim":
                    claim = self.ground.case.nodes[reason.witness[0]]
                    assert isinstance(claim, Claim)
                    key = (*key, self._canonical(claim))
                case "entailed_leaf" if len(reason.witness) == 2:
                    key = (*key, frozenset(reason.witness))
                case "entailed_leaf":
                    key = (*key, reason.witness, reason.part)
                case _:
                    pass
            if key not in seen:
                seen.add(key)
                kept.append(reason)
        return kept

    def _canonical(self, claim: Claim) -> frozenset[Term]:
        vocabulary = self.ground.vocabulary
        return frozenset(normalise(part, vocabulary) for part in parts(formula_of(claim), vocabulary))

    def _under(self, claim: str) -> set[str]:
        """The leaves below a lower claim."""
        if self._standing is None:
            self._standing = supported(self.argument.graph)
        if claim not in self._below:
            below = rests_on(self.argument.graph, [claim], self._standing)
            self._below[claim] = {plain_name(node) for node in below if node not in self.argument.graph}
        return self._below[claim]


def _covering(legs: Sequence[Leg], names: Collection[str]) -> list[Leg]:
    """Few of the legs that have all the leaves between them: those with a leaf that no other has, then one
    for each leaf that is left."""
    having = {name: [leg for leg in legs if name in leg.leaves] for name in names}
    chosen = [found[0] for found in having.values() if len(found) == 1]
    for found in having.values():
        if not any(leg is each for leg in found for each in chosen):
            chosen.append(found[0])
    return [leg for leg in legs if any(leg is each for each in chosen)]
