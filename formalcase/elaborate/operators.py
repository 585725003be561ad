"""How operators, predefined functions and binders are made of their parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from formalcase.diagnostics.catalogue.types import ARGUMENT_COUNT
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.refused import Refused
from formalcase.logic.term import Term, Var
from formalcase.logic.vocabulary import Vocabulary
from formalcase.syntax.tree import Binder, ChainExpr

COMPARE: Mapping[str, Callable[[Term, Term, Vocabulary], Term]] = {
    "=": build.equal,
    "!=": build.unequal,
    "<": build.less,
    "<=": build.at_most,
    ">": build.greater,
    ">=": build.at_least,
}


@dataclass(frozen=True, slots=True)
class Bound:
    binder: Binder
    variable: Var
    members: list[Term] | None
    """The entries of a written list; None where the domain is a type."""


def grouped(bound: Sequence[Bound]) -> list[list[Bound]]:
    """Neighbours over types together, each binder over a list by itself."""
    groups: list[list[Bound]] = []
    for each in bound:
        if groups and each.members is None and groups[-1][-1].members is None:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def absolute(args: Sequence[Term]) -> Term:
    if len(args) != 1:
        raise Refused(ARGUMENT_COUNT, name="abs", expected="1 argument", found=f"{len(args)} are")
    return build.absolute(args[0])


def chain_sum(terms: Sequence[Term], expr: ChainExpr) -> Term:
    """A chain of `+` and `-`; what follows a minus is negated."""
    parts = [terms[0]]
    for index, ((operator, _), term) in enumerate(zip(expr.rest, terms[1:], strict=True), 1):
        parts.append(build.negate(term, "-", index) if operator == "-" else term)
    return build.add(parts)


def chain_product(terms: Sequence[Term], expr: ChainExpr) -> Term:
    rest: list[tuple[Literal["*", "/"], Term]] = []
    for (operator, _), term in zip(expr.rest, terms[1:], strict=True):
        rest.append(("/" if operator == "/" else "*", term))
    return build.product(terms[0], rest)


FUNCTIONS: Mapping[str, Callable[[Sequence[Term]], Term]] = {
    "min": build.minimum,
    "max": build.maximum,
    "abs": absolute,
    "distinct": build.distinct,
}
