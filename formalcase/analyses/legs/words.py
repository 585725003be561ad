"""What is said of legs: each reason and each change in one sentence."""

from __future__ import annotations

from formalcase.analyses.legs.change import Change
from formalcase.analyses.legs.judge import LegsJudged, Reason
from formalcase.analyses.remarks import listed

MEANING = "share no leaf, source or forced premise; nothing is said on probability"
"""What `independent` means wherever it is said."""


def reason_text(reason: Reason) -> str:
    """One sentence on a reason."""
    legs = listed(reason.legs)
    first, *rest = reason.witness
    match reason.kind:
        case "shared_leaf":
            return (
                f"{legs} all rest on `{first}`" if len(reason.legs) > 2 else f"{legs} both rest on `{first}`"
            )
        case "shared_claim":
            return f"{legs} pass through the claim `{first}`"
        case "shared_source":
            return f"{listed(rest)} come from `{first}`, on which {legs} rest"
        case "entailed_leaf":
            forcing = f"{listed(rest)} of {listed(reason.legs[1:])}" if rest else listed(reason.legs[1:])
            return f"a part of `{first}` of `{reason.legs[0]}` already follows from {forcing}: {reason.part}"
        case "insufficient_leg":
            return f"`{first}` does not carry the claim by itself"
        case "subsumed_leg":
            return f"all that `{reason.legs[0]}` rests on already follows from `{reason.legs[1]}`"
        case "contradiction":
            return f"{legs} contradict each other: {listed(reason.witness)} cannot all be true"
        case "not_comparable":
            return f"`{first}` of {legs} cannot be compared: it has no formula or names no source"


def change_text(change: Change) -> str:
    """One sentence on what to do about a leaf, and why."""
    kinds = dict.fromkeys(reason.kind for reason in change.reasons)
    wanted = []
    if "shared_source" in kinds:
        sources = dict.fromkeys(r.witness[0] for r in change.reasons if r.kind == "shared_source")
        wanted.append(f"take it from a source outside {listed(sources)}")
    if any(kind != "shared_source" for kind in kinds) or not kinds:
        wanted.append("argue for what it says apart, from something that the other legs do not rest on")
    return f"in `{change.leg}`, replace `{change.leaf}`: {' and '.join(wanted)}"


def verdict_text(judged: LegsJudged) -> str:
    legs = listed(judged.question.legs)
    match judged.verdict:
        case "independent":
            return f"{legs} are independent: they {MEANING}"
        case "dependent":
            return f"{legs} are not independent"
        case "undecided":
            return f"whether {legs} are independent is undecided"
