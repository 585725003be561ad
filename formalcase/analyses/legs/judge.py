"""The verdict on the independence of legs, with every reason and its witness."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations
from typing import Literal

from formalcase.analyses.consistency import Theory, plain_name
from formalcase.analyses.defeating.argued import Argued, argued
from formalcase.analyses.examine import Groundwork
from formalcase.analyses.legs.forced import Forced, Outcome, Pressed, forced_parts
from formalcase.analyses.legs.pieces import Piece, Pieces, leaves_in, words_of
from formalcase.analyses.legs.shape import Asked, Leg, legs_of
from formalcase.analyses.legs.sources import all_above, around, common_sources, sources_of
from formalcase.analyses.step import Ask
from formalcase.case.formulas import Leaf, formula_of, is_opaque
from formalcase.case.model import Claim, Evidence
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.show import show

ReasonKind = Literal[
    "shared_leaf",
    "shared_source",
    "entailed_leaf",
    "shared_claim",
    "insufficient_leg",
    "subsumed_leg",
    "contradiction",
    "not_comparable",
]
Independent = Literal["independent", "dependent", "undecided"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why legs are not independent, or cannot be called so.

    `legs` are the steps that it is about and `witness` what shows it: leaves, claims, sources. `to_change`
    are the leaves of which one has to be argued for otherwise so that the reason is gone.
    """

    kind: ReasonKind
    legs: tuple[str, ...]
    witness: tuple[str, ...]
    to_change: tuple[str, ...] = ()
    part: str = ""
    """For a part that is forced: the part, in the words of the language, or nothing if it is all of the leaf.
    For a shared leaf: which of its parts each leg needs, where these differ. For what cannot be compared:
    why not."""


@dataclass(frozen=True, slots=True)
class LegsJudged:
    question: Asked
    argument: Argued
    legs: tuple[Leg, ...]
    verdict: Independent
    reasons: tuple[Reason, ...]
    undecided: tuple[str, ...]
    """What could not be decided, in words."""


def judge_legs(ground: Groundwork, question: Asked, ask: Ask) -> LegsJudged:
    """Are these legs independent? To be called within `deep_recursion()`."""
    argument, legs = legs_of(ground, question)
    return judged(ground, question, argument, legs, ask)


def judged(
    ground: Groundwork, question: Asked, argument: Argued, legs: tuple[Leg, ...], ask: Ask
) -> LegsJudged:
    """As `judge_legs`, of legs that are at hand."""
    with deep_recursion():
        work = _Work(ground, question, legs, ask)
        proved = work.proved()
        unclear = list(work.not_comparable())
    if any(reason.kind != "not_comparable" for reason in proved):
        verdict: Independent = "dependent"
    elif unclear or work.undecided:
        verdict = "undecided"
    else:
        verdict = "independent"
    return LegsJudged(
        question, argument, legs, verdict, (*proved, *unclear), tuple(dict.fromkeys(work.undecided))
    )


