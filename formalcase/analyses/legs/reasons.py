"""Why legs are not independent, or cannot be called so."""

from __future__ import annotations

from typing import Literal

from formalcase.frozen import dataclass

ReasonKind = Literal[
    "shared_leaf",
    "shared_source",
    "entailed_leaf",
    "shared_claim",
    "insufficient_leg",
    "subsumed_leg",
    "contradiction",
    "not_comparable",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why legs are not independent, or cannot be called so.

    `legs` are the steps that it is about and `witness` what shows it: leaves, claims, sources. `to_change`
    are the leaves of which one has to be argued for otherwise so that the reason is gone.
    """

    kind: ReasonKind
    legs: tuple[str, ...]
    witness: tuple[str, ...]
    to_change: tuple[str, ...] = ()
    part: str = ""
    """For a part that is forced: the part, in the words of the language, or nothing if it is all of the leaf.
    For a shared leaf: which of its parts each leg needs, where these differ. For what cannot be compared:
    why not."""
