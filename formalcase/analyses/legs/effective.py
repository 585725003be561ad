"""How many legs there are in effect, and the smallest loss that fails them all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.examine import Groundwork
from formalcase.analyses.legs.pieces import words_of
from formalcase.analyses.legs.shape import Leg
from formalcase.analyses.legs.sources import all_above, around, sources_of
from formalcase.analyses.step import Ask
from formalcase.case.support import Gate, all_of, any_of
from formalcase.diagrams import OutOfSteps, TooCircular, bounded_defeaters, smallest_defeaters
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build

_STEPS = 500_000
_GOAL = "\0all legs"
_CAUSE = "\0cause "
_CHECKS = 100


@dataclass(frozen=True, slots=True)
class Effective:
    """`legs`: the least number of causes that fail all legs, without the causes that were accepted;
    `with_accepted` counts those as well. None: not known within the budget. `causes` are some that few."""

    legs: int | None
    with_accepted: int | None
    causes: tuple[str, ...]


def joint_defeater(argument: Argued, legs: Sequence[Leg]) -> tuple[str, ...] | None:
    """A smallest set of leaves whose loss fails all of the legs; None if it is not known."""
    graph = {**argument.graph, _GOAL: any_of(leg.step for leg in legs)}
    order = list(argument.leaves)
    found = _smallest(graph, _GOAL, order)
    return None if found is None else tuple(plain_name(node) for node in found)


def effective_legs(
    ground: Groundwork, argument: Argued, legs: Sequence[Leg], accepted: Collection[str], ask: Ask
) -> Effective:
    """A cause is a leaf with every leaf that entails it, or a source with every leaf under it."""
    taken = _taken_by(ground, legs, ask)
    without = {leaf: [c for c in causes if c not in accepted] for leaf, causes in taken.items()}
    less = _smallest(*_by_causes(argument, legs, without))
    more = _smallest(*_by_causes(argument, legs, taken))
    return Effective(
        None if less is None else len(less),
        None if more is None else len(more),
        () if less is None else tuple(cause.removeprefix(_CAUSE) for cause in less),
    )


def _by_causes(
    argument: Argued, legs: Sequence[Leg], causes: Mapping[str, Sequence[str]]
) -> tuple[Mapping[str, Gate], str, list[str]]:
    """The argument in which each leaf stands only as long as none of its causes has come about."""
    graph: dict[str, Gate] = dict(argument.graph)
    for node in argument.leaves:
        if plain_name(node) in causes:
            graph[node] = all_of(f"{_CAUSE}{cause}" for cause in causes[plain_name(node)])
    graph[_GOAL] = any_of(leg.step for leg in legs)
    order = dict.fromkeys(f"{_CAUSE}{cause}" for each in causes.values() for cause in each)
    return graph, _GOAL, list(order)


def _smallest(graph: Mapping[str, Gate], goal: str, order: Sequence[str]) -> tuple[str, ...] | None:
    """One of the smallest defeater sets, the first in order."""
    try:
        bounds = smallest_defeaters(graph, [goal], budget=_STEPS)[goal]
        if not bounds.exact or bounds.at_most is None:
            return None
        family = bounded_defeaters(graph, goal, bounds.at_most, order=order, budget=_STEPS)
        return family.smallest(1)[0]
    except (OutOfSteps, TooCircular):
        return None


def _taken_by(ground: Groundwork, legs: Sequence[Leg], ask: Ask) -> dict[str, list[str]]:
    """For each leaf: the leaves that it entails (when one of these is false, so is it), and what its sources
    lie within."""
    wider = around(ground.case)
    leaves = {name: leaf for leg in legs for name, leaf in leg.leaves.items()}
    taken = {name: [name, *entailed] for name, entailed in _entailed(ground, list(leaves), ask).items()}
    for leg in legs:
        for name, named in sources_of(ground.case, leg).items():
            above = [each for source in named for each in (source, *all_above(source, wider))]
            taken[name] = list(dict.fromkeys([*taken[name], *above]))
    return taken


def _entailed(ground: Groundwork, names: Sequence[str], ask: Ask) -> dict[str, list[str]]:
    """For each leaf, the other leaves that it entails by itself; only leaves with a common word can. What
    could not be decided counts as entailed, so that the number of legs is never told too high."""
    words = {name: words_of(ground.leaves[name].formula, ground.vocabulary) for name in names}
    by_word: dict[str, list[str]] = {}
    for name in names:
        for word in words[name]:
            by_word.setdefault(word, []).append(name)
    pairs = [
        (name, other)
        for name in names
        for other in dict.fromkeys(each for word in sorted(words[name]) for each in by_word[word])
        if other != name
    ]
    found: dict[str, list[str]] = {name: [] for name in names}
    chunks = [pairs[start : start + _CHECKS] for start in range(0, len(pairs), _CHECKS)]
    questions = []
    for chunk in chunks:
        used = dict.fromkeys(name for pair in chunk for name in pair)
        labelled = {name: ground.leaves[name].formula for name in used}
        labelled |= {f"not {other}": build.negation(ground.leaves[other].formula) for _, other in chunk}
        checks = [Check(f"{name}\0{other}", (name, f"not {other}")) for name, other in chunk]
        questions.append(make_question(ground.vocabulary, labelled, checks))
    for chunk, answer in zip(chunks, ask(questions), strict=True):
        for name, other in chunk:
            if answer[f"{name}\0{other}"].sat is not Sat.SAT:
                found[name].append(other)
    return found
