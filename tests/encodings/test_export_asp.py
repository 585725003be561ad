"""An exported program, solved by stock clingo from its text alone, gives the minimal defeater sets."""

from __future__ import annotations

import re
from pathlib import Path

import clingo
import pytest
from commandline import run
from faulttrees import fault_tree
from shippedcases import CASES, QUICK, name_of
from stockclingo import TREES, answers, as_sets, leaves_of

from formalcase.analyses.defeating.argued import Argued
from formalcase.case.formulas import Leaf
from formalcase.case.support import Graph, all_of, any_of
from formalcase.diagrams import minimal_defeaters
from formalcase.encode.asp import one_line, quoted
from formalcase.export import asp_file
from formalcase.logic.term import TRUE
from formalcase.pipeline.asp import export_asp
from formalcase.settings import Settings


def argument(graph: Graph, claim: str) -> Argued:
    leaves = {name: Leaf(name, "assumption", "", TRUE) for name in leaves_of(graph)}
    return Argued(claim, graph, leaves, frozenset(), (), ())


def stated_command(text: str) -> list[str]:
    """The flags that the head of a file tells, behind the file and the number of answers."""
    (command,) = re.findall(r"^% +clingo FILE 0 (.*)$", text, re.MULTILINE)
    return str(command).split()


def stated_count(text: str) -> int | None:
    found = re.search(r"^% .*finds (\d+) of them\.$", text, re.MULTILINE)
    return int(found[1]) if found else None


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path in QUICK else pytest.mark.slow) for path in CASES],
    ids=map(name_of, CASES),
)
def test_an_exported_case_solved_from_its_text_alone(path: Path) -> None:
    text, argued = export_asp(path, Settings())
    found = as_sets(answers(text, *stated_command(text)))
    family = minimal_defeaters(
        argued.graph, argued.claim, kept=set(leaves_of(argued.graph)) - set(argued.leaves)
    )
    assert found == as_sets([[argued.leaves[node].id for node in members] for members in family])
    assert argued.supported == ("NOT SUPPORTED" not in text)
    assert stated_count(text) == (len(found) if argued.supported else None)


@pytest.mark.parametrize("name", TREES)
def test_an_exported_fault_tree_solved_from_its_text_alone(name: str) -> None:
    graph, top = fault_tree(name)
    text = asp_file(name, argument(graph, top))
    found = as_sets(answers(text, *stated_command(text)))
    assert found == as_sets(list(minimal_defeaters(graph, top)))
    assert stated_count(text) == len(found)


def test_a_leaf_under_a_refuted_doubt_goes_by_its_own_name() -> None:
    graph = {
        "top": all_of(["A1"]),
        "A1": all_of(["A1\0own", "answer\0D1"]),
        "answer\0D1": any_of(["D2"]),
        "D2": any_of(["E1", "E2"]),
    }
    losable = {node: Leaf(node.split("\0")[0], "assumption", "", TRUE) for node in leaves_of(graph)}
    text = asp_file("case", Argued("top", graph, losable, frozenset(), ("D3",), ("S9",)))
    assert as_sets(answers(text, *stated_command(text))) == {frozenset({"A1"}), frozenset({"E1", "E2"})}
    assert re.search("^% Not refuted today.*: D3$", text, re.MULTILINE)
    assert re.search("^% Undecided.*: S9$", text, re.MULTILINE)


def test_no_count_is_stated_where_none_is_known() -> None:
    names = [f"n{number}" for number in range(220)]  # more circles than the diagrams undo
    graph = {name: any_of([*names[:place], *names[place + 1 :], "a"]) for place, name in enumerate(names)}
    text = asp_file("case", argument(graph, "n0"))
    assert stated_count(text) is None
    assert as_sets(answers(text, *stated_command(text))) == {frozenset({"a"})}


# ---- Names ---------------------------------------------------------------------------------------

NAMES = [
    'a"). :- not b. lost("',
    "back\\slash",
    "back\\\\slash",
    "ends in \\",
    "two\nlines",
    "two\\nlines",
    "% no comment *% %*",
    "bell \x07, escape \x1b, nothing \u200b, right to left \u202e",
    "line \u2028 separator",
    "lone \ud800 surrogate",
    "Überlast 🔥",
    "#script(python) #end.",
    " ",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_out_of_its_string(name: str) -> None:
    graph = {"top": any_of(["left", "right"]), "left": all_of([name, "a"]), "right": all_of(["b"])}
    text = asp_file(name, argument(graph, "top"))
    found = as_sets(answers(text, *stated_command(text)))
    assert found == {frozenset({one_line(name), "b"}), frozenset({"a", "b"})}
    text.encode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_or_case_of_any_name_stays_in_its_comment(name: str) -> None:
    text = asp_file(name, argument({name: all_of(["a", "b"])}, name))
    assert as_sets(answers(text, *stated_command(text))) == {frozenset("a"), frozenset("b")}
    assert text.count("\n") == asp_file("x", argument({"x": all_of(["a", "b"])}, "x")).count("\n")


def test_strings_keep_names_apart() -> None:
    read = [clingo.parse_term(quoted(name)).string for name in NAMES]
    assert read == [one_line(name) for name in NAMES]
    assert len(set(read)) == len(NAMES)


# ---- The command ---------------------------------------------------------------------------------

CASE = """\
case stairs "Nobody falls" {{ top C1 }}
const falls: Int "falls"
claim C1 "Few fall" {{ holds falls < 3 }}
claim C2 "Rather few fall" {{ holds falls < 9 }}
assumption A1 "Falls are few" {{ holds falls < {limit} }}
argument S1 "So" {{ for C1 from A1 }}
argument S2 "So" {{ for C2 from C1 }}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "stairs.fcase"
    path.write_text(CASE.format(limit=2))
    return path


def test_the_program_is_written_for_the_top_claim_or_another(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.lp"
    done = run("export", "asp", case, "-o", out)
    assert (done.exit_code, done.stdout) == (0, f"{out}\n")
    assert "claim C1" in out.read_text()
    assert run("export", "asp", case, "-o", out, "--claim", "C2").exit_code == 0
    text = out.read_text()
    assert "claim C2" in text
    assert answers(text, *stated_command(text)) == [frozenset({"A1"})]


def test_the_program_goes_to_standard_output_alone(case: Path) -> None:
    done = run("export", "asp", case, "-o", "-")
    assert done.exit_code == 0
    assert answers(done.stdout, *stated_command(done.stdout)) == [frozenset({"A1"})]


def test_a_claim_without_support_is_told(case: Path, tmp_path: Path) -> None:
    case.write_text(CASE.format(limit=5))
    out = tmp_path / "out.lp"
    done = run("export", "asp", case, "-o", out)
    assert done.exit_code == 1
    assert "`C1` is not supported" in done.stderr
    text = out.read_text()
    assert "NOT SUPPORTED" in text
    assert answers(text, *stated_command(text)) == [frozenset()]


@pytest.mark.parametrize("claim", ["A1", "S1", "nobody"])
def test_what_is_no_claim_is_refused(case: Path, tmp_path: Path, claim: str) -> None:
    assert run("export", "asp", case, "-o", tmp_path / "out.lp", "--claim", claim).exit_code == 2
    assert not (tmp_path / "out.lp").exists()


def test_no_case_or_no_place_to_write(case: Path, tmp_path: Path) -> None:
    assert run("export", "asp", tmp_path / "no.fcase", "-o", tmp_path / "out.lp").exit_code == 2
    assert run("export", "asp", case, "-o", tmp_path / "no" / "out.lp").exit_code == 2
    assert run("export", "asp", case).exit_code == 2
