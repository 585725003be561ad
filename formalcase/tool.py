"""What this tool is, and what it asks: names and versions, for every document that leaves it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from formalcase.results.common import Tool
from formalcase.version import VERSION


def this_tool() -> Tool:
    return Tool(name="formalcase", version=VERSION)


def solver_versions() -> dict[str, str]:
    """The installed solvers by name, read from their metadata so that none has to be loaded."""
    return dict(_versions())


@cache
def _versions() -> dict[str, str]:
    return {name: _version(package) for name, package in (("z3", "z3-solver"), ("clingo", "clingo"))}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def made_by() -> tuple[Tool, dict[str, str]]:
    """What every document says of its making: the tool, and the solvers behind it."""
    return this_tool(), solver_versions()
