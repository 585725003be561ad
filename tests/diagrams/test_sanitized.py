"""The compiled engine under the eyes of the address and undefined-behaviour sanitizers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from formalcase import compiled

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHECKS = "-UNDEBUG -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("gcc"), reason="there is no gcc")]


def test_nothing_is_read_or_written_where_it_should_not_be(tmp_path: Path) -> None:
    library = tmp_path / "checked.so"
    compile_it = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path; import hatch_build\n"
        f"print(hatch_build.compiled(Path({str(ROOT)!r}) / hatch_build.SOURCE, Path({str(library)!r})))"
    )
    told = ran([sys.executable, "-c", compile_it], {"CC": "gcc", "CFLAGS": CHECKS})
    if not library.exists():
        pytest.skip(f"no sanitizers here: {told}")
    runtimes = [ran(["gcc", f"-print-file-name=lib{kind}.so"], {}).strip() for kind in ("asan", "ubsan")]
    # Python leaves memory behind at its end; that ours is all given back is asserted when a question ends.
    more = {"LD_PRELOAD": " ".join(runtimes), "ASAN_OPTIONS": "detect_leaks=0", compiled.SWITCH: str(library)}
    names = ("test_native.py", "test_shapes.py", "test_families.py", "test_wide.py", "test_aralia.py")
    tests = [*(HERE / name for name in names), HERE.parent / "solve" / "test_solve_hitting.py"]
    shown = ran(
        [sys.executable, "-m", "pytest", "-v", "-m", "slow or not slow", *map(str, tests), *LEFT_OUT], more
    )
    assert "passed" in shown
    assert "skipped" not in shown


_NOT = ("python", "the_map", "many_more", "thousands", "switched_off", "edf9203")
LEFT_OUT = ["-k", " and ".join(f"not {name}" for name in _NOT)]


def ran(command: list[str], more: dict[str, str]) -> str:
    done = subprocess.run(
        command, env={**os.environ, **more}, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
