"""The reader of the notation: strict scope, and read → print → read gives the same formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from fol import Atom, Bound, Joined, Name, No, NotationError, Row, built_case, read, rows, spec_text, written

import formalcase
from formalcase.case.model import Case
from formalcase.logic.term import Term

DATA = Path(__file__).parent / "data"
SETS = ("syllogisms", "folio-validation", "pelletier", "tptp-fof")


@pytest.mark.parametrize("name", SETS)
def test_printed_formulas_read_as_before(name: str) -> None:
    for row in rows(DATA / f"{name}.jsonl"):
        for text in row.texts:
            formula = read(text)
            assert read(written(formula)) == formula


def test_a_quantifier_binds_the_next_unit_only() -> None:
    x = (Name("x"),)
    assert read("(∀x P(x) → Q(x))") == Joined("→", Bound("∀", "x", Atom("P", x)), Atom("Q", x))
    assert read("∀x (P(x) → Q(x))") == Bound("∀", "x", Joined("→", Atom("P", x), Atom("Q", x)))


def test_negation_binds_the_next_unit_only() -> None:
    assert read("(¬p ∧ q)") == Joined("∧", No(Atom("p", ())), Atom("q", ()))


@pytest.mark.parametrize("text", ["p ∧ q", "(p ∧ q ∧ r)", "(p", "p)", "P(x", "¬", "", "(p →)", "(a = b"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(NotationError):
        read(text)


def formulas(case: Case) -> dict[str, Term | None]:
    return {name: getattr(node, "holds", None) for name, node in case.nodes.items()}


@pytest.mark.parametrize("name", SETS)
def test_text_and_builder_give_the_same_formulas(name: str) -> None:
    for row in rows(DATA / f"{name}.jsonl")[::5]:
        assert formulas(formalcase.loads(spec_text(row))) == formulas(built_case(row))


def test_a_variable_bound_twice_is_two_variables() -> None:
    row = Row("twice", ("∀x (P(x) ∨ ∃x ∀y R(x, y))",), "p", "unknown", False)
    assert formulas(formalcase.loads(spec_text(row))) == formulas(built_case(row))
    assert "v2" in spec_text(row)
