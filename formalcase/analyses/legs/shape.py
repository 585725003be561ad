"""The legs of a claim and what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued, argued
from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import Leaf, cited, warrant_of
from formalcase.case.model import Argument, Claim, Defeater, Independence
from formalcase.case.support import is_inner, rests_on, supported
from formalcase.case.verdicts import Verdict
from formalcase.frozen import dataclass

_STEPS = 200_000
_MOST_SUPPORTS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Legs of one claim that are looked at together. `statement` is the id of the `independent` that asks,
    or None; `accepting` are the sources, closings and ranges that it accepts by name."""

    claim: str
    legs: tuple[str, ...]
    statement: str | None = None
    accepting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg: a step for the claim.

    `leaves` are those that some minimal support set of it has, by id in the order of the case; all below it
    where there are too many sets to tell, or where the step does not carry the claim. `supports` are its
    smallest support sets, at most twenty; `all_supports` says whether these are all. `claims` are the lower
    claims that it passes through.
    """

    step: str
    suffices: bool
    undecided: bool
    leaves: Mapping[str, Leaf]
    supports: tuple[frozenset[str], ...]
    all_supports: bool
    claims: frozenset[str]


def asked(ground: Groundwork) -> Iterator[Asked]:
    """Each statement of independence, then each claim with several steps of which no statement speaks as a
    whole; in the order of the case."""
    stated: set[frozenset[str]] = set()
    for node in ground.case.nodes.values():
        if isinstance(node, Independence):
            legs = tuple(leg.id for leg in node.legs)
            step = ground.case.nodes[legs[0]]
            assert isinstance(step, Argument)
            stated.add(frozenset(legs))
            accepting = frozenset(source.id for source in node.accepting)
            yield Asked(step.conclusion.id, legs, node.id, accepting)
    steps: dict[str, list[str]] = {}
    for node in ground.case.nodes.values():
        if isinstance(node, Argument) and isinstance(ground.case.nodes[node.conclusion.id], Claim):
            steps.setdefault(node.conclusion.id, []).append(node.id)
    for claim, names in steps.items():
        if len(names) > 1 and frozenset(names) not in stated:
            yield Asked(claim, tuple(names))


def legs_of(ground: Groundwork, question: Asked) -> tuple[Argued, tuple[Leg, ...]]:
    """The argument for the claim, and its legs in the order asked."""
    argument = argued(ground, question.claim)
    standing = supported(argument.graph)
    return argument, tuple(_leg(ground, argument, step, standing) for step in question.legs)


def _leg(ground: Groundwork, argument: Argued, step: str, standing: set[str]) -> Leg:
    judged = ground.steps[step]
    if step not in standing:
        drawn = _drawn(ground, step)
        open_below = judged.sound and not drawn.isdisjoint(argument.undecided)
        undecided = judged.verdict is Verdict.UNDECIDED or open_below
        leaves = {} if undecided else {n: leaf for n, leaf in ground.leaves.items() if n in drawn}
        return Leg(step, False, undecided, leaves, (), True, frozenset())
    below = rests_on(argument.graph, [step], standing)
    nodes = [node for node in argument.leaves if node in below]
    supports: tuple[frozenset[str], ...] = ()
    complete = False

    from formalcase.diagrams import OutOfSteps, TooCircular, minimal_supports  # not needed to ask

    try:
        family = minimal_supports(argument.graph, step, order=nodes, budget=_STEPS)
        used = family.used()
        nodes = [node for node in nodes if node in used]
        smallest = family.smallest(_MOST_SUPPORTS)
        supports = tuple(frozenset(plain_name(node) for node in found) for found in smallest)
        complete = family.count == len(supports)
    except (OutOfSteps, TooCircular):
        pass
    claims = {
        node
        for node in below
        if not is_inner(node) and node != argument.claim and isinstance(ground.case.nodes.get(node), Claim)
    }
    leaves = {plain_name(node): argument.leaves[node] for node in nodes}
    return Leg(step, True, bool(judged.more), leaves, supports, complete, frozenset(claims))


def _drawn(ground: Groundwork, step: str) -> set[str]:
    """All that is below a step as it is drawn, whether or not it carries anything."""
    steps_for: dict[str, list[str]] = {}
    for node in ground.case.nodes.values():
        if isinstance(node, Argument):
            steps_for.setdefault(node.conclusion.id, []).append(node.id)
    found: set[str] = set()
    todo = [step]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        match ground.case.nodes.get(name):
            case Argument() as below:
                todo += [reference.id for reference in (*cited(below), *below.given)]
                todo.append(warrant_of(name))
            case Claim() | Defeater():
                todo += steps_for.get(name, [])
            case _:
                pass
    return found
