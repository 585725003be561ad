"""Names in running text."""

from __future__ import annotations

from collections.abc import Sequence


def joined(parts: Sequence[str], word: str = "and") -> str:
    """`A, B and C`."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def listed(names: Sequence[str], word: str = "and", *, most: int | None = None) -> str:
    """`A`, `B` and `C`; of more than `most` names the first, and how many more there are."""
    shown = [f"`{name}`" for name in names[:most]]
    more = len(names) - len(shown)
    return joined([*shown, f"{more} more"] if more else shown, word)
