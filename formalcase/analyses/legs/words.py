"""What is said of legs: each reason and each change in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from formalcase.analyses.legs.change import Change
from formalcase.analyses.legs.judge import LegsJudged
from formalcase.analyses.legs.reasons import Reason
from formalcase.diagnostics.prose import listed

MEANING = "share no leaf, source or forced premise; nothing is said on probability"
"""What `independent` means wherever it is said."""

_MOST = 4
"""So many names are told in a sentence, of more the rest is counted."""


def reason_text(reason: Reason) -> str:
    """One sentence on a reason."""
    legs = listed(reason.legs)
    first, *rest = reason.witness
    match reason.kind:
        case "shared_leaf":
            return f"{_both(reason.legs)} rest on `{first}`{_by_parts(reason)}"
        case "shared_claim":
            return f"{_both(reason.legs)} pass through the claim `{first}`"
        case "shared_source":
            come = "comes" if len(rest) == 1 else "come"
            return f"{some(rest)} {come} from `{first}`, on which {legs} draw"
        case "entailed_leaf":
            return f"{_forced(reason, first)} already follows from {_forcing(reason, rest)}"
        case "insufficient_leg":
            return f"`{first}` does not carry the claim by itself"
        case "subsumed_leg":
            one, other = reason.legs
            return f"all that `{one}` rests on already follows from what `{other}` rests on"
        case "contradiction":
            return f"{legs} contradict each other: {some(reason.witness)} cannot all be true"
        case "not_comparable":
            return f"`{first}` of {legs} cannot be compared: {reason.part}"
        case _:
            assert_never(reason.kind)


def _both(legs: Sequence[str]) -> str:
    return f"{listed(legs)} {'all' if len(legs) > 2 else 'both'}"


def _by_parts(reason: Reason) -> str:
    return f", by different parts of it: {reason.part}" if reason.part else ""


def _forced(reason: Reason, leaf: str) -> str:
    if reason.part:
        return f"the part `{reason.part}` of `{leaf}` of `{reason.legs[0]}`"
    return f"`{leaf}` of `{reason.legs[0]}`"


def _forcing(reason: Reason, by: Sequence[str]) -> str:
    others = listed(reason.legs[1:])
    return f"{some(by)} of {others}" if by else f"what {others} rests on"


def change_text(change: Change) -> str:
    """One sentence on what to do about a leaf, and why."""
    sources = [each.witness[0] for each in change.reasons if each.kind == "shared_source"]
    splits = [each for each in change.reasons if each.kind == "shared_leaf" and each.part]
    others = [each for each in change.reasons if each.kind != "shared_source" and each not in splits]
    wanted = []
    if splits:
        wanted.append("split it, as the legs use different parts of it")
    if others or not change.reasons:
        wanted.append("argue for what it says apart, from something that the other legs do not rest on")
    if sources:
        wanted.append(f"take it from a source outside {some(list(dict.fromkeys(sources)))}")
    return f"in `{change.leg}`, replace `{change.leaf}`: {' and '.join(wanted)}"


def verdict_text(judged: LegsJudged) -> str:
    """The verdict in one sentence, with what `independent` means."""
    legs = listed(judged.question.legs)
    match judged.verdict:
        case "independent":
            return f"{legs} are independent: they {MEANING}"
        case "dependent":
            return f"{legs} are not independent"
        case "undecided":
            return f"whether {legs} are independent is undecided"
        case _:
            assert_never(judged.verdict)


def some(names: Sequence[str]) -> str:
    """`A`, `B` and 7 more."""
    return listed(names, most=None if len(names) <= _MOST + 1 else _MOST)
