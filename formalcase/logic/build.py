"""The only way to make terms. The type rules of the language live behind these names, once.

A function gives a well-typed term or raises `Refused`, which says by which rule, and which of its
arguments is at fault. Int widens to Real where a Real stands beside it or is wanted, and never back.
"""

from __future__ import annotations

from formalcase.logic.build_binders import fold, over_list, quantified
from formalcase.logic.build_comparisons import (
    at_least,
    at_most,
    between,
    distinct,
    equal,
    greater,
    less,
    one_of,
    unequal,
)
from formalcase.logic.build_formulas import (
    apply,
    choice,
    conjunction,
    disjunction,
    equivalence,
    implication,
    member,
    negation,
    truth,
    variable,
)
from formalcase.logic.build_numbers import (
    absolute,
    add,
    divide,
    maximum,
    minimum,
    multiply,
    negate,
    number,
    product,
    subtract,
)
from formalcase.logic.fitting import common_type, fit
from formalcase.logic.refused import Refused, describe
from formalcase.logic.substitute import substitute

__all__ = [
    "Refused",
    "absolute",
    "add",
    "apply",
    "at_least",
    "at_most",
    "between",
    "choice",
    "common_type",
    "conjunction",
    "describe",
    "disjunction",
    "distinct",
    "divide",
    "equal",
    "equivalence",
    "fit",
    "fold",
    "greater",
    "implication",
    "less",
    "maximum",
    "member",
    "minimum",
    "multiply",
    "negate",
    "negation",
    "number",
    "one_of",
    "over_list",
    "product",
    "quantified",
    "substitute",
    "subtract",
    "truth",
    "unequal",
    "variable",
]
