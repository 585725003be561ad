"""Anchors of a report: stable from run to run, and different for different things."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[^A-Za-z0-9._/-]")


def anchor(prefix: str, name: str) -> str:
    """An id for HTML and for the end of an address. What is neither letter, digit nor `._/-` is written by
    its number between tildes, so no two names are alike."""
    return f"{prefix}-{_PLAIN.sub(lambda found: f'~{ord(found[0]):x}~', name)}"


_LINK = re.compile(r"(https?://|mailto:)[!#-;=?-\[\]^_a-z~]+", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Whether a text is an address that may be followed: http, https or mailto, without quotes or blanks."""
    return _LINK.fullmatch(text) is not None


class Anchors:
    """Where in the report a node, step, leaf or word is told of."""

    def __init__(
        self,
        obligations: Iterable[tuple[str, str]],
        outlined: Iterable[str],
        others: Iterable[tuple[str, str]],
    ) -> None:
        """`obligations`: (subject, id of the obligation), where it is told of before all; `others`: where it
        is told of if it is not drawn either."""
        self._where: dict[str, str] = {}
        for subject, obligation in obligations:
            self._where.setdefault(subject, anchor("o", obligation))
        for name in outlined:
            self._where.setdefault(name, anchor("n", name))
        for subject, obligation in others:
            self._where.setdefault(subject, anchor("o", obligation))

    def of(self, name: str) -> str | None:
        return self._where.get(name)
