"""Guesses at what was meant. They never cost much: nobody waits for a guess."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 60
"""Longer words are no slips of the pen; comparing two costs the product of their lengths."""
MOST = 1_000
"""So many candidates are compared with a word; of more, those that begin like it come first."""
_LIKENESS = 0.6
"""How much two words have in common: twice the letters in common over all their letters."""


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like `name`, or None when none comes close."""
    wanted = name.casefold()
    if not 0 < len(wanted) <= LONGEST:
        return None
    by_folded: dict[str, str] = {}
    for candidate in sorted(each for each in candidates if _may_be_like(len(wanted), len(each))):
        by_folded.setdefault(candidate.casefold(), candidate)
    compared = list(by_folded)
    if len(compared) > MOST:
        compared = sorted(compared, key=lambda each: each[:1] != wanted[:1])[:MOST]
    found = get_close_matches(wanted, compared, n=1, cutoff=_LIKENESS)
    return by_folded[found[0]] if found else None


def _may_be_like(one: int, other: int) -> bool:
    """Whether words of these lengths can have enough in common."""
    return other <= LONGEST and 2 * min(one, other) >= _LIKENESS * (one + other)


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """A line of advice that names the nearest candidate, or None."""
    guess = nearest(name, candidates)
    return f"did you mean `{guess}`?" if guess else None
