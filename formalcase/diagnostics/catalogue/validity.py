"""FC4xx: steps, claims and the support of the case."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, note, warning

INVALID_STEP = error(
    "FC401",
    "invalid-step",
    "the conclusion `{conclusion}` does not follow from the premises of `{step}`: {story}",
    "add a premise that rules this out, weaken the conclusion, or correct a formula",
)
REFUTED_STEP = error(
    "FC402",
    "refuted-step",
    "the premises of `{step}` refute its conclusion `{conclusion}`: {conflict} cannot hold together with it",
    "no further premise can mend this step; one of the formulas named is wrong, or the claim is",
)
VACUOUS_STEP = error(
    "FC403",
    "vacuous-step",
    "the premises of `{step}` contradict each other, so nothing follows from them: {conflict}",
    "from a contradiction everything would follow; correct or drop one of the premises named",
)
BLOCKED_STEP = error(
    "FC404",
    "blocked-step",
    "`{step}` was not judged: in `{place}` the divisor `{divisor}` may be zero{story}",
    "guard the division (`{divisor} != 0 implies …`) or cite a premise that excludes zero",
)
UNDECIDED_STEP = warning(
    "FC405",
    "undecided-step",
    "it could not be decided within the budget whether `{step}` is valid: {reason}",
    "raise `--budget`, or split the step into smaller ones; undecided is neither yes nor no",
)
RESTATES = warning(
    "FC406",
    "restates",
    "the premise `{premise}` of `{step}` says just what the conclusion `{conclusion}` says",
    "the step adds nothing; argue for the premise, or conclude something else",
)
CONCRETION = note(
    "FC407",
    "concretion",
    "the premise `{premise}` of `{step}` is the conclusion `{conclusion}` with its definitions written out",
    "nothing needs to change if the step is there to make the claim concrete",
)
NOT_NEEDED = warning(
    "FC408",
    "not-needed",
    "`{step}` stays valid without {premises}",
    "drop what is not needed, or move it to `given` if it must stand all the same",
)
TRIVIAL_TOP = error(
    "FC409",
    "trivial-top",
    "the top claim `{claim}` holds by definition alone, whatever the world is like",
    "its formula says nothing; compare it with its sentence",
)
TRIVIAL_CLAIM = warning(
    "FC410",
    "trivial-claim",
    "the claim `{claim}` holds by definition alone, whatever the world is like",
    "its formula says nothing; compare it with its sentence",
)
LEAF_ALONE = warning(
    "FC411",
    "leaf-alone",
    "the leaf `{leaf}` entails the top claim `{claim}` all by itself",
    "the argument rests on one sentence that nobody argues for; check whether it begs the question",
)
INCONSISTENT_CHOICE = warning(
    "FC412",
    "inconsistent-choice",
    "in `{step}` the choice {choice} of the quorum contradicts itself and supports nothing",
    "the quorum counts only choices that can be true together",
)
FORMAL_GAP = note(
    "FC413",
    "formal-gap",
    "`{step}` rests on its warrant `{warrant}`, not on logic: {story}",
    "give formulas to the premises and the conclusion, or judge the warrant",
)
CYCLE = error(
    "FC420",
    "cycle",
    "the argument goes round in a circle: {path}",
    "a circle supports nothing; argue for one of these claims from something else",
)
UNREACHABLE = warning(
    "FC421",
    "unreachable",
    "`{node}` plays no part in the argument for `{top}`",
    "cite it in a step, or remove it",
)
UNARGUED_CLAIM = warning(
    "FC422",
    "unargued-claim",
    "nothing argues for the {kind} `{claim}`{use}",
    "add `argument … {{ for {claim} from … }}`, or make it an `assumption`",
)
NOT_ESTABLISHED = error(
    "FC430",
    "not-established",
    "the top claim `{claim}` is not established: {why}",
)
UNDECIDED_CASE = warning(
    "FC431",
    "undecided-case",
    "it could not be decided within the budget whether the top claim `{claim}` is established: {why}",
    "raise `--budget`; undecided is neither yes nor no",
)
CONTRADICTORY_SUPPORT = error(
    "FC432",
    "contradictory-support",
    "what `{claim}` rests on cannot all be true: {conflict}",
    "one of the sentences named must go, or be corrected",
)
CONTRADICTORY_LEGS = warning(
    "FC433",
    "contradictory-legs",
    "arguments for `{claim}` contradict each other: {conflict}",
    "they cannot both be right; the claim stands by those that can be true together",
)
EXPIRED = warning(
    "FC434",
    "expired",
    "`{node}` expired on {date} and does not count on {today}",
    "renew it, or argue without it",
)
CONTRADICTORY_PART = note(
    "FC435",
    "contradictory-part",
    "not true as a whole: {conflict}; `{claim}` stands by what is left without a part of it",
    "a support that uses all of them supports nothing",
)
