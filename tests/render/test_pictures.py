"""Pictures: boxes never overlap, nothing is lost, hostile text stays text."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random
from xml.etree import ElementTree

import pytest
from test_render_hostile import HOSTILE, assert_harmless

import formalcase
from formalcase.render.picture.graphs import dot_text, mermaid_text
from formalcase.render.picture.layout import Layout, layout
from formalcase.render.picture.outline import Box, Mood, outline
from formalcase.render.picture.pages import pages
from formalcase.render.picture.svg import STYLE, svg_text
from formalcase.render.picture.widths import text_width, wrapped

WORKED = "examples/worked/scheming.fcase"
SVG = "{http://www.w3.org/2000/svg}"


def random_tree(seed: int, boxes: int) -> Box:
    random = Random(seed)
    found = [Box("0", "claim", "the top " * random.randint(1, 20))]
    for number in range(1, boxes):
        above = random.choice(found[-12:])
        kind = "step" if above.kind == "claim" else random.choice(["claim", "evidence", "away"])
        box = Box(str(number), kind, "some words " * random.randint(1, 30), "valid", "good")  # type: ignore[arg-type]
        above.below.append(box)
        if kind in ("claim", "step"):
            found.append(box)
    return found[0]


def overlapping(drawn: Layout) -> list[tuple[str, str]]:
    return [
        (one.box.id, other.box.id)
        for one, other in combinations(drawn.boxes, 2)
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]


@pytest.mark.parametrize("seed", range(30))
def test_boxes_never_overlap_and_none_is_lost(seed: int) -> None:
    top = random_tree(seed, 5 + 6 * seed)
    drawn = layout(top)
    assert len(drawn.boxes) == sum(1 for _ in top.walk())
    assert not overlapping(drawn)
    assert all(each.x >= 0 and each.y >= 0 for each in drawn.boxes)
    assert all(each.x + each.width <= drawn.width for each in drawn.boxes)


@pytest.mark.parametrize("seed", range(20))
def test_a_box_stands_to_the_right_of_what_it_hangs_on(seed: int) -> None:
    drawn = layout(random_tree(seed, 80))
    for each in drawn.boxes:
        if each.parent >= 0:
            above = drawn.boxes[each.parent]
            assert each.x >= above.x + above.width


@pytest.mark.parametrize("seed", range(10))
def test_pages_are_small_and_show_every_box_that_was_there(seed: int) -> None:
    before = {box.id for box in random_tree(seed, 400).walk()}
    found = pages(random_tree(seed, 400), most=40)
    assert len(found) > 1
    assert {box.id for page in found for box in page.walk()} == before
    for page in found:
        assert page.below
        cut = [box for box in page.walk() if box.hidden]
        assert all(box.kind == "claim" and not box.below for box in cut)
    roots = [page.id for page in found[1:]]
    assert sorted(roots) == sorted(box.id for page in found for box in page.walk() if box.hidden)


def test_a_chain_of_thousands_is_paged() -> None:
    top = box = Box("0", "claim", "c")
    for number in range(1, 4000):
        below = Box(str(number), "step" if number % 2 else "claim", "c")
        box.below.append(below)
        box = below
    assert all(sum(1 for _ in page.walk()) <= 61 for page in pages(top))


def test_the_worked_case_shows_verdicts_as_words() -> None:
    case = formalcase.load(WORKED)
    top = outline(case, formalcase.check(case).cases[0])
    assert top is not None
    found = {box.id: box.status for box in top.walk()}
    assert found["P0"] == "in doubt"
    assert found["S3"] == "valid"
    assert found["S2"] == "warranted"
    assert found["D1"] == "open doubt"
    assert found["A3"] == "doubtful"
    assert [box.kind for box in top.walk() if box.id == "D1"].count("away") == 1


@pytest.mark.parametrize("notation", ["gsn", "cae"])
def test_svg_is_a_document_with_a_title_and_no_script(notation: str) -> None:
    drawn = layout(random_tree(3, 40))
    root = ElementTree.fromstring(svg_text(drawn, "A title", notation))  # type: ignore[arg-type]
    assert root.tag == f"{SVG}svg"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "A title"
    assert not list(root.iter(f"{SVG}script"))
    assert len(list(root.iter(f"{SVG}g"))) == len(drawn.boxes)


@pytest.mark.parametrize(
    "mark", [*HOSTILE, "</text><script>x</script>", '"]\n  click n0 x', "#quot;", '\\"', "-->"]
)
def test_hostile_text_breaks_no_picture(mark: str) -> None:
    top = Box(f"C{mark}", "claim", f"text {mark}", f"word{mark}", "bad")
    top.below.append(Box(f"S{mark}", "step", mark, "valid", "good", "attack"))
    svg = svg_text(layout(top), f"t{mark}")
    root = ElementTree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    mermaid, dot = mermaid_text(top), dot_text(top)
    assert len(mermaid.splitlines()) == 1 + 2 + 1 + 5
    assert "<script" not in mermaid
    assert len(dot.splitlines()) == 3 + 2 + 1 + 1
    for text in (svg, mermaid, dot):
        assert_harmless(text)


@pytest.mark.parametrize("notation", ["gsn", "cae"])
@pytest.mark.parametrize(
    "mark", [*HOSTILE, "</text><script>x</script>", "' onload='x", '"><a href="javascript:x">']
)
def test_hostile_text_adds_neither_a_tag_nor_an_attribute_to_a_picture(notation: str, mark: str) -> None:
    def shape(mark: str) -> list[tuple[str, list[str]]]:
        top = Box(f"C{mark}", "claim", f"text {mark}", f"word{mark}", "bad")
        top.below.append(Box(f"S{mark}", "defeater", mark, "open", "open", "attack"))
        svg = svg_text(layout(top), f"t{mark}", notation)  # type: ignore[arg-type]
        return [(each.tag, sorted(each.attrib)) for each in ElementTree.fromstring(svg).iter()]

    plain = shape("a")
    assert [each for each in shape(mark) if each[0] != f"{SVG}text"] == [
        each for each in plain if each[0] != f"{SVG}text"
    ]


def test_each_verdict_has_a_mark_of_its_own() -> None:
    """So that it is seen without colour, and without the words."""
    drawn = set()
    moods: list[Mood] = ["good", "bad", "doubt", "open", "plain"]
    for mood in moods:
        svg = svg_text(layout(Box("C", "claim", "text", "", mood)), "t")
        (box,) = [line for line in svg.splitlines() if line.startswith("<g>")]
        drawn.add(box.replace(mood, ""))
    assert len(drawn) == len(moods)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 has it: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_words_and_lines_in_pictures_stand_out_in_light_and_dark() -> None:
    schemes = [
        dict(re.findall(r"--(\w+): (#\w{6})", part)) for part in re.split(r"@media", STYLE) if "--ink" in part
    ]
    assert len(schemes) == 3
    for colours in schemes:
        for fill in ("paper", "good", "bad", "doubt", "open", "plain"):
            if fill in colours:
                assert contrast(colours["ink"], colours[fill]) >= 7, fill
                assert contrast(colours["line"], colours[fill]) >= 3, fill


@pytest.mark.parametrize("text", ["a few words that go on for a while", "W" * 200, "漢字" * 40, ""])
def test_lines_fit_the_room(text: str) -> None:
    lines = wrapped(text, 100, 11, 3)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line, 11) <= 100 for line in lines)
