"""Writing a candidate into a file: read again, edited, checked, and only then put in the place of the old."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from formalcase.cli.output import WriteError, cannot_write, write_atomically

if TYPE_CHECKING:
    from formalcase.case.model import Case
    from formalcase.results.premises import PremisesResult, StepPremises
    from formalcase.settings import CasePath, Settings

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def apply_candidate(
    where: CasePath, case: Case, result: PremisesResult, number: int, settings: Settings
) -> None:
    """Puts candidate `number` of the one step in the result into the file.

    The rest of the file stays as it is, byte for byte. Raises SpecError when there is no such candidate, when
    the file cannot be edited, or when the step would not hold then; WriteError when it cannot be written.
    Whatever is raised, the file is as it was.
    """
    from formalcase.analyses.premises.pasting import applied
    from formalcase.diagnostics.catalogue.limits import NOT_APPLIED
    from formalcase.diagnostics.errors import SpecError
    from formalcase.render.layout import count

    def refuse(reason: str) -> SpecError:
        return SpecError([NOT_APPLIED.at(None, number=str(number), reason=reason)])

    if not isinstance(where, Path):
        raise refuse("standard input cannot be written to")
    if len(result.steps) != 1:
        raise refuse(f"{len(result.steps)} steps lack something; name the one that is meant")
    (step,) = result.steps
    if not 1 <= number <= len(step.candidates):
        raise refuse(f"`{step.step}` has {count(len(step.candidates), 'candidate')}")
    fix = step.candidates[number - 1].fix
    if fix is None:
        raise refuse(f"`{step.step}` does not stand in this file by itself")
    try:
        raw = where.read_bytes()
        read_only = not where.stat().st_mode & 0o222
    except OSError as problem:
        raise WriteError([cannot_write(where, problem)]) from None
    if read_only:
        # It could be put in the place of the old file all the same, which nobody who locked that wants.
        raise refuse("the file is read-only")
    source = case.sources[0]
    mark = _MARK if raw.startswith(_MARK.encode()) else ""
    if raw != (mark + source.text).encode():
        raise refuse("the file has changed since it was read")
    text = applied(source, fix)
    if not _holds(text, where, step, settings):
        raise refuse(f"`{step.step}` would not hold with it")
    try:
        write_atomically(where, (mark + text).encode())
    except OSError as problem:
        raise WriteError([cannot_write(where, problem)]) from None


def _holds(text: str, where: Path, step: StepPremises, settings: Settings) -> bool:
    """Whether the edited text can be read, and the step in it, or the claim's new one, is sound."""
    from formalcase.case.verdicts import Verdict
    from formalcase.elaborate import load_text
    from formalcase.loading import the_case
    from formalcase.logic.depth import deep_recursion
    from formalcase.pipeline.check import check_case

    with deep_recursion():
        edited = the_case(load_text(text, where.as_posix(), folder=where.parent), where.as_posix())
    checked = check_case(edited, settings).cases[0]
    new = {each.subject: each.verdict for each in checked.obligations if each.kind == "validity"}
    if step.step in new:
        return new[step.step] is Verdict.VALID
    return new.get(f"S_{step.step}", Verdict.INVALID) is Verdict.VALID
