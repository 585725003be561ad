"""The logic reading: the sets of leaves whose loss leaves the claim without a proof from the others.

The steps have no part in it. What constrains the world is the definitions and the leaves of the claim and
of its answers, closings and ranges among them; other closings and ranges are not added, as nobody could
lose them. So support is never more than entailment: what a sound step needs of them is among its leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.composed import Composition, Undecided
from formalcase.analyses.defeating.enumerated import Awaited, Enumerated, Log, Nothing, in_words
from formalcase.analyses.defeating.instances import is_quantified, question_of_instances
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.defeating.reading import Found, Query, Reading, Semantics
from formalcase.analyses.defeating.rules import GOAL, graph_of_rules
from formalcase.analyses.defeating.skeletons import Intractable
from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import Leaf, formula_of
from formalcase.case.model import Claim, Defeater
from formalcase.case.support import Graph, supported
from formalcase.encode.question import Check, Question, Sat
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import Term
from formalcase.solve.question import Answer, Budget
from formalcase.solve.session import Session

# The consistency of many leaves is one question; it may take a budget for each so many of them.
_LEAVES_PER_BUDGET = 20

# One enumeration may take so many budgets: tens of seconds. With quantifiers a step takes longer.
_BUDGETS = 25
_QUANTIFIED_BUDGETS = 10

_ENTAILS = "entails"
_CONTRADICTORY = "the leaves contradict each other"


@dataclass(frozen=True, slots=True)
class _Basis:
    """What is known before any set is looked for. `near` are the leaves that could have a part in a proof
    of the claim; `graph` is there when they are all rules, `blocks` when they fall into blocks."""

    near: tuple[Leaf, ...]
    graph: Graph | None
    supported: bool | None
    conflict: tuple[str, ...] = ()
    reason: str = ""
    blocks: Composition | None = None


class LogicReading:
    """One claim, read by what entails it. Nothing is asked before it is needed.

    `budget` is in solver steps a question, `total` bounds all questions of one enumeration.
    SolverError and ReplayError come through, as from the session.
    """

    semantics: Semantics = "logic"

    def __init__(
        self,
        ground: Groundwork,
        argued: Argued,
        session: Session,
        budget: int,
        *,
        total: int | None = None,
        diagrams: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """`diagrams` false: everything is asked of the solver, also what could be told without it.
        `progress` is told how many sets have been found."""
        self._ground = ground
        self._argued = argued
        self._session = session
        self._budget = Budget(budget)
        self._total = total
        self._diagrams = diagrams
        self._progress = progress
        self._found_so_far = 0
        self._logs: dict[bool, Log] = {}
        self._diagram: Reading | None = None

    @property
    def claim(self) -> str:
        return self._argued.claim

    @property
    def supported(self) -> bool | None:
        return self._basis.supported

    @property
    def conflict(self) -> tuple[str, ...]:
        return self._basis.conflict

    def defeaters(self, query: Query = Query()) -> Found:  # noqa: B008
        return self._found(query, defeaters=True)

    def supports(self, query: Query = Query()) -> Found:  # noqa: B008
        return self._found(query, defeaters=False)

    # ---- What is known at the start --------------------------------------------------------------

    @cached_property
    def _basis(self) -> _Basis:
        with deep_recursion():
            leaves = tuple(self._argued.leaves.values())
            graph = self._rules(leaves)
            if graph is not None:
                return _Basis(leaves, graph, GOAL in supported(graph))
            near = Near(leaves, self._ground.words).to(self._formula)
            named = {leaf.id for leaf in near}
            far = tuple(leaf for leaf in leaves if leaf.id not in named)
            graph = self._rules(near) if far else None
            return self._asked(near, far, graph)

    @property
    def _formula(self) -> Term:
        node = self._ground.case.nodes[self.claim]
        assert isinstance(node, Claim | Defeater), self.claim
        return formula_of(node)

    def _rules(self, leaves: tuple[Leaf, ...]) -> Graph | None:
        if not self._diagrams:
            return None
        return graph_of_rules(self._formula, leaves, self._ground.vocabulary)

    def _blocks(self, near: tuple[Leaf, ...]) -> Composition | None:
        if not self._diagrams:
            return None
        asked = (self._formula, near, self._ground.vocabulary, self._session, self._budget)
        try:
            blocks = Composition(*asked, self._more_found)
        except Intractable:
            return None
        return blocks if blocks.worthwhile else None

    def _asked(self, near: tuple[Leaf, ...], far: tuple[Leaf, ...], graph: Graph | None) -> _Basis:
        """The leaves, as far as they are not rules, asked about by the solver; the two groups apart, as a
        world for each can be put side by side."""
        blocks = self._blocks(near) if graph is None else None
        entails = () if blocks is not None else (_ENTAILS,)
        groups = [(near, entails)] if graph is None else []
        answers = self._together([*groups, *([(far, ())] if far else [])])
        outcomes = [answer["together"] for answer in answers]
        for outcome in outcomes:
            if outcome.sat is Sat.UNSAT:
                return _Basis(near, graph, None, conflict=outcome.core, reason=_CONTRADICTORY)
        for outcome in outcomes:
            if outcome.sat is Sat.UNKNOWN:
                reason = f"it is not known whether the leaves are consistent: {in_words(outcome.reason)}"
                return _Basis(near, graph, None, reason=reason)
        if graph is not None:
            return _Basis(near, graph, GOAL in supported(graph))
        if blocks is not None:
            try:
                return _Basis(near, None, blocks.entails(), blocks=blocks)
            except Undecided:
                answers = self._together([(near, (_ENTAILS,))])
        outcome = answers[0][_ENTAILS]
        if outcome.sat is Sat.UNKNOWN:
            reason = f"it is not known whether the leaves entail the claim: {in_words(outcome.reason)}"
            return _Basis(near, graph, None, reason=reason)
        return _Basis(near, graph, outcome.sat is Sat.UNSAT)

    def _together(self, groups: Sequence[tuple[tuple[Leaf, ...], tuple[str, ...]]]) -> list[Answer]:
        """Whether each group of leaves is consistent and, if so and where asked, entails the claim."""
        questions = []
        for leaves, further in groups:
            labels = tuple(leaf.id for leaf in leaves)
            checks = [Check("together", labels, shrink=labels)]
            checks += [Check(name, (*labels, GOAL), after=("together", Sat.SAT)) for name in further]
            questions.append(self._question(leaves, tuple(checks)))
        number = sum(len(leaves) for leaves, _ in groups)
        steps = self._budget.steps * (1 + number // _LEAVES_PER_BUDGET)
        return self._session.ask(questions, budget=replace(self._budget, steps=steps))

    def _question(self, leaves: tuple[Leaf, ...], checks: tuple[Check, ...]) -> Question:
        labelled = {leaf.id: leaf.formula for leaf in leaves}
        labelled[GOAL] = build.negation(self._formula)
        return question_of_instances(self._ground.vocabulary, labelled, checks)

    # ---- The sets --------------------------------------------------------------------------------

    def _found(self, query: Query, *, defeaters: bool) -> Found:
        basis = self._basis
        if not basis.supported:
            return Nothing(basis.reason)
        if basis.blocks is None:
            return self._listed(query, basis.graph, defeaters)
        return Awaited(
            lambda: self._listed(query, self._composed, defeaters),
            lambda: self._so_far(query, defeaters),
        )

    def _listed(self, query: Query, graph: Graph | None, defeaters: bool) -> Found:
        if graph is None:
            return Enumerated(self._log(defeaters), query, defeaters=defeaters)
        reading = self._by_diagram(self._basis.near, graph)
        return reading.defeaters(query) if defeaters else reading.supports(query)

    def _so_far(self, query: Query, defeaters: bool) -> Sequence[tuple[str, ...]]:
        from formalcase.analyses.defeating.broken_off import sets_so_far

        assert self._basis.blocks is not None
        with deep_recursion():
            return sets_so_far(self._basis.blocks, self._basis.near, query, supports=not defeaters)

    @cached_property
    def _composed(self) -> Graph | None:
        """The blocks in one graph; None where there are none, or they could not be gone through."""
        blocks = self._basis.blocks
        if blocks is None:
            return None
        try:
            with deep_recursion():
                return blocks.graph()
        except Undecided:
            return None

    def _by_diagram(self, leaves: tuple[Leaf, ...], graph: Graph) -> Reading:
        if self._diagram is None:
            from formalcase.analyses.defeating.argument import ArgumentReading

            rules = Argued(GOAL, graph, {leaf.id: leaf for leaf in leaves}, frozenset(), (), ())
            self._diagram = ArgumentReading(rules, budget=self._budget.steps)
        return self._diagram

    def _log(self, defeaters: bool) -> Log:
        """One enumeration for both kinds of sets, if they have all been found; else one for each, as it
        looks for one of them first."""
        other = self._logs.get(not defeaters)
        if other is not None and other.complete:
            return other
        if defeaters not in self._logs:
            near = self._basis.near
            with deep_recursion():
                question = self._question(near, ())
            sets = self._session.minimal_sets(
                question,
                soft=[leaf.id for leaf in near],
                goal=GOAL,
                budget=self._budget,
                total=self._total or _allowed(question) * self._budget.steps,
                defeaters_first=defeaters,
            )
            self._logs[defeaters] = Log(sets, self._more_found)
        return self._logs[defeaters]

    def _more_found(self, number: int) -> None:
        self._found_so_far += number
        if self._progress is not None:
            self._progress(self._found_so_far)


def _allowed(question: Question) -> int:
    """How many budgets one enumeration may take."""
    return _QUANTIFIED_BUDGETS if is_quantified(question) else _BUDGETS
