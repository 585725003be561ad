"""A real browser shows the page, prints it and is worked by keyboard; skipped where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, Tab, browser
from report_pages import MILL, ROOT, html_of

import formalcase

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

A4 = (703, 1039)
"""What the margins leave of a page of A4, in points of CSS."""
LOOKS = [(390, False), (1366, True)]
"""The width of a phone, light, and of a laptop, dark."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A case that stands, one with an invalid step, one under doubt, and large ones."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {"mill": html_of(MILL)}
    for name in ("ten_lines/wrong", "worked/scheming", "misuse_safeguards/case", "scheming_inability/case"):
        case = formalcase.load(ROOT / "examples" / f"{name}.fcase")
        texts[name.replace("/", "-")] = formalcase.report(case).html()
    found = {name: folder / f"{name}.html" for name in texts}
    for name, text in texts.items():
        found[name].write_text(text, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of axe-core; `FORMALCASE_AXE` names a file with another version of them."""
    named = os.environ.get("FORMALCASE_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    return (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")


SMALL = ["mill", "ten_lines-wrong", "worked-scheming"]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_no_violation(
    tab: Tab, axe: str, pages: dict[str, Path], name: str, width: int, dark: bool
) -> None:
    tab.look(width, dark=dark)
    tab.open(pages[name])
    # What shades the edges of wide tables keeps axe from knowing the colour behind their text.
    tab.run("document.head.insertAdjacentHTML('beforeend', '<style>.scroll { background: none }</style>')")
    tab.run(axe)
    found: dict[str, Any] = tab.run(
        """axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(found => ({
          violations: found.violations.map(each => [each.id, each.nodes.map(node => node.target.join(' '))]),
          unsure: found.incomplete.flatMap(each => each.nodes
            .filter(node => !document.querySelector(node.target[0]).closest('svg'))
            .map(node => [each.id, node.target.join(' ')])),
          passes: found.passes.length }))"""
    )
    assert found["violations"] == []
    assert found["unsure"] == []
    assert found["passes"] > 15


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_nothing_sticks_out_at_the_side(tab: Tab, pages: dict[str, Path], width: int) -> None:
    for page in pages.values():
        tab.look(width)
        tab.open(page)
        out = tab.run(
            """[...document.querySelectorAll('body *')].filter(each => !each.closest('.scroll, .skip')
            && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(each => each.outerHTML.slice(0, 80))"""
        )
        assert out == [], page.name


def test_the_part_for_those_who_decide_is_one_printed_page(tab: Tab, pages: dict[str, Path]) -> None:
    for page in pages.values():
        tab.look(A4[0], media="print")
        tab.open(page)
        end = tab.run("document.querySelector('#decision').getBoundingClientRect().bottom + scrollY")
        assert end <= A4[1], page.name
        wide = tab.run("document.documentElement.scrollWidth")
        assert wide <= A4[0], f"{page.name} would be made smaller to fit the paper"


def test_it_prints(tab: Tab, pages: dict[str, Path]) -> None:
    tab.open(pages["mill"])
    assert tab.pdf().startswith(b"%PDF")


def test_nothing_is_fetched_and_nothing_is_refused(tab: Tab, pages: dict[str, Path]) -> None:
    tab.look(1366)
    tab.open(pages["worked-scheming"])
    asked = [
        each["params"]["request"]["url"]
        for each in tab.heard
        if each.get("method") == "Network.requestWillBeSent"
    ]
    assert asked == [pages["worked-scheming"].resolve().as_uri()]
    complaints = [
        each for each in tab.heard if each.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")
    ]
    assert complaints == []


def test_a_planted_script_does_not_run(tab: Tab, pages: dict[str, Path], tmp_path: Path) -> None:
    planted = tmp_path / "planted.html"
    script = (
        "<script>document.title = 'it ran'</script><img src='x' onerror=\"document.title = 'it ran'\"></body>"
    )
    planted.write_text(pages["mill"].read_text(encoding="utf-8").replace("</body>", script), encoding="utf-8")
    tab.open(planted)
    assert tab.run("document.querySelector('img') !== null")
    assert tab.run("document.title") != "it ran"


HERE = """(() => { const at = document.activeElement, box = at.getBoundingClientRect();
  return { href: at.getAttribute('href'), place: [...document.querySelectorAll('*')].indexOf(at),
    outline: getComputedStyle(at).outlineStyle, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 }; })()"""


def test_the_keyboard_alone_suffices(tab: Tab, pages: dict[str, Path]) -> None:
    tab.look(1366)
    tab.open(pages["mill"])
    stops = tab.run("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    met = []
    for _ in range(stops):
        tab.press("Tab")
        met.append(tab.run(HERE))
    assert met[0]["href"] == "#main"
    assert all(each["seen"] for each in met)
    assert all(each["outline"] != "none" for each in met)
    # The order on the page is the order of the keys, and every stop is met.
    assert [each["place"] for each in met] == sorted({each["place"] for each in met})
    assert len(met) == stops


def test_the_skip_link_leads_past_the_contents(tab: Tab, pages: dict[str, Path]) -> None:
    tab.look(1366)
    tab.open(pages["mill"])
    tab.press("Tab")
    tab.press("Enter")
    tab.press("Tab")
    after = tab.run("document.querySelector('main').contains(document.activeElement)")
    assert after
