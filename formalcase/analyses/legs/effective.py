"""How many legs there are in effect, and the smallest loss that fails them all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.legs.pieces import Pieces
from formalcase.analyses.legs.shape import Leg
from formalcase.analyses.legs.sources import all_above, around, sources_of
from formalcase.analyses.step import Ask
from formalcase.case.support import Gate, all_of, any_of
from formalcase.diagrams import OutOfSteps, TooCircular, bounded_defeaters, smallest_defeaters
from formalcase.encode.question import Check, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import FALSE, TRUE

_STEPS = 500_000
_GOAL = "\0all legs"
_CAUSE = "\0cause "
_CHECKS = 100
_HUB = 30
_MOST_PAIRS = 100_000
"""With more pairs of leaves that have a word in common, the effective number is not worked out."""


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
    ground: Groundwork,
    argument: Argued,
    legs: Sequence[Leg],
    pieces: Pieces,
    accepted: Collection[str],
    joint: tuple[str, ...] | None,
    ask: Ask,
) -> Effective:
    """A cause is a leaf with every leaf that entails it, or a source with every leaf under it. `joint` is a
    smallest joint defeater of the legs, if one is known."""
    taken = _taken_by(ground, legs, pieces, ask)
    if taken is None:
        return Effective(None, None, ())
    without = {leaf: [c for c in causes if c not in accepted] for leaf, causes in taken.items()}
    if joint is not None and _each_its_own(taken):
        return Effective(len(joint), len(joint), joint)
    less = _smallest(*_by_causes(argument, legs, without))
    more = _smallest(*_by_causes(argument, legs, taken)) if accepted else less
    return Effective(
        None if less is None else len(less),
        None if more is None else len(more),
        () if less is None else tuple(cause.removeprefix(_CAUSE) for cause in less),
    )


def _each_its_own(taken: Mapping[str, Sequence[str]]) -> bool:
    """Whether no cause takes more than one leaf; then causes are as good as leaves."""
    causes = [cause for each in taken.values() for cause in each]
    return len(set(causes)) == len(causes)


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


def _taken_by(
    ground: Groundwork, legs: Sequence[Leg], pieces: Pieces, ask: Ask
) -> dict[str, list[str]] | None:
    """For each leaf: the leaves that it entails (when one of these is false, so is it), and what its sources
    lie within; None if there is too much to ask."""
    wider = around(ground.case)
    leaves = {name: leaf for leg in legs for name, leaf in leg.leaves.items()}
    entailed = _entailed(ground, list(leaves), pieces, ask)
    if entailed is None:
        return None
    taken = {name: [name, *found] for name, found in entailed.items()}
    for leg in legs:
        for name, named in sources_of(ground.case, leg).items():
            above = [each for source in named for each in (source, *all_above(source, wider))]
            taken[name] = list(dict.fromkeys([*taken[name], *above]))
    return taken


def _entailed(
    ground: Groundwork, leaves: Sequence[str], pieces: Pieces, ask: Ask
) -> dict[str, list[str]] | None:
    """For each leaf, the other leaves that it entails by itself. What could not be decided counts as
    entailed, so that the number of legs is never told too high."""
    found: dict[str, list[str]] = {name: [] for name in leaves}
    pairs = _candidates(pieces, leaves)
    if pairs is None:
        return None
    terms = {name: ground.leaves[name].formula for pair in pairs for name in pair}
    chunks = [pairs[start : start + _CHECKS] for start in range(0, len(pairs), _CHECKS)]
    questions = []
    for chunk in chunks:
        labelled = {name: terms[name] for name, _ in chunk}
        labelled |= {f"not {other}": build.negation(terms[other]) for _, other in chunk}
        checks = [Check(f"{name}\0{other}", (name, f"not {other}")) for name, other in chunk]
        questions.append(make_question(ground.vocabulary, labelled, checks))
    for chunk, answer in zip(chunks, ask(questions), strict=True):
        for name, other in chunk:
            if answer[f"{name}\0{other}"].sat is not Sat.SAT:
                found[name].append(other)
    return found


def _candidates(pieces: Pieces, names: Sequence[str]) -> list[tuple[str, str]] | None:
    """Pairs of leaves of which the first may entail the second; None if they are too many.

    What a leaf says in the words that another has as well is often nothing: then it entails no such leaf. Or
    the other cannot follow from anything in common words. Words that many leaves have are looked at first, so
    that not every pair of leaves has to be.
    """
    having: dict[str, list[str]] = {}
    words = {name: frozenset().union(*(p.words for p in pieces.of_leaf(name))) for name in names}
    for name, own in words.items():
        for word in sorted(own):
            having.setdefault(word, []).append(name)
    hubs = {word for word, users in having.items() if len(users) > _HUB}
    entailing = [name for name in names if words[name] & hubs and _says(pieces, name, hubs)]
    entailed = [name for name in names if words[name] & hubs and _can_follow(pieces, name, hubs)]
    if len(entailing) * len(entailed) > _MOST_PAIRS:
        return None
    order = {name: place for place, name in enumerate(names)}
    pairs = {(one, two) for one in entailing for two in entailed if words[one] & words[two]}
    pairs |= {
        (one, two) for word, users in having.items() if word not in hubs for one in users for two in users
    }
    return sorted(
        (
            (one, two)
            for one, two in pairs
            if one != two
            and _says(pieces, one, common := words[one] & words[two])
            and _can_follow(pieces, two, common)
        ),
        key=lambda pair: (order[pair[0]], order[pair[1]]),
    )


def _says(pieces: Pieces, name: str, words: Collection[str]) -> bool:
    """Whether a leaf says anything in these words alone."""
    return any(pieces.effect(piece, words) != TRUE for piece in pieces.of_leaf(name))


def _can_follow(pieces: Pieces, name: str, words: Collection[str]) -> bool:
    """Whether a leaf can follow from something in these words alone."""
    return all(pieces.within(piece, words) != FALSE for piece in pieces.of_leaf(name))