class _Work:
    def __init__(self, ground: Groundwork, question: Asked, legs: Sequence[Leg], ask: Ask) -> None:
        self.ground = ground
        self.question = question
        self.legs = legs
        self.standing = [leg for leg in legs if leg.suffices]
        self.ask = ask
        self.undecided: list[str] = []
        self.theory = Theory(ground.leaves, ground.words, ask)
        self.pieces = Pieces(ground.vocabulary)
        self.consistent: dict[frozenset[str], Sat] = {}

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
        found = []
        for name in self._order():
            having = tuple(leg.step for leg in self.standing if name in leg.leaves)
            if len(having) > 1 and name not in self.question.accepting:
                found.append(Reason("shared_leaf", having, (name,), (name,)))
        return found

    def _order(self) -> list[str]:
        present = {name for leg in self.standing for name in leg.leaves}
        return [name for name in self.ground.leaves if name in present]

    def _shared_claims(self) -> list[Reason]:
        found = []
        for name, node in self.ground.case.nodes.items():
            having = tuple(leg.step for leg in self.standing if name in leg.claims)
            if isinstance(node, Claim) and len(having) > 1:
                found.append(Reason("shared_claim", having, (name,)))
        return found

    def _shared_sources(self) -> list[Reason]:
        case = self.ground.case
        groups: dict[str, set[int]] = {}
        for meeting in common_sources(case, self.standing, self.question.accepting):
            groups.setdefault(meeting.source, set()).update((meeting.leg, meeting.other))
        found = []
        for source, places in groups.items():
            legs = tuple(self.standing[place].step for place in sorted(places))
            under = self._under(source, places)
            found.append(Reason("shared_source", legs, (source, *under), under))
        order = {name: place for place, name in enumerate(case.nodes)}
        return sorted(found, key=lambda reason: order[reason.witness[0]])

    def _under(self, source: str, places: Collection[int]) -> tuple[str, ...]:
        """The leaves of the legs that come from the source, in the order of the case."""
        wider = around(self.ground.case)
        names: set[str] = set()
        for place in places:
            for leaf, named in sources_of(self.ground.case, self.standing[place]).items():
                if any(source in (each, *all_above(each, wider)) for each in named):
                    names.add(leaf)
        return tuple(name for name in self.ground.leaves if name in names)

    def not_comparable(self) -> list[Reason]:
        """Opaque leaves, warrants that speak of opaque nodes, and evidence without a source."""
        case = self.ground.case
        opaque = {name for name, node in case.nodes.items() if is_opaque(node)}
        found = []
        for name in self._order():
            node = case.nodes.get(name)
            leaf = self.ground.leaves[name]
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

    # ---- Consistency ----

    def _together(self, names: Collection[str]) -> Sat:
        key = frozenset(names)
        if key not in self.consistent:
            ordered = [name for name in self.ground.leaves if name in key]
            self.consistent[key] = self.theory.consistent(ordered).sat
        return self.consistent[key]

    def _holds(self, legs: Sequence[Leg]) -> Callable[[Collection[str]], Sat]:
        """Whether leaves lie together in a consistent support of the legs."""

        def holds(names: Collection[str]) -> Sat:
            everything = {name for leg in legs for name in leg.leaves}
            found = self._together(everything)
            if found is Sat.SAT:
                return Sat.SAT
            unknown = found is Sat.UNKNOWN or not all(leg.all_supports for leg in legs)
            for chosen in _choices(legs):
                match self._together(chosen | set(names)):
                    case Sat.SAT:
                        return Sat.SAT
                    case Sat.UNKNOWN:
                        unknown = True
                    case _:
                        pass
            return Sat.UNKNOWN if unknown else Sat.UNSAT

        return holds

    def _contradictions(self) -> list[Reason]:
        """Pairs of legs of which no support sets can hold together."""
        found = []
        for one, other in combinations(self.standing, 2):
            match self._holds((one, other))(()):
                case Sat.UNSAT:
                    everything = [n for n in self.ground.leaves if n in one.leaves or n in other.leaves]
                    conflict = self.theory.consistent(everything).conflict
                    found.append(Reason("contradiction", (one.step, other.step), conflict, conflict))
                case Sat.UNKNOWN:
                    self.undecided.append(f"whether `{one.step}` and `{other.step}` contradict each other")
                case _:
                    pass
        return found

    # ---- Forced parts ----

    def _forced(self) -> list[Reason]:
        pairs: list[tuple[Leg, tuple[Leg, ...]]] = [
            (one, (other,)) for one in self.standing for other in self.standing if one is not other
        ]
        if len(self.standing) > 2:
            pairs += [
                (one, tuple(other for other in self.standing if other is not one)) for one in self.standing
            ]
        claim = self.ground.case.nodes[self.question.claim]
        assert isinstance(claim, Claim)
        pressed = [self._pressed(one, others) for one, others in pairs]
        outcomes = forced_parts(pressed, formula_of(claim), self.ground.vocabulary, self.ask)
        reasons: list[Reason] = []
        seen: set[tuple[str, str]] = set()
        for (one, others), asked, outcome in zip(pairs, pressed, outcomes, strict=True):
            self.undecided += [
                f"whether other legs force a part of `{part.leaf}`" for part in outcome.undecided
            ]
            if len(others) > 1:  # what one of them forces alone was told already
                fresh = tuple(each for each in outcome.forced if (one.step, each.part.label) not in seen)
                outcome = Outcome(fresh, outcome.undecided)
            seen |= {(one.step, each.part.label) for each in outcome.forced}
            reasons += self._told(one, others, asked, outcome)
        return list(dict.fromkeys(reasons))

    def _pressed(self, one: Leg, others: Sequence[Leg]) -> Pressed:
        shared = {name for other in others for name in other.leaves} | self.question.accepting
        own = {name: leaf for name, leaf in one.leaves.items() if name not in shared}
        pool: dict[str, Leaf] = {}
        for other in others:
            pool |= {n: leaf for n, leaf in other.leaves.items() if n not in self.question.accepting}
        ordered = {name: pool[name] for name in self.ground.leaves if name in pool}
        return Pressed(self.pieces.of(own), self.pieces.of(ordered), self._holds(others))

    def _told(self, one: Leg, others: Sequence[Leg], pressed: Pressed, outcome: Outcome) -> list[Reason]:
        """The reasons that forced parts come to: by a lower claim, the whole leg, or part by part."""
        served = self._served(one, outcome.forced)
        reasons: list[Reason] = []
        rest = []
        for each in outcome.forced:
            claim = served.get(each.part.label)
            legs = (one.step, *self._legs_of(others, each.by))
            if claim is not None:
                to_change = tuple(dict.fromkeys((each.part.leaf, *leaves_in(each.by))))
                if not any(reason.witness == (claim,) for reason in reasons):  # given once
                    reasons.append(Reason("shared_claim", legs, (claim,), to_change))
            else:
                rest.append((each, legs))
        forced = {each.part.label for each, _ in rest}
        whole = forced >= {part.label for part in pressed.parts}
        if forced and whole and len(others) == 1 and not one.leaves.keys() & others[0].leaves.keys():
            by = tuple(dict.fromkeys(leaf for each, _ in rest for leaf in leaves_in(each.by)))
            own = tuple(one.leaves)
            return [*reasons, Reason("subsumed_leg", (one.step, others[0].step), (*own, *by), own)]
        for each, legs in rest:
            by = leaves_in(each.by)
            witness = (each.part.leaf, *(name for name in by if name != each.part.leaf))
            reasons.append(Reason("entailed_leaf", legs, witness, witness, self._shown(each.part)))
        return reasons

    def _shown(self, part: Piece) -> str:
        return show(part.term, self.ground.vocabulary)

    def _legs_of(self, others: Sequence[Leg], by: Sequence[Piece]) -> tuple[str, ...]:
        names = leaves_in(by)
        return tuple(leg.step for leg in others if any(name in leg.leaves for name in names))

    def _served(self, one: Leg, forced: Sequence[Forced]) -> Mapping[str, str]:
        """For parts that serve a lower claim of their leg which the others entail as well, and which the part
        alone does not entail: that claim, by the label of the part."""
        found: dict[str, str] = {}
        claims = [
            node
            for name, node in self.ground.case.nodes.items()
            if name in one.claims and isinstance(node, Claim) and node.holds is not None
        ]
        for claim in claims:
            negated = build.negation(formula_of(claim))
            questions = []
            for each in forced:
                labelled = {piece.label: piece.term for piece in each.by}
                labelled |= {"own": each.part.term, "not": negated}
                checks = [
                    Check("by", (*(piece.label for piece in each.by), "not")),
                    Check("alone", ("own", "not")),
                ]
                questions.append(make_question(self.ground.vocabulary, labelled, checks))
            for each, answer in zip(forced, self.ask(questions), strict=True):
                serves = each.part.leaf in self._below(claim.id)
                if serves and answer["by"].sat is Sat.UNSAT and answer["alone"].sat is Sat.SAT:
                    found.setdefault(each.part.label, claim.id)
        return found

    def _below(self, claim: str) -> set[str]:
        return {plain_name(node) for node in argued(self.ground, claim).leaves}


def _choices(legs: Sequence[Leg]) -> list[set[str]]:
    """Some choices of a support set for each leg, taken together; at most a hundred."""
    chosen: list[set[str]] = [set()]
    for leg in legs:
        chosen = [
            one | set(support) for one in chosen for support in (leg.supports or (frozenset(leg.leaves),))
        ]
        chosen = chosen[:100]
    return chosen
