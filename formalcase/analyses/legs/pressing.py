"""Each leg held against the others: what of it they force, as reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.examine import Groundwork
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
from formalcase.logic.show import show


def forced_reasons(
    ground: Groundwork, question: Asked, argument: Argued, legs: Sequence[Leg], together: Together, ask: Ask
) -> tuple[list[Reason], list[str]]:
    """The reasons that forced parts of the legs come to, and what could not be decided, in words."""
    work = _Work(ground, question, argument, legs, together, ask)
    return work.reasons(), work.undecided


class _Work:
    def __init__(
        self,
        ground: Groundwork,
        question: Asked,
        argument: Argued,
        legs: Sequence[Leg],
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
        leaves = {name: leaf for leg in legs for name, leaf in leg.leaves.items()}
        self.pieces = Pieces(ground.vocabulary, leaves.values())
        self.order = [name for name in ground.leaves if name in leaves]
        self.having: dict[str, list[Leg]] = {}
        for leg in legs:
            for name in leg.leaves:
                self.having.setdefault(name, []).append(leg)
        self._below: dict[str, set[str]] = {}
        self._standing: set[str] | None = None

    def reasons(self) -> list[Reason]:
        claim = self.ground.case.nodes[self.question.claim]
        assert isinstance(claim, Claim)
        pairs = self._pairs()
        pressed = [each for _, _, each in pairs]
        outcomes = forced_parts(pressed, formula_of(claim), self.pieces, self.ground.vocabulary, self.ask)
        reasons: list[Reason] = []
        seen: set[tuple[str, str]] = set()
        for (one, others, asked), outcome in zip(pairs, outcomes, strict=True):
            self.undecided += [
                f"whether other legs force a part of `{part.leaf}`" for part in outcome.undecided
            ]
            if asked.all_others:  # what one of them forces alone was told already
                fresh = tuple(each for each in outcome.forced if (one.step, each.part.label) not in seen)
                outcome = Outcome(fresh, outcome.undecided)
            seen |= {(one.step, each.part.label) for each in outcome.forced}
            reasons += self._told(one, others, asked, outcome)
        return _once(reasons)

    def _pairs(self) -> list[tuple[Leg, Sequence[Leg], Pressed]]:
        """Each leg with each other one; if there are more, then each with all others."""
        pools = {leg.step: Pool(self.pieces.of(leg.leaves)) for leg in self.legs}
        parts = {leg.step: self.pieces.of(leg.leaves) for leg in self.legs}
        pairs: list[tuple[Leg, Sequence[Leg], Pressed]] = [
            (one, (other,), self._pressed(one, (other,), parts[one.step], pools[other.step]))
            for one in self.legs
            for other in self.legs
            if one is not other
        ]
        if len(self.legs) > 2:
            for one in self.legs:
                others = [other for other in self.legs if other is not one]
                names = [n for n in self.order if any(leg is not one for leg in self.having[n])]
                pool = Pool([piece for name in names for piece in self.pieces.of_leaf(name)])
                pairs.append((one, others, self._pressed(one, others, parts[one.step], pool)))
        return pairs

    def _pressed(self, one: Leg, others: Sequence[Leg], parts: Sequence[Piece], pool: Pool) -> Pressed:
        shared = {name for leg in others for name in leg.leaves if name in one.leaves}
        shared |= self.question.accepting
        own = [piece for piece in parts if piece.leaf not in shared]
        return Pressed(one.step, own, pool, len(others) > 1, self._holds(others))

    def _holds(self, others: Sequence[Leg]) -> Callable[[Collection[str]], Sat]:
        """Whether leaves lie together in a consistent support of those legs that have them, and are not all
        accepted."""

        def holds(names: Collection[str]) -> Sat:
            if self.question.accepting.issuperset(names):
                return Sat.UNSAT
            return self.together.holds(_covering(others, names), names)

        return holds

    def _told(self, one: Leg, others: Sequence[Leg], pressed: Pressed, outcome: Outcome) -> list[Reason]:
        """The reasons that forced parts come to: by a lower claim, the whole leg, or part by part."""
        if not outcome.forced:
            return []
        served = self._served(one, outcome.forced)
        reasons: list[Reason] = []
        rest: list[tuple[Forced, tuple[str, ...]]] = []
        for each in outcome.forced:
            claim = served.get(each.part.label)
            legs = (one.step, *(leg.step for leg in _covering(others, leaves_in(each.by))))
            if claim is None:
                rest.append((each, legs))
            elif not any(reason.witness[0] == claim for reason in reasons):  # given once
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


def _once(reasons: Sequence[Reason]) -> list[Reason]:
    """Without repetition; that two leaves entail each other is one reason."""
    kept: list[Reason] = []
    seen: set[tuple[str, frozenset[str], frozenset[str], str]] = set()
    for reason in reasons:
        mutual = reason.kind == "entailed_leaf" and len(reason.witness) == 2
        part = "" if mutual else reason.part
        key = (reason.kind, frozenset(reason.legs), frozenset(reason.witness), part)
        if reason.kind == "subsumed_leg":
            key = (reason.kind, frozenset(reason.legs), frozenset(), reason.legs[0])
        if key not in seen:
            seen.add(key)
            kept.append(reason)
    return kept
