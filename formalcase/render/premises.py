"""Missing premises, as a person reads them: what fails, and what would mend it, ready to paste."""

from __future__ import annotations

from formalcase.case.verdicts import Verdict
from formalcase.render.ansi import Paint
from formalcase.render.clean import clean
from formalcase.render.layout import COLUMNS, count, some, wrap
from formalcase.results.premises import PremiseCandidate, PremisesResult, StepPremises

_MOST = 12
_MOST_SHOWN = 10
_ORIGINS = {
    "case": "the case has it already",
    "literals": "a fact about what the step speaks of",
    "rule": "a rule",
    "bound": "the weakest bound",
    "conditional": "no more than that the premises imply the conclusion",
}
_BLOCKED = (
    "it is blocked, so nothing was looked for: a formula of it does not mean something in every situation; "
    "`formalcase check` says which"
)
_MENDABLE = "it divides by what may be zero; with any of these it does not, and its conclusion follows"
_NOT_CHECKED = (
    "not checked: whether any of this is true. A premise that mends a step has to be argued for or judged."
)


def premises_text(
    result: PremisesResult, *, colour: bool = False, columns: int = COLUMNS, quiet: bool = False
) -> str:
    """The steps one by one. `quiet`: the candidates only."""
    paint = Paint(colour)
    lines: list[str] = []
    for step in result.steps:
        lines += [*_step(step, paint, columns, quiet), ""]
    if not result.steps:
        lines += ["no step of this case lacks a premise", ""]
    if any(step.candidates for step in result.steps) and not quiet:
        lines += wrap(_NOT_CHECKED, columns)
    return "\n".join(lines).rstrip("\n") + "\n"


def _step(step: StepPremises, paint: Paint, columns: int, quiet: bool) -> list[str]:
    head = f"`{clean(step.step)}`: {clean(step.text)}"
    lines = wrap(paint("strong", f"{head} ({_verdict(step)})"), columns, "", "  ")
    if step.refuted:
        words = f"no premise can be missing: {some(step.conflict, _MOST)} contradict each other"
        return [*lines, *wrap(words, columns, "  ")]
    if step.conflict:
        words = f"its premises contradict each other, so nothing is missing: {some(step.conflict, _MOST)}"
        return [*lines, *wrap(words, columns, "  ")]
    if step.verdict is Verdict.VALID:
        return [*lines, "  it follows as it stands"]
    if step.verdict is Verdict.BLOCKED:
        lines += wrap(_MENDABLE if step.candidates else _BLOCKED, columns, "  ")
        if not step.candidates:
            return lines
    elif step.counterexample and not quiet:
        lines += wrap(clean(step.counterexample), columns, "  ")
    for candidate in step.candidates[:_MOST_SHOWN]:
        lines += _candidate(candidate, paint, columns, quiet)
    more = len(step.candidates) - _MOST_SHOWN
    if more > 0:
        lines.append(f"  and {more} more; `--format json` has all")
    return [*lines, *wrap(_found(step), columns, "  ")]


def _verdict(step: StepPremises) -> str:
    return str(step.verdict) if step.argued else "not argued for"


def _found(step: StepPremises) -> str:
    searched = count(step.searched, "candidate")
    if not step.candidates:
        none = f"none found among {searched}"
        return f"{none}; the search was not complete: {clean(step.stopped)}" if step.stopped else none
    if step.complete:
        return f"that is all there is among {searched}"
    return f"there may be more: {clean(step.stopped)}" if step.stopped else "there may be more"


def _candidate(each: PremiseCandidate, paint: Paint, columns: int, quiet: bool) -> list[str]:
    lead = f"  {each.rank}. "
    lines = wrap(paint("good", clean(each.text)), columns, lead)
    indent = " " * len(lead)
    about = _ORIGINS[each.origin]
    if each.nodes:
        about = f"{about}: cite {some(each.nodes, _MOST)}"
    notes = [] if quiet else [about, clean(each.explanation)]
    if each.rules_out and not quiet:
        notes.append(f"it rules out, for one, that {clean(each.rules_out)}")
    if each.within is not None:
        notes.append(f"the weakest bound is no more than {each.within} away")
    elif not each.minimal and each.origin != "conditional":
        notes.append("something weaker may do")
    if not each.consistent:
        notes.append("not shown to be consistent with what the case rests on")
    if each.breaks:
        notes.append(f"would break {some(each.breaks, _MOST)}")
    if each.stronger_than and not quiet:
        notes.append(f"stronger than {clean('; '.join(each.stronger_than[:3]))}")
    return lines + [line for note in notes for line in wrap(note, columns, indent)]
