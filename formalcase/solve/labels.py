"""Sets of labels as the bits of an int, by position."""

from __future__ import annotations

from itertools import compress, count

_BITS = bytes.maketrans(b"01", b"\0\1")


def bits(labels: int) -> list[int]:
    """The labels of a set, in order."""
    return list(compress(count(), selectors(labels)))


def selectors(labels: int) -> bytes:
    """For each label, up to the last one in the set, whether it is in it: for `itertools.compress`."""
    return f"{labels:b}"[::-1].encode().translate(_BITS)
