"""Making quantifiers, `count`, `sum`, and all four over written lists."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from formalcase.diagnostics.catalogue.types import NOT_LISTED
from formalcase.logic.build_comparisons import refuse_repeated
from formalcase.logic.build_formulas import conjunction, disjunction
from formalcase.logic.build_numbers import add
from formalcase.logic.fitting import fit, want_bool, want_number
from formalcase.logic.names import print_name
from formalcase.logic.refused import Refused, describe
from formalcase.logic.size import refuse_blow_up, size, written_out
from formalcase.logic.substitute import substitute
from formalcase.logic.term import (
    INT,
    Choice,
    EnumType,
    Fold,
    Number,
    Quantified,
    SortType,
    Term,
    Var,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary


def quantified(kind: Literal["forall", "exists"], variables: Sequence[Var], body: Term) -> Term:
    """`forall` or `exists` over whole types. Part numbers count the variables, then the body."""
    want_bool(body, kind, len(variables))
    return Quantified(kind, tuple(variables), body)


def fold(kind: Literal["count", "sum"], variables: Sequence[Var], body: Term, vocabulary: Vocabulary) -> Term:
    """`count` or `sum` over the listed members of enums and closed sorts. Part numbers count the
    variables, then the body."""
    for index, each in enumerate(variables):
        _want_listed(each, kind, index, vocabulary)
    _want_body(kind, body, len(variables))
    folded = Fold(kind, tuple(variables), body, INT if kind == "count" else type_of(body))
    refuse_blow_up(kind, written_out(folded, vocabulary))
    return folded


def _want_listed(each: Var, kind: str, index: int, vocabulary: Vocabulary) -> None:
    match each.type:
        case EnumType():
            return
        case SortType(name) if vocabulary.sorts[name].closed:
            return
        case SortType(name):
            advice = f"say that all of `{print_name(name)}` are listed by leaving out `...`, or use a list"
            raise Refused(NOT_LISTED, index, advice, operator=kind, found=describe(each.type))
        case _:
            raise Refused(NOT_LISTED, index, operator=kind, found=describe(each.type))


def _want_body(kind: Literal["forall", "exists", "count", "sum"], body: Term, part: int) -> None:
    if kind == "sum":
        want_number(body, kind, part)
    else:
        want_bool(body, kind, part)


def over_list(
    kind: Literal["forall", "exists", "count", "sum"], variable: Var, members: Sequence[Term], body: Term
) -> Term:
    """A binder over a written list (at least one entry), written out entry by entry.

    A list is a list: each entry counts once, even where two of them turn out to be the same thing; an
    entry that is literally repeated is refused. Part numbers count the entries, then the body.
    """
    _want_body(kind, body, len(members))
    fitted = [fit(entry, variable.type, index) for index, entry in enumerate(members)]
    refuse_repeated(fitted)
    refuse_blow_up(
        kind, len(fitted) * size(body) + _uses(variable, body) * sum(size(entry) for entry in fitted)
    )
    bodies = [substitute(body, {variable.name: entry}) for entry in fitted]
    match kind:
        case "forall":
            return conjunction(bodies)
        case "exists":
            return disjunction(bodies)
        case "count":
            one, none = Number(Fraction(1), INT), Number(Fraction(0), INT)
            return add([Choice(each, one, none, INT) for each in bodies])
        case "sum":
            return add(bodies)


def _uses(variable: Var, body: Term) -> int:
    """How often the variable's name stands in the body."""
    count = 0
    stack = [body]
    while stack:
        part = stack.pop()
        count += isinstance(part, Var) and part.name == variable.name
        stack.extend(children(part))
    return count
