"""The answer of `formalcase defeaters` as it grows: at any moment it can be had as far as it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.asked import Asked
from formalcase.analyses.defeating.contribution import Interval, contributions
from formalcase.analyses.step import Ask
from formalcase.case.model import Assumption, Case, Evidence
from formalcase.case.nodes import place_of
from formalcase.diagnostics.catalogue.validity import CONTRADICTORY_SUPPORT
from formalcase.diagnostics.finding import Finding
from formalcase.diagnostics.prose import listed
from formalcase.results.common import Tool, ends
from formalcase.results.defeaters import (
    DefeatersResult,
    Difference,
    IdlePremise,
    Importance,
    LeafEntry,
    LoadMap,
    Member,
    SizeCount,
    SmallestLoss,
    StillEntailed,
)
from formalcase.results.listing import Search, Set
from formalcase.results.wanted import Listed, SetsOfAKind, Tally, Wanted

CONTRADICTORY = "blocked: the leaves contradict each other"


def undecided_words(steps: Sequence[str]) -> str:
    """Why sets may be missing where steps are undecided; empty if none are."""
    return f"undecided steps carry nothing here: {', '.join(steps)}" if steps else ""


class Losses:
    """All that is known about what would bring a claim down; whoever writes it down asks for the batches,
    first of the defeater sets, then of the support sets, and then for the result."""

    def __init__(
        self,
        case: Case,
        claim: str,
        wanted: Wanted,
        search: Search,
        about: tuple[Tool, Mapping[str, str]],
    ) -> None:
        self.case = case
        self.claim = claim
        self.wanted = wanted
        self.search = search
        self._about = about
        self._asked: Asked | None = None
        self._supported: bool | None = None
        self._conflict: tuple[str, ...] = ()
        self._sets: SetsOfAKind | None = None
        self._supports: SetsOfAKind | None = None
        self._kept: tuple[StillEntailed, ...] = ()
        self._kept_unsure: tuple[str, ...] = ()
        self._differences: tuple[Difference, ...] = ()
        self._map: LoadMap | None = None

    def begin(self, judge: Callable[[], Asked], ask: Ask, budget: int) -> None:
        """Judges the steps and reads the argument; to be called first. Raises SpecError.

        `ask` is how to ask about single leaves, `budget` the solver steps of a question.
        """
        self._ask, self._budget = ask, budget
        self._asked = asked = self.search.run(judge, None)
        if asked is None or not self.search.run(lambda: self._may_have_sets(asked), False):
            return
        query, places = self.wanted.query, {name: place for place, name in enumerate(asked.ground.leaves)}
        self._sets = SetsOfAKind(asked.reading.defeaters(query), self.wanted, self.search, places)
        if self.wanted.supports:
            self._supports = SetsOfAKind(asked.reading.supports(query), self.wanted, self.search, places)

    def _may_have_sets(self, asked: Asked) -> bool:
        self._conflict = asked.reading.conflict
        self._supported = None if self._conflict else asked.reading.supported
        return not self._conflict and self._supported is not False

    # ---- The sets ----

    def counted(self) -> None:
        """Counts the sets, where that can be had before them."""
        for sets in (self._sets, self._supports):
            if sets is not None:
                sets.count()

    def sets(self) -> Iterator[list[Set]]:
        """The defeater sets by the batch; to be asked for once."""
        return self._sets.batches() if self._sets else iter(())

    def supports(self) -> Iterator[list[Set]]:
        """The support sets by the batch; to be asked for once."""
        return self._supports.batches() if self._supports else iter(())

    @property
    def listed(self) -> Listed:
        """How many of the defeater sets were listed so far."""
        return _listed(self._sets)

    @property
    def listed_supports(self) -> Listed:
        return _listed(self._supports)

    def conclude(self) -> None:
        """What is said beside the sets that were listed; to be called once, after them."""
        asked = self._asked
        if asked is not None and self.wanted.load_map:
            self._map = self.search.run(lambda: _mapped(asked, self._budget), None)
        if asked is None or self._conflict or self.wanted.count_only:
            return
        first = self._sets.first if self._sets else []
        if first:
            nothing: tuple[tuple[StillEntailed, ...], tuple[str, ...]] = ((), ())
            kept = self.search.run(lambda: self._still_entailed(asked, first), nothing)
            self._kept, self._kept_unsure = kept
        if self.wanted.semantics == "argument" and self.wanted.compared:
            self._differences = self.search.run(lambda: self._differ(asked, first), ())

    def _still_entailed(
        self, asked: Asked, sets: Sequence[Set]
    ) -> tuple[tuple[StillEntailed, ...], tuple[str, ...]]:
        from formalcase.analyses.defeating.kept import still_entailed

        found = still_entailed(asked.ground, asked.argued, sets, self._ask)
        return tuple(StillEntailed(lost=each.lost, by=each.by) for each in found.entailed), found.unsure

    def _differ(self, asked: Asked, sets: Sequence[Set]) -> tuple[Difference, ...]:
        from formalcase.analyses.defeating.argued import argued_and_cited
        from formalcase.analyses.defeating.compare import differences

        cited = argued_and_cited(asked.ground, self.claim)
        found = differences(asked.ground, cited, sets, self._ask)
        return tuple(
            Difference(
                members=each.members, defeats="argument", route=each.route, argued=each.argued, text=each.text
            )
            for each in found
        )

    def members(self) -> dict[str, Member]:
        """Each leaf that can be in a set, as a member of it."""
        return members_of(self._asked.argued) if self._asked else {}

    # ---- The result ----

    @property
    def interrupted(self) -> bool:
        return self.search.interrupted

    @property
    def conflict(self) -> tuple[str, ...]:
        """The leaves that contradict each other, where the logic reading says no more."""
        return self._conflict

    @property
    def unsettled(self) -> bool:
        """Whether something could not be decided within the budget."""
        if self._asked is None:
            return False
        lists = [sets for sets in (self._sets, self._supports) if sets is not None]
        unknown = self._supported is None and not self._conflict
        return bool(self._asked.argued.undecided) or unknown or any(sets.out_of_budget for sets in lists)

    def result(self) -> DefeatersResult:
        """All that is known now, without the sets themselves."""
        tool, solvers = self._about
        asked, sets, supports = self._asked, self._sets, self._supports
        known = sets.known if sets else self._without_sets()
        dual = supports.known if supports else known
        settled = not (asked is None or asked.argued.undecided)
        return DefeatersResult(
            tool=tool,
            solvers=dict(solvers),
            files=(self.case.file,),
            case=self.case.id,
            claim=self.claim,
            text=self.case.nodes[self.claim].text,
            semantics=self.wanted.semantics,
            supported=self._supported,
            sets=(),
            count=known.count,
            complete=settled and _complete(sets, known),
            reason="; ".join(self._reasons(sets)),
            by_size=_sizes(known.by_size or {}),
            by_size_complete=known.count is None or sum((known.by_size or {}).values()) == known.count,
            importance=tuple(self._importance(known)),
            supports=(),
            supports_count=dual.count if self.wanted.supports else None,
            supports_complete=settled and _complete(supports, known) if self.wanted.supports else None,
            supports_reason="; ".join(self._reasons(supports)) if self.wanted.supports else "",
            conflict=self._conflict,
            still_entailed=self._kept,
            still_entailed_undecided=self._kept_unsure,
            differences=self._differences,
            doubts=asked.argued.doubts if asked else (),
            expired=_expired(asked) if asked else (),
            undecided=asked.argued.undecided if asked else (),
            leaves=_leaves(asked.argued) if asked else (),
            map=self._map,
            findings=tuple(self._findings()),
        )

    def _without_sets(self) -> Tally:
        """What is known where there are no sets: a claim without support has none."""
        if self._supported is False:
            return Tally(0, not self.interrupted)
        return Tally()

    def _reasons(self, sets: SetsOfAKind | None) -> Iterator[str]:
        if self.interrupted:
            yield "interrupted"
        if self._conflict:
            yield CONTRADICTORY
        if self._asked is not None and self._asked.argued.undecided:
            yield undecided_words(self._asked.argued.undecided)
        if sets is not None:
            yield from sets.reasons()
            if self.wanted.importance and sets is self._sets and sets.uncounted_leaves:
                yield "the sets are too many to count those with each leaf"

    def _importance(self, known: Tally) -> Iterator[Importance]:
        if not self.wanted.importance or self._asked is None:
            return
        if known.count and known.occurrences is None:
            return
        found, occurrences = known.importance or {}, known.occurrences or {}
        first = self._sets.first if self._sets else []
        credence = _credences(self.case)
        bounds = contributions(first, credence, complete=known.count == len(first)) if credence else {}
        for leaf in self._asked.argued.leaves.values():
            sizes = found.get(leaf.id, {})
            count = occurrences.get(leaf.id, 0)
            yield Importance(
                id=leaf.id,
                count=count,
                by_size=_sizes(sizes),
                by_size_complete=sum(sizes.values()) == count,
                credence=ends(credence.get(leaf.id)),
                contribution=ends(bounds.get(leaf.id)),
            )

    def _findings(self) -> Iterator[Finding]:
        if self._conflict:
            yield CONTRADICTORY_SUPPORT.at(
                self.case.nodes[self.claim].span,
                subject=self.claim,
                related=[(f"`{name}`", place_of(self.case, name)) for name in self._conflict],
                claim=self.claim,
                conflict=listed(self._conflict),
            )


def _mapped(asked: Asked, budget: int) -> LoadMap:
    from formalcase.analyses.defeating.loads import load_map

    found = load_map(asked.ground, asked.argued, budget)
    return LoadMap(
        single_points=found.single_points,
        idle_points=found.idle_points,
        dead_weight=found.dead_weight,
        dead_weight_unknown=found.dead_weight_unknown,
        idle=tuple(IdlePremise(step=step, premise=premise) for step, premise in found.idle),
        unneeded_steps=found.unneeded_steps,
        unneeded_steps_unknown=found.unneeded_steps_unknown,
        smallest=tuple(
            SmallestLoss(id=claim, at_least=size.at_least, at_most=size.at_most)
            for claim, size in found.smallest.items()
        ),
        smallest_unknown=found.smallest_unknown,
        complete=found.complete,
    )


def members_of(argued: Argued) -> dict[str, Member]:
    """Each leaf that can be in a set, as a member of it."""
    return {
        leaf.id: Member(id=leaf.id, kind=leaf.kind, idle=leaf.id in argued.idle)
        for leaf in argued.leaves.values()
    }


def _expired(asked: Asked) -> tuple[str, ...]:
    return tuple(leaf.id for leaf in asked.argued.leaves.values() if leaf.id in asked.ground.stale)


def _leaves(argued: Argued) -> tuple[LeafEntry, ...]:
    return tuple(
        LeafEntry(id=leaf.id, kind=leaf.kind, text=leaf.text, idle=leaf.id in argued.idle)
        for leaf in argued.leaves.values()
    )


def _complete(sets: SetsOfAKind | None, otherwise: Tally) -> bool:
    return sets.complete if sets else otherwise.complete


def _listed(sets: SetsOfAKind | None) -> Listed:
    return Listed(sets.listing.listed, sets.listing.more) if sets else Listed(0, more=False)


def _sizes(counts: Mapping[int, int]) -> tuple[SizeCount, ...]:
    return tuple(SizeCount(size=size, count=counts[size]) for size in sorted(counts))


def _credences(case: Case) -> dict[str, Interval]:
    return {
        node.id: node.credence
        for node in case.nodes.values()
        if isinstance(node, Assumption | Evidence) and node.credence is not None
    }
