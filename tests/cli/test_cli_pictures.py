"""`formalcase export svg`, `mermaid` and `dot`."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from commandline import run

CASE = """\
case mill "The mill is quiet" { top C0 }
const level: Real "the level"
claim    C0 "It is under 60" { holds level < 60 }
evidence E1 "It was measured under 55" { holds level < 55 }
argument S1 "By day" { for C0 from E1 }
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "mill.fcase"
    path.write_text(CASE)
    return path


@pytest.mark.parametrize("kind", ["svg", "mermaid", "dot"])
def test_a_picture_goes_to_a_file_and_is_the_same_twice(kind: str, case: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        result = run("export", kind, case, "-o", tmp_path / name)
        assert result.exit_code == 0
        assert result.stdout == f"{tmp_path / name}\n"
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert "C0: carried" in (tmp_path / "one").read_text()


@pytest.mark.parametrize("kind", ["svg", "mermaid", "dot"])
def test_a_picture_goes_to_standard_output_by_itself(kind: str, case: Path) -> None:
    result = run("export", kind, case, "-o", "-")
    assert result.exit_code == 0
    assert "S1: valid" in result.stdout


def test_a_large_case_becomes_several_files(tmp_path: Path) -> None:
    lines = ['case big "Big" { top C0 }', 'claim C0 "Top"']
    for group in range(6):
        lines.append(f'claim G{group} "Group"')
        lines += [f'evidence E{group}_{n} "E"' for n in range(15)]
        lines.append(
            f'argument T{group} "T" {{ for G{group} from {", ".join(f"E{group}_{n}" for n in range(15))} }}'
        )
    lines.append('argument S "S" { for C0 from ' + ", ".join(f"G{n}" for n in range(6)) + " }")
    path = tmp_path / "big.fcase"
    path.write_text("\n".join(lines))
    result = run("export", "svg", path, "-o", tmp_path / "big.svg")
    files = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(files) > 1
    for file in files:
        ElementTree.fromstring(Path(file).read_text())


def test_a_node_that_is_not_there_is_told_with_a_guess(case: Path) -> None:
    result = run("export", "svg", case, "--node", "C9", "-o", "-")
    assert result.exit_code == 2
    assert "FC918" in result.stderr


def test_a_notation_that_is_not_there_is_told(case: Path) -> None:
    result = run("export", "svg", case, "--notation", "uml", "-o", "-")
    assert result.exit_code == 2
    assert "FC912" in result.stderr


def test_a_broken_case_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.fcase"
    path.write_text("case {")
    assert run("export", "dot", path, "-o", "-").exit_code == 2


def test_legs_become_a_diagram_and_a_grid(tmp_path: Path) -> None:
    case = tmp_path / "legs.fcase"
    case.write_text(
        CASE + 'evidence E2 "By night" { holds level < 50 }\nargument S2 "N" { for C0 from E2 }\n'
    )
    result = run("export", "svg", case, "--legs", "-o", tmp_path / "legs.svg")
    assert (result.exit_code, result.stdout.split()) == (
        0,
        [str(tmp_path / "legs.svg"), str(tmp_path / "legs-2.svg")],
    )
    assert "what they share" in (tmp_path / "legs.svg").read_text()
    assert "rest on" in (tmp_path / "legs-2.svg").read_text()


def test_without_parallel_legs_no_picture_of_them_is_written(case: Path, tmp_path: Path) -> None:
    result = run("export", "svg", case, "--legs", "-o", tmp_path / "legs.svg")
    assert (result.exit_code, result.stdout) == (0, "no claim has more than one leg\n")
    assert not (tmp_path / "legs.svg").exists()
