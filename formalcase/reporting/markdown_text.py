"""Markdown in which every character of a case that means something to Markdown or HTML is written so that
it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from formalcase.diagnostics.finding import Location
from formalcase.render.clean import clean
from formalcase.reporting import words
from formalcase.reporting.anchors import is_link
from formalcase.reporting.rows import FORMULA_AT_MOST

# What can mean something within a line (a colon and a dot only as parts of an address), and what can at the
# beginning of one.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>&|~#!@$^]|:(?=/)|(?<=mailto):|(?<=xmpp):|(?<=www)\.|^[-+=]|(?<=^[0-9])[.)]|(?<=^[0-9]{2})[.)]",
    re.IGNORECASE,
)


def told(text: object) -> str:
    """A text of a case, on one line, that shows as it is written and means nothing to Markdown."""
    return _SPECIAL.sub(_escaped, clean(str(text)))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(character, f"\\{character}")


def plainly(text: str) -> str:
    """A sentence of our own, or a part of one: names, which stand in backticks, without them."""
    return told(text).replace("\\`", "")


def sentence(text: str) -> str:
    return plainly(words.sentence(text))


def names(ids: Iterable[str], most: int = 24, of: int | None = None) -> str:
    """Several ids and how many more there are; `of` is how many in all, where not all are given."""
    listed = list(ids)
    shown = ", ".join(map(told, listed[:most]))
    more = (len(listed) if of is None else of) - most
    return f"{shown} and {more} more" if more > 0 else shown


def place(location: Location | None) -> str:
    return f" ({told(location.file)}, line {location.line})" if location else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def formula(text: str) -> str:
    shown = clean(text)
    return told(shown if len(shown) <= FORMULA_AT_MOST else f"{shown[:FORMULA_AT_MOST]} …")


def section(level: int, title: str) -> Iterator[str]:
    yield f"{'#' * level} {title}"
    yield ""


def bullets(items: Iterable[str]) -> Iterator[str]:
    for item in items:
        yield f"- {item}"
    yield ""


def cited(text: str) -> str:
    return f"[{told(text)}](<{clean(text)}>)" if is_link(text) else told(text)
