"""Leaves in blocks: what can be true and false together, and what is said when that is too much to ask."""

from __future__ import annotations

from itertools import product

import pytest
from worlds_by_hand import Asking

import formalcase
from formalcase.analyses.confidence import blocks as module
from formalcase.analyses.confidence.blocks import Block, blocks_of
from formalcase.case.formulas import declared_leaves, full_vocabulary
from formalcase.logic.depth import deep_recursion
from formalcase.solve.session import Session

WORDS = """
case c "d" { top C }
claim C "c"
sort S "s" { s1, s2 }
const x: Real "x"
const p: Bool "p"
fn good(s: S): Bool "{s} is good"
fn kind(s: S): Bool "{s} is kind"
fn twin(s: S): S "the twin of {s}"
def low: Bool "the load is low" = x <= 3
"""


def blocks(text: str, asking: Session) -> list[Block]:
    with deep_recursion():
        case = formalcase.loads(WORDS + text)
        return blocks_of(declared_leaves(case), full_vocabulary(case), Asking(asking))


def test_leaves_with_a_word_in_common_also_through_a_definition_are_in_one_block(asking: Session) -> None:
    found = blocks(
        """
        assumption A "a" { holds low }
        assumption B "b" { holds p }
        assumption D "d" { holds x <= 5 }
        assumption E "e"
        """,
        asking,
    )
    assert [set(block.leaves) for block in found] == [{"A", "D"}, {"B"}, {"E"}]
    assert set(found[0].assignments) == {(True, True), (False, True), (False, False)}
    assert set(found[1].assignments) == set(found[2].assignments) == {(True,), (False,)}
    assert all(block.exact for block in found)


def test_what_is_always_or_never_true_has_one_assignment(asking: Session) -> None:
    found = blocks(
        'assumption A "a" { holds p or not p }\nassumption B "b" { holds x < 2 and x > 3 }', asking
    )
    assert [block.assignments for block in found] == [((True,),), ((False,),)]


def test_a_common_sort_ties_leaves_only_where_identity_is_spoken_of(asking: Session) -> None:
    two = """
    assumption A "a" { holds forall s in S: good(s) }
    assumption B "b" { holds exists s in S: not kind(s) }
    """
    assert len(blocks(two, asking)) == 2
    assert len(blocks(two + 'assumption D "d" { holds forall s in S: s = s1 or s = s2 }', asking)) == 1


def test_too_many_assignments_make_smaller_blocks_that_say_so(
    asking: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ASSIGNMENTS", 3)
    leaves = "\n".join(f'assumption A{n} "a" {{ holds x <= {n} }}' for n in range(4))
    found = blocks(leaves, asking)
    assert [block.leaves for block in found] == [("A0", "A1"), ("A2", "A3")]
    assert not any(block.exact for block in found)
    _covers(found, 4)


def test_when_too_much_would_be_asked_the_rest_counts_as_free(
    asking: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_CHECKS", 7)
    leaves = "\n".join(f'assumption A{n} "a" {{ holds x <= {n} }}' for n in range(4))
    found = blocks(leaves, asking)
    assert [block.leaves for block in found] == [("A0", "A1"), ("A2",), ("A3",)]
    assert not any(block.exact for block in found)
    _covers(found, 4)


def _covers(found: list[Block], size: int) -> None:
    """All that is possible is there: for thresholds, false up to some place and true from there on."""
    worlds = {sum(chosen, ()) for chosen in product(*(block.assignments for block in found))}
    assert worlds >= {tuple(place >= first for place in range(size)) for first in range(size + 1)}
