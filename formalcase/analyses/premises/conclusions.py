"""What a conclusion speaks of, and what it says of that."""

from __future__ import annotations

from formalcase.logic import build
from formalcase.logic.term import Implies, Quantified, Term, Var


def guard_of(conclusion: Term) -> Term | None:
    """That there is something of which a conclusion of the form `if … then …` speaks."""
    variables, inner = _opened(conclusion)
    if not isinstance(inner, Implies):
        return None
    return build.quantified("exists", variables, inner.left) if variables else inner.left


def head_of(conclusion: Term) -> Term:
    """What the conclusion says of that of which it speaks."""
    _, inner = _opened(conclusion)
    return inner.right if isinstance(inner, Implies) else inner


def _opened(conclusion: Term) -> tuple[list[Var], Term]:
    """What stands under the `forall` of a conclusion, and their variables."""
    variables: list[Var] = []
    while isinstance(conclusion, Quantified) and conclusion.kind == "forall":
        variables += conclusion.variables
        conclusion = conclusion.body
    return variables, conclusion
