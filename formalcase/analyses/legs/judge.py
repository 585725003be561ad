"""The verdict on the independence of legs, with every reason and its witness."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Literal

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.divided import parts_used
from formalcase.analyses.legs.pieces import Pieces, words_of
from formalcase.analyses.legs.pressing import forced_reasons
from formalcase.analyses.legs.reasons import Reason
from formalcase.analyses.legs.shape import Asked, Leg, legs_of
from formalcase.analyses.legs.sources import all_above, around, common_sources, sources_of
from formalcase.analyses.legs.together import Together
from formalcase.analyses.step import Ask
from formalcase.case.formulas import is_opaque
from formalcase.case.model import Evidence
from formalcase.case.support import supported
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass
from formalcase.logic.depth import deep_recursion

Independent = Literal["independent", "dependent", "undecided"]


@dataclass(frozen=True, slots=True)
class LegsJudged:
    """Whether some legs are independent, and why not."""

    question: Asked
    argument: Argued
    legs: tuple[Leg, ...]
    verdict: Independent
    reasons: tuple[Reason, ...]
    undecided: tuple[str, ...]
    """What could not be decided, in words."""
    pieces: Pieces
    """What the leaves of the legs say, part by part."""


def judge_legs(ground: Groundwork, question: Asked, ask: Ask) -> LegsJudged:
    """Are these legs independent? To be called within `deep_recursion()`."""
    argument, legs = legs_of(ground, question)
    return judged(ground, question, argument, legs, ask)


def judged(
    ground: Groundwork, question: Asked, argument: Argued, legs: tuple[Leg, ...], ask: Ask
) -> LegsJudged:
    """As `judge_legs`, of legs that are at hand."""
    with deep_recursion():
        work = _Work(ground, question, argument, legs, ask)
        proved = work.proved()
        unclear = list(work.not_comparable())
    if any(reason.kind != "not_comparable" for reason in proved):
        verdict: Independent = "dependent"
    elif unclear or work.undecided:
        verdict = "undecided"
    else:
        verdict = "independent"
    return LegsJudged(
        question=question,
        argument=argument,
        legs=legs,
        verdict=verdict,
        reasons=(*proved, *unclear),
        undecided=tuple(dict.fromkeys(work.undecided)),
        pieces=work.pieces,
    )


class _Work:
    def __init__(
        self, ground: Groundwork, question: Asked, argument: Argued, legs: Sequence[Leg], ask: Ask
    ) -> None:
        self.ground = ground
        self.question = question
        self.argument = argument
        self.legs = legs
        self.standing = [leg for leg in legs if leg.suffices]
        self.ask = ask
        self.undecided: list[str] = []
        self.together = Together(ground, ask)
        self.pieces = Pieces(ground.vocabulary, {n: leaf for leg in legs for n, leaf in leg.leaves.items()})

    def proved(self) -> list[Reason]:
        reasons: list[Reason] = []
        for leg in self.legs:
            if not leg.suffices and not leg.undecided:
                reasons.append(Reason("insufficient_leg", (leg.step,), (leg.step,)))
            elif leg.undecided:
                self.undecided.append(f"what `{leg.step}` rests on")
        reasons += self._shared_leaves()
        reasons += self._shared_claims()
        reasons += self._shared_sources()
        reasons += self._contradictions()
        reasons += self._forced()
        return reasons

    # ---- Structure ----

    def _shared_leaves(self) -> list[Reason]:
        having: dict[str, list[Leg]] = {}
        for leg in self.legs:
            for name in leg.leaves:
                having.setdefault(name, []).append(leg)
        accepted = self.question.accepting
        shared = {n: legs for n, legs in having.items() if len(legs) > 1 and n not in accepted}
        used = parts_used(self.ground, self.question.claim, shared, self.ask)
        return [
            Reason("shared_leaf", tuple(leg.step for leg in shared[name]), (name,), (name,), used[name])
            for name in self.ground.leaves
            if name in shared
        ]

    def _shared_claims(self) -> list[Reason]:
        """Lower claims below several legs, but for those that rest on nothing or on what is accepted."""
        having: dict[str, list[Leg]] = {}
        for leg in self.standing:
            for name in leg.claims:
                having.setdefault(name, []).append(leg)
        shared = {name: legs for name, legs in having.items() if len(legs) > 1}
        if not shared:
            return []
        accepting = self.question.accepting
        needed = {node for node in self.argument.leaves if plain_name(node) not in accepting}
        free = supported(self.argument.graph, needed)
        return [
            Reason("shared_claim", tuple(leg.step for leg in shared[name]), (name,))
            for name in self.ground.case.nodes
            if name in shared and name not in free
        ]

    def _shared_sources(self) -> list[Reason]:
        case = self.ground.case
        groups: dict[str, set[int]] = {}
        for meeting in common_sources(case, self.legs, self.question.accepting):
            groups.setdefault(meeting.source, set()).update((meeting.leg, meeting.other))
        found = []
        for source, places in groups.items():
            legs = tuple(self.legs[place].step for place in sorted(places))
            under = self._under(source, places)
            found.append(Reason("shared_source", legs, (source, *under), under))
        order = {name: place for place, name in enumerate(case.nodes)}
        return sorted(found, key=lambda reason: order[reason.witness[0]])

    def _under(self, source: str, places: Collection[int]) -> tuple[str, ...]:
        """The leaves of the legs that come from the source, in the order of the case."""
        wider = around(self.ground.case)
        names: set[str] = set()
        for place in places:
            for leaf, named in sources_of(self.ground.case, self.legs[place]).items():
                if any(source in (each, *all_above(each, wider)) for each in named):
                    names.add(leaf)
        return tuple(name for name in self.ground.leaves if name in names)

    def not_comparable(self) -> list[Reason]:
        """Opaque leaves, warrants that speak of opaque nodes, and evidence without a source."""
        case = self.ground.case
        opaque = {name for name, node in case.nodes.items() if is_opaque(node)}
        found = []
        leaves = {name: leaf for leg in self.standing for name, leaf in leg.leaves.items()}
        for name in self.ground.leaves:
            if name not in leaves:
                continue
            node = case.nodes.get(name)
            leaf = leaves[name]
            hidden = sorted(words_of(leaf.formula, self.ground.vocabulary) & opaque)
            if hidden:
                own = name in hidden
                why = "it has no formula" if own else f"it speaks of `{hidden[0]}`, which has no formula"
            elif isinstance(node, Evidence) and not node.sources:
                why = "it names no source"
            else:
                continue
            legs = tuple(leg.step for leg in self.standing if name in leg.leaves)
            found.append(Reason("not_comparable", legs, (name,), (name,), why))
        return found

    # ---- What the formulas say ----

    def _contradictions(self) -> list[Reason]:
        """Pairs of legs of which no support sets can hold together."""
        if self.together.all_hold(self.standing):
            return []
        found = []
        for one, other in combinations(self.standing, 2):
            match self.together.holds((one, other), ()):
                case Sat.UNSAT:
                    conflict = self.together.conflict((one, other))
                    found.append(Reason("contradiction", (one.step, other.step), conflict, conflict))
                case Sat.UNKNOWN:
                    self.undecided.append(f"whether `{one.step}` and `{other.step}` contradict each other")
                case Sat.SAT:
                    pass
        return found

    def _forced(self) -> list[Reason]:
        told, undecided = forced_reasons(
            self.ground, self.question, self.argument, self.standing, self.pieces, self.together, self.ask
        )
        self.undecided += undecided
        return told
