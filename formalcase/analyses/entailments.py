"""Single sentences that entail others: what a rebuttal reaches, leaves that entail the top claim alone,
and claims that hold by definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from formalcase.analyses.plain import FewTrue
from formalcase.analyses.step import Ask
from formalcase.analyses.wordbook import Wordbook
from formalcase.case.formulas import Leaf, formula_of
from formalcase.case.model import Case, Claim, Defeater
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary

_CHECKS_A_QUESTION = 100
_MOST_ALONE = 300


@dataclass(frozen=True, slots=True)
class Rebuttals:
    """`reached`: by rebutted claim, the claims and leaves that entail it. `trivial`: rebutted claims that
    hold by definition. `unsure`: pairs (claim, node) that could not be decided; they count as reached,
    so that running out of budget never makes a case pass."""

    reached: Mapping[str, tuple[str, ...]]
    trivial: frozenset[str]
    unsure: frozenset[tuple[str, str]]


def holds_by_definition(formula: Term, vocabulary: Vocabulary) -> Question:
    """The check `trivial` is unsatisfiable exactly when the definitions entail the formula."""
    return make_question(vocabulary, {"not": build.negation(formula)}, [Check("trivial", ("not",))])


@dataclass(frozen=True, slots=True)
class _Entailing:
    """Which statements entail a goal by themselves, and which of these may: it could not be decided."""

    names: tuple[str, ...]
    unsure: frozenset[str]


def _entailing(
    goals: Sequence[tuple[Term, Mapping[str, Term]]], vocabulary: Vocabulary, ask: Ask
) -> list[_Entailing]:
    """For each goal, the consistent ones among its statements that entail it by themselves.

    The statements of a goal are asked about in few questions, each with many checks: what the formulas
    have in common is read once.
    """
    parts = [
        (place, goal, dict(chunk))
        for place, (goal, statements) in enumerate(goals)
        for chunk in _chunks(list(statements.items()), _CHECKS_A_QUESTION)
    ]
    answers = ask([_entailments(goal, statements, vocabulary) for _, goal, statements in parts])
    found: list[list[str]] = [[] for _ in goals]
    unsure: list[set[str]] = [set() for _ in goals]
    for (place, _, statements), answer in zip(parts, answers, strict=True):
        for name in statements:
            entails = answer[f"entails {name}"].sat
            consistent = answer[f"consistent {name}"].sat if entails is Sat.UNSAT else Sat.UNKNOWN
            if entails is Sat.SAT or consistent is Sat.UNSAT:
                continue
            found[place].append(name)
            if Sat.UNKNOWN in (entails, consistent):
                unsure[place].add(name)
    return [_Entailing(tuple(names), frozenset(open_)) for names, open_ in zip(found, unsure, strict=True)]


def _entailments(goal: Term, statements: Mapping[str, Term], vocabulary: Vocabulary) -> Question:
    """`entails X` is unsatisfiable exactly when X entails the goal; `consistent X`, when X is absurd."""
    labelled = {f"statement {name}": formula for name, formula in statements.items()}
    labelled["not goal"] = build.negation(goal)
    checks = []
    for name in statements:
        checks.append(Check(f"entails {name}", (f"statement {name}", "not goal")))
        checks.append(
            Check(f"consistent {name}", (f"statement {name}",), after=(f"entails {name}", Sat.UNSAT))
        )
    return make_question(vocabulary, labelled, checks)


_T = TypeVar("_T")


def _chunks(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def trivial_claims(claims: Sequence[Claim | Defeater], vocabulary: Vocabulary, ask: Ask) -> frozenset[str]:
    """The claims and defeaters with a formula that hold by definition."""
    formal = [claim for claim in claims if claim.holds is not None]
    answers = ask([holds_by_definition(formula_of(claim), vocabulary) for claim in formal])
    return frozenset(
        claim.id for claim, answer in zip(formal, answers, strict=True) if answer["trivial"].sat is Sat.UNSAT
    )


def rebuttals(case: Case, leaves: Mapping[str, Leaf], words: Wordbook, ask: Ask) -> Rebuttals:
    """What the attacks on claims reach: each consistent claim and leaf that entails an attacked claim."""
    vocabulary = words.vocabulary
    attacked = {
        reference.id: node
        for defeater in case.nodes.values()
        if isinstance(defeater, Defeater)
        for reference in defeater.attacks
        if isinstance(node := case.nodes.get(reference.id), Claim)
    }
    formal = {name: node for name, node in attacked.items() if node.holds is not None}
    trivial = trivial_claims(list(formal.values()), vocabulary, ask)
    statements = _statements(case, leaves)
    goals = [(name, node) for name, node in formal.items() if name not in trivial]
    asked = [(formula_of(node), _tied(formula_of(node), statements, words, name)) for name, node in goals]
    found = _entailing(asked, vocabulary, ask)
    return Rebuttals(
        {name: each.names for (name, _), each in zip(goals, found, strict=True) if each.names},
        trivial,
        frozenset(
            (name, other) for (name, _), each in zip(goals, found, strict=True) for other in each.unsure
        ),
    )


def _tied(goal: Term, statements: Mapping[str, Term], words: Wordbook, left_out: str) -> dict[str, Term]:
    """The statements that have a word in common with the goal. Others cannot entail it, unless it is
    trivial or they are contradictory."""
    tied = words.tied_to(goal)
    return {
        name: formula
        for name, formula in statements.items()
        if name != left_out and words.words(formula) & tied
    }


def _statements(case: Case, leaves: Mapping[str, Leaf]) -> dict[str, Term]:
    """The formula of every claim and leaf, opaque ones left out: nothing follows from those."""
    found = {
        node.id: node.holds
        for node in case.nodes.values()
        if isinstance(node, Claim) and node.holds is not None
    }
    return {**found, **{name: leaf.formula for name, leaf in leaves.items()}}


def leaves_alone(top: Claim, leaves: Iterable[Leaf], words: Wordbook, ask: Ask) -> tuple[str, ...]:
    """The consistent leaves that entail the top claim by themselves; the claim is not trivial.

    Only so many leaves are looked at: in a large case no single one carries the claim but by accident.
    """
    if top.holds is None:
        return ()
    statements = {leaf.id: leaf.formula for leaf in leaves if leaf.kind != "warrant"}
    candidates = _tied(top.holds, statements, words, top.id)
    looked_at = dict(islice(candidates.items(), _MOST_ALONE))
    if not words.is_deep((top.holds,)):
        left = frozenset(FewTrue(top.holds, words.vocabulary).left([*looked_at.values()]))
        looked_at = {name: formula for name, formula in looked_at.items() if formula in left}
    (found,) = _entailing([(top.holds, looked_at)], words.vocabulary, ask)
    return tuple(name for name in found.names if name not in found.unsure)
