"""Compiles the native core into the wheel where there is a C compiler; else all is Python.

`CC` and `CFLAGS` are heeded. FORMALCASE_NATIVE=0 leaves it out. An editable install has it in the checkout.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

SOURCE = Path("formalcase/diagrams/core/core.c")
LIBRARY = Path("formalcase/diagrams/_core.so")
FLAGS = "-std=c11 -O2 -DNDEBUG -Wall -Wextra -fPIC -shared -fvisibility=hidden -pthread"


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name) / LIBRARY.name
        in_place = Path(self.root) / LIBRARY
        problem = compiled(Path(self.root) / SOURCE, made)
        if problem:
            self.app.display_warning(f"formalcase without its native core, which makes it faster: {problem}")
        if version == "editable":
            in_place.unlink(missing_ok=True)
            if not problem:
                # Renamed, so that whoever uses the one before keeps it.
                beside = in_place.with_suffix(".new")
                beside.write_bytes(made.read_bytes())
                beside.replace(in_place)
        elif not problem:
            build_data["force_include"][str(made)] = LIBRARY.as_posix()
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._folder.cleanup()


def compiled(source: Path, library: Path) -> str:
    """Compiles the core; gives the reason where that is not possible, else nothing."""
    if os.environ.get("FORMALCASE_NATIVE") == "0":
        return "FORMALCASE_NATIVE is 0"
    compiler = shlex.split(os.environ.get("CC", "cc"))
    flags = [*shlex.split(FLAGS), *shlex.split(os.environ.get("CFLAGS", ""))]
    try:
        done = subprocess.run(
            [*compiler, *flags, str(source), "-o", str(library)], capture_output=True, text=True, check=False
        )
    except OSError as failed:
        return f"no C compiler ({failed})"
    if done.returncode:
        told = done.stderr.strip().splitlines()
        return f"{compiler[0]} failed ({told[0] if told else done.returncode})"
    return ""


def platform() -> str:
    """What is compiled here runs here; whether elsewhere, nobody has looked."""
    return next(tag for tag in platform_tags() if "linux" not in tag or tag.startswith("linux"))
