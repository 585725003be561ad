"""What a stranger writes into a case shows as text, and does nothing."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from report_pages import page_of

import formalcase
from formalcase.case.build import CaseBuilder
from formalcase.logic import build
from formalcase.logic.term import BOOL
from formalcase.render.clean import is_harmless
from formalcase.reporting.anchors import anchor, is_link
from formalcase.reporting.report import Report

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><b onclick='alert(1)'>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</svg><script>alert(1)</script>",
    "<!-- <script>alert(1)</script>",
    "--><iframe src=//evil.example>",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}{% include '/etc/passwd' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "[click][1]\n\n[1]: javascript:alert(1)",
    "<https://evil.example>",
    "https://evil.example/auto and www.evil.example",
    "`code` ``` ~~~",
    "| a | b |\n|---|---|\n| c | d |",
    "# heading\n\n- list\n\n> quote\n\n***",
    "1. list",
    "- list",
    "+ list",
    "===",
    "<details open ontoggle=alert(1)>",
    "\x1b[2J\x07\x00\u202e\u2066\u200b\ufeff\u2028",
    "a`b`c`",
    "$\\href{javascript:alert(1)}{x}$",
    'http://a.example/" onmouseover="alert(1)',
    "https://a.example/<b>",
    "\ud800 lone",
]
_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    'http://a.example/" onmouseover="alert(1)',
    "http://a.example/ b",
    "https://a.example/\nb",
    "https://a.example/<b>",
    "https://a.example/\\",
    "https://a.example/\u202e",
    "https://a.example/`x`",
    "https://",
]


TEXTS = [
    *(text for text in ATTACKS if len(text) < 9 or text.startswith(("#", "|"))),
    " ".join(ATTACKS),
    " ".join(reversed(ATTACKS)),
]
"""What begins a line counts where it stands first; the others are as well tried together."""


@cache
def attacked(text: str) -> Report:
    """A case in which every text that a writer chooses is the attack."""
    new = CaseBuilder("case", text, file=f"{text}.fcase")
    gloss = text.replace("{", "{{").replace("}", "}}")
    quiet = new.const("quiet", BOOL, gloss=gloss)
    new.define("still", (), BOOL, quiet, gloss=gloss)
    about = {"because": text, "cites": (text,), "owner": text}
    new.source("shift", text)
    new.evidence("E1", text, holds=quiet, sources=["shift"], **about)  # type: ignore[arg-type]
    new.assumption("A1", text, **about)  # type: ignore[arg-type]
    new.claim("C0", text, holds=build.apply(new.vocabulary.symbols["still"], []), **about)  # type: ignore[arg-type]
    new.claim("C1", text, holds=build.negation(quiet))
    new.argument("S1", text, conclusion="C0", premises=["E1"], because=text)
    new.argument("S2", text, conclusion="C0", premises=["A1"], because=text)
    new.argument("S3", text, conclusion="C0", premises=["C1"], because=text)
    new.defeater("D1", text, attacks=["E1"])
    new.defeater("D2", text, attacks=["A1"], residual=text)
    new.context("W1", text, about=["C0"])
    new.top("C0")
    return formalcase.report(new.build())


@pytest.fixture(scope="module")
def harmless_tags() -> list[str]:
    return shape(attacked("plain words").html())


def shape(html: str) -> list[str]:
    """The tags of a page; what may differ with the length of a text is left out."""
    return [tag for tag, _ in page_of(html).tags if tag not in ("text", "br", "p", "li")]


@pytest.mark.parametrize("attack", TEXTS, ids=lambda text: repr(text[:20]))
def test_no_attack_adds_a_tag_to_the_page(attack: str, harmless_tags: list[str]) -> None:
    html = attacked(attack).html()
    page = page_of(html)
    found = shape(html)
    links = [attrs for tag, attrs in page.tags if tag == "a" and not str(attrs["href"]).startswith("#")]
    assert all(is_link(str(each["href"])) for each in links)
    assert [tag for tag in found if tag not in ("a", "code")] == [
        tag for tag in harmless_tags if tag not in ("a", "code")
    ]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.unbalanced == []
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "iframe", "img", "b", "details"})
    assert all(is_harmless(each) or each == "\n" for each in html)


def test_the_attack_is_shown_as_it_is_written() -> None:
    attack = "<img src=x onerror=alert(1)>"
    assert page_of(attacked(attack).html()).text.count(attack) > 10


def test_no_attack_reaches_a_template() -> None:
    assert "{{ 7*7 }}" in attacked("{{ 7*7 }}").html()


@pytest.mark.parametrize("address", _ADDRESSES)
def test_an_address_that_could_do_harm_is_no_link(address: str) -> None:
    assert not is_link(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c&d=e#f", "HTTP://example.org", "mailto:ana@example.org"]
)
def test_a_plain_address_is_a_link(address: str) -> None:
    assert is_link(address)


def test_anchors_of_different_names_differ() -> None:
    names = ["a b", "a~20~b", "a-b", "a_b", "ab", "a.b", "a/b", "ä", "~", "a\u202eb", "A B"]
    assert len({anchor("n", name) for name in names}) == len(names)
    assert all(re.fullmatch(r"n-[A-Za-z0-9._/~-]+", anchor("n", name)) for name in names)


# ---- Markdown ----


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def rendered(markdown: str) -> list[tuple[str, dict[str, str | None]]]:
    """The tags that a renderer makes of it that lets HTML through and makes links of addresses."""
    maker = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader = Tags()
    reader.feed(maker.render(markdown))
    return reader.found


@pytest.fixture(scope="module")
def harmless_markdown() -> list[str]:
    return [tag for tag, _ in rendered(attacked("plain words").markdown())]


@pytest.mark.parametrize("attack", TEXTS, ids=lambda text: repr(text[:20]))
def test_no_attack_adds_a_tag_to_the_markdown(attack: str, harmless_markdown: list[str]) -> None:
    text = attacked(attack).markdown()
    found = rendered(text)
    assert [tag for tag, _ in found] == harmless_markdown
    assert all(is_harmless(each) or each == "\n" for each in text)
    assert all(set(attrs) <= {"id"} for tag, attrs in found if tag == "a")


def test_addresses_in_texts_do_not_become_links_by_themselves() -> None:
    text = attacked("see https://evil.example, www.evil.example, mailto:a@evil.example").markdown()
    assert not re.search(r"(?<!\\)www\.|https?:/|mailto:a", text)


def test_a_plain_citation_is_a_link_in_markdown() -> None:
    links = [
        attrs["href"]
        for tag, attrs in rendered(attacked("https://example.org/a_b").markdown())
        if "href" in attrs
    ]
    assert links
    assert set(links) == {"https://example.org/a_b"}
