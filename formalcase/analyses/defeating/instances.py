"""Quantified formulas written out over all that they need to speak of, so that the solver sees none.

Where no function leads into a sort, and what is said to exist does not depend on a universal variable, the
things of a sort that matter are few: its listed members, its constants, and one for each thing that is
said to exist (a Skolem constant); one more, if there are none. Some of the formulas hold together in any
world exactly when they do so with "all" taken as "all of these". From the left to the right the constants
stand for what exists. From the right to the left the world is cut down to these few: whatever holds of all
of them holds of all that is left, what exists is among them, and nothing leads out. This is so for any
choice of the formulas, as the things that the others say to exist may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import product

from formalcase.encode.question import Check, Question
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic.substitute import rebuilt, substitute
from formalcase.logic.term import (
    And,
    Apply,
    EnumType,
    Iff,
    Implies,
    Member,
    Not,
    Or,
    Quantified,
    SortType,
    Term,
    Var,
    children,
)
from formalcase.logic.unfolding import unfold
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import subterms

# So many formulas may be made of those of one question, and they may have so many parts.
_MOST_INSTANCES = 5_000
_MOST_PARTS = 200_000


def question_of_instances(
    vocabulary: Vocabulary, labelled: Mapping[str, Term], checks: Sequence[Check]
) -> Question:
    """The question; without quantifiers where that can be had. The answers are the same in either form.
    To be called within `deep_recursion()`."""
    if not any(isinstance(part, Quantified) for part in _all_parts(vocabulary, labelled)):
        return make_question(vocabulary, labelled, checks)
    try:
        words, formulas = _Instances(vocabulary).written_out(labelled)
    except _NotFew:
        return make_question(vocabulary, labelled, checks)
    return make_question(words, formulas, checks)


def is_quantified(question: Question) -> bool:
    question = question.written()
    texts = (question.declarations, *(formula for _, formula in question.assertions))
    return any(word in text for text in texts for word in ("(forall ", "(exists "))


class _NotFew(Exception):  # noqa: N818
    """Not only a few things need to be spoken of."""


def _all_parts(vocabulary: Vocabulary, labelled: Mapping[str, Term]) -> Iterator[Term]:
    """The parts of the formulas, and of the definitions that they use."""
    waiting = list(labelled.values())
    known: set[str] = set()
    while waiting:
        for part in subterms(waiting.pop()):
            yield part
            if isinstance(part, Apply) and part.symbol not in known:
                known.add(part.symbol)
                body = vocabulary.symbols[part.symbol].body
                waiting += [] if body is None else [body]


@dataclass(slots=True)
class _Instances:
    vocabulary: Vocabulary
    _things: dict[SortType, dict[Term, None]] = field(default_factory=dict)
    """All that is spoken of, by sort."""
    _witnesses: dict[str, Symbol] = field(default_factory=dict)
    _left: int = _MOST_INSTANCES
    _parts: int = _MOST_PARTS

    def written_out(self, labelled: Mapping[str, Term]) -> tuple[Vocabulary, dict[str, Term]]:
        plain: dict[str, Term] = {}
        for label, formula in labelled.items():
            plain[label] = unfold(formula, self.vocabulary)
            self._note(plain[label])
        witnessed = {label: self._witnessed(formula, True, False) for label, formula in plain.items()}
        formulas = {label: self._instanced(formula) for label, formula in witnessed.items()}
        words = self.vocabulary
        symbols = {**words.symbols, **self._witnesses}
        return Vocabulary(words.sorts, words.enums, symbols), formulas

    def _note(self, formula: Term) -> None:
        """Takes in the constants and members of sorts; no other term may lead into a sort."""
        for part in subterms(formula):
            self._parts -= 1
            if isinstance(part, Apply) and self.vocabulary.symbols[part.symbol].body is not None:
                raise _NotFew
            if isinstance(part, Apply | Member) and isinstance(part.type, SortType):
                if isinstance(part, Apply) and part.args:
                    raise _NotFew
                self._of(part.type)[part] = None
        if self._parts < 0:
            raise _NotFew

    def _of(self, sort: SortType) -> dict[Term, None]:
        if sort not in self._things:
            members = self.vocabulary.members(sort)
            self._things[sort] = dict.fromkeys(Member(sort, name) for name in members)
        return self._things[sort]

    # ---- What exists -----------------------------------------------------------------------------

    def _witnessed(self, term: Term, positive: bool, universal: bool) -> Term:
        """The formula, or its negation, with a constant for each thing that it says to exist."""

        def inner(part: Term, same: bool = True) -> Term:
            return self._witnessed(part, positive == same, universal)

        match term:
            case Not(body):
                return Not(inner(body, False))
            case And() | Or():
                return rebuilt(term, inner)
            case Implies(left, right):
                return Implies(inner(left, False), inner(right))
            case Iff(left, right) if _quantifies(term):
                return inner(And((Implies(left, right), Implies(right, left))))
            case Quantified(kind, variables, body):
                listed = [each for each in variables if isinstance(each.type, EnumType)]
                things = [each for each in variables if isinstance(each.type, SortType)]
                if len(listed) + len(things) < len(variables):
                    raise _NotFew
                if not things:
                    instances = tuple([inner(each) for each in self._choices(listed, body)])
                    return And(instances) if kind == "forall" else Or(instances)
                if (kind == "forall") == positive:
                    return Quantified(kind, variables, self._witnessed(body, positive, True))
                if universal:
                    raise _NotFew
                body = substitute(body, {each.name: self._witness(each) for each in things})
                return inner(Quantified(kind, tuple(listed), body) if listed else body)
            case _ if _quantifies(term):
                raise _NotFew
            case _:
                return term

    def _witness(self, variable: Var) -> Term:
        name = f"\0witness {len(self._witnesses)}"
        self._witnesses[name] = Symbol(name, (), variable.type)
        constant = Apply(name, (), variable.type)
        assert isinstance(variable.type, SortType)
        self._of(variable.type)[constant] = None
        return constant

    # ---- What holds of all -----------------------------------------------------------------------

    def _instanced(self, term: Term) -> Term:
        match term:
            case Quantified(kind, variables, body):
                instances = tuple([self._instanced(each) for each in self._choices(variables, body)])
                return And(instances) if kind == "forall" else Or(instances)
            case Not() | And() | Or() | Implies():
                return rebuilt(term, self._instanced)
            case _:
                return term

    def _choices(self, variables: Sequence[Var], body: Term) -> Iterator[Term]:
        names = [each.name for each in variables]
        size = sum(1 for _ in subterms(body))
        for choice in product(*(self._domain(each) for each in variables)):
            self._left -= 1
            self._parts -= size
            if min(self._left, self._parts) < 0:
                raise _NotFew
            yield substitute(body, dict(zip(names, choice, strict=True)))

    def _domain(self, variable: Var) -> list[Term]:
        kind = variable.type
        if isinstance(kind, EnumType):
            return [Member(kind, name) for name in self.vocabulary.members(kind)]
        assert isinstance(kind, SortType), variable
        if not self._of(kind):
            self._witness(variable)
        return list(self._of(kind))


def _quantifies(term: Term) -> bool:
    """Whether there is a quantifier in a formula, also under a count or a sum."""
    waiting = [term]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Quantified):
            return True
        waiting += children(part)
    return False
