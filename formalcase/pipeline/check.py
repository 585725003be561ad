"""Checking: find the cases, read them, examine them, say what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from formalcase.analyses.examine import examine
from formalcase.case.model import Case
from formalcase.diagnostics.severity import has_errors
from formalcase.elaborate import Loaded
from formalcase.elaborate.inputs import Input, empty_folder, find_inputs
from formalcase.loading import a_module, load_input
from formalcase.logic.depth import deep_recursion
from formalcase.pipeline.asking import Progress, asking
from formalcase.settings import CasePath, Settings
from formalcase.solve.session import Session

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding
    from formalcase.results.check import CaseResult, CheckResult

# The documents are imported only once there are answers, or by `_load_the_rest`, which runs while the
# solver works on the first questions: the first verdict comes sooner.


def check_paths(
    paths: Sequence[CasePath],
    settings: Settings,
    progress: Progress | None = None,
    session: Session | None = None,
) -> CheckResult:
    """Checks every case behind the paths: files, folders, or `-` for standard input.

    `session` is one that was started ahead, so that the solver gets ready while the rest is loaded; it is
    ended here.
    """
    inputs, findings = find_inputs(paths)
    with deep_recursion(), session or Session(settings.jobs) as running:
        running.use(settings.jobs)
        running.meanwhile(_load_the_rest)
        results = list(_check_inputs(inputs, settings, running, progress))
    if not results and not findings:
        findings = tuple(empty_folder(path) for path in paths if isinstance(path, Path))
    files = tuple(given.shown for given in inputs)

    from formalcase.documents import check_result

    return check_result(files, results, findings)


def check_case(case: Case, settings: Settings) -> CheckResult:
    """Checks one case that is at hand already."""
    with deep_recursion(), Session(settings.jobs) as session:
        session.meanwhile(_load_the_rest)
        result = _examined(case, case.remarks, settings, session, None)

    from formalcase.documents import check_result

    return check_result((case.file,), [result], ())


def _load_the_rest() -> None:
    from formalcase.documents import prepare

    prepare()


def _check_inputs(
    inputs: Sequence[Input], settings: Settings, session: Session, progress: Progress | None
) -> Iterator[CaseResult]:
    for number, given in enumerate(inputs):
        if progress is not None:
            progress(f"reading {given.shown}", number, len(inputs))
        loaded = load_input(given)
        if loaded.case is not None and not has_errors(loaded.findings):
            yield _examined(loaded.case, loaded.findings, settings, session, progress)
        elif has_errors(loaded.findings):
            yield _malformed(loaded, given, loaded.findings)
        elif given.named:
            yield _malformed(loaded, given, (a_module(given.shown),))


def _malformed(loaded: Loaded, given: Input, findings: Sequence[Finding]) -> CaseResult:
    from formalcase.documents import malformed

    return malformed(given.shown, loaded.id, loaded.title, findings)


def _examined(
    case: Case, remarks: Sequence[Finding], settings: Settings, session: Session, progress: Progress | None
) -> CaseResult:
    ask = asking(session, settings, case.id, progress)
    found = examine(case, ask, settings.as_of or case.as_of)

    from formalcase.documents import case_result

    return case_result(found, remarks, settings.budget * 1000)
