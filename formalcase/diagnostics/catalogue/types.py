"""Rules about the types of formulas: FC201 to FC299."""

from __future__ import annotations

from formalcase.diagnostics.rule import error

WRONG_TYPE = error(
    "FC201",
    "wrong-type",
    "this is `{found}`, but `{expected}` was expected",
)
NOT_A_FORMULA = error(
    "FC202",
    "not-a-formula",
    "`{operator}` wants something that holds or not (`Bool`), but this is `{found}`",
)
NOT_A_NUMBER = error(
    "FC203",
    "not-a-number",
    "`{operator}` wants a number, but this is `{found}`",
)
DIFFERENT_TYPES = error(
    "FC204",
    "different-types",
    "`{operator}` wants things of one type, but these are `{left}` and `{right}`",
)
NO_ORDER = error(
    "FC205",
    "no-order",
    "`{operator}` wants an order, but `{found}` has none",
    "only numbers and enums that are written with `<` have an order; compare others with `=` or `!=`",
)
DIFFERENT_UNITS = error(
    "FC206",
    "different-units",
    "this is `{found}`, but it stands where `{expected}` was expected, which measures something else",
    "quantities are added, compared and passed on only if they measure the same; `*` and `/` change that",
)
BARE_NUMBER = error(
    "FC207",
    "bare-number",
    "a bare number stands where `{expected}` was expected",
    "give the number its unit, as in `{example}`",
)
ARGUMENT_COUNT = error(
    "FC208",
    "argument-count",
    "`{name}` takes {expected}, but {found} given",
)
WRONG_ARGUMENT = error(
    "FC209",
    "wrong-argument",
    "the argument `{parameter}` of `{name}` is `{expected}`, but this is `{found}`",
)
REAL_FOR_INT = error(
    "FC210",
    "real-for-int",
    "this is `{found}`, but `Int` was expected, and a real number never becomes a whole one",
    "write whole numbers without a point, avoid `/`, or declare the type as `Real`",
)
NOT_LISTED = error(
    "FC211",
    "not-listed",
    "`{operator}` runs over `{found}`, whose members are not all listed",
    "`count` and `sum` run over enums, closed sorts and lists `{{a, b}}`",
)
DIVISION_BY_ZERO = error(
    "FC212",
    "division-by-zero",
    "this divides by zero",
)
REPEATED_ENTRY = error(
    "FC213",
    "repeated-entry",
    "this entry stands in the list already",
    "each entry of a list counts, so write it once",
)
TOO_MUCH_WRITTEN_OUT = error(
    "FC214",
    "too-much-written-out",
    "`{operator}` gives a formula of more than {limit} parts when it is written out",
    "use an enum or a sort in the place of the list, or give the repeated part a name with `def`",
)
UNIT_NOT_POSITIVE = error(
    "FC215",
    "unit-not-positive",
    "the unit is made with the number `{number}`, but a unit is a positive number of others",
)
UNIT_TOO_LARGE = error(
    "FC216",
    "unit-too-large",
    "the unit goes beyond what can be worked with: {what}",
)
