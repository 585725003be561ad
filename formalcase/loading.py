"""Reading cases: from a file or standard input, with all that they import."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from formalcase.case.model import Case
from formalcase.diagnostics.catalogue.limits import A_MODULE
from formalcase.diagnostics.catalogue.text import NOT_A_FILE
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.severity import has_errors
from formalcase.elaborate import Loaded, load_case
from formalcase.elaborate.inputs import Input, find_inputs, load_standard_input
from formalcase.logic.depth import deep_recursion
from formalcase.settings import CasePath
from formalcase.source import file_span

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding


def load_input(given: Input) -> Loaded:
    """What is in one file, or comes in on standard input."""
    return load_standard_input() if given.path == "-" else load_case(given.path, given.shown)


def load_one(path: CasePath) -> Case:
    """The one case behind a path, with the remarks on its text. Raises SpecError."""
    if path != "-" and path.is_dir():
        shown = path.as_posix()
        raise SpecError([NOT_A_FILE.at(file_span(shown), file=shown, kind="a folder")])
    inputs, findings = find_inputs([path])
    if not inputs:
        raise SpecError(findings)
    with deep_recursion():
        return the_case(load_input(inputs[0]), inputs[0].shown)


def the_case(loaded: Loaded, shown: str) -> Case:
    """The case that was loaded, with the remarks on its text. Raises SpecError."""
    if has_errors(loaded.findings):
        raise SpecError(loaded.findings)
    if loaded.case is None:
        raise SpecError([a_module(shown)])
    return replace(loaded.case, remarks=loaded.findings)


def a_module(shown: str) -> Finding:
    return A_MODULE.at(file_span(shown), path=shown)
