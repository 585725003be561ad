"""Routes: minimal sets of leaves that entail a claim, argued or not.

A route that nobody argued says that the case has more to it than its steps tell: a leaf may be stronger
than anyone meant, or a second argument is there for the taking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from formalcase.analyses.consistency import Theory, plain_name
from formalcase.analyses.defeating.argued import Argued, argued_or_cited
from formalcase.analyses.defeating.argued_sets import ArguedSets
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.defeating.rules import GOAL, graph_of_rules
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.remarks import listed, place_of
from formalcase.analyses.step import Ask, cited_ids
from formalcase.case.formulas import formula_of
from formalcase.case.model import Claim, Defeater
from formalcase.case.support import Gate, Graph, all_of, is_inner, rests_on, supported
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue import defeat
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import Quantified, Term
from formalcase.logic.walk import subterms

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

# A question about many leaves may take a budget for each so many of them.
_LEAVES_PER_BUDGET = 20
# Routes are looked for in cases of no more leaves than this, without each of so many smallest defeater sets.
_MOST_LEAVES = 300
_MOST_SETS = 12
# Where quantifiers make a question dear, so many.
_MOST_QUANTIFIED = 2
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
        graph = self._argument.graph
        seen: set[str] = set()
        todo = [self._argument.claim]
        while todo:
            node = todo.pop()
            if node not in seen and not node.startswith("answer\0"):
                seen.add(node)
                todo.extend(graph[node].members if node in graph else ())
        return frozenset(leaf.id for node, leaf in self._argument.leaves.items() if node in seen)

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

    def without(self, sets: Sequence[Collection[str]]) -> list[tuple[str, ...] | None]:
        """For each set of leaves, a minimal set of the others that entails the claim; None when they do
        not entail it, when that is not known, or when they are not known to be consistent."""
        if self._rules is not None:
            return [self._by_rules(self._rules, lost) for lost in sets]
        return self._by_solver(sets)

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

    def _by_solver(self, sets: Sequence[Collection[str]]) -> list[tuple[str, ...] | None]:
        leaves = Near(self._argument.leaves.values(), self._ground.words).to(self._formula)
        labelled = {leaf.id: leaf.formula for leaf in leaves}
        checks: list[Check] = []
        for number, lost in enumerate(sets):
            kept = tuple(name for name in labelled if name not in lost)
            if not kept:
                checks.append(Check(f"{number}", (GOAL,)))
                continue
            # Most often they do not entail it, and then no more is asked.
            entails = Check(f"{number}", (*kept, GOAL), shrink=kept)
            checks += [entails, Check(f"together {number}", kept, after=(entails.name, Sat.UNSAT))]
        if not checks:
            return [None] * len(sets)
        labelled[GOAL] = build.negation(self._formula)
        question = make_question(self._ground.vocabulary, labelled, checks)
        # With quantifiers a proof is found early or not at all; the rest would go into a world that says no.
        quantified = any(_is_quantified(formula) for formula in labelled.values())
        allowance = 1 if quantified else 1 + len(leaves) // _LEAVES_PER_BUDGET
        (answer,) = self._ask([question], allowance=allowance)
        found: list[tuple[str, ...] | None] = []
        for number in range(len(sets)):
            outcome = answer.get(str(number))
            if outcome is None or outcome.sat is not Sat.UNSAT or not outcome.core_minimal:
                found.append(None)
                continue
            route = tuple(name for name in outcome.core if name != GOAL)
            consistent = not route or answer[f"together {number}"].sat is Sat.SAT
            found.append(route if consistent else None)
        return found


def unargued_routes(ground: Groundwork, argument: Argued, ask: Ask) -> tuple[tuple[str, ...], ...]:
    """Minimal consistent sets of the claim's leaves that entail it and lie in no minimal support set.

    Each that is given is one; there may be more. Looked at is, for each of the smallest defeater sets of
    the argument trimmed to what its formulas need, one route that is left without it. A route that nobody
    argued has no support set of that in it, so it avoids one of its minimal defeater sets.

    Without questions where it is plain that there is none: where each leaf is needed, all of them are the
    one support set. Where some step is undecided nothing is said, as it may be what argues.
    """
    if argument.undecided or not 0 < len(argument.leaves) <= _MOST_LEAVES:
        return ()
    if _all_needed(argument):
        return ()
    routes = Routes(ground, argument, ask)
    theory = Theory({leaf.id: leaf for leaf in argument.leaves.values()}, ground.words, ask)
    found = [
        route
        for route in dict.fromkeys(routes.without(_losses(ground, argument, routes)))
        # A claim that follows from nothing is trivial, which is said elsewhere.
        if route and routes.support_with(route) is None and routes.sets.can_tell
    ]
    return tuple(route for route in found if theory.consistent(route).sat is Sat.SAT)


def _losses(ground: Groundwork, argument: Argued, routes: Routes) -> list[Collection[str]]:
    """The losses beside which routes are looked for: none where nothing is argued soundly."""
    if not argument.supported:
        return [()]
    quantified = any(_is_quantified(leaf.formula) for leaf in argument.leaves.values())
    trimmed = ArguedSets(_trimmed(ground, argument.graph), argument.claim, argument.leaves)
    sets = trimmed.smallest_defeaters(_MOST_QUANTIFIED if quantified else _MOST_SETS)
    every = {leaf.id for leaf in argument.leaves.values()}
    lost = [{*(plain_name(node) for node in each), *(every - routes.own)} for each in sets]
    return [each for each in lost if not each >= every]


def _all_needed(argument: Argued) -> bool:
    """Whether it is plain that the claim has support, and none without any one of its leaves."""
    graph = argument.graph
    standing = supported(graph)
    below = rests_on(graph, [argument.claim], standing)
    return argument.claim in standing and all(
        len(standing.intersection(graph[node].members)) <= graph[node].least for node in below & graph.keys()
    )


def _trimmed(ground: Groundwork, graph: Graph) -> Graph:
    """The graph without what no formula needs: answers to doubts, `given` nodes, and in a proved step the
    premises beyond one minimal core. What it supports is entailed all the same."""
    gates = dict(graph)
    for name, gate in graph.items():
        node = plain_name(name)
        members = [member for member in gate.members if not member.startswith("answer\0")]
        judged = ground.steps.get(node)
        if judged is not None and name in (node, f"{node}\0own"):
            given = {reference.id for reference in judged.form.step.given} - set(cited_ids(judged.form))
            members = [member for member in members if plain_name(member) not in given]
            plain = not any(is_inner(member) for member in members)
            if plain and judged.verdict is Verdict.VALID and judged.used:
                members = [member for member in members if member in judged.used]
        if len(members) < len(gate.members):
            gates[name] = all_of(members)
    return gates


def _is_quantified(formula: Term) -> bool:
    return any(isinstance(part, Quantified) for part in subterms(formula))


def route_remarks(ground: Groundwork, ask: Ask) -> Iterator[Finding]:
    """A note on the top claim for each route that nobody argued."""
    case = ground.case
    top = case.nodes.get(case.top) if case.top is not None else None
    if not isinstance(top, Claim) or len(ground.leaves) > _MOST_LEAVES:
        return
    for route in unargued_routes(ground, argued_or_cited(ground, top.id), ask):
        yield defeat.UNARGUED_ROUTE.at(
            top.span,
            subject=top.id,
            related=[(f"`{name}`", place_of(case, name)) for name in route],
            claim=top.id,
            leaves=listed(route),
        )
