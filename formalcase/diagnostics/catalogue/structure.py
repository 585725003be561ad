"""FC3xx: the structure of the case: its nodes, their fields and what they refer to."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, warning

SEVERAL_CASES = error(
    "FC301",
    "several-cases",
    "`{name}` is a second `case` block",
    "a file has one case; put the other one in a file of its own",
)
MISSING_TOP = error(
    "FC302",
    "missing-top",
    "the case `{name}` does not say which claim is at its top",
    "add `top CLAIM` to the `case` block",
)
UNSUPPORTED_LANGUAGE = error(
    "FC303",
    "unsupported-language",
    "version {version} of the language is not known",
    "this tool reads version 1",
)
MISPLACED_FIELD = error(
    "FC310",
    "misplaced-field",
    "`{field}` is no field of {kind}",
    "its fields are {fields}",
)
REPEATED_FIELD = error(
    "FC311",
    "repeated-field",
    "`{name}` has the field `{field}` twice",
    "it stands at most once",
)
MISSING_FIELD = error(
    "FC312",
    "missing-field",
    "`{name}` has no field `{field}`",
    "{kind} needs one",
)
WRONG_KIND = error(
    "FC313",
    "wrong-kind",
    "`{name}` is {found}, but `{field}` names {wanted}",
)
ARGUED_LEAF = error(
    "FC314",
    "argued-leaf",
    "`{name}` is {found}, and a leaf cannot be argued for",
    "make it a `claim`",
)
REPEATED_PREMISE = error(
    "FC315",
    "repeated-premise",
    "`{name}` is a premise of `{step}` twice",
    "each premise stands once, quorums included",
)
QUORUM_BOUNDS = error(
    "FC316",
    "quorum-bounds",
    "{least} of {size} premises can never be asked for",
    "the number lies between 1 and the number of premises listed",
)
REPEATED_MENTION = warning(
    "FC317",
    "repeated-mention",
    "`{field}` names `{name}` twice",
    "once is enough",
)
CREDENCE_RANGE = error(
    "FC318",
    "credence-range",
    "`{low} .. {high}` is no range of credence",
    "write the lower bound first, both between 0 and 1",
)
EMPTY_RANGE = error(
    "FC319",
    "empty-range",
    "the range of `{name}` is empty",
    "write the lower end first",
)
UNKNOWN_ALLOWED_CODE = error(
    "FC320",
    "unknown-allowed-code",
    "there is no finding `{code}` to allow",
    "a code is `FC` with three digits; `formalcase explain CODE` tells what it means",
)
EXPIRED_AT_BIRTH = warning(
    "FC321",
    "expired-at-birth",
    "`{name}` was collected on {collected}, after it expired on {expires}",
    "correct one of the dates",
)
EMPTY_ENUM = error(
    "FC322",
    "empty-enum",
    "the enum `{name}` has no members",
    "list at least one",
)
TOO_FEW_LEGS = error(
    "FC330",
    "too-few-legs",
    "`independent` compares at least two arguments, and there is one",
    "name all the arguments that are meant to be independent of each other",
)
REPEATED_LEG = error(
    "FC331",
    "repeated-leg",
    "`{name}` is named twice as a leg",
    "an argument is never independent of itself",
)
LEGS_APART = error(
    "FC332",
    "legs-apart",
    "`{first}` argues for `{one}` and `{second}` for `{other}`",
    "legs are arguments for one claim",
)
REPEATED_INDEPENDENCE = error(
    "FC333",
    "repeated-independence",
    "the independence of {legs} is declared twice",
    "once is enough",
)
CIRCULAR_SOURCE = error(
    "FC334",
    "circular-source",
    "the sources lie within each other: {path}",
    "`within` leads from a part to the whole",
)
LEGS_FOR_NO_CLAIM = error(
    "FC335",
    "legs-for-no-claim",
    "`{name}` argues for `{goal}`, which is no claim",
    "legs are arguments for one claim",
)
