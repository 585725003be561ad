"""Reports of cases, and a page as a browser would take it apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import formalcase

ROOT = Path(__file__).parents[2]

_VOID = {"meta", "br", "link", "img", "hr", "input"}
_IN_SVG = {"path", "polygon", "rect", "line"}


@dataclass
class Page(HTMLParser):
    """The tags of a page with their attributes, in order; the headings with their texts; all text."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    """The tags as they are written."""
    open: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.raw.append(self.get_starttag_text() or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.raw.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if (self.open and re.fullmatch("h[1-6]", self.open[-1])) or "h1" in self.open[-2:]:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]


def page_of(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def html_of(text: str) -> str:
    return formalcase.report(formalcase.loads(text)).html()


MILL = """
case mill "The mill is quiet" { top C0 }
const level: Real "the level"
def low: Bool "the level is low" = level < 60
claim    C0 "It is under 60" { holds low owner ana }
claim    C1 "It is quiet at night"
evidence E1 "It was measured under 55" { holds level < 55 source day cites "https://example.org/log?a=1&b=2" }
evidence E2 "It was measured under 50" { holds level < 50 source night }
evidence E3 "Nobody heard it" { credence 0.9 .. 0.95 }
assumption A1 "Night is like day" { because "nothing moves" }
argument S1 "By day"   { for C0 from E1 given A1 }
argument S2 "By night" { for C0 from E2 }
argument S3 "Silence" { for C1 from E2, E3 }
defeater D1 "A reading of 58 was found" { attacks E1 }
defeater D2 "An old gauge" { attacks E2 residual "it is checked every week" }
defeater D3 "The reading was of another mill" { attacks D1 }
argument S4 "The log says so" { for D3 from A1 because "the log is kept" }
context  W1 "In winter" { about C0 }
source day   "The day shift"
source night "The night shift"
"""
"""A small case with something of everything that a report tells of."""
