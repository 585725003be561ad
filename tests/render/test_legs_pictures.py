"""The pictures of parallel legs."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from test_render_hostile import HOSTILE, assert_harmless

import formalcase
from formalcase.render.picture.legs import legs_grid, legs_svg
from formalcase.results.legs import ClaimLegs

SVG = "{http://www.w3.org/2000/svg}"
TWO_LEGS = """\
case mill "The mill is quiet" { top C0 }
const level: Real "the level"
claim C0 "It is under 60" { holds level < 60 }
evidence E1 "Measured by day" { holds level < 55 source meter }
evidence E2 "Measured by night" { holds level < 50 source meter }
assumption K "The mill is the one measured" { }
argument DAY "By day" { for C0 from E1 given K }
argument NIGHT "By night" { for C0 from E2 given K }
source meter "The meter" { }
"""


@pytest.fixture(scope="module")
def found() -> ClaimLegs:
    (found,) = formalcase.legs(formalcase.loads(TWO_LEGS)).claims
    return found


def test_what_is_shared_stands_between_the_legs_and_hangs_on_both(found: ClaimLegs) -> None:
    root = ElementTree.fromstring(legs_svg(found))
    heads = [each.text for each in root.iter(f"{SVG}text") if each.get("class") == "head"]
    assert {"shared leaf K", "shared source meter"} <= set(heads)
    assert heads.index("1 leaf of its own") < heads.index("shared leaf K")
    edges = [each for each in root.iter(f"{SVG}path") if "edge" in (each.get("class") or "")]
    shared = [each for each in found.reasons if each.kind != "not_comparable"]
    of_reasons = sum(len(each.legs) for each in shared)
    assert len(edges) == 2 + of_reasons + 2  # from the claim, to what is shared, to what is not


def test_a_row_of_the_grid_has_a_mark_for_each_leg_that_rests_on_it(found: ClaimLegs) -> None:
    marks = legs_grid(found).count('class="mark"')
    assert marks == sum(len(leg.leaves) + len(leg.sources) for leg in found.draws)
    assert "shared by 2" in legs_grid(found)


def test_boxes_stand_apart(found: ClaimLegs) -> None:
    place = r'<rect class="shape \w+" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
    boxes = [[float(each) for each in found] for found in re.findall(place, legs_svg(found))]
    assert len(boxes) > 5
    for (x, y, width, height), (right, below, _, tall) in combinations(boxes, 2):
        assert x + width <= right or y + height <= below or below + tall <= y


@pytest.mark.parametrize("mark", HOSTILE)
def test_hostile_text_breaks_no_picture(mark: str, found: ClaimLegs) -> None:
    named = [each.model_copy(update={"text": mark}) for each in found.named]
    draws = [each.model_copy(update={"text": mark, "leaves": (mark, *each.leaves)}) for each in found.draws]
    hostile = found.model_copy(update={"named": named, "draws": draws, "claim": f"C{mark}", "text": mark})
    for text in (legs_svg(hostile), legs_grid(hostile)):
        ElementTree.fromstring(text)
        assert_harmless(text)
