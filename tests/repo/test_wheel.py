"""What is built is what is there: the wheel, installed elsewhere, checks a case and explains a finding."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.slow


def ran(command: Sequence[str | Path], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**kept, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def built(folder: Path, **more: str) -> Path:
    """A wheel of the checkout, in this folder."""
    build: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        ROOT,
    ]
    done = ran(build, folder, **more)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The Python of an environment that has the wheel, and the dependencies of this one."""
    folder = wheel.parent
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(folder / "env")})
    ours = sysconfig.get_path("purelib")
    # An editable install of the checkout is a path file, which only a site folder honours: put on
    # the path as a plain folder, this environment lends its dependencies and nothing else.
    Path(site, "dependencies.pth").write_text(f"{ours}\n", encoding="utf-8")
    done = ran([sys.executable, "-m", "pip", "install", "--no-deps", "--target", site, wheel], folder)
    assert done.returncode == 0, done.stderr
    return python


def test_the_package_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    shown = ran([installed, "-c", "import formalcase; print(formalcase.__file__)"], tmp_path)
    assert str(installed.parent.parent) in shown.stdout
    assert str(ROOT) not in shown.stdout


def test_a_case_is_checked_from_another_folder(installed: Path, tmp_path: Path) -> None:
    text = (ROOT / "tests" / "corpus" / "validity" / "modus_ponens.fcase").read_text(encoding="utf-8")
    (tmp_path / "case.fcase").write_text(text, encoding="utf-8")
    checked = ran([installed, "-m", "formalcase", "check", "case.fcase"], tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "established" in checked.stdout


def test_the_library_travels_with_it(installed: Path, tmp_path: Path) -> None:
    text = 'import std.evaluation\ncase c "A case" { top C1 }\nclaim C1 "A claim" { holds true }\n'
    (tmp_path / "case.fcase").write_text(text, encoding="utf-8")
    checked = ran([installed, "-m", "formalcase", "check", "case.fcase", "--format", "concise"], tmp_path)
    assert checked.returncode == 1, checked.stderr
    assert "not established" in checked.stdout
    assert "FC134" not in checked.stdout


def test_pages_and_encodings_travel_with_it(installed: Path, tmp_path: Path) -> None:
    explained = ran([installed, "-m", "formalcase", "explain", "FC401"], tmp_path)
    assert explained.returncode == 0, explained.stderr
    code = (
        "from formalcase.resources import encodings, finding_pages\n"
        "print(len(list(finding_pages().glob('FC*.md'))), len(list(encodings().rglob('*.lp'))))"
    )
    pages, programs = ran([installed, "-c", code], tmp_path).stdout.split()
    assert int(pages) == len(list((ROOT / "docs" / "findings").glob("FC*.md")))
    assert int(programs) == len(list((ROOT / "encodings").rglob("*.lp")))


def test_a_report_is_made_with_the_templates_that_travel_with_it(installed: Path, tmp_path: Path) -> None:
    text = (ROOT / "tests" / "corpus" / "validity" / "modus_ponens.fcase").read_text(encoding="utf-8")
    (tmp_path / "case.fcase").write_text(text, encoding="utf-8")
    made = ran([installed, "-m", "formalcase", "report", "case.fcase", "-o", "report.html"], tmp_path)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "report.html").read_text(encoding="utf-8").lstrip().startswith("<!DOCTYPE html>")


ASKED = "from formalcase.diagrams import native; print(native.core() is not None)"


def test_the_native_core_is_in_it_where_there_is_a_compiler(
    wheel: Path, installed: Path, tmp_path: Path
) -> None:
    compiler = shutil.which("cc") is not None
    assert wheel.name.endswith("-py3-none-any.whl") != compiler
    assert ran([installed, "-c", ASKED], tmp_path).stdout.strip() == str(compiler)
    assert ran([installed, "-c", ASKED], tmp_path, FORMALCASE_NATIVE="0").stdout.strip() == "False"
    assert not [name for name in ZipFile(wheel).namelist() if name.endswith((".c", ".h"))]


def test_without_a_compiler_the_wheel_is_for_every_machine(tmp_path: Path) -> None:
    wheel = built(tmp_path, CC="no-such-compiler")
    assert wheel.name.endswith("-py3-none-any.whl")
    names = ZipFile(wheel).namelist()
    assert "formalcase/diagrams/native.py" in names
    assert not [name for name in names if name.endswith(".so")]
