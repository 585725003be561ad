"""The house rules on imports: rooms import only from rooms below them, solvers stay in their room."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "formalcase"
ORDER = (
    "version",
    "frozen",
    "compiled",
    "source",
    "resources",
    "diagnostics",
    "settings",
    "logic",
    "case",
    "diagrams",
    "syntax",
    "elaborate",
    "loading",
    "encode",
    "solve",
    "analyses",
    "results",
    "tool",
    "allowances",
    "ledger",
    "documents",
    "export",
    "render",
    "reporting",
    "pipeline",
    "api",
    "__init__",
    "cli",
    "__main__",
)
"""The rooms, each of which may import from those before it; docs/architecture.md tells what they hold."""
_HEAVY = {"z3", "clingo", "sympy"}


def room_of(path: Path) -> str:
    """The room of a file of the package: its folder, or the file itself at the top."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every import with the dotted name of what it imports, imports inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def rooms_imported(tree: ast.AST) -> Iterator[str]:
    for _, name in imports(tree):
        parts = name.split(".")
        if parts[0] == "formalcase":
            yield parts[1] if len(parts) > 1 and _is_room(parts[1]) else "__init__"


def _is_room(name: str) -> bool:
    return (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


def wrong_way(room: str, tree: ast.AST) -> list[str]:
    """The rooms that are imported against the order."""
    below = {room, *ORDER[: ORDER.index(room)]}
    return sorted(set(rooms_imported(tree)) - below)


FILES = sorted(PACKAGE.rglob("*.py"))


def test_the_page_on_the_architecture_tells_the_rooms_in_their_order() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)(?:/|\.py)`", row)]
    assert told == list(ORDER)


def test_every_room_has_its_place() -> None:
    assert sorted({room_of(path) for path in FILES} - set(ORDER)) == []


def trees(room: str) -> dict[str, ast.AST]:
    """The files of a room."""
    files = [path for path in FILES if room_of(path) == room]
    return {str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8")) for path in files}


@pytest.mark.parametrize("room", ORDER)
def test_imports_go_one_way(room: str) -> None:
    found = {file: wrong_way(room, tree) for file, tree in trees(room).items()}
    assert found
    assert {file: wrong for file, wrong in found.items() if wrong} == {}


def test_an_import_against_the_order_is_found() -> None:
    assert wrong_way("logic", ast.parse("from formalcase.case.model import Case")) == ["case"]
    assert wrong_way("logic", ast.parse("def f():\n    import formalcase.cli.app")) == ["cli"]
    assert wrong_way("cli", ast.parse("from formalcase.case.model import Case")) == []


def module_of(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def circle(imported: Mapping[str, Iterable[str]]) -> list[str]:
    """Modules that import each other in a circle, the first one again at the end; empty without a circle."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_files_import_each_other_in_a_circle() -> None:
    # Imports inside functions count: they are there to start sooner, not to hide a circle.
    modules = {module_of(path): path for path in FILES}
    imported = {
        module: [
            name if name in modules else name.rpartition(".")[0]
            for _, name in imports(ast.parse(path.read_text(encoding="utf-8")))
        ]
        for module, path in modules.items()
    }
    assert circle(imported) == []


def test_a_circle_is_found() -> None:
    assert set(circle({"a": ["b"], "b": ["c"], "c": ["b", "d"]})) == {"b", "c"}
    assert circle({"a": ["b", "c"], "b": ["c"]}) == []


def solvers(tree: ast.AST) -> set[str]:
    return {name.split(".")[0] for _, name in imports(tree)} & _HEAVY


@pytest.mark.parametrize("room", [room for room in ORDER if room != "solve"])
def test_solvers_are_imported_in_their_room_only(room: str) -> None:
    assert {file: found for file, tree in trees(room).items() if (found := solvers(tree))} == {}


def test_solvers_are_found_where_they_are() -> None:
    assert set().union(*map(solvers, trees("solve").values())) == _HEAVY


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code."""
    shown = "import sys; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{shown}"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(run.stdout.splitlines()[-1].split())


def test_the_command_line_starts_without_solvers() -> None:
    loaded = modules_after(
        "from formalcase.cli import main\n"
        "import sys\n"
        "sys.argv = ['formalcase', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert loaded & {*_HEAVY, "rich", "pydantic"} == set()


def test_a_check_loads_neither_sympy_nor_rich() -> None:
    case = ROOT / "tests" / "corpus" / "validity" / "modus_ponens.fcase"
    loaded = modules_after(
        "from pathlib import Path\n"
        "from formalcase.pipeline.check import check_paths\n"
        "from formalcase.settings import Settings\n"
        f"check_paths([Path({str(case)!r})], Settings())"
    )
    assert loaded & {"sympy", "rich"} == set()


def test_no_python_file_stands_in_the_encodings() -> None:
    # With the repository root on the path, `encodings/__init__.py` would hide the interpreter's own.
    assert list((ROOT / "encodings").rglob("*.py")) == []
