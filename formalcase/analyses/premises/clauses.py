"""Clauses of two literals, each of which would do by itself: less than either of them, and still enough.

With the premises a clause is enough just if each of its literals is. One of these may contradict the
premises, or say what the conclusion says: then the clause is a disjunction with the negation of a premise
or with the conclusion, and adds nothing that anybody could judge. What is left are the pairs of answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from formalcase.analyses.premises.atoms import negated, plainness
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import Choosable, single_term
from formalcase.analyses.premises.weighing import Weighed
from formalcase.logic import build
from formalcase.logic.term import Not, Term

_MOST_LITERALS = 5


def clauses(gap: Gap, answers: Sequence[Weighed]) -> list[Choosable]:
    """The clauses of two of the weakest literals among the answers, which are those in `answers` that have
    one member; no two of one term, and of no two that come to the same."""
    single = {at: answer.formula for at, answer in enumerate(answers) if len(answer.members) == 1}
    weakest = [at for at in single if not any(other in single for other in answers[at].weaker)]
    found = []
    for one, other in combinations(weakest[:_MOST_LITERALS], 2):
        if other in answers[one].entails or one in answers[other].entails:
            continue
        terms = [single_term(single[at], gap.vocabulary) for at in (one, other)]
        if terms[0] is None or terms[0] != terms[1]:
            found.append(_clause(gap, single[one], single[other]))
    return found


def _clause(gap: Gap, one: Term, other: Term) -> Choosable:
    formula = as_rule((one, other))
    return Choosable(formula, gap.asserted(formula), plainness(one) + plainness(other), 2)


def as_rule(literals: tuple[Term, Term]) -> Term:
    """One of two literals, as an implication; `not p or q` reads best as `p implies q`."""
    first, second = sorted(literals, key=lambda each: not isinstance(each, Not))
    return build.implication(first.body if isinstance(first, Not) else negated(first), second)
