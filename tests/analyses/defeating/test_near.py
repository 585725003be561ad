"""Which leaves hang together: by the words they share, through definitions, and by nothing else."""

from __future__ import annotations

import formalcase
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.wordbook import wordbook
from formalcase.case.formulas import declared_leaves, formula_of, full_vocabulary
from formalcase.case.model import Claim
from formalcase.logic.depth import deep_recursion

CASE = """
case X "x" {
  language 1
  top C
}
const a: Bool "a"
const b: Bool "b"
const c: Bool "c"
const d: Bool "d"
def two: Bool "a and b" = a and b
def more: Bool "two, and c" = two and c
def other: Bool "c or d" = c or d
assumption A "a" {
  holds a
}
assumption B "b" {
  holds b
}
assumption AB "both" {
  holds two
}
assumption C1 "c" {
  holds c
}
assumption D1 "d" {
  holds d
}
claim C "all" {
  holds more and d
}
claim K "b" {
  holds more
}
"""


def test_only_what_a_formula_reaches_ties_it_to_leaves() -> None:
    with deep_recursion():
        case = formalcase.loads(CASE)
    leaves = declared_leaves(case)
    near = Near(leaves.values(), wordbook(full_vocabulary(case)))

    def to(name: str) -> list[str]:
        node = case.nodes[name]
        formula = formula_of(node) if isinstance(node, Claim) else leaves[name].formula
        return [leaf.id for leaf in near.to(formula)]

    # `more` and `other` speak of several leaves, but of the leaves none speaks of them.
    assert to("C1") == ["C1"]
    assert to("D1") == ["D1"]
    assert to("A") == to("B") == to("AB") == ["A", "B", "AB"]
    assert to("K") == ["A", "B", "AB", "C1"]
    assert to("C") == ["A", "B", "AB", "C1", "D1"]
