"""The phases of a run, in order: find, read, examine, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from formalcase.analyses.examine import examine, groundwork
from formalcase.analyses.step import Ask
from formalcase.case.model import Case
from formalcase.elaborate import Loaded
from formalcase.elaborate.inputs import Input, empty_folder, find_inputs
from formalcase.encode.question import Question
from formalcase.loading import a_module, has_errors, load_input, load_one
from formalcase.logic.depth import deep_recursion
from formalcase.settings import CasePath, Settings
from formalcase.solve.question import Answer, Budget
from formalcase.solve.session import Session

if TYPE_CHECKING:
    from formalcase.analyses.defeating.argued import Argued
    from formalcase.analyses.defeating.asked import Asked
    from formalcase.analyses.defeating.reading import Query, Semantics
    from formalcase.diagnostics.finding import Finding
    from formalcase.render.picture.svg import Notation
    from formalcase.reporting.made import Audience
    from formalcase.reporting.report import Report
    from formalcase.results.check import CaseResult, CheckResult
    from formalcase.results.legs import LegsResult
    from formalcase.results.listing import Search
    from formalcase.results.losses import Losses
    from formalcase.results.premises import PremisesResult
    from formalcase.results.wanted import Wanted
    from formalcase.results.whatif import WhatIfResult

# What is needed only once there are answers is imported where it is used, or by `_load_the_rest`, which
# runs while the solver works on the first questions: the first verdict comes sooner.

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

    from formalcase.export import smt2_files

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in smt2_files(asked, found.steps).items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written


def export_asp(path: CasePath, settings: Settings, claim: str | None = None) -> tuple[str, Argued]:
    """The argument for a claim, the top claim if none is named, as a program for clingo.

    Raises SpecError when the case cannot be read, or has no such claim.
    """
    from formalcase.analyses.defeating.argued import argued
    from formalcase.analyses.defeating.asked import claim_of
    from formalcase.export import asp_file

    case = load_one(path)
    name = claim_of(case, claim)
    with deep_recursion(), Session(settings.jobs) as session:
        ask = _asking(session, settings, case.id, None)
        argument = argued(groundwork(case, ask, settings.as_of or case.as_of), name)
    return asp_file(case.id, argument), argument


def judged_for(
    case: Case,
    claim: str,
    semantics: Semantics,
    query: Query,
    settings: Settings,
    session: Session,
    progress: Progress | None = None,
) -> Asked:
    """The argument for a claim in one of its readings; the steps are judged for it.

    The logic reading asks the session when its sets are asked for. Raises SpecError when the query is about
    something that is no leaf of the case.
    """
    from formalcase.analyses.defeating.asked import asked, check_leaf

    ask = _asking(session, settings, case.id, progress)
    ground = groundwork(case, ask, settings.as_of or case.as_of)
    if query.containing is not None:
        check_leaf(ground, query.containing)
    return asked(ground, claim, semantics, session, settings.budget * 1000)


def defeaters_of(
    case: Case,
    claim: str,
    wanted: Wanted,
    settings: Settings,
    session: Session,
    search: Search,
    progress: Progress | None = None,
) -> Losses:
    """What would bring a claim down. The sets are found when they are asked for; until then the session
    must stay open. Raises SpecError as `judged_for` does.
    """
    from formalcase.results.losses import Losses
    from formalcase.tool import solver_versions, this_tool

    losses = Losses(case, claim, wanted, search, (this_tool(), solver_versions()))
    losses.begin(
        lambda: judged_for(case, claim, wanted.semantics, wanted.query, settings, session, progress),
        _asking(session, settings, case.id, None),
        settings.budget * 1000,
    )
    return losses


def what_if_case(
    case: Case,
    fail: Sequence[str],
    false: Sequence[str],
    assume: Sequence[str],
    settings: Settings,
    progress: Progress | None = None,
) -> WhatIfResult:
    """What stands and what falls when some nodes are withdrawn, false, or taken as given.

    Raises SpecError when the case has no such nodes, or what is supposed cannot be.
    """
    from formalcase.analyses.defeating.asked import claim_of
    from formalcase.analyses.defeating.suppositions import suppositions
    from formalcase.analyses.defeating.whatif import what_if
    from formalcase.results.supposed import whatif_result
    from formalcase.tool import solver_versions, this_tool

    claim = claim_of(case, None)
    with deep_recursion(), Session(settings.jobs) as session:
        ask = _asking(session, settings, case.id, progress)
        sets = partial(session.minimal_sets, budget=Budget(settings.budget * 1000), defeaters_first=False)
        ground = groundwork(case, ask, settings.as_of or case.as_of)
        found = what_if(ground, claim, suppositions(ground, fail, false, assume), ask, sets)
        return whatif_result(found, (this_tool(), solver_versions()))


def legs_of(
    case: Case, claim: str | None, settings: Settings, progress: Progress | None = None
) -> LegsResult:
    """Whether the legs of a claim are independent; of each claim with several legs, if none is named.

    Raises SpecError when the case has no such claim.
    """
    from formalcase.allowances import allowed_among
    from formalcase.analyses.legs.remarks import statement_remarks
    from formalcase.analyses.legs.study import check_claim, study_legs
    from formalcase.results.compared import legs_result
    from formalcase.tool import solver_versions, this_tool

    if claim is not None:
        check_claim(case, claim)
    with deep_recursion(), Session(settings.jobs) as session:
        ask = _asking(session, settings, case.id, progress)
        ground = groundwork(case, ask, settings.as_of or case.as_of)
        found = list(study_legs(ground, ask, claim))
        findings = allowed_among(case, statement_remarks(ground, [each.judged for each in found]))
        return legs_result(ground, found, (this_tool(), solver_versions()), findings)


def premises_of(
    case: Case, name: str | None, settings: Settings, progress: Progress | None = None
) -> PremisesResult:
    """What would have to be true for a step to hold, or for a claim that nobody argues for; of everything
    that lacks something, if none is named. Raises SpecError when the case has no such step or claim."""
    from formalcase.analyses.premises import Limits, missing_premises
    from formalcase.analyses.premises.wanted import check_wanted, steps_wanting
    from formalcase.results.lacking import premises_result
    from formalcase.tool import solver_versions, this_tool

    if name is not None:
        check_wanted(case, name)
    with deep_recursion(), Session(settings.jobs) as session:
        ask = _asking(session, settings, case.id, progress)
        ground = groundwork(case, ask, settings.as_of or case.as_of)
        limits = Limits(steps=settings.budget * 1000)
        names = steps_wanting(ground) if name is None else (name,)
        found = [missing_premises(ground, each, ask, limits) for each in names]
        return premises_result(ground, found, (this_tool(), solver_versions()))


def report_of(
    case: Case,
    settings: Settings,
    audience: Audience | None = None,
    notation: Notation = "gsn",
    progress: Progress | None = None,
) -> Report:
    """All that is known of a case, for a reviewer: the check, what would bring the top claim down, its legs,
    and what people have to judge."""
    from contextlib import nullcontext

    from formalcase.documents import case_result
    from formalcase.reporting.gathered import gathered
    from formalcase.reporting.made import report_result
    from formalcase.reporting.report import Report
    from formalcase.results.listing import Search
    from formalcase.results.report import ReportSettings

    today = settings.as_of or case.as_of
    with deep_recursion(), Session(settings.jobs) as session:
        ask = _asking(session, settings, case.id, progress)
        found = examine(case, ask, today)
        checked = case_result(found, case.remarks, settings.budget * 1000)
        made = gathered(found, checked, ask, session, settings.budget * 1000, Search(nullcontext))
        about = ReportSettings(
            budget=settings.budget * 1000,
            as_of=today.isoformat() if today else None,
            audience=audience,
            notation=notation,
        )
        return Report(case, report_result(made, about))


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
    ask = _asking(session, settings, case.id, progress)
    found = examine(case, ask, settings.as_of or case.as_of)

    from formalcase.documents import case_result

    return case_result(found, remarks, settings.budget * 1000)


def _asking(session: Session, settings: Settings, name: str, progress: Progress | None) -> Ask:
    def tell(done: int, of: int) -> None:
        if progress is not None:
            progress(f"examining {name}", done, of)

    def ask(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        return session.ask(questions, budget=Budget(settings.budget * 1000 * allowance), progress=tell)

    return ask
