"""Single sentences that entail others: what a rebuttal reaches, leaves that entail the top claim alone,
and claims that hold by definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from formalcase.analyses.step import Ask
from formalcase.case.formulas import Leaf, formula_of
from formalcase.case.model import Case, Claim, Defeater
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable


@dataclass(frozen=True, slots=True)
class Rebuttals:
    """`reached`: by rebutted claim, the claims and leaves that entail it. `trivial`: rebutted claims that
    hold by definition. `unsure`: pairs (claim, node) that could not be decided; they count as reached,
    so that running out of budget never makes a case pass."""

    reached: Mapping[str, tuple[str, ...]]
    trivial: frozenset[str]
    unsure: frozenset[tuple[str, str]]


def _words(term: Term, vocabulary: Vocabulary) -> frozenset[str]:
    """What a formula speaks of; two formulas without a common word cannot entail one another, unless
    one is trivial or contradictory. Enums and sorts count, as formulas may speak of their size."""
    reach = reachable((term,), vocabulary)
    return frozenset((*reach.symbols, *reach.sorts, *reach.enums))


def holds_by_definition(formula: Term, vocabulary: Vocabulary) -> Question:
    """The check `trivial` is unsatisfiable exactly when the definitions entail the formula."""
    return make_question(vocabulary, {"not": build.negation(formula)}, [Check("trivial", ("not",))])


def _entails(left: Term, right: Term, vocabulary: Vocabulary) -> Question:
    """`entails` is unsatisfiable exactly when `left` entails `right`; `consistent` when `left` is absurd."""
    checks = [
        Check("entails", ("left", "not right")),
        Check("consistent", ("left",), after=("entails", Sat.UNSAT)),
    ]
    return make_question(vocabulary, {"left": left, "not right": build.negation(right)}, checks)


def trivial_claims(claims: Sequence[Claim], vocabulary: Vocabulary, ask: Ask) -> frozenset[str]:
    """The claims with a formula that hold by definition."""
    formal = [claim for claim in claims if claim.holds is not None]
    answers = ask([holds_by_definition(formula_of(claim), vocabulary) for claim in formal])
    return frozenset(
        claim.id for claim, answer in zip(formal, answers, strict=True) if answer["trivial"].sat is Sat.UNSAT
    )


def rebuttals(case: Case, leaves: Mapping[str, Leaf], vocabulary: Vocabulary, ask: Ask) -> Rebuttals:
    """What the attacks on claims reach: each consistent claim and leaf that entails an attacked claim."""
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
    words = {name: _words(term, vocabulary) for name, term in statements.items()} if formal else {}
    pairs = [
        (name, other)
        for name, node in formal.items()
        if name not in trivial
        for other in statements
        if other != name and words[other] & words[name]
    ]
    answers = ask([_entails(statements[other], statements[name], vocabulary) for name, other in pairs])
    reached: dict[str, list[str]] = {}
    unsure: set[tuple[str, str]] = set()
    for (name, other), answer in zip(pairs, answers, strict=True):
        entails = answer["entails"].sat
        consistent = answer["consistent"].sat if "consistent" in answer else Sat.UNKNOWN
        if entails is Sat.SAT or consistent is Sat.UNSAT:
            continue
        reached.setdefault(name, []).append(other)
        if entails is Sat.UNKNOWN or consistent is Sat.UNKNOWN:
            unsure.add((name, other))
    return Rebuttals({name: tuple(found) for name, found in reached.items()}, trivial, frozenset(unsure))


def _statements(case: Case, leaves: Mapping[str, Leaf]) -> dict[str, Term]:
    """The formula of every claim and leaf, opaque ones left out: nothing follows from those."""
    found = {
        node.id: node.holds
        for node in case.nodes.values()
        if isinstance(node, Claim) and node.holds is not None
    }
    return {**found, **{name: leaf.formula for name, leaf in leaves.items()}}


def leaves_alone(top: Claim, leaves: Iterable[Leaf], vocabulary: Vocabulary, ask: Ask) -> tuple[str, ...]:
    """The consistent leaves that entail the top claim by themselves; the claim is not trivial."""
    if top.holds is None:
        return ()
    goal = top.holds
    words = _words(goal, vocabulary)
    candidates = [
        leaf for leaf in leaves if leaf.kind != "warrant" and _words(leaf.formula, vocabulary) & words
    ]
    answers = ask([_entails(leaf.formula, goal, vocabulary) for leaf in candidates])
    return tuple(
        leaf.id
        for leaf, answer in zip(candidates, answers, strict=True)
        if answer["entails"].sat is Sat.UNSAT and answer["consistent"].sat is Sat.SAT
    )
