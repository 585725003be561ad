"""Lost leaves that still follow from kept ones: withdrawn is not false.

Where the kept leaves entail a lost one, they cannot all be true if it is false. A defeater set tells what
happens when leaves are withdrawn; who reads it as what happens when they are false is told here what else
falls then.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.step import Ask
from formalcase.case.formulas import Leaf, is_opaque
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import Term

# Of the sets given, so many are looked at, of the leaves lost in them so many, and each leaf in so many sets.
_MOST_SETS = 100
_MOST_LOST = 100
_MOST_ROUNDS = 3
# Where kept leaves contradict each other, so many lost ones are held against so many of them.
_MOST_AT_ODDS = 20
_MOST_SINGLE = 50
# A question about many leaves may take a budget for each so many of them.
_LEAVES_PER_BUDGET = 20


@dataclass(frozen=True, slots=True)
class KeptEntails:
    """The kept leaves `by`, a minimal set, entail the lost one."""

    lost: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The lost leaves that are known to follow from kept ones, and those of which it was not decided."""

    entailed: tuple[KeptEntails, ...] = ()
    unsure: tuple[str, ...] = ()


def still_entailed(ground: Groundwork, argued: Argued, sets: Sequence[Collection[str]], ask: Ask) -> Kept:
    """For each leaf that is lost in one of the sets: whether the leaves that are kept then entail it.

    Each leaf once, in the order of the case, with the first kept leaves that were found. One question for
    each of at most three rounds: a leaf is tried with the first sets that have it. Where the budget was not
    enough it is unsure. Where the kept leaves contradict each other, only single ones are tried. Nothing is
    said of leaves that hold by definition, nor of what is beyond the first hundred sets and the first hundred
    leaves lost in them.
    """
    leaves = {leaf.id: leaf for leaf in argued.leaves.values()}
    sets = sets[:_MOST_SETS]
    in_sets = set[str]().union(*sets)
    lost = [name for name in leaves if name in in_sets]
    waiting = [name for name in lost if not _is_opaque(ground, leaves[name])][:_MOST_LOST]
    waiting_in = [set(waiting).intersection(each) for each in sets]
    places = {name: [place for place, each in enumerate(waiting_in) if name in each] for name in waiting}
    near = Near(leaves.values(), ground.words)
    found: dict[str, tuple[str, ...]] = {}
    unsure: set[str] = set()
    at_odds: dict[str, tuple[str, ...]] = {}
    for round_ in range(_MOST_ROUNDS):
        tried = {
            name: places[name][round_] for name in waiting if name not in found and len(places[name]) > round_
        }
        if not tried:
            break
        question = _question(ground, leaves, near, sets, tried)
        if not question.checks:
            continue
        (answer,) = ask([question], allowance=1 + len(leaves) // _LEAVES_PER_BUDGET)
        for name in tried:
            outcome = answer.get(f"entails {name}")
            if outcome is None:
                kept = _kept(near, leaves[name], sets[tried[name]])
                together = answer.get(_together(kept))
                unsure |= {name} if together is not None and together.sat is Sat.UNKNOWN else set()
                if together is not None and together.sat is Sat.UNSAT:
                    at_odds.setdefault(name, kept)
            elif outcome.sat is Sat.UNKNOWN:
                unsure.add(name)
            elif outcome.sat is Sat.UNSAT and len(outcome.core) > 1:
                found[name] = tuple(other for other in outcome.core if other in leaves)
    if alone := {name: kept for name, kept in at_odds.items() if name not in found}:
        singly = _by_single_ones(ground, leaves, dict(islice(alone.items(), _MOST_AT_ODDS)), ask)
        found |= {name: by for name, by in singly.items() if by}
        unsure |= {name for name, by in singly.items() if not by}
    return Kept(
        tuple(KeptEntails(name, found[name]) for name in lost if name in found),
        tuple(name for name in lost if name in unsure - found.keys()),
    )


def _by_single_ones(
    ground: Groundwork, leaves: dict[str, Leaf], tried: dict[str, tuple[str, ...]], ask: Ask
) -> dict[str, tuple[str, ...]]:
    """For a lost leaf the first of its kept ones that entails it alone; none where that was not decided."""
    labelled = {name: leaves[name].formula for kept in tried.values() for name in kept[:_MOST_SINGLE]}
    labelled |= {f"not {name}": build.negation(leaves[name].formula) for name in tried}
    checks = [Check(f"alone {name}", (name,)) for name in labelled]
    pairs = [(name, other) for name, kept in tried.items() for other in kept[:_MOST_SINGLE]]
    checks += [Check(f"{other} entails {name}", (other, f"not {name}")) for name, other in pairs]
    question = make_question(ground.vocabulary, labelled, checks)
    (answer,) = ask([question], allowance=1 + len(pairs) // _LEAVES_PER_BUDGET)
    found: dict[str, tuple[str, ...]] = {}
    for name, other in pairs:
        entails = answer[f"{other} entails {name}"].sat
        possible = {answer[f"alone {each}"].sat for each in (other, f"not {name}")}
        if entails is Sat.UNSAT and possible == {Sat.SAT}:
            found[name] = found.get(name) or (other,)
        elif entails is not Sat.SAT and Sat.UNSAT not in possible:
            found.setdefault(name, ())
    return found


def _kept(near: Near, lost: Leaf, gone: Collection[str]) -> tuple[str, ...]:
    """The leaves outside a set that could have a part in entailing a lost one."""
    return tuple(leaf.id for leaf in near.to(lost.formula) if leaf.id not in gone)


def _together(kept: Sequence[str]) -> str:
    return f"together {kept}"


def _is_opaque(ground: Groundwork, leaf: Leaf) -> bool:
    """A leaf without a formula follows from nothing: no other leaf says that it holds."""
    node = ground.case.nodes.get(leaf.id)
    return node is not None and is_opaque(node)


def _question(
    ground: Groundwork,
    leaves: dict[str, Leaf],
    near: Near,
    sets: Sequence[Collection[str]],
    tried: dict[str, int],
) -> Question:
    """`entails X` is unsatisfiable exactly when what is kept in the set tried for X entails it."""
    checks: dict[str, Check] = {}
    labelled: dict[str, Term] = {}
    for name, place in tried.items():
        formula = leaves[name].formula
        kept = _kept(near, leaves[name], sets[place])
        if not kept:
            continue
        together = Check(_together(kept), kept)
        opposite = f"not {name}"
        labelled |= {other: leaves[other].formula for other in kept}
        labelled[opposite] = build.negation(formula)
        checks[together.name] = together
        checks[name] = Check(
            f"entails {name}", (*kept, opposite), shrink=kept, after=(together.name, Sat.SAT)
        )
    return make_question(ground.vocabulary, labelled, list(checks.values()))
