"""Support, statuses and verdict, straight from docs/semantics.md, for propositional cases.

Formulas are sets of worlds: integers with a bit for each world in which the formula holds. All is done
by trying everything, as the definitions are worded; the cases are small. Nothing here is shared with
the package. Blocked steps do not occur in these cases; valid steps may be taken as undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

Worlds = int


@dataclass(frozen=True, slots=True)
class Leaf:
    id: str
    formula: Worlds | None
    """None for an opaque leaf."""
    words: frozenset[str] = frozenset()
    """The sorts whose closing belongs to the formula's vocabulary."""
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    formula: Worlds | None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """`premises` are alternatives: single ids, or (k, ids) for a quorum."""

    id: str
    conclusion: str
    premises: tuple[str | tuple[int, tuple[str, ...]], ...]
    given: tuple[str, ...] = ()
    informal: bool = False


@dataclass(frozen=True, slots=True)
class Defeater:
    id: str
    attacks: tuple[str, ...]
    residual: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A case. `everything` is the set of all worlds that the definitions allow, `own` the worlds in
    which an opaque node (a defeater too) is true, `closings` those in which a sort is closed."""

    everything: Worlds
    own: Mapping[str, Worlds]
    closings: Mapping[str, Worlds]
    leaves: Mapping[str, Leaf]
    claims: Mapping[str, Claim]
    steps: Mapping[str, Step]
    defeaters: Mapping[str, Defeater]
    top: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One way in which a node is supported: the leaves, and all nodes and steps on the way."""

    leaves: frozenset[str]
    nodes: frozenset[str]

    def covers(self, other: Ground) -> bool:
        return self.leaves >= other.leaves and self.nodes >= other.nodes


Grounds = tuple[Ground, ...]


