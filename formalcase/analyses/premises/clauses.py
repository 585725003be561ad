"""Clauses of two literals, each of which would do by itself: less than either of them, and still enough.

With the premises a clause is enough just if each of its literals is. One of these may contradict the
premises: then the clause is a disjunction with the negation of a premise. Or it may say what the conclusion
says: then it is one with the conclusion. Neither adds anything that anybody could judge. What is left are
the pairs of answers, and those of an answer with a literal that says more than the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from formalcase.analyses.premises.atoms import negated, plainness
from formalcase.analyses.premises.gap import CLAIM, Gap
from formalcase.analyses.premises.literals import Choosable, single_term
from formalcase.analyses.premises.weighing import Weighed
from formalcase.encode.question import Check, Sat
from formalcase.logic import build
from formalcase.logic.term import Less, Not, Term
from formalcase.logic.walk import symbols_in

_MOST_LITERALS = 5


def clauses(gap: Gap, answers: Sequence[Weighed], restating: Sequence[Choosable]) -> list[Choosable]:
    """The clauses of two of the weakest literals among the answers, which are those in `answers` that have
    one member, and of one of these with one that is `restating` the conclusion and more; no two of one term,
    and of no two that come to the same."""
    pairs = [*_of_answers(answers), *_with_more_than_the_conclusion(gap, answers, restating)]
    return [_clause(gap, one, other) for one, other in pairs if not _of_one_term(gap, one, other)]


def _of_answers(answers: Sequence[Weighed]) -> Iterator[tuple[Term, Term]]:
    for one, other in combinations(_weakest(answers), 2):
        if other not in answers[one].entails and one not in answers[other].entails:
            yield answers[one].formula, answers[other].formula


def _weakest(answers: Sequence[Weighed]) -> list[int]:
    single = [at for at, answer in enumerate(answers) if len(answer.members) == 1]
    weakest = [at for at in single if not any(other in single for other in answers[at].weaker)]
    return weakest[:_MOST_LITERALS]


def _with_more_than_the_conclusion(
    gap: Gap, answers: Sequence[Weighed], restating: Sequence[Choosable]
) -> Iterator[tuple[Term, Term]]:
    """Such a literal speaks of a part of what the conclusion speaks of; and it does not follow from that."""
    weakest = _weakest(answers)
    words = symbols_in(gap.form.conclusion)
    restating = [each for each in restating if symbols_in(each.formula) < words]
    if not weakest or not restating:
        return
    added = {f"not {at}": build.negation(each.formula) for at, each in enumerate(restating[:_MOST_LITERALS])}
    checks = [Check(label, (CLAIM, label)) for label in added]
    found = gap.asked([gap.question(added, checks)])[0]
    for label, each in zip(added, restating, strict=False):
        if found[label].sat is Sat.SAT:
            yield from ((answers[at].formula, each.formula) for at in weakest)


def _of_one_term(gap: Gap, one: Term, other: Term) -> bool:
    terms = [single_term(each, gap.vocabulary) for each in (one, other)]
    return terms[0] is not None and terms[0] == terms[1]


def _clause(gap: Gap, one: Term, other: Term) -> Choosable:
    formula = as_rule((one, other))
    return Choosable(formula, gap.asserted(formula), plainness(one) + plainness(other), 2)


def as_rule(literals: Sequence[Term]) -> Term:
    """One of some literals, as an implication; `not p or q` reads best as `p implies q`, and so does
    `x <= 1 or q` as `x > 1 implies q`."""
    *guards, last = sorted(literals, key=lambda each: (not isinstance(each, Not), not isinstance(each, Less)))
    if not guards:
        return last
    turned = tuple(each.body if isinstance(each, Not) else negated(each) for each in guards)
    return build.implication(build.conjunction(turned), last)
