"""The phases of a run, in order: find, read, examine, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from formalcase.allowances import with_allowances
from formalcase.analyses.examine import examine
from formalcase.analyses.step import Ask
from formalcase.case.model import Case
from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.finding import Finding
from formalcase.elaborate import Loaded
from formalcase.elaborate.inputs import Input, empty_folder, find_inputs
from formalcase.encode.question import Question
from formalcase.export import smt2_files
from formalcase.ledger import defeater_statuses, formal_share, ledger, obligations, story, summary, support
from formalcase.loading import a_module, has_errors, load_input, load_one
from formalcase.logic.depth import deep_recursion
from formalcase.results import CaseResult, CheckResult
from formalcase.settings import CasePath, Settings
from formalcase.solve.question import Answer, Budget
from formalcase.solve.session import Session
from formalcase.tool import solver_versions, this_tool

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


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
        results = list(_check_inputs(inputs, settings, running, progress))
    if not results and not findings:
        findings = tuple(empty_folder(path) for path in paths if isinstance(path, Path))
    files = tuple(given.shown for given in inputs)
    return _document(files, results, findings)


def check_case(case: Case, settings: Settings) -> CheckResult:
    """Checks one case that is at hand already."""
    with deep_recursion(), Session(settings.jobs) as session:
        result = _examined(case, case.remarks, settings, session, None)
    return _document((case.file,), [result], ())


def export_smt2(path: CasePath, folder: Path, settings: Settings) -> list[Path]:
    """Writes every question of a check into the folder, which is made if it is not there.

    Raises SpecError when the case cannot be read, OSError when a file cannot be written.
    """
    asked: list[tuple[Question, Answer]] = []
    with deep_recursion(), Session(settings.jobs) as session:
        case = load_one(path)
        ask = _asking(session, settings, case.id, None)

        def recording(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
            answers = ask(questions, allowance=allowance)
            asked.extend(zip(questions, answers, strict=True))
            return answers

        found = examine(case, recording, settings.as_of or case.as_of)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in smt2_files(asked, found.steps).items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written


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
    return CaseResult(
        file=given.shown,
        id=loaded.id,
        title=loaded.title or "",
        top=None,
        verdict=CaseVerdict.MALFORMED,
        summary="the case could not be read",
        formal_share=0.0,
        findings=in_order(findings),
    )


def _examined(
    case: Case, remarks: Sequence[Finding], settings: Settings, session: Session, progress: Progress | None
) -> CaseResult:
    ask = _asking(session, settings, case.id, progress)
    found = examine(case, ask, settings.as_of or case.as_of)
    return CaseResult(
        file=case.file,
        id=case.id,
        title=case.title,
        top=case.top,
        verdict=found.judged.verdict,
        summary=summary(found),
        formal_share=formal_share(case, found.steps),
        witness=story(found.witness),
        support=support(found),
        defeaters=defeater_statuses(found),
        obligations=tuple(obligations(found, settings.budget * 1000)),
        findings=in_order(tuple(with_allowances(case, (*remarks, *found.findings)))),
        ledger=tuple(ledger(found)),
    )


def _asking(session: Session, settings: Settings, name: str, progress: Progress | None) -> Ask:
    def tell(done: int, of: int) -> None:
        if progress is not None:
            progress(f"examining {name}", done, of)

    def ask(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        return session.ask(questions, budget=Budget(settings.budget * 1000 * allowance), progress=tell)

    return ask


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """By file, place and code, so that the order does not depend on how they were found."""

    def key(finding: Finding) -> tuple[str, int, int, str, str]:
        where = finding.location
        place = (where.file, where.line, where.column) if where else ("", 0, 0)
        return (*place, finding.code, finding.message)

    return tuple(sorted(findings, key=key))


def _document(
    files: tuple[str, ...], results: Sequence[CaseResult], findings: tuple[Finding, ...]
) -> CheckResult:
    return CheckResult(
        tool=this_tool(),
        solvers=solver_versions(),
        files=files,
        cases=tuple(results),
        findings=findings,
    )
