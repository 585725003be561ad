"""Rules with guards: `p implies q` says no more than `q`, and `p and r implies q` less than either."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.analyses.premises.atoms import negated, plainness
from formalcase.analyses.premises.clauses import as_rule
from formalcase.analyses.premises.conclusions import head_of
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import Choosable
from formalcase.analyses.premises.shapes import Shapes
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.substitute import substitute
from formalcase.logic.term import BOOL, Apply, Less, Not, Quantified, Term, Var
from formalcase.logic.walk import subterms, symbols_in

_MOST_GUARDS = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """The literals of which one holds for each choice of values for the variables."""

    variables: tuple[Var, ...]
    literals: tuple[Term, ...]
    choosable: Choosable


def made_rule(gap: Gap, shapes: Shapes, variables: Sequence[Var], literals: Sequence[Term]) -> Rule:
    """The rule; one that has to be read with `not` before its `implies` is odd, too. A comparison never is:
    it is turned round instead."""
    turned = len(literals) > 1 and not any(isinstance(each, Not | Less) for each in literals)
    return _rule(
        gap, variables, literals, sum(shapes.odd(each) for each in literals) + turned, as_rule(literals)
    )


def _rule(gap: Gap, variables: Sequence[Var], literals: Sequence[Term], odd: int, said: Term) -> Rule:
    formula = build.quantified("forall", variables, said)
    plain = sum(plainness(each) for each in literals)
    choosable = Choosable(formula, gap.asserted(formula), plain, len(literals), odd=odd)
    return Rule(tuple(variables), tuple(literals), choosable)


def joined_guards(gap: Gap, rules: Sequence[Rule]) -> list[Rule]:
    """For rules that from different things come to one thing of which the conclusion speaks: the rule that
    has the guards of all of them, and the one that has those that are no negations. They ask for less than
    each."""
    words = _said(head_of(gap.form.conclusion))
    guards: dict[tuple[tuple[Var, ...], Term], dict[Term, None]] = {}
    for rule in rules:
        if len(rule.literals) != 2 or rule.choosable.odd:
            continue
        for guard, literal in (rule.literals, rule.literals[::-1]):
            plain = _said(literal) & words and not _said(guard) & words
            if plain and not isinstance(guard.body if isinstance(guard, Not) else guard, Quantified):
                variables, opened, head = _opened(rule.variables, guard, literal)
                guards.setdefault((variables, head), {})[opened] = None
    joined: dict[tuple[Term, ...], Rule] = {}
    for (variables, head), every in guards.items():
        positive = [guard for guard in every if isinstance(guard, Not)]
        for chosen in (list(every)[:_MOST_GUARDS], positive[:_MOST_GUARDS]):
            if len(chosen) > 1:
                joined.setdefault((*chosen, head), _guarded(gap, variables, chosen, head))
    return list(joined.values())


def _opened(variables: tuple[Var, ...], guard: Term, head: Term) -> tuple[tuple[Var, ...], Term, Term]:
    """A rule of which the head may say that something holds for nothing, as one of which the head says that
    it does not hold, with one variable more; the variables are in order as they stand in the head."""
    match head:
        case Not(Quantified("exists", more, body)) if {each.name for each in more}.isdisjoint(
            each.name for each in variables
        ):
            variables, head = (*variables, *more), negated(body)
        case _:
            pass
    # Others, of quantifiers inside, stay as they are.
    standing = dict.fromkeys(part for part in subterms(head) if isinstance(part, Var) and part in variables)
    ordered = [*standing, *(each for each in variables if each not in standing)]
    names = sorted(each.name for each in variables)
    renamed = {old.name: Var(name, old.type) for name, old in zip(names, ordered, strict=True)}
    own = tuple(renamed[each.name] for each in ordered)
    return own, substitute(guard, renamed), substitute(head, renamed)


def _said(formula: Term) -> frozenset[str]:
    """The words of a formula other than the names of things."""
    applied = (part for part in subterms(formula) if isinstance(part, Apply))
    return frozenset(part.symbol for part in applied if part.args or part.type == BOOL)


def _guarded(gap: Gap, variables: tuple[Var, ...], literals: Sequence[Term], head: Term) -> Rule:
    """The head for all that meets some guards, of which each comes as the literal that stands beside the
    head where there is no `implies`."""
    ordered = sorted(literals, key=lambda each: (not isinstance(each, Not), isinstance(each, Less)))
    guards = tuple(each.body if isinstance(each, Not) else negated(each) for each in ordered)
    said = build.implication(build.conjunction(guards), head)
    return _rule(gap, variables, (*literals, head), 0, said)


def without_guards(rules: Sequence[Rule], conclusion: Term) -> list[Rule]:
    """The rules without those that are another one with a guard taken from the conclusion. That nothing has
    a property is no such other one: `p implies q` is more than `not p` with the guard `not q`. Nor is what
    the conclusion itself has as a guard, so that it need not speak of all the rest."""
    alone = {rule.literals[0] for rule in rules if len(rule.literals) == 1}
    alone = {literal for literal in alone if not isinstance(literal, Not)}
    words = symbols_in(head_of(conclusion))

    def guarded(rule: Rule) -> bool:
        return len(rule.literals) == 2 and any(
            one in alone and symbols_in(other) & words for one, other in (rule.literals, rule.literals[::-1])
        )

    return [rule for rule in rules if not guarded(rule)]
