"""Routes: minimal sets of leaves that entail a claim, argued or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued, cited_below
from formalcase.analyses.defeating.argued_sets import ArguedSets
from formalcase.analyses.defeating.instances import is_quantified, question_of_instances
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.defeating.rules import GOAL, graph_of_rules
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.step import Ask
from formalcase.case.formulas import formula_of
from formalcase.case.model import Claim, Defeater
from formalcase.case.support import Gate, Graph, supported
from formalcase.encode.question import Check, Question, Sat
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import Term

# A question about many leaves may take a budget for each so many of them.
_LEAVES_PER_BUDGET = 20
# Up to so many leaves, one route is found without the decision diagrams, which take long to load.
_FEW_LEAVES = 40


class Routes:
    """What the leaves of one argument entail, and what of that was argued."""

    def __init__(self, ground: Groundwork, argument: Argued, ask: Ask) -> None:
        self._ground = ground
        self._argument = argument
        self._ask = ask
        self.sets = ArguedSets(argument.graph, argument.claim, argument.leaves)

    # ---- What was argued -------------------------------------------------------------------------

    @cached_property
    def _nodes(self) -> Mapping[str, str]:
        """The node of the graph by the id of its leaf."""
        return {leaf.id: node for node, leaf in self._argument.leaves.items()}

    def support_with(self, names: Collection[str]) -> tuple[str, ...] | None:
        """A smallest minimal support set that has all the named leaves; None when none is known."""
        found = self.sets.support_with([self._nodes[name] for name in names])
        return None if found is None else tuple(plain_name(node) for node in found)

    @cached_property
    def own(self) -> frozenset[str]:
        """The leaves below the claim itself, those that are there only for an answer to a doubt aside."""
        _, below = cited_below(self._ground, self._argument.claim, answers=False)
        return frozenset(leaf.id for leaf in self._argument.leaves.values() if leaf.id in below)

    # ---- What follows ----------------------------------------------------------------------------

    @cached_property
    def _formula(self) -> Term:
        node = self._ground.case.nodes[self._argument.claim]
        assert isinstance(node, Claim | Defeater), node
        return formula_of(node)

    @cached_property
    def _rules(self) -> Graph | None:
        with deep_recursion():
            leaves = tuple(self._argument.leaves.values())
            return graph_of_rules(self._formula, leaves, self._ground.vocabulary)

    def without(
        self, sets: Sequence[Collection[str]], *, consistent: bool = True
    ) -> list[tuple[str, ...] | None]:
        """For each set of leaves, a minimal set of the others that entails the claim; None when they do
        not entail it, when that is not known, or (unless `consistent` is false) when the others are not known
        to be consistent."""
        if self._rules is not None:
            return [self._by_rules(self._rules, lost) for lost in sets]
        return self._by_solver(sets, consistent)

    def _by_rules(self, rules: Graph, lost: Collection[str]) -> tuple[str, ...] | None:
        if len(self._nodes) > _FEW_LEAVES:
            from formalcase.diagrams import any_minimal_support

            left = {**rules, **{name: Gate(1, ()) for name in lost}}
            found = any_minimal_support(left, GOAL)
            return None if found is None else tuple(name for name in self._nodes if name in found)
        gone = set(lost)
        if GOAL not in supported(rules, gone):
            return None
        for name in self._nodes:
            if name not in gone and GOAL in supported(rules, {*gone, name}):
                gone.add(name)
        return tuple(name for name in self._nodes if name not in gone)

    @cached_property
    def _question(self) -> Question:
        """What is asked about the leaves that could have a part in entailing the claim."""
        leaves = Near(self._argument.leaves.values(), self._ground.words).to(self._formula)
        labelled = {leaf.id: leaf.formula for leaf in leaves}
        labelled[GOAL] = build.negation(self._formula)
        with deep_recursion():
            return question_of_instances(self._ground.vocabulary, labelled, ())

    @cached_property
    def quantified(self) -> bool:
        """Whether questions are dear."""
        return self._rules is None and is_quantified(self._question)

    def _by_solver(self, sets: Sequence[Collection[str]], consistent: bool) -> list[tuple[str, ...] | None]:
        leaves = [label for label in self._question.labels if label != GOAL]
        checks: list[Check] = []
        for number, lost in enumerate(sets):
            kept = tuple(name for name in leaves if name not in lost)
            if not kept:
                checks.append(Check(f"{number}", (GOAL,)))
                continue
            # Most often they do not entail it, and then no more is asked.
            entails = Check(f"{number}", (*kept, GOAL), shrink=kept)
            checks.append(entails)
            if consistent:
                checks.append(Check(f"together {number}", kept, after=(entails.name, Sat.UNSAT)))
        if not checks:
            return []
        # With quantifiers a proof is found early or not at all; the rest would go into a world that says no.
        allowance = 1 if self.quantified else 1 + len(leaves) // _LEAVES_PER_BUDGET
        question = self._question.with_checks(checks)
        (answer,) = self._ask([question], allowance=allowance)
        found: list[tuple[str, ...] | None] = []
        for number in range(len(sets)):
            outcome = answer.get(str(number))
            if outcome is None or outcome.sat is not Sat.UNSAT or not outcome.core_minimal:
                found.append(None)
                continue
            route = tuple(name for name in outcome.core if name != GOAL)
            known = not consistent or not route or answer[f"together {number}"].sat is Sat.SAT
            found.append(route if known else None)
        return found
