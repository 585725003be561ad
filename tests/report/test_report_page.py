"""The page: its parts are in order, its links lead somewhere, nothing in it runs or is fetched."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from report_pages import MILL, Page, html_of, page_of
from shippedcases import QUICK

import formalcase
from formalcase.reporting.made import Audience


def pages() -> list[tuple[str, str]]:
    found = [(path.parent.name + "/" + path.stem, path.read_text(encoding="utf-8")) for path in QUICK]
    return [("mill", MILL), *found]


@pytest.fixture(scope="module", params=pages(), ids=lambda each: each[0])
def html(request: pytest.FixtureRequest) -> str:
    return html_of(request.param[1])


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return page_of(html)


def test_tags_are_balanced(page: Page) -> None:
    assert page.unbalanced == []
    assert page.open == []


def test_there_is_one_first_heading_and_no_level_is_left_out(page: Page) -> None:
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in page.headings)


def test_ids_are_unique_and_every_link_within_the_page_leads_to_one(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inner <= set(ids)
    named = {name for value in page.values("aria-labelledby") for name in value.split()}
    assert named <= set(ids)


def test_other_links_are_plain_addresses(page: Page) -> None:
    outer = [href for href in page.values("href") if not href.startswith("#")]
    assert all(re.match(r"(https?://|mailto:)", href) for href in outer)


def test_every_attribute_is_quoted(page: Page) -> None:
    for tag in page.raw:
        bare = re.sub(r'[\w:-]+="[^"]*"', "", tag)
        assert re.fullmatch(r"<[a-zA-Z0-9]+\s*/?>", bare), tag


def test_nothing_runs_and_nothing_is_fetched(page: Page, html: str) -> None:
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "iframe", "object", "embed", "form", "input", "link", "img", "base", "foreignobject"}
    )
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "src"]
    (policy,) = [
        attrs["content"]
        for tag, attrs in page.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "url(" not in html
    assert "@import" not in html


def test_language_skip_link_and_landmarks_are_there(page: Page) -> None:
    assert dict(page.tags)["html"] == {"lang": "en"}
    links = [attrs for tag, attrs in page.tags if tag == "a"]
    assert links[0] == {"class": "skip", "href": "#main"}
    assert [tag for tag, _ in page.tags if tag in ("header", "nav", "main", "footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]


def test_tables_have_scopes_and_pictures_have_titles(page: Page) -> None:
    heads = [attrs for tag, attrs in page.tags if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in ("col", "row") for attrs in heads)
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert pictures
    assert all(attrs.get("role") == "img" and attrs.get("aria-labelledby") for attrs in pictures)


def test_what_scrolls_can_be_reached_from_the_keyboard_and_has_a_name(page: Page) -> None:
    regions = [attrs for _, attrs in page.tags if attrs.get("class") == "scroll"]
    assert regions
    assert all(
        each.get("tabindex") == "0" and each.get("role") == "region" and each.get("aria-label")
        for each in regions
    )


def test_it_never_passes_judgement_on_the_system() -> None:
    text = page_of(html_of(MILL)).text.lower()
    assert not re.findall(r"\b(safe|safely|unsafe|approved?|proved safe|certified)\b", text)


def test_the_same_case_gives_the_same_bytes() -> None:
    assert html_of(MILL) == html_of(MILL)


def test_all_three_readings_carry_the_digest_of_the_case() -> None:
    report = formalcase.report(formalcase.loads(MILL))
    html = report.html()
    for reading in ("decision", "redteam", "writer"):
        part = html.split(f'<section class="part" id="{reading}"')[1].split("</section>")[0]
        assert report.result.digest[:16] in part


@pytest.mark.parametrize("audience", ["decision", "redteam", "writer"])
def test_an_audience_has_its_own_reading_and_the_ledger(audience: Audience) -> None:
    case = formalcase.loads(MILL)
    report = formalcase.report(case, audience)
    page = page_of(report.html())
    ids = set(page.values("id"))
    assert ids & {"decision", "redteam", "writer"} == {audience}
    assert {"argument", "ledger"} <= ids
    inner = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inner <= ids
    assert report.result.digest == formalcase.report(case).result.digest


def test_what_cannot_be_asked_for_is_refused() -> None:
    case = formalcase.loads(MILL)
    with pytest.raises(ValueError, match="audience"):
        formalcase.report(case, "everybody")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="notation"):
        formalcase.report(case, notation="uml")  # type: ignore[arg-type]


def test_the_notation_changes_the_pictures_and_nothing_else() -> None:
    case = formalcase.loads(MILL)
    gsn, cae = (formalcase.report(case, notation="gsn"), formalcase.report(case, notation="cae"))
    assert gsn.html() != cae.html()
    assert page_of(gsn.html()).values("id") == page_of(cae.html()).values("id")


def test_every_obligation_has_its_anchor() -> None:
    report = formalcase.report(formalcase.loads(MILL))
    ids = set(page_of(report.html()).values("id"))
    assert {f"o-{each.id}" for each in report.result.check.obligations if "(" not in each.id} - ids == {
        "o-D2/residual"
    } - ids
    assert {"o-S1/validity", "o-E1/evidence", "o-D2/residual", "o-low/definition"} <= ids