class Reference:
    """The verdicts on a case: `verdicts` of steps, `statuses` of defeaters, `verdict`.

    Steps named as `undecided` are supposed to be so, those named as `denied` to be invalid.
    """

    def __init__(
        self, model: Model, undecided: frozenset[str] = frozenset(), denied: frozenset[str] = frozenset()
    ) -> None:
        self.model = model
        self.undecided = undecided
        self.verdicts = {step.id: self._verdict(step) for step in model.steps.values()}
        self.verdicts |= dict.fromkeys(undecided, "undecided") | dict.fromkeys(denied, "invalid")
        self.attacks = {each.id: self._targets(each) for each in model.defeaters.values()}
        self.sustained: frozenset[str] = frozenset()
        self.refuted: frozenset[str] = frozenset()
        self._settle()

    # ---- Formulas (the head of the definitions, and 4 for warrants) ------------------------------

    def formula(self, node: str) -> Worlds:
        model = self.model
        if node.endswith(".closed"):
            return model.closings[node.removesuffix(".closed")]
        if node.endswith(".warrant"):
            step = model.steps[node.removesuffix(".warrant")]
            return (model.everything & ~self.premises(step)) | self.formula(step.conclusion)
        statement = model.leaves.get(node) or model.claims.get(node)
        if statement is None or statement.formula is None:
            return model.own[node]
        return statement.formula

    def premises(self, step: Step) -> Worlds:
        """At least k of each quorum, and the others."""
        held = 0
        for choice in self.choices(step):
            held |= self.all_of(choice)
        return held

    def all_of(self, nodes: Sequence[str]) -> Worlds:
        held = self.model.everything
        for node in nodes:
            held &= self.formula(node)
        return held

    def choices(self, step: Step) -> Iterator[tuple[str, ...]]:
        """The ways to take k of each quorum, with the premises that are cited singly."""
        parts = [
            [(each,)] if isinstance(each, str) else list(combinations(each[1], each[0]))
            for each in step.premises
        ]
        for chosen in product(*parts):
            yield tuple(dict.fromkeys(node for part in chosen for node in part))

    def cited(self, step: Step) -> list[str]:
        return [node for each in step.premises for node in ((each,) if isinstance(each, str) else each[1])]

    def words(self, node: str) -> frozenset[str]:
        if node.endswith(".closed"):
            return frozenset({node.removesuffix(".closed")})
        if node.endswith(".warrant"):
            return self.words_of_step(self.model.steps[node.removesuffix(".warrant")])
        statement = self.model.leaves.get(node) or self.model.claims.get(node)
        return statement.words if statement else frozenset()

    def words_of_step(self, step: Step) -> frozenset[str]:
        return frozenset().union(*(self.words(node) for node in (*self.cited(step), step.conclusion)))

    def closed(self, words: frozenset[str]) -> Worlds:
        return self.all_of([f"{word}.closed" for word in words])

    # ---- Steps (1 to 4) --------------------------------------------------------------------------

    def _verdict(self, step: Step) -> str:
        premises, conclusion = self.premises(step), self.formula(step.conclusion)
        if not premises:
            return "vacuous"
        closed = premises & self.closed(self.words_of_step(step))
        # Premises that only a closing contradicts: the step stands on its own.
        premises = closed or premises
        if not premises & ~conclusion:
            return "valid"
        if not premises & conclusion:
            return "invalid"
        return "warranted" if step.premises and self._is_informal(step) else "invalid"

    def _is_informal(self, step: Step) -> bool:
        return step.informal or any(self._is_opaque(node) for node in (*self.cited(step), step.conclusion))

    def _is_opaque(self, node: str) -> bool:
        statement = self.model.leaves.get(node) or self.model.claims.get(node)
        return statement is None or statement.formula is None

    def all_leaves(self) -> list[str]:
        warrants = [f"{step}.warrant" for step, verdict in self.verdicts.items() if verdict == "warranted"]
        return [*self.model.leaves, *warrants, *(f"{word}.closed" for word in self.model.closings)]

    # ---- Support (8) -----------------------------------------------------------------------------

    def grounds(self, removed: frozenset[str]) -> dict[str, Grounds]:
        """All minimal grounds of every node, without what is removed; the least fixpoint."""
        found: dict[str, Grounds] = {
            leaf: (Ground(frozenset({leaf}), frozenset({leaf})),)
            for leaf in self.all_leaves()
            if leaf not in removed
        }
        while True:
            before = dict(found)
            for step in self.model.steps.values():
                if step.id in removed or step.conclusion in removed:
                    continue
                if self.verdicts[step.id] in ("valid", "warranted", "undecided"):
                    new = self._grounds_by(step, found)
                    found[step.conclusion] = _minimal((*found.get(step.conclusion, ()), *new))
            if found == before:
                return {node: each for node, each in found.items() if each}

    def _grounds_by(self, step: Step, found: Mapping[str, Grounds]) -> list[Ground]:
        new: list[Ground] = []
        for choice in self.choices(step):
            if not self.all_of(choice):
                continue  # an inconsistent choice supports nothing
            for extra in self._extras(step, choice):
                needed = [found.get(node, ()) for node in (*choice, *step.given, *extra)]
                for parts in product(*needed):
                    leaves = frozenset().union(*(part.leaves for part in parts))
                    nodes = frozenset({step.id, step.conclusion}).union(*(part.nodes for part in parts))
                    new.append(Ground(leaves, nodes))
        return new

    def _extras(self, step: Step, choice: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The warrant; or each subset-minimal set of closings that with the choice entails the claim."""
        if self.verdicts[step.id] == "warranted":
            return [(f"{step.id}.warrant",)]
        enough: list[tuple[str, ...]] = []
        closings = [f"{word}.closed" for word in sorted(self.words_of_step(step))]
        for size in range(len(closings) + 1):
            for some in combinations(closings, size):
                smaller = any(set(each) <= set(some) for each in enough)
                if not smaller and not self.all_of((*choice, *some)) & ~self.formula(step.conclusion):
                    enough.append(some)
        return enough

    # ---- Defeaters (10) --------------------------------------------------------------------------

    def _targets(self, defeater: Defeater) -> frozenset[str]:
        targets: set[str] = set()
        for target in defeater.attacks:
            owner = target.removesuffix(".warrant")
            if target.endswith(".warrant") and self.verdicts[owner] != "warranted":
                targets.add(owner)  # an undercut
            else:
                targets.add(target)
            if target in self.model.claims and self.formula(target) != self.model.everything:
                targets.update(self._entailing(target))
        return frozenset(targets)

    def _entailing(self, claim: str) -> Iterator[str]:
        for node in (*self.model.claims, *self.all_leaves()):
            formula = self.formula(node)
            if formula and not formula & ~self.formula(claim):
                yield node

    def effective(self) -> list[str]:
        return [each.id for each in self.model.defeaters.values() if not each.residual]

    def attackers(self, node: str) -> list[str]:
        return [each for each in self.effective() if node in self.attacks[each]]

    def _without(self, defeaters: frozenset[str]) -> frozenset[str]:
        """What goes with the targets of some defeaters; defeaters are answered, not removed."""
        gone = frozenset().union(*(self.attacks[each] for each in defeaters))
        return (gone | self.expired()) - self.model.defeaters.keys()

    def expired(self) -> frozenset[str]:
        return frozenset(leaf.id for leaf in self.model.leaves.values() if leaf.expired)

    def silencers(self, doubt: str) -> list[list[str]] | None:
        """For each argument for a doubt, the sustained ones that hit it; None if it is possibly supported."""
        if doubt in self.possibly():
            return None
        arguments = self.grounds(self.expired()).get(doubt, ())
        return [[each for each in self.sustained if self.attacks[each] & one.nodes] for one in arguments]

    def surely(self) -> dict[str, Grounds]:
        return self.grounds(self._without(frozenset(self.effective()) - self.refuted) | self.undecided)

    def possibly(self) -> dict[str, Grounds]:
        return self.grounds(self._without(self.sustained))

    def _settle(self) -> None:
        while True:
            surely, possibly = self.surely(), self.possibly()
            sustained = frozenset(
                each
                for each in self.effective()
                if each in surely
                and all(a in self.refuted or a not in possibly for a in self.attackers(each))
            )
            refuted = frozenset(
                each for each in self.effective() if any(a in self.sustained for a in self.attackers(each))
            )
            if (sustained, refuted) == (self.sustained, self.refuted):
                return
            self.sustained, self.refuted = sustained | self.sustained, refuted | self.refuted

    def statuses(self) -> dict[str, str]:
        possibly = self.possibly()
        argued = {step.conclusion for step in self.model.steps.values()}
        found: dict[str, str] = {}
        for each in self.model.defeaters.values():
            if each.residual:
                found[each.id] = "residual"
            elif each.id in self.sustained:
                found[each.id] = "sustained"
            elif each.id in self.refuted:
                found[each.id] = "refuted"
            elif each.id not in argued and not any(a in possibly for a in self.attackers(each.id)):
                found[each.id] = "open"
            else:
                found[each.id] = "unresolved"
        return found

    # ---- Consistency and verdict (9, 11) ---------------------------------------------------------

    def verdict(self) -> str:
        if self.established():
            return "established"
        for size in range(len(self.undecided) + 1):
            for invalid in combinations(sorted(self.undecided), size):
                if self.undecided and Reference(self.model, denied=frozenset(invalid)).established():
                    return "undecided"
        return "not_established"

    def established(self) -> bool:
        standing = self.surely()
        return any(self._holds_together(ground, standing) for ground in standing.get(self.model.top, ()))

    def _holds_together(self, ground: Ground, standing: Mapping[str, Grounds]) -> bool:
        """Whether the leaves, with those of some choice of answers, are consistent."""
        return any(
            self._consistent(ground.leaves | answers)
            for answers in self._answers(self._refuted_on(ground.nodes), frozenset(), standing)
        )

    def _refuted_on(self, nodes: frozenset[str]) -> frozenset[str]:
        return frozenset(each for node in nodes for each in self.attackers(node) if each in self.refuted)

    def _answers(
        self, doubts: frozenset[str], open_doubts: frozenset[str], standing: Mapping[str, Grounds]
    ) -> Iterator[frozenset[str]]:
        """The leaves of the answers to some doubts, for each choice. An answer may not rest on what
        stands only because the doubt that it answers is refuted (`open_doubts`)."""
        for chosen in product(*(list(self._answer(each, open_doubts, standing)) for each in sorted(doubts))):
            yield frozenset().union(*chosen)

    def _answer(
        self, doubt: str, open_doubts: frozenset[str], standing: Mapping[str, Grounds]
    ) -> Iterator[frozenset[str]]:
        if doubt in open_doubts:
            return
        for answer in self.attackers(doubt):
            if answer in self.sustained:
                yield from self._sustaining(answer, open_doubts | {doubt}, standing)

    def _sustaining(
        self, answer: str, open_doubts: frozenset[str], standing: Mapping[str, Grounds]
    ) -> Iterator[frozenset[str]]:
        """The leaves that keep a defeater sustained, for each choice: each doubt on it is refuted or
        kept from being argued for."""
        on_it = sorted(self._refuted_on(frozenset({answer})))
        for ground in standing.get(answer, ()):
            for leaves in self._answers(self._refuted_on(ground.nodes), open_doubts, standing):
                kept = [list(self._kept_off(each, open_doubts, standing)) for each in on_it]
                for chosen in product(*kept):
                    yield ground.leaves.union(leaves, *chosen)

    def _kept_off(
        self, doubt: str, open_doubts: frozenset[str], standing: Mapping[str, Grounds]
    ) -> Iterator[frozenset[str]]:
        yield from self._answer(doubt, open_doubts, standing)
        silencers = self.silencers(doubt)
        if silencers is not None and doubt not in open_doubts:
            for choice in product(*silencers):
                ways = [list(self._sustaining(each, open_doubts | {doubt}, standing)) for each in choice]
                for chosen in product(*ways):
                    yield frozenset().union(*chosen)

    def _consistent(self, leaves: frozenset[str]) -> bool:
        words = frozenset().union(*(self.words(leaf) for leaf in leaves))
        return bool(self.all_of(sorted(leaves)) & self.closed(words))


def _minimal(grounds: Sequence[Ground]) -> Grounds:
    different = list(dict.fromkeys(grounds))
    kept = [
        each for each in different if not any(other != each and each.covers(other) for other in different)
    ]
    return tuple(sorted(kept, key=lambda ground: (sorted(ground.leaves), sorted(ground.nodes))))
