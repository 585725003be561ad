"""Routes that nobody argued: minimal consistent sets of the claim's leaves that entail it, in no minimal
support set. They say that the case has more to it than its steps tell: a leaf may be stronger than anyone
meant, or a second argument is there for the taking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from formalcase.analyses.consistency import Theory, plain_name
from formalcase.analyses.defeating.argued import Argued, argued_and_cited
from formalcase.analyses.defeating.argued_sets import ArguedSets
from formalcase.analyses.defeating.routes import Routes
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.step import Ask, cited_ids
from formalcase.case.model import Claim
from formalcase.case.nodes import place_of
from formalcase.case.support import Graph, all_of, any_of, is_inner, rests_on, supported
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue import defeat
from formalcase.diagnostics.prose import listed
from formalcase.encode.question import Sat

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

# Routes are looked for in cases of no more leaves than this, without each of some sets of leaves: so many at
# once and so many in all, fewer where so many leaves are to be kept together. Where quantifiers make a
# question dear, so many.
_MOST_LEAVES = 300
_AT_ONCE = 12
_MOST_SETS = 60
_MOST_KEPT = 2_400
_MOST_QUANTIFIED = 2
_MOST_NAMED = 3


def unargued_routes(ground: Groundwork, argument: Argued, ask: Ask) -> tuple[tuple[str, ...], ...]:
    """Minimal consistent sets of the claim's leaves that entail it and lie in no minimal support set.

    Each that is given is one. What entails the claim without any set that is known to (the support sets
    trimmed to what their formulas need, and what was found so far) avoids a minimal set that hits all of
    these. So, without each of the smallest of such sets, one route is looked for, and then again with what
    was found. Where they come to an end, there is a route that nobody argued only if one was found; with
    many sets there may be more.

    Without questions where it is plain that there is none: where each leaf is needed, all of them are the
    one support set. Where some step is undecided nothing is said, as it may be what argues.
    """
    if argument.undecided or not 0 < len(argument.leaves) <= _MOST_LEAVES:
        return ()
    if _all_needed(argument):
        return ()
    return tuple(_Search(ground, argument, ask).found())


class _Search:
    def __init__(self, ground: Groundwork, argument: Argued, ask: Ask) -> None:
        self._argument = argument
        self._routes = Routes(ground, argument, ask)
        self._theory = Theory({leaf.id: leaf for leaf in argument.leaves.values()}, ground.words, ask)
        self._graph = _trimmed(ground, argument.graph)
        self._known: dict[tuple[str, ...], None] = {}
        """What was found to entail the claim, argued or not, consistent or not."""
        self._tried: set[tuple[str, ...]] = set()

    def found(self) -> Iterator[tuple[str, ...]]:
        most = min(_MOST_SETS, max(_AT_ONCE, _MOST_KEPT // len(self._argument.leaves)))
        if self._routes.quantified:
            most = _MOST_QUANTIFIED
        yield from self._beside(self._hidden())
        while sets := self._next_sets(most):
            self._tried.update(sets)
            yield from self._beside(self._losses(sets))

    def _beside(self, losses: Sequence[Collection[str]]) -> Iterator[tuple[str, ...]]:
        """What is new and not argued of one route for each loss."""
        for route in dict.fromkeys(self._routes.without(losses, consistent=False)):
            # A claim that follows from nothing is trivial, which is said elsewhere.
            if route and route not in self._known:
                self._known[route] = None
                if self._is_unargued(route):
                    yield route

    def _hidden(self) -> list[Collection[str]]:
        """A step may cite more than it needs, and what it needs may be in no minimal support set."""
        every = {leaf.id for leaf in self._argument.leaves.values()}
        trimmed = ArguedSets(self._graph, self._argument.claim, self._argument.leaves)
        sets = [{plain_name(node) for node in each} for each in trimmed.few]
        return [every - each for each in sets if each and self._routes.support_with(each) is None]

    def _next_sets(self, most: int) -> list[tuple[str, ...]]:
        """Some of the smallest minimal sets that hit all that entails the claim, none of them tried yet."""
        left = min(_AT_ONCE, most - len(self._tried))
        if left <= 0:
            return []
        hit = ArguedSets(self._with_known(), _GOAL, self._argument.leaves)
        sets = hit.smallest_defeaters(len(self._tried) + left)
        return [each for each in sets if each not in self._tried][:left]

    def _with_known(self) -> Graph:
        """The argument, and what was found, as steps."""
        node = {leaf.id: node for node, leaf in self._argument.leaves.items()}
        steps = {
            f"{_GOAL} {number}": all_of(node[name] for name in route)
            for number, route in enumerate(self._known)
        }
        return {**self._graph, **steps, _GOAL: any_of([self._argument.claim, *steps])}

    def _losses(self, sets: Collection[tuple[str, ...]]) -> list[Collection[str]]:
        """The leaves beside which routes are looked for; also without those of the answers to doubts."""
        every = {leaf.id for leaf in self._argument.leaves.values()}
        lost = [{*(plain_name(node) for node in each), *(every - self._routes.own)} for each in sets]
        return [each for each in lost if not each >= every]

    def _is_unargued(self, route: tuple[str, ...]) -> bool:
        argued = self._routes.support_with(route) is not None or not self._routes.sets.can_tell
        return not argued and self._theory.consistent(route).sat is Sat.SAT


_GOAL = "\0goal"


def _all_needed(argument: Argued) -> bool:
    """Whether it is plain that the claim has support, and none without any one of its leaves."""
    graph = argument.graph
    standing = supported(graph)
    below = rests_on(graph, [argument.claim], standing)
    return argument.leaves.keys() <= below and all(
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


def route_remarks(ground: Groundwork, ask: Ask) -> Iterator[Finding]:
    """A note on the top claim for each route that nobody argued, the shortest few where they are many: most
    differ in a leaf or two, and one step that is written ends many of them."""
    case = ground.case
    top = case.nodes.get(case.top) if case.top is not None else None
    if not isinstance(top, Claim) or len(ground.leaves) > _MOST_LEAVES:
        return
    routes = sorted(unargued_routes(ground, argued_and_cited(ground, top.id), ask), key=len)
    named = routes[:_MOST_NAMED]
    for route in named:
        unnamed = len(routes) - len(named) if route is named[-1] else 0
        yield defeat.UNARGUED_ROUTE.at(
            top.span,
            subject=top.id,
            related=[(f"`{name}`", place_of(case, name)) for name in route],
            claim=top.id,
            leaves=listed(route),
            alone="alone" if len(route) == 1 else "together",
            more=f"; more such routes were found: {unnamed}" if unnamed else "",
        )
