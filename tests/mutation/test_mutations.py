"""The table of mutations fits the files, and (slowly) no mutation survives."""

from __future__ import annotations

import ast

import pytest
from mutations import MUTATIONS, Mutation
from run import ROOT, NoSuchTextError, mutated, run_all


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_fits_its_file_and_leaves_it_readable(mutation: Mutation) -> None:
    text = (ROOT / mutation.file).read_text(encoding="utf-8")
    assert ast.dump(ast.parse(mutated(text, mutation))) != ast.dump(ast.parse(text))


def test_names_are_unique() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 20


def test_a_mutation_that_fits_nowhere_is_noticed() -> None:
    with pytest.raises(NoSuchTextError):
        mutated("a text", Mutation("none", "f.py", "not there", "b"))
    with pytest.raises(NoSuchTextError):
        mutated("a text, a text", Mutation("two", "f.py", "text", "b"))


@pytest.mark.slow
def test_no_mutation_survives() -> None:
    # A quarter of them, as each takes some seconds; `python tests/mutation/run.py` goes through all.
    assert [outcome.mutation.name for outcome in run_all(MUTATIONS[::4]) if not outcome.noticed_by] == []


@pytest.mark.slow
def test_what_changes_nothing_survives() -> None:
    # Otherwise "noticed" would mean nothing: the tests might fail whatever is done to the copy.
    harmless = Mutation("a comment", MUTATIONS[0].file, "import math\n", "import math  # a comment\n")
    (outcome,) = run_all([harmless])
    assert outcome.noticed_by == ""
